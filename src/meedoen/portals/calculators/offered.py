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
        "calculate-lks",
        gettext_lazy("Loonkostensubsidie"),
        gettext_lazy("Hoeveel betaalt de gemeente aan het loon mee?"),
    ),
    Offered(
        "calculate-comparison",
        gettext_lazy("Subsidie naast dispensatie"),
        gettext_lazy("Wat zou loondispensatie hebben betekend? Een ingetrokken voorstel uit 2018."),
    ),
)
