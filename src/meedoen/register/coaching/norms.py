"""How many hours a regime stands for: what the municipality chose, and what UWV allows at most beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.choices.selectors import choices_of, chosen_values, code_of
from meedoen.register.coaching.models import CoachBudget
from meedoen.register.coaching.words import CHOICE_OF, REGIMES, VISIT_WEEKS, VISIT_WEEKS_CHOICE
from meedoen.rules.book import Value
from meedoen.rules.known import known_on
from meedoen.rules.local_choices import YEARS, in_words, years_in

# A year of work as the norms of UWV are applied here: nothing that was read says otherwise.
WEEKS = 52


@dataclass(frozen=True, slots=True)
class Norm:
    """Hours a year for one regime, or None where that follows from nothing; `words` say why."""

    regime: str
    hours: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class Norms:
    """What holds for one job on a day; `year` is the year of the job, the third one and later are one."""

    year: int
    regimes: tuple[Norm, ...]
    # At most, by the norm of UWV: a share of the hours worked.
    uwv: Decimal | None
    uwv_rule: Value | None

    def of(self, regime: str) -> Norm:
        return next(one for one in self.regimes if one.regime == regime)


def year_of_work(starts_on: date, day: date) -> int:
    """Return in which year of the job a day lies, from 1 to 3."""
    before = (day.month, day.day) < (starts_on.month, starts_on.day)
    return max(1, min(YEARS, day.year - starts_on.year + (0 if before else 1)))


def norms_for(payer_id: int, starts_on: date, hours_week: Decimal | None, day: date) -> Norms:
    """Return the norms for a job that started then, paid by this municipality."""
    year = year_of_work(starts_on, day)
    budget = CoachBudget.objects.filter(organisation_id=payer_id, year=day.year, unit="euro").first()
    rate = budget.rate if budget else None
    chosen = _chosen(payer_id, day)
    regimes = tuple(_norm(code, chosen.get(code), year, hours_week, rate) for code in REGIMES)
    rule = known_on(f"jobcoach.uwv.deel.jaar{year}", day)
    share = None
    if rule is not None and hours_week is not None:
        share = (rule.number * hours_week * WEEKS).quantize(Decimal("0.01"))
    return Norms(year, regimes, share, rule)


def visit_weeks(day: date) -> dict[int, int]:
    """Return after how many weeks somebody ought to come by, for each organisation that chose."""
    return {key: int(value) for key, value in chosen_values(VISIT_WEEKS_CHOICE, day).items()}


def weeks_between(regime: str, payer_id: int, chosen: Mapping[int, int]) -> int:
    """Return the weeks of who pays, or our own for this regime where it said nothing."""
    return chosen.get(payer_id, VISIT_WEEKS[regime])


def _chosen(payer_id: int, day: date) -> dict[str, tuple[str, str]]:
    """By regime: what was chosen as it is kept, and in words."""
    try:
        points = choices_of(code_of(payer_id, day), day).points
    except Refused:
        # Who pays is no municipality here, and so chooses nothing.
        return {}
    by_code = {one.point.code: one for one in points}
    found = {}
    for regime, code in CHOICE_OF.items():
        one = by_code[code]
        if one.row is not None:
            found[regime] = (one.row.value, in_words(one.point, one.row.value))
    return found


def _norm(
    regime: str,
    chosen: tuple[str, str] | None,
    year: int,
    hours_week: Decimal | None,
    rate: Decimal | None,
) -> Norm:
    if chosen is None:
        return Norm(regime, None, _("de gemeente koos nog niets"))
    parts = years_in(chosen[0])
    # Who chose for the first year only meant that one; what comes after is not known.
    given = parts[f"year_{year}"].replace(",", ".")
    if not given:
        return Norm(regime, None, _("de gemeente koos niets voor jaar %(year)s") % {"year": year})
    amount, hours = Decimal(given), None
    if parts["unit"] == "uren":
        hours = amount
    elif parts["unit"] == "deel" and hours_week is not None:
        hours = amount / 100 * hours_week * WEEKS
    elif parts["unit"] == "euro" and rate:
        hours = amount / rate
    words = chosen[1]
    if hours is None:
        words = _("%(choice)s; zonder uurtarief zijn dat geen uren") % {"choice": words}
    return Norm(regime, None if hours is None else hours.quantize(Decimal("0.01")), words)
