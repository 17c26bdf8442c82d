"""Loonkostensubsidie beside the withdrawn loondispensatie for many people at once, in whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

import numpy as np
from numpy.typing import NDArray

from meedoen.primitives.refusal import NotValid
from meedoen.rules.bijstand import Household, norm_of
from meedoen.rules.book import value_on
from meedoen.rules.comparison import DIGITS, HIGHEST_LEVEL
from meedoen.rules.comparison_terms import Assumptions, Terms, settle
from meedoen.rules.lks import MOST_HOURS
from meedoen.rules.wml import month_wage

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
_DUST_A_EURO = 1e9
_DUST_A_CENT = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """N jobs on one day, of people who all live in one kind of household.

    `loonwaarde` in hundredths of a percent (6050 is 60,5 %), `hours` in hundredths of an hour a week, `age`
    in full years: int64 arrays of length N. The full week, the wage level and the sharers hold for all.
    """

    day: date
    household: Household
    loonwaarde: Whole
    hours: Whole
    age: Whole
    full_time: Decimal = Decimal(36)
    wage_level: Decimal = Decimal(1)
    sharers: int = 3


@dataclass(frozen=True, slots=True)
class Amounts:
    """Cents a month, int64 arrays of length N, as `comparison.compare` gives them one by one."""

    cost: Whole
    income: Whole
    burden: Whole


@dataclass(frozen=True, slots=True)
class Many:
    """Both schemes, and loondispensatie less loonkostensubsidie: rounded once itself, not from the two."""

    lks: Amounts
    ldp: Amounts
    difference: Amounts


@dataclass(frozen=True, slots=True)
class _Exact:
    cost: Floats
    income: Floats
    burden: Floats


def compare_many(cases: Cases, assumptions: Assumptions | None = None) -> Many:
    """Both schemes for N cases; CAO wage is dispensed in the one way that the assumptions choose.

    Refuses the array that holds an impossible value (`NotValid`), and a day without values.
    """
    _check(cases)
    terms = settle(assumptions or Assumptions(), cases.day)
    ground = _ground(cases, terms)
    lks, ldp = _lks(cases, terms, ground), _ldp(cases, terms, ground)
    difference = _Exact(ldp.cost - lks.cost, ldp.income - lks.income, ldp.burden - lks.burden)
    return Many(_in_cents(lks), _in_cents(ldp), _in_cents(difference))


@dataclass(frozen=True, slots=True)
class _Ground:
    """`minimum`, `agreed` gross without holiday pay, `full_net`, `norm`, `norm_for_ldp`: euros a month."""

    minimum: Floats
    agreed: Floats
    full_net: Floats
    norm: Floats
    norm_for_ldp: Floats
    before: Floats
    partner: float
    part_of_week: Floats
    holiday: float


def _ground(cases: Cases, terms: Terms) -> _Ground:
    rule = value_on("lks.uren.grondslag", cases.day)
    week = Decimal(rule.text) if rule.text.isdecimal() else cases.full_time
    holiday = value_on("wml.vakantiebijslag", cases.day).number
    ages = range(int(cases.age.min()), int(cases.age.max()) + 1) if cases.age.size else range(0)
    shares = cases.household != "at_home_sharing" or terms.cost_sharing
    with localcontext() as context:
        context.prec = DIGITS
        wages = {age: month_wage(cases.day, age).amount for age in ages}
        norms = {age: norm_of(cases.household, age, cases.day, cases.sharers).amount for age in ages}
        for_ldp = norms if shares else {age: norm_of("single", age, cases.day).amount for age in ages}
        net = {
            age: terms.net_share * wage * (1 + holiday) * cases.full_time / week
            for age, wage in wages.items()
        }
    partner = float(terms.partner_net) if cases.household == "couple_earning_partner" else 0.0
    hours = np.minimum(cases.hours, int(cases.full_time * 100)) / 100.0
    minimum = _by_age(wages, cases.age) * hours / float(week)
    norm = _by_age(norms, cases.age)
    return _Ground(
        minimum=minimum,
        agreed=float(cases.wage_level) * minimum,
        full_net=_by_age(net, cases.age),
        norm=norm,
        norm_for_ldp=_by_age(for_ldp, cases.age),
        before=np.maximum(0.0, norm - partner),
        partner=partner,
        part_of_week=hours / float(cases.full_time),
        holiday=1 + float(holiday),
    )


def _lks(cases: Cases, terms: Terms, ground: _Ground) -> _Exact:
    top = float(value_on("lks.maximum", cases.day).number)
    share = np.minimum((10_000 - cases.loonwaarde) / 10_000.0, top)
    raised = ground.holiday * (1 + float(value_on("lks.opslag", cases.day).number))
    subsidy = share * ground.minimum * raised
    net = float(terms.net_share) * ground.holiday * ground.agreed
    free: Floats | float = 0.0
    if terms.exemption.top is not None:
        earned = net if terms.exemption_of == "netto loon" else ground.agreed
        free = np.minimum(float(terms.exemption.share) * earned, float(terms.exemption.top))
    topped = np.maximum(0.0, ground.norm - ground.partner - net + free)
    topped[ground.before <= 0] = 0.0
    return _amounts(terms, ground, ground.agreed, subsidy, topped)


def _ldp(cases: Cases, terms: Terms, ground: _Ground) -> _Exact:
    of = ground.agreed if terms.cao == "A" else ground.minimum
    gross = ground.agreed - (10_000 - cases.loonwaarde) / 10_000.0 * of
    net = float(terms.net_share) * ground.holiday * gross
    partner = ground.partner if terms.partner_test else 0.0
    goal = float(terms.target) * ground.full_net
    if terms.part_time == "norm":
        reached = np.where(ground.part_of_week < 1, ground.norm_for_ldp, goal)
    else:
        reached = ground.norm_for_ldp + (goal - ground.norm_for_ldp) * ground.part_of_week
    supplement = np.maximum(0.0, reached - net - partner)
    supplement[ground.norm_for_ldp - partner <= 0] = 0.0
    return _amounts(terms, ground, gross, 0.0, supplement)


def _amounts(terms: Terms, ground: _Ground, gross: Floats, paid: Floats | float, added: Floats) -> _Exact:
    with_holiday = ground.holiday * gross
    return _Exact(
        cost=with_holiday * (1 + float(terms.charges)) - paid,
        income=float(terms.net_share) * with_holiday + added,
        burden=paid + added - ground.before,
    )


def _by_age(known: dict[int, Decimal], age: Whole) -> Floats:
    table = np.zeros(max(known, default=0) + 1)
    for one, amount in known.items():
        table[one] = float(amount)
    found: Floats = table[age]
    return found


def _in_cents(exact: _Exact) -> Amounts:
    return Amounts(_cents(exact.cost), _cents(exact.income), _cents(exact.burden))


def _cents(euros: Floats) -> Whole:
    """Half up, away from zero, in the two steps of one case: to a billionth of a euro, then to the cent."""
    dust = np.rint(euros * _DUST_A_EURO).astype(np.int64)
    whole: Whole = np.sign(dust) * ((np.abs(dust) + _DUST_A_CENT // 2) // _DUST_A_CENT)
    return whole


def _check(cases: Cases) -> None:
    _within("De loonwaarde", cases.loonwaarde, 0, 10_000, "loonwaarde")
    _within("Het aantal uren", cases.hours, 1, int(MOST_HOURS * 100), "hours")
    first = int(value_on("bijstand.leeftijd.eerste", cases.day).number)
    last = int(value_on("bijstand.leeftijd.laatste", cases.day).number)
    _within("De leeftijd", cases.age, first, last, "age")
    if not 1 <= cases.wage_level <= HIGHEST_LEVEL:
        remedy = "Minder dan het minimumloon mag niet: vul 100% t/m 300% in."
        raise NotValid("Het cao-loon", f"{cases.wage_level * 100:f}%", remedy, "wage_level")


def _within(what: str, given: Whole, least: int, most: int, field: str) -> None:
    if given.size and not (least <= int(given.min()) and int(given.max()) <= most):
        wrong = int(given[(given < least) | (given > most)][0])
        raise NotValid(what, str(wrong), f"Elke waarde ligt van {least} t/m {most}.", field)
