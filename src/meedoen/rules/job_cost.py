"""What a job costs its employer in a month and in a year, with every instrument that applies to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meedoen.primitives.words import N_, Euro, Words
from meedoen.rules.answer import Answer, Remark, Step
from meedoen.rules.book import Value
from meedoen.rules.charges import charges
from meedoen.rules.instruments import Instrument, Person, jobcoach, no_risk, proefplaatsing
from meedoen.rules.job import Employment, above_minimum, birthday_remark, check, holiday_of, wage_of
from meedoen.rules.job_support import Paid, allowances, subsidy
from meedoen.rules.known import known_on

NOTHING = Decimal(0)
# What a line or an instrument is called.
TITLES = {
    "wage": N_("Brutoloon"),
    "holiday": N_("Vakantiebijslag"),
    "charges": N_("Werkgeverslasten"),
    "lks": N_("Loonkostensubsidie"),
    "lkv": N_("Loonkostenvoordeel"),
    "lkv_ouder": N_("Loonkostenvoordeel oudere werknemer"),
    "lkv_arbeidsgehandicapt": N_("Loonkostenvoordeel arbeidsgehandicapte werknemer"),
    "lkv_scholingsbelemmerd": N_("Loonkostenvoordeel scholingsbelemmerden"),
    "lkv_herplaatsen": N_("Loonkostenvoordeel herplaatsen arbeidsgehandicapte"),
    "liv": N_("Lage-inkomensvoordeel"),
    "premiekorting": N_("Mobiliteitsbonus"),
    "no_risk": N_("No-riskpolis"),
    "jobcoach": N_("Jobcoach"),
    "proefplaatsing": N_("Proefplaatsing"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the cost in whole cents: what someone else pays is below zero. `payer` is who pays it."""

    code: str
    payer: str
    month: Decimal
    year: Decimal
    answer: Answer

    @property
    def words(self) -> Words:
        return Words(TITLES[self.code])


@dataclass(frozen=True, slots=True)
class JobCost:
    """A month at the values of `day`, and the twelve months from that day at those same values.

    The net amounts are the lines added up, each rounded once, so that what is shown adds up to the cent.
    """

    job: Employment
    day: date
    lines: tuple[Line, ...]
    instruments: tuple[Instrument, ...]
    remarks: tuple[Remark, ...]

    @property
    def costs(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.payer == "employer")

    @property
    def paid_by_others(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.payer != "employer")

    @property
    def gross_month(self) -> Decimal:
        return sum((line.month for line in self.costs), NOTHING)

    @property
    def gross_year(self) -> Decimal:
        return sum((line.year for line in self.costs), NOTHING)

    @property
    def net_month(self) -> Answer:
        """What is left for the employer in a month, with a step for every line."""
        steps = tuple(
            Step(line.words, line.month, "euro per maand", line.answer.trace) for line in self.lines
        )
        return Answer(
            sum((line.month for line in self.lines), NOTHING), "euro per maand", steps, self.remarks
        )

    @property
    def net_year(self) -> Answer:
        """What is left for the employer in the twelve months from the day, with a step for every line."""
        steps = tuple(Step(line.words, line.year, "euro per jaar", line.answer.trace) for line in self.lines)
        return Answer(sum((line.year for line in self.lines), NOTHING), "euro per jaar", steps, self.remarks)

    @property
    def trace(self) -> tuple[Value, ...]:
        """Every value that the amounts and the instruments stand on, once."""
        instruments = (value for one in self.instruments for value in one.trace)
        return tuple(dict.fromkeys((*self.net_month.trace, *instruments)))

    def instrument(self, code: str) -> Instrument:
        return next(one for one in self.instruments if one.code == code)


def job_cost(job: Employment, day: date) -> JobCost:
    """The cost of `job` on `day`.

    Wage, vakantiebijslag and charges, less loonkostensubsidie and the highest of loonkostenvoordelen and
    lage-inkomensvoordeel; what excludes what by the combination table of the rule book. An instrument without
    an amount, or with an unknown one, counts for nothing and says so. Refuses impossible input (`NotValid`
    with the field) and a day before 2015 or without a minimum wage (`NoValueForThisDay`).
    """
    check(job, day)
    wage, costs = _costs(job, day)
    lks = subsidy(job, day)
    extra = allowances(job, day, wage, with_lks=bool(lks.month))
    lines = (*costs, *_of_others((lks, *extra)))
    others = _without_amount(job, day, has_lks=any(line.code == "lks" for line in lines))
    instruments = (lks.instrument, *(one.instrument for one in extra), *others)
    return JobCost(job, day, lines, instruments, tuple(_remarks(job, day, lines)))


def _costs(job: Employment, day: date) -> tuple[Decimal, list[Line]]:
    """The wage of a month with vakantiebijslag, and what the employer pays in all."""
    gross = wage_of(job, day)
    bare = gross.amount or NOTHING
    holiday = holiday_of(bare, day)
    whole = bare + (holiday.amount or NOTHING)
    parts = (("wage", gross), ("holiday", holiday), ("charges", charges(whole, day, job.employer)))
    return whole, [_cost(code, answer) for code, answer in parts]


def _cost(code: str, answer: Answer) -> Line:
    month = answer.amount or NOTHING
    return Line(code, "employer", month, month * 12, answer)


def _of_others(paid: Iterable[Paid]) -> list[Line]:
    return [
        Line(one.instrument.code, one.instrument.decides or "", -one.month, -one.year, one.answer)
        for one in paid
        if one.answer is not None and one.year
    ]


def _without_amount(job: Employment, day: date, *, has_lks: bool) -> tuple[Instrument, ...]:
    person = Person(
        support=job.support,
        starts_on=job.starts_on or day,
        in_register=job.in_register,
        hours=job.hours,
        loonwaarde=job.loonwaarde,
        has_lks=has_lks,
    )
    return no_risk(person), jobcoach(person), proefplaatsing(person)


def _remarks(job: Employment, day: date, lines: tuple[Line, ...]) -> list[Remark]:
    words = Words(
        N_("Een jaar is hier: twaalf maanden vanaf %(day)s, met de bedragen van die dag."), {"day": day}
    )
    found = [Remark(words), _next_minimum(day)]
    birthday = birthday_remark(job, day)
    if birthday is not None:
        found.append(birthday)
    above = above_minimum(job, day)
    if above and any(line.code == "lks" for line in lines):
        words = Words(
            N_(
                "%(above)s van het maandloon ligt boven het minimumloon. Dat deel is voor de werkgever: de "
                "subsidie kijkt alleen naar het minimumloon."
            ),
            {"above": Euro(above)},
        )
        found.append(Remark(words))
    return found


def _next_minimum(day: date) -> Remark:
    """The first day on which the minimum wage changes, and whether the book knows what it becomes."""
    change = date(day.year, 7, 1) if day < date(day.year, 7, 1) else date(day.year + 1, 1, 1)
    path = "wml.uur" if change >= date(2024, 1, 1) else "wml.maand"
    value = known_on(path, change)
    if value is None:
        words = Words(
            N_(
                "Vanaf %(day)s geldt een ander minimumloon. Voor die dag staat nog geen waarde in het"
                " regelboek."
            ),
            {"day": change},
        )
        return Remark(words, "warning")
    words = Words(
        N_("Vanaf %(day)s is het minimumloon %(wage)s."),
        {"day": change, "wage": Euro(value.number)},
    )
    return Remark(words, "info", (value,))
