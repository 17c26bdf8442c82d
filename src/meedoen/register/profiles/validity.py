"""What can be wrong with a card of a profile, and the card as it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.refusals import Refused
from meedoen.primitives.postcode import Postcode
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import AHEAD, EARLIEST, FAR_AHEAD, NotPossible, text, tidy, wrong_day
from meedoen.register.profiles import work
from meedoen.register.profiles.cards import (
    CERTIFICATES,
    Availability,
    Card,
    Conditions,
    Languages,
    OwnWords,
    Schooling,
    Tasks,
    Travel,
    Wishes,
    in_order,
    tasks_in_order,
)
from meedoen.register.profiles.conditions import BY_CODE
from meedoen.register.profiles.models import LONGEST
from meedoen.register.profiles.words import (
    DAYS,
    LANGUAGE_LEVELS,
    LANGUAGES,
    LEVELS,
    LICENCES,
    MEANS,
    TIMES,
)

MOST_HOURS = Decimal(40)
# Longer on the way than this, one way, is a slip of the pen.
MOST_MINUTES = 180
_MINUTES = gettext_lazy("minuten")
# A wish for everything says nothing.
MOST_WISHES = 8


def kept(card: Card, birth_on: date, today: date) -> tuple[Card, list[Refused]]:
    """Return a card as it would be kept, and everything that is wrong with it."""
    if isinstance(card, OwnWords):
        return _own_words(card)
    if isinstance(card, Wishes):
        wrong = list(_unknown(card.wishes, work.WORK_FIELDS, "wishes"))
        if len(set(card.wishes)) > MOST_WISHES:
            message = _("Kies hoogstens %(most)s soorten werk. Alles willen zegt niets.")
            wrong.append(NotPossible(message % {"most": MOST_WISHES}, field="wishes"))
        return Wishes(in_order(card.wishes, work.WORK_FIELDS)), wrong
    if isinstance(card, Availability):
        days, times = in_order(card.days, DAYS), in_order(card.times, TIMES)
        return replace(card, days=days, times=times), list(_wrong_availability(card, today))
    if isinstance(card, Travel):
        return _travel(card)
    if isinstance(card, Schooling):
        return _schooling(card, birth_on, today)
    if isinstance(card, Tasks):
        wrong = [
            one
            for name in ("able", "liked", "wanted")
            for one in _unknown(getattr(card, name), work.TASK_WORDS, name)
        ]
        return tasks_in_order(card), wrong
    if isinstance(card, Conditions):
        return Conditions(dict(card.values)), list(_wrong_conditions(card.values))
    return _languages(card)


def lines(given: str) -> str:
    """Return a text tidied line by line, so that paragraphs stay."""
    return "\n".join(tidy(line) for line in given.splitlines()).strip()


def free_texts(card: Card) -> dict[str, str]:
    """Return the texts of a card in which anything can have been written."""
    if isinstance(card, OwnWords):
        return {name: words for name, words in vars(card).items() if words}
    if isinstance(card, Schooling):
        return {f"certificate_{row}": paper.name for row, paper in enumerate(card.certificates)}
    return {}


def _own_words(card: OwnWords) -> tuple[Card, list[Refused]]:
    tidied = {name: lines(words) for name, words in vars(card).items()}
    wrong: list[Refused] = []
    for name in (name for name, words in tidied.items() if len(words) > LONGEST):
        message = _("Deze tekst is te lang. Gebruik hoogstens %(longest)s tekens.")
        wrong.append(NotPossible(message % {"longest": LONGEST}, field=name))
    return OwnWords(**tidied), wrong


def _wrong_availability(card: Availability, today: date) -> Iterator[Refused]:
    yield from _unknown(card.days, DAYS, "days")
    yield from _unknown(card.times, TIMES, "times")
    for name in ("hours_min", "hours_max"):
        hours: Decimal | None = getattr(card, name)
        if hours is not None and not _is_week(hours):
            message = _("Uren per week liggen tussen 1 en %(most)s, in halve uren. Schrijf 24 of 25,5.")
            yield NotPossible(message % {"most": MOST_HOURS}, field=name)
            return
    if card.hours_min is not None and card.hours_max is not None and card.hours_min > card.hours_max:
        message = _("Het minste aantal uren is meer dan het hoogste. Draai ze om.")
        yield NotPossible(message, field="hours_max")
    # Asked first, so that the words for a refusal are looked up for who is refused alone.
    if card.available_from is not None and not EARLIEST <= card.available_from <= today + AHEAD:
        what = _("De dag van beschikbaarheid")
        yield from wrong_day(card.available_from, what, "available_from", latest=today + AHEAD)


def _is_week(hours: Decimal) -> bool:
    return hours.is_finite() and 1 <= hours <= MOST_HOURS and (hours * 2) % 1 == 0


def _travel(card: Travel) -> tuple[Card, list[Refused]]:
    wrong = list(_unknown(card.means, MEANS, "means"))
    postcode = tidy(card.postcode)
    if postcode:
        try:
            postcode = Postcode.parse(postcode).text
        except NotValid as refusal:
            wrong.append(NotPossible(str(refusal), field="postcode"))
    wrong += _wrong_number(card.travel_minutes, 5, MOST_MINUTES, _MINUTES, "travel_minutes")
    return Travel(postcode, in_order(card.means, MEANS), card.travel_minutes), wrong


def _schooling(card: Schooling, birth_on: date, today: date) -> tuple[Card, list[Refused]]:
    wrong: list[Refused] = []
    if card.education_level:
        wrong += _unknown((card.education_level,), LEVELS, "education_level")
    if card.education_field:
        wrong += _unknown((card.education_field,), work.WORK_FIELDS, "education_field")
    if card.education_year is not None and not birth_on.year + 10 <= card.education_year <= today.year:
        message = _("Dit jaar kan niet. Kies een jaar van %(first)s t/m %(last)s.")
        years = {"first": birth_on.year + 10, "last": today.year}
        wrong.append(NotPossible(message % years, field="education_year"))
    papers = []
    for row, paper in enumerate(card.certificates):
        name, refused = text(paper.name, _("De naam van het certificaat"), f"certificate_{row}", 80)
        wrong += refused
        if paper.valid_until is not None:
            what = _("De laatste dag van het certificaat")
            latest = today + 2 * FAR_AHEAD
            wrong += wrong_day(paper.valid_until, what, f"valid_until_{row}", latest=latest)
        papers.append(replace(paper, name=name))
    if len(papers) > CERTIFICATES:
        message = _("Schrijf hoogstens %(most)s certificaten op.") % {"most": CERTIFICATES}
        wrong.append(NotPossible(message, field="certificate_0"))
    return replace(card, certificates=tuple(papers)), wrong


def _wrong_conditions(values: Mapping[str, int]) -> Iterator[Refused]:
    for code, value in values.items():
        kind = BY_CODE.get(code)
        if kind is None:
            yield NotPossible(_("Deze voorwaarde bestaat niet. Kies er een uit de lijst."))
        else:
            yield from _wrong_number(value, kind.least, kind.most, kind.unit or "", f"condition_{code}")


def _languages(card: Languages) -> tuple[Card, list[Refused]]:
    wrong = list(_unknown(card.licences, LICENCES, "licences"))
    for code, level in card.levels.items():
        wrong += _unknown((code,), LANGUAGES, f"language_{code}")
        wrong += _unknown((level,), LANGUAGE_LEVELS, f"language_{code}")
    levels = {code: card.levels[code] for code in LANGUAGES if code in card.levels}
    return Languages(levels, in_order(card.licences, LICENCES)), wrong


def _unknown(codes: Sequence[str], known: Iterable[Any], field: str) -> Iterator[Refused]:
    if not set(codes) <= set(known):
        yield NotPossible(_("Deze keuze bestaat niet. Kies uit de lijst."), field=field)


def _wrong_number(
    value: int | None, least: int, most: int, unit: str | Promise, field: str
) -> Iterator[Refused]:
    if value is not None and not least <= value <= most:
        message = _("Kies een heel getal van %(least)s t/m %(most)s %(unit)s.")
        yield NotPossible(message % {"least": least, "most": most, "unit": unit}, field=field)
