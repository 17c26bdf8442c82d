"""Which calculations there are, in the order in which an employer asks for them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy


class Offered(NamedTuple):
    """A page that computes: its name in the addresses, its title, and the question that it answers."""

    url_name: str
    title: Any
    question: Any


OFFERED = (
    Offered(
        "calculate-job",
        gettext_lazy("Wat kost een baan?"),
        gettext_lazy("Wat betaalt u zelf, wie betaalt mee, en wanneer moet u iets regelen?"),
    ),
    Offered(
        "calculate-lks",
        gettext_lazy("Loonkostensubsidie"),
        gettext_lazy("Hoeveel betaalt de gemeente aan het loon mee?"),
    ),
    Offered(
        "calculate-lkv",
        gettext_lazy("Loonkostenvoordeel"),
        gettext_lazy("Hoeveel betaalt de Belastingdienst na afloop van het jaar?"),
    ),
    Offered(
        "calculate-instruments",
        gettext_lazy("No-riskpolis, jobcoach en proefplaatsing"),
        gettext_lazy("Wat is er naast geld, en wie beslist?"),
    ),
    Offered(
        "calculate-quotum",
        gettext_lazy("Quotum"),
        gettext_lazy("Val ik onder het quotum, en hoeveel uren kom ik tekort?"),
    ),
    Offered(
        "calculate-beschut-werk",
        gettext_lazy("Beschut werk"),
        gettext_lazy("Voor wie is het, en hoeveel plekken zijn dat?"),
    ),
    Offered(
        "local-municipalities",
        gettext_lazy("Zo werkt uw gemeente"),
        gettext_lazy("Wat kunt u vooraf weten over forfait, meten, betalen en begeleiding?"),
    ),
    Offered(
        "calculate-comparison",
        gettext_lazy("Subsidie naast dispensatie"),
        gettext_lazy("Wat zou loondispensatie hebben betekend? Een ingetrokken voorstel uit 2018."),
    ),
)
