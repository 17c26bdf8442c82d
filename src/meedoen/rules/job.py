"""One job as an employer offers it: its hours, its wage, and what that wage comes to in a month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from meedoen.primitives.number import format_decimal
from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Share, Words
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import value_on
from meedoen.rules.charges import Employer
from meedoen.rules.instruments import SUPPORT
from meedoen.rules.lks import MOST_HOURS, WIDEST_WEEK
from meedoen.rules.lkv import KINDS
from meedoen.rules.wml import Wage, age_on, hour_wage, month_wage

WEEKS = Decimal(52)
MONTHS = Decimal(12)
# From this day the law names the minimum wage of an hour.
HOURLY_FROM = date(2024, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """What the cost of a job depends on; everything but the hours has a sensible beginning.

    Hours are a week's, by contract. `age` in full years or `born_on`; neither is an adult. The wage is
    `wage_part` of the minimum wage, or `wage_month`: gross for a month of the full week, without
    vakantiebijslag. `loonwaarde` is a part, 0 to 1; None with `forfait` asks for the forfait, without it is
    unknown. `starts_on` is the first working day; None: the day asked. `support` is one of SUPPORT.
    """

    hours: Decimal
    full_time: Decimal = Decimal(36)
    age: int | None = None
    born_on: date | None = None
    wage_part: Decimal = Decimal(1)
    wage_month: Decimal | None = None
    loonwaarde: Decimal | None = None
    forfait: bool = False
    starts_on: date | None = None
    support: str = "gemeente"
    in_register: bool | None = None
    has_declaration: bool | None = None
    other_lkv: tuple[str, ...] = ()
    employer: Employer = field(default_factory=Employer)

    def age_on(self, day: date) -> int | None:
        return self.age if self.born_on is None else age_on(self.born_on, day)

    @property
    def hours_a_year(self) -> Decimal:
        """Hours paid in 52 weeks; the verloonde uren of a real year differ a little."""
        return self.hours * WEEKS


def wage_of(job: Employment, day: date) -> Answer:
    """Gross euros a month without vakantiebijslag, at least the minimum wage of the day and age.

    From 2024 the minimum is the hour's wage times the hours of 52 weeks, over 12 months (WML art. 8); before,
    the month's wage in proportion to the hours. Refuses a wage below it (`NotValid`, “wage_month”).
    """
    check(job, day)
    least, steps = _minimum(job, day)
    if job.wage_month is not None:
        return _given(job, day, least)
    if job.wage_part == 1:
        return Answer(cents(least), "euro per maand", tuple(steps))
    amount = least * job.wage_part
    words = Words(N_("%(share)s van het minimumloon"), {"share": Share(job.wage_part)})
    steps.append(Step(words, amount, "euro per maand"))
    return Answer(cents(amount), "euro per maand", tuple(steps))


def above_minimum(job: Employment, day: date) -> Decimal:
    """How much of the month's wage lies above the minimum wage, in whole cents."""
    wage, least = wage_of(job, day).amount, cents(_minimum(job, day)[0])
    return max(Decimal(0), (wage or Decimal(0)) - least)


def _minimum(job: Employment, day: date) -> tuple[Decimal, list[Step]]:
    age = job.age_on(day)
    if day >= HOURLY_FROM:
        hour = hour_wage(day, age)
        amount = hour.amount * job.hours * WEEKS / MONTHS
        words = Words(N_("%(hours)s uur × 52 weken ÷ 12 maanden"), {"hours": job.hours})
        first = Step(Words(N_("Minimumloon per uur")), hour.amount, "euro per uur", hour.stands_on)
        return amount, [first, Step(words, amount, "euro per maand")]
    month = month_wage(day, age)
    amount = month.amount * job.hours / job.full_time
    return amount, [_month_step(month), _hours_step(job, amount)]


def _given(job: Employment, day: date, least: Decimal) -> Answer:
    given = job.wage_month or Decimal(0)
    amount = given * job.hours / job.full_time
    # Since 2024 a month's wage is low enough in either of two ways: 52 weeks is a convention of ours.
    month = (
        month_wage(day, job.age_on(day)).amount * job.hours / (36 if day >= HOURLY_FROM else job.full_time)
    )
    if cents(amount) < cents(min(least, month)):
        full = cents(min(least, month) * job.full_time / job.hours)
        remedy = f"Vul ten minste het minimumloon in: {format_decimal(full, 2)} euro bij een volle werkweek."
        raise NotValid("Het loon", format_decimal(given, 2), remedy, "wage_month")
    words = Words(N_("Loon bij een volle werkweek van %(full)s uur"), {"full": job.full_time})
    return Answer(
        cents(amount),
        "euro per maand",
        (Step(words, given, "euro per maand"), _hours_step(job, amount)),
    )


