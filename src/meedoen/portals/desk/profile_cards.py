"""The cards of a profile as pages show them: title, address, form, and what stands on it in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms import profiles as forms
from meedoen.portals.formats import FORMATS
from meedoen.primitives.period import day_in_words
from meedoen.register.profiles import words, work
from meedoen.register.profiles.cards import (
    Availability,
    Card,
    Conditions,
    Languages,
    Schooling,
    Tasks,
    Travel,
    Wishes,
)
from meedoen.register.profiles.offered import condition_words

Facts = list[tuple[str, str | None]]


@dataclass(frozen=True)
class CardPage:
    """One card: its name in the register, its words, the last part of its address, its form."""

    name: str
    title: Promise
    path: str
    form: type[forms.CardForm]
    lead: Promise | str = ""

    @property
    def url_name(self) -> str:
        return f"person-{self.name.replace('_', '-')}"


def _wishes(card: Wishes) -> Facts:
    return [(_("Soort werk"), words.in_words(work.WORK_FIELDS, card.wishes) or None)]


def _availability(card: Availability) -> Facts:
    return [
        (_("Uren per week"), _hours(card)),
        (_("Dagen"), words.in_words(words.DAYS, card.days) or None),
        (_("Tijden"), words.in_words(words.TIMES, card.times) or None),
        (_("Beschikbaar vanaf"), day_in_words(card.available_from) if card.available_from else None),
    ]


def _hours(card: Availability) -> str | None:
    hours = FORMATS["hours"]
    low, high = (None if one is None else hours(one) for one in (card.hours_min, card.hours_max))
    if low is not None and high is not None and low != high:
        return _("%(low)s tot %(high)s") % {"low": low, "high": high}
    if high is None and low is not None:
        return _("vanaf %(low)s") % {"low": low}
    return None if high is None else str(high)


def _travel(card: Travel) -> Facts:
    minutes = card.travel_minutes
    return [
        (_("Postcode"), card.postcode or None),
        (_("Vervoer"), words.in_words(words.MEANS, card.means) or None),
        (
            _("Reistijd enkele reis"),
            None if minutes is None else _("hoogstens %(minutes)s minuten") % {"minutes": minutes},
        ),
    ]


def _schooling(card: Schooling) -> Facts:
    papers = [
        f"{paper.name} ({_('t/m')} {day_in_words(paper.valid_until)})" if paper.valid_until else paper.name
        for paper in card.certificates
    ]
    level = words.in_words(words.LEVELS, card.education_level) if card.education_level else ""
    field = words.in_words(work.WORK_FIELDS, card.education_field) if card.education_field else ""
    year = str(card.education_year or "")
    return [
        (_("Hoogste opleiding"), ", ".join(filter(None, (level, field, year))) or None),
        (_("Certificaten"), ", ".join(papers) or None),
    ]


def _tasks(card: Tasks) -> Facts:
    answers = ((_("Kan"), card.able), (_("Doet graag"), card.liked), (_("Wil leren"), card.wanted))
    return [(label, words.in_words(work.TASK_WORDS, codes) or None) for label, codes in answers]


def _conditions(card: Conditions) -> Facts:
    needed = [condition_words(code, value) for code, value in sorted(card.values.items())]
    return [(_("Nodig om te kunnen werken"), "; ".join(needed) or None)]


def _languages(card: Languages) -> Facts:
    spoken = [
        f"{words.LANGUAGES[code]} ({words.LANGUAGE_LEVELS[level]})" for code, level in card.levels.items()
    ]
    licences = words.in_words(words.LICENCES, card.licences)
    return [(_("Talen"), ", ".join(spoken) or None), (_("Rijbewijs"), licences or None)]


_FACTS: dict[type[Any], Callable[[Any], Facts]] = {
    Wishes: _wishes,
    Availability: _availability,
    Travel: _travel,
    Schooling: _schooling,
    Tasks: _tasks,
    Conditions: _conditions,
    Languages: _languages,
}


def facts_of(card: Card) -> Facts:
    """Return what stands on a card, label and words; None where nothing does."""
    return _FACTS[type(card)](card)


OWN_WORDS = CardPage(
    "own_words",
    gettext_lazy("In eigen woorden"),
    "eigen-woorden",
    forms.OwnWordsForm,
    gettext_lazy(
        "Schrijf op wat de kandidaat zelf zegt. Schrijf wat iemand kan, niet wat iemand heeft: "
        "voor een diagnose is hier geen plaats."
    ),
)
# The cards below own words, in the order of the page.
CARD_PAGES = (
    CardPage(
        "wishes",
        gettext_lazy("Wensen"),
        "wensen",
        forms.WishesForm,
    ),
    CardPage("availability", gettext_lazy("Beschikbaarheid"), "beschikbaarheid", forms.AvailabilityForm),
    CardPage("travel", gettext_lazy("Reizen"), "reizen", forms.TravelForm),
    CardPage(
        "tasks",
        gettext_lazy("Taken"),
        "taken",
        forms.TasksForm,
        gettext_lazy(
            "Loop met de kandidaat de taken langs. Wat de kandidaat wil, staat open. De lijst is van onszelf."
        ),
    ),
    CardPage(
        "conditions",
        gettext_lazy("Voorwaarden voor werk"),
        "voorwaarden",
        forms.ConditionsForm,
        gettext_lazy(
            "Wat is nodig om te kunnen werken? Is er niets nodig, sla dan leeg op: dan staat vast dat het "
            "besproken is."
        ),
    ),
    CardPage("schooling", gettext_lazy("Opleiding en certificaten"), "opleiding", forms.SchoolingForm),
    CardPage("languages", gettext_lazy("Talen en rijbewijs"), "talen", forms.LanguagesForm),
)
ALL_PAGES = (OWN_WORDS, *CARD_PAGES)
BY_NAME = {one.name: one for one in ALL_PAGES}
