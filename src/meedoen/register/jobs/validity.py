"""What can be wrong with a job: with each part by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.refusals import Refused
from meedoen.register.checks import (
    AHEAD,
    EARLIEST,
    NotPossible,
    in_hundredths,
    text,
    tidy,
    wrong_day,
    wrong_municipality,
)
from meedoen.register.employers.noted import noted
from meedoen.register.jobs.demands import DEMANDS, ELSEWHERE
from meedoen.register.jobs.parts import TaskLine, Terms, What, Work
from meedoen.register.jobs.words import GUIDES, KINDS, SBI, WAGES, WHEN_DONOR_CHANGES
from meedoen.register.profiles.words import (
    DAYS,
    LANGUAGE_LEVELS,
    LANGUAGES,
    LEVELS,
    LICENCES,
    TARGET_GROUPS,
    TIMES,
)
from meedoen.register.profiles.work import TASK_WORDS

MOST_HOURS = Decimal(40)
# Who confirms a job for longer than this has not asked the employer.
LONGEST_OPEN = timedelta(days=184)
MOST_SEATS, MOST_TASKS = 200, 40
MOST_PERCENTAGE, MOST_AMOUNT = Decimal(300), Decimal(20_000)
_HOURS_NAMES = {"hours_min": gettext_lazy("minstens"), "hours_max": gettext_lazy("hoogstens")}


def wrong_what(part: What, today: date) -> Iterator[Refused]:
    """Give what is wrong with what and where, apart from whose branch and contact it is."""
    yield from _unknown((part.kind,), KINDS, "kind")
    yield from text(part.title, _("De titel"), "title", 120)[1]
    yield from wrong_municipality(part.municipality, today, "municipality")
    if part.sbi:
        yield from _unknown((part.sbi,), SBI, "sbi")
    if not 1 <= part.seats <= MOST_SEATS:
        yield _not_within(1, MOST_SEATS, gettext_lazy("plekken"), "seats")
    yield from wrong_hours(part)
    yield from _unknown(part.days, DAYS, "days")
    yield from _unknown(part.times, TIMES, "times")
    yield from _unknown(part.offered_to, TARGET_GROUPS, "offered_to")
    if part.starts_on is not None and not EARLIEST <= part.starts_on <= today + AHEAD:
        yield from wrong_day(part.starts_on, _("De eerste dag"), "starts_on", latest=today + AHEAD)


def wrong_hours(part: What) -> Iterator[Refused]:
    """Give what is wrong with the hours a week of a job."""
    for name in _HOURS_NAMES:
        hours: Decimal | None = getattr(part, name)
        if hours is not None and not (hours.is_finite() and 1 <= hours <= MOST_HOURS and hours * 2 % 1 == 0):
            message = _(
                "Een baan heeft 1 t/m %(most)s uur per week, in halve uren. Meer dan een volle werkweek kan "
                "niet: maak er dan twee plekken van."
            )
            yield NotPossible(message % {"most": MOST_HOURS}, field=name)
            return
    if part.hours_min is not None and part.hours_max is not None and part.hours_min > part.hours_max:
        message = _("Het minste aantal uren is meer dan het hoogste. Draai ze om.")
        yield NotPossible(message, field="hours_max")


def wrong_work(part: Work) -> Iterator[Refused]:
    """Give what is wrong with the tasks and the demands."""
    if len(part.tasks) > MOST_TASKS:
        message = _("Schrijf hoogstens %(most)s taken op. Neem taken die bij elkaar horen samen.")
        yield NotPossible(message % {"most": MOST_TASKS}, field="task_0")
    seen: set[tuple[str, str]] = set()
    for row, line in enumerate(part.tasks[:MOST_TASKS]):
        yield from _wrong_task(line, row)
        named = (line.task, tidy(line.words).casefold())
        if named in seen:
            yield NotPossible(_("Deze taak staat er al. Tel de uren bij elkaar op."), field=f"task_{row}")
        seen.add(named)
    yield from wrong_demands(part.demands)
    if part.level:
        yield from _unknown((part.level,), LEVELS, "level")
    yield from _unknown(part.licences, LICENCES, "licences")
    for code, level in part.languages.items():
        yield from _unknown((code,), LANGUAGES, f"language_{code}")
        yield from _unknown((level,), LANGUAGE_LEVELS, f"language_{code}")


def _wrong_task(line: TaskLine, row: int) -> Iterator[Refused]:
    if line.task:
        yield from _unknown((line.task,), TASK_WORDS, f"task_{row}")
    if not line.task and not tidy(line.words):
        yield NotPossible(_("Kies een taak uit de lijst, of schrijf hem zelf op."), field=f"task_{row}")
    yield from noted(line.words, _("De taak"), f"task_words_{row}", 120)[1]
    hundredths = in_hundredths(line.hours_week)
    if hundredths is None or not 0 < hundredths <= MOST_HOURS * 100:
        message = _("Vul in hoeveel uur per week deze taak kost: meer dan 0 en hoogstens %(most)s.")
        yield NotPossible(message % {"most": MOST_HOURS}, field=f"task_hours_{row}")


def wrong_demands(demands: Mapping[str, int]) -> Iterator[Refused]:
    """Give what is wrong with demands by their code."""
    for code, value in demands.items():
        kind = DEMANDS.get(code)
        if kind is None:
            message = (
                _("Begeleiding hoort bij “Begeleiding en loon”. Vul die daar in.")
                if code in ELSEWHERE
                else _("Deze eis bestaat niet. Kies er een uit de lijst.")
            )
            yield NotPossible(message)
        elif not kind.least <= value <= kind.most:
            yield _not_within(kind.least, kind.most, kind.unit or "", f"demand_{code}")


def wrong_terms(part: Terms) -> Iterator[Refused]:
    """Give what is wrong with guidance, wage, growth and where the job came from."""
    if part.guide:
        yield from _unknown((part.guide,), GUIDES, "guide")
    if not 0 <= part.guidance_minutes <= 480:
        yield _not_within(0, 480, gettext_lazy("minuten per dag"), "guidance_minutes")
    if part.wage:
        yield from _unknown((part.wage,), WAGES, "wage")
    yield from _wrong_wage(part)
    yield from noted(part.wage_scale, _("De schaal"), "wage_scale", 40)[1]
    yield from noted(part.growth, _("De groeistap"), "growth", 200)[1]
    yield from noted(part.donor_function, _("De functie"), "donor_function", 120)[1]
    if part.when_donor_changes:
        yield from _unknown((part.when_donor_changes,), WHEN_DONOR_CHANGES, "when_donor_changes")


def _wrong_wage(part: Terms) -> Iterator[Refused]:
    percentage, amount = part.wage_percentage, part.wage_amount
    if percentage is not None and (
        in_hundredths(percentage) is None or not 100 <= percentage <= MOST_PERCENTAGE
    ):
        message = _(
            "Het loon is minstens 100 procent van het minimumloon, ook met loonkostensubsidie: die krijgt de "
            "werkgever terug. Vul 100 t/m %(most)s in."
        )
        yield NotPossible(message % {"most": MOST_PERCENTAGE}, field="wage_percentage")
    if amount is not None and (in_hundredths(amount) is None or not 100 <= amount <= MOST_AMOUNT):
        message = _("Vul het brutoloon per maand bij een volle werkweek in, van 100 t/m 20.000 euro.")
        yield NotPossible(message, field="wage_amount")
    filled = {
        "wml": ("wage_percentage", percentage),
        "amount": ("wage_amount", amount),
        "scale": ("wage_scale", tidy(part.wage_scale)),
    }
    if part.wage in filled and filled[part.wage][1] in (None, ""):
        message = _("Vul in hoeveel dat is, of kies een andere soort loon.")
        yield NotPossible(message, field=filled[part.wage][0])
    others = [(name, value) for kind, (name, value) in filled.items() if kind != part.wage]
    if part.wage in WAGES and any(value not in (None, "") for _name, value in others):
        message = _("Vul één loon in: het percentage, het bedrag of de schaal. Maak de andere leeg.")
        yield NotPossible(message, field="wage")


def wrong_expiry(expires_on: date, today: date) -> list[Refused]:
    """Refuse to keep a job open until a day that is past, or for longer than half a year."""
    if expires_on <= today:
        message = _("Kies een dag na vandaag: tot die dag staat de baan open.")
        return [NotPossible(message, field="expires_on")]
    return wrong_day(
        expires_on, _("De dag waarop de baan verloopt"), "expires_on", latest=today + LONGEST_OPEN
    )


def _not_within(least: int, most: int, unit: str | Promise, field: str) -> Refused:
    message = _("Kies een heel getal van %(least)s t/m %(most)s %(unit)s.")
    return NotPossible(message % {"least": least, "most": most, "unit": unit}, field=field)


def _unknown(codes: Sequence[str], known: Iterable[Any], field: str) -> Iterator[Refused]:
    if not set(codes) <= set(known):
        yield NotPossible(_("Deze keuze bestaat niet. Kies uit de lijst."), field=field)