def holiday_of(wage: Decimal, day: date) -> Answer:
    """Vakantiebijslag over a month's wage (WML art. 15)."""
    part = value_on("wml.vakantiebijslag", day)
    words = Words(N_("Vakantiebijslag, %(share)s"), {"share": Share(part.number)})
    amount = wage * part.number
    return Answer(cents(amount), "euro per maand", (Step(words, amount, "euro per maand", (part,)),))


def birthday_remark(job: Employment, day: date) -> Remark | None:
    """When the minimum wage rises by age within a year; None for an adult or an age without a birth date."""
    if job.born_on is None:
        return None
    adult, age = value_on("wml.volwassen_vanaf", day), age_on(job.born_on, day)
    if age >= adult.number:
        return None
    words = Words(
        N_("Op %(day)s wordt deze werknemer %(age)s jaar: het minimumloon en de subsidie gaan dan omhoog."),
        {"day": _birthday(job.born_on, day.year + (_birthday(job.born_on, day.year) <= day)), "age": age + 1},
    )
    return Remark(words, "info", (adult,))


def _birthday(born_on: date, year: int) -> date:
    """29 February is 1 March in a year without it."""
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _month_step(month: Wage) -> Step:
    return Step(Words(N_("Minimumloon per maand")), month.amount, "euro per maand", month.stands_on)


def _hours_step(job: Employment, amount: Decimal) -> Step:
    words = Words(N_("Voor %(hours)s van %(norm)s uur"), {"hours": job.hours, "norm": job.full_time})
    return Step(words, amount, "euro per maand")


def check(job: Employment, day: date) -> None:
    """Refuse what cannot be, at the field that it is about."""
    if not 0 < job.hours <= MOST_HOURS:
        remedy = f"Vul de uren per week uit het contract in, meer dan 0 en hoogstens {MOST_HOURS}."
        raise NotValid("Het aantal uren", str(job.hours), remedy, "hours")
    if not Decimal(20) <= job.full_time <= WIDEST_WEEK:
        remedy = f"Een volle werkweek is meestal 36, 38 of 40 uur; vul 20 t/m {WIDEST_WEEK} in."
        raise NotValid("De volle werkweek", str(job.full_time), remedy, "full_time")
    if job.starts_on is not None and job.starts_on > day:
        remedy = f"Kies een dag op of na {job.starts_on:%d-%m-%Y}, de eerste werkdag."
        raise NotValid("De dag", f"{day:%d-%m-%Y}", remedy, "day")
    if job.born_on is not None and job.born_on >= day:
        remedy = "Kies een geboortedatum voor de eerste werkdag."
        raise NotValid("De geboortedatum", f"{job.born_on:%d-%m-%Y}", remedy, "born_on")
    if job.support not in SUPPORT:
        raise NotValid("De ondersteuning", job.support, f"Kies uit: {', '.join(SUPPORT)}.", "support")
    _check_wage(job)


def _check_wage(job: Employment) -> None:
    if not 1 <= job.wage_part <= 10:
        remedy = "Een loon is ten minste 100% van het minimumloon; vul 100% t/m 1000% in."
        raise NotValid("Het loon", f"{job.wage_part * 100:f}%", remedy, "wage_part")
    if job.wage_month is not None and not 0 < job.wage_month < 100_000:
        remedy = "Vul het bruto maandloon bij een volle werkweek in, zonder vakantiebijslag."
        raise NotValid("Het loon", str(job.wage_month), remedy, "wage_month")
    if job.loonwaarde is not None and not 0 <= job.loonwaarde <= 1:
        remedy = "Een loonwaarde is een deel van het minimumloon: van 0% t/m 100%, dus 0,60 of 60%."
        raise NotValid("De loonwaarde", str(job.loonwaarde), remedy, "loonwaarde")
    if job.loonwaarde is not None and job.forfait:
        remedy = "Kies één van de twee: een gemeten loonwaarde of het forfait."
        raise NotValid("Loonwaarde en forfait samen", str(job.loonwaarde), remedy, "loonwaarde")
    for kind in job.other_lkv:
        if kind not in KINDS:
            raise NotValid("De soort", kind, f"Kies uit: {', '.join(KINDS)}.", "other_lkv")
