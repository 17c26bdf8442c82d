"""A case to compare, and the answers of both schemes beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from meedoen.primitives.words import Words
from meedoen.rules.answer import Answer, Remark, cents
from meedoen.rules.bijstand import Household
from meedoen.rules.book import Value
from meedoen.rules.comparison_terms import Used

SchemeCode = Literal["lks", "ldp_a", "ldp_b"]
# A billionth of a euro: what division left behind there is not a cent to round.
_DUST = Decimal("1E-9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One job of one person.

    `loonwaarde` is a part of the minimum wage, 0 to 1. Hours are a week's, by contract; `full_time` is the
    full week of the sector. `wage_level` is the wage agreed by CAO as a part of the minimum wage, 1 or more.
    `sharers` counts the adults in the home, the person included, for who lives at home and shares the cost.
    """

    day: date
    household: Household
    loonwaarde: Decimal
    hours: Decimal = Decimal(36)
    full_time: Decimal = Decimal(36)
    wage_level: Decimal = Decimal(1)
    age: int = 25
    sharers: int = 3


@dataclass(frozen=True, slots=True)
class Employer:
    """Wage with holiday pay and charges, what the municipality pays of it, and what is left."""

    wage: Answer
    subsidy: Answer
    month: Answer
    year: Answer


@dataclass(frozen=True, slots=True)
class Employee:
    """`base`: the wage on which pension and WW, ZW and WIA are built; `income`: net wage and supplement."""

    gross: Answer
    net: Answer
    supplement: Answer
    income: Answer
    base: Answer
    payers: int
    test: Words


@dataclass(frozen=True, slots=True)
class Municipality:
    """What it pays to the employer and to the person, less the bijstand that it would pay without the job."""

    to_employer: Answer
    to_person: Answer
    without_job: Answer
    month: Answer
    year: Answer


@dataclass(frozen=True, slots=True)
class Scheme:
    """One of the schemes. The last three are exact euros a month: a difference is rounded once as well."""

    code: SchemeCode
    employer: Employer
    employee: Employee
    municipality: Municipality
    cost: Decimal
    income: Decimal
    burden: Decimal


@dataclass(frozen=True, slots=True)
class Difference:
    """A scheme less loonkostensubsidie, euros a month: more cost, more income, more burden is above zero."""

    employer: Decimal
    employee: Decimal
    municipality: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """The schemes side by side, and everything that was assumed."""

    case: Case
    schemes: tuple[Scheme, ...]
    assumptions: tuple[Used, ...]
    remarks: tuple[Remark, ...]

    def scheme(self, code: SchemeCode) -> Scheme:
        return next(one for one in self.schemes if one.code == code)

    def difference(self, code: SchemeCode) -> Difference:
        one, lks_ = self.scheme(code), self.scheme("lks")
        return Difference(
            rounded(one.cost - lks_.cost),
            rounded(one.income - lks_.income),
            rounded(one.burden - lks_.burden),
        )

    @property
    def trace(self) -> tuple[Value, ...]:
        """Every value of the rule book that any of the answers stands on, once."""
        answers = [
            answer
            for one in self.schemes
            for part in (one.employer, one.employee, one.municipality)
            for answer in _answers_of(part)
        ]
        found = [value for answer in answers for value in answer.trace]
        found += [value for used in self.assumptions for value in used.stands_on]
        found += [value for remark in self.remarks for value in remark.stands_on]
        return tuple(dict.fromkeys(found))


def rounded(exact: Decimal) -> Decimal:
    """Half up to the cent, once, after what an endless division left beyond a billionth of a euro is gone."""
    return cents(exact.quantize(_DUST))


def _answers_of(part: Employer | Employee | Municipality) -> list[Answer]:
    found = (getattr(part, name) for name in part.__dataclass_fields__)
    return [one for one in found if isinstance(one, Answer)]
