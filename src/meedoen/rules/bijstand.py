"""Bijstand of a household on a day: its norm, and how much of a wage is left out when it is settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Share, Words
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import Value, value_on
from meedoen.rules.refusal import NoValueForThisDay

Household = Literal[
    "single",
    "single_parent",
    "couple_no_income",
    "couple_earning_partner",
    "at_home_no_right",
    "at_home_sharing",
]
HOUSEHOLDS: dict[Household, str] = {
    "single": N_("alleenstaand"),
    "single_parent": N_("alleenstaande ouder"),
    "couple_no_income": N_("paar, allebei zonder inkomen"),
    "couple_earning_partner": N_("paar, partner verdient"),
    "at_home_no_right": N_("thuiswonend, zonder recht op bijstand"),
    "at_home_sharing": N_("thuiswonend, kostendeler"),
}
COUPLES: frozenset[Household] = frozenset({"couple_no_income", "couple_earning_partner"})
LETTERS = ("n", "r", "y", "z", "aa")
MOST_SHARERS = 20


def household_named(code: str) -> Household:
    """The kind of household with this code; refuses any other text."""
    found = next((known for known in HOUSEHOLDS if known == code), None)
    if found is None:
        raise NotValid("Het huishouden", code, f"Kies uit: {', '.join(HOUSEHOLDS)}.", "household")
    return found


@dataclass(frozen=True, slots=True)
class Norm:
    """Euros net a month, exact; nothing for who has no right at all."""

    amount: Decimal
    steps: tuple[Step, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def answer(self) -> Answer:
        return Answer(cents(self.amount), "euro per maand", self.steps, self.remarks)


def norm_of(household: Household, age: int, day: date, sharers: int = 3) -> Norm:
    """The norm of a household in which someone of `age` lives (Participatiewet art. 20, 21, 22a).

    `sharers` counts the adults that share the cost of the home, the person included; it is used for
    `at_home_sharing` from 21 years on. Refuses an age without a norm, and a day without amounts.
    """
    ages = _check(household, age, day, sharers)
    if household == "at_home_no_right":
        words = Words(N_("Geen recht op bijstand: er is geen norm"))
        return Norm(Decimal(0), (Step(words, Decimal(0), "euro per maand"),))
    adult = value_on("bijstand.leeftijd.volwassen", day)
    found = _young(household, day) if age < adult.number else _adult(household, sharers, day)
    first, *later = found.steps
    # Which norm it is was chosen by the age.
    chosen = replace(first, stands_on=(*first.stands_on, adult, *ages))
    return replace(found, steps=(chosen, *later))


def _adult(household: Household, sharers: int, day: date) -> Norm:
    if household == "at_home_sharing":
        return _sharing(sharers, day)
    if household in COUPLES:
        return _as_written("bijstand.norm.gehuwden", day)
    norm = _as_written("bijstand.norm.alleenstaande", day)
    return _with_parent(norm, day) if household == "single_parent" else norm


def kostendelersnorm(sharers: int, day: date) -> Answer:
    """Euros net a month for each of `sharers` adults in one home (Participatiewet art. 22a)."""
    _check("at_home_sharing", 21, day, sharers)
    return _sharing(sharers, day).answer


@dataclass(frozen=True, slots=True)
class Exemption:
    """The part of a wage that is left out when bijstand is settled: a share, up to an amount a month.

    `top` is None where no source says it on this day: then nothing is exempt, and `remark` says so.
    """

    letter: str
    share: Decimal
    top: Decimal | None
    stands_on: tuple[Value, ...]
    remark: Remark | None = None

    def of(self, wage: Decimal) -> Decimal:
        """Euros a month that stay out of the settlement."""
        return Decimal(0) if self.top is None else min(self.share * wage, self.top)


def exemption(letter: str, day: date, top: Decimal | None = None) -> Exemption:
    """The exemption under a letter of art. 31 lid 2; `top` is used instead of the amount of the book.

    “geen” leaves nothing out. Refuses a letter that is not known, and a day before the letter has a share.
    """
    if letter == "geen":
        return Exemption(letter, Decimal(0), Decimal(0), ())
    if letter not in LETTERS:
        remedy = f"Kies {', '.join(LETTERS)} of geen."
        raise NotValid("De vrijlating", letter, remedy, "exemption")
    share = value_on(f"bijstand.vrijlating.{letter}.deel", day)
    if top is not None:
        return Exemption(letter, share.number, top, (share,))
    path = f"bijstand.vrijlating.{letter}.maximum"
    try:
        most = value_on(path, day)
    except NoValueForThisDay:
        # Without its maximum the exemption would be too high: it stays out, and the answer says so.
        words = Words(
            N_("De vrijlating onder %(letter)s is niet meegerekend: haar hoogste bedrag is dan niet bekend."),
            {"letter": letter},
        )
        return Exemption(letter, share.number, None, (share,), Remark(words, "warning", (share,)))
    return Exemption(letter, share.number, most.number, (share, most))


def _as_written(path: str, day: date) -> Norm:
    found = value_on(path, day)
    words = Words(N_("Bijstandsnorm per maand, netto"))
    return Norm(found.number, (Step(words, found.number, "euro per maand", (found,)),))


def _with_parent(norm: Norm, day: date) -> Norm:
    same = value_on("bijstand.norm.alleenstaande_ouder.als_alleenstaande", day)
    words = Words(N_("Voor een alleenstaande ouder is de norm van een alleenstaande gebruikt."))
    return Norm(norm.amount, norm.steps, (*norm.remarks, Remark(words, "info", (same,))))


def _young(household: Household, day: date) -> Norm:
    norm = _as_written("bijstand.norm.jong.alleenstaande", day)
    if household == "single_parent":
        return _with_parent(norm, day)
    if household == "at_home_sharing":
        words = Words(N_("Tot 21 jaar geldt de kostendelersnorm niet."))
        return Norm(norm.amount, norm.steps, (Remark(words, "info"),))
    if household not in COUPLES:
        return norm
    times = value_on("bijstand.norm.jong.gehuwden.keer", day)
    amount = times.number * norm.amount
    words = Words(N_("Voor twee partners onder 21 jaar: %(times)s keer"), {"times": times.number})
    return Norm(amount, (*norm.steps, Step(words, amount, "euro per maand", (times,))))


def _sharing(sharers: int, day: date) -> Norm:
    couple = value_on("bijstand.norm.gehuwden", day)
    fixed = value_on("bijstand.kostendelersnorm.vast", day)
    each = value_on("bijstand.kostendelersnorm.per_persoon", day)
    counted_from = value_on("bijstand.kostendelersnorm.leeftijd", day)
    amount = (fixed.number + sharers * each.number) * couple.number / sharers
    from_words = Words(N_("Norm voor gehuwden per maand, netto"))
    words = Words(
        N_("Kostendelersnorm voor %(sharers)s personen: (%(fixed)s + %(sharers)s × %(each)s) / %(sharers)s"),
        {"sharers": sharers, "fixed": Share(fixed.number), "each": Share(each.number)},
    )
    who = Words(N_("Huisgenoten tellen mee vanaf %(age)s jaar."), {"age": counted_from.number})
    return Norm(
        amount,
        (
            Step(from_words, couple.number, "euro per maand", (couple,)),
            Step(words, amount, "euro per maand", (fixed, each)),
        ),
        (Remark(who, "info", (counted_from,)),),
    )


def _check(household: Household, age: int, day: date, sharers: int) -> tuple[Value, Value]:
    """The ages between which there is a norm."""
    household_named(household)
    first, last = value_on("bijstand.leeftijd.eerste", day), value_on("bijstand.leeftijd.laatste", day)
    if not first.number <= age <= last.number:
        reach = f"{first.number} t/m {last.number}"
        remedy = f"Deze normen gelden van {first.number} jaar tot de AOW; vul een leeftijd in van {reach}."
        raise NotValid("De leeftijd", str(age), remedy, "age")
    if not 1 <= sharers <= MOST_SHARERS:
        remedy = f"Tel iedereen die de kosten deelt, uzelf ook: 1 t/m {MOST_SHARERS}."
        raise NotValid("Het aantal kostendelers", str(sharers), remedy, "sharers")
    return first, last
