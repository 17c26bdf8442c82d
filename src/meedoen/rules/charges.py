"""What an employer pays on top of a wage: a flat part, or the premiums of the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Euro, Share, Words
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import Value, value_on
from meedoen.rules.known import known_on
from meedoen.rules.refusal import NoValueForThisDay

Method = Literal["flat", "table"]
FIRST_DAY = date(2014, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """What the premiums depend on. `pension` is the employer's part of the wage; None is not given."""

    method: Method = "flat"
    is_small: bool = True
    is_government: bool = False
    is_permanent: bool = True
    pension: Decimal | None = None


def charges(wage: Decimal, day: date, employer: Employer) -> Answer:
    """Euros a month over a month's wage with vakantiebijslag.

    “flat” is the opslag of the loonkostensubsidie, official but coarse; “table” adds up the premiums of that
    year that are known, and a remark names every one that is not. Refuses impossible input (`NotValid`) and a
    day without any value (`NoValueForThisDay`).
    """
    if not 0 <= wage < 1_000_000:
        raise NotValid("Het loon", str(wage), "Vul een bedrag per maand in.", "wage")
    if employer.pension is not None and not 0 <= employer.pension <= Decimal("0.5"):
        remedy = "Vul het deel van de werkgever in, van 0% t/m 50% van het loon."
        raise NotValid("Het pensioen", str(employer.pension), remedy, "pension")
    steps, remarks = _flat(wage, day) if employer.method == "flat" else _table(wage, day, employer)
    if employer.pension is not None:
        words = Words(N_("Pensioen, %(share)s (zelf ingevuld)"), {"share": Share(employer.pension)})
        steps.append(Step(words, wage * employer.pension, "euro per maand"))
    exact = sum((step.amount for step in steps), Decimal(0))
    return Answer(cents(exact), "euro per maand", tuple(steps), tuple(remarks))


def _flat(wage: Decimal, day: date) -> tuple[list[Step], list[Remark]]:
    part = value_on("lks.opslag", day)
    words = Words(N_("Werkgeverslasten, vast deel van %(share)s"), {"share": Share(part.number)})
    also = Words(
        N_(
            "De werkgeverslasten zijn een vast deel: dat waarmee de gemeente de subsidie verhoogt. De"
            " echte premies verschillen per werkgever."
        )
    )
    return [Step(words, wage * part.number, "euro per maand", (part,))], [Remark(also, "info", (part,))]


def _table(wage: Decimal, day: date, employer: Employer) -> tuple[list[Step], list[Remark]]:
    if day < FIRST_DAY:
        raise NoValueForThisDay("werkgeverslasten.zvw", day, FIRST_DAY, None)
    # A day after the last year in the book is refused here, with the series in the refusal.
    value_on("werkgeverslasten.zvw", day)
    ground, steps, remarks = _ground(wage, day)
    lower = Decimal(0)
    for words, path in _premiums(day, employer):
        value = known_on(path, day)
        if value is None:
            remarks.append(
                Remark(
                    Words(
                        N_("%(what)s telt niet mee: het percentage van dit jaar is niet bekend."),
                        {"what": words},
                    ),
                    "warning",
                )
            )
            continue
        steps.append(_step(words, value, ground))
        least = known_on(_LOWEST[path], day) if path in _LOWEST else None
        lower += ground * (value.number - least.number) if least else 0
    if lower:
        also = Words(
            N_("Bronnen verschillen: met de laagste percentages is het %(less)s per maand minder."),
            {"less": Euro(cents(lower))},
        )
        remarks.append(Remark(also, "warning"))
    return steps, [*remarks, *_pension_missing(employer)]


# Premiums of which sources give more than one percentage in some year, with the lowest of them.
_LOWEST = {
    "werkgeverslasten.aof.hoog": "werkgeverslasten.aof.hoog.laagste_bron",
    "werkgeverslasten.whk": "werkgeverslasten.whk.laagste_bron",
}


def _premiums(day: date, employer: Employer) -> list[tuple[str, str]]:
    """The name and path of each premium of that year, in the order of a payslip."""
    disability = "" if day.year < 2022 else ".laag" if employer.is_small else ".hoog"
    unemployment = "" if day.year < 2020 else ".laag" if employer.is_permanent else ".hoog"
    found = [("Aof", f"werkgeverslasten.aof{disability}")]
    if employer.is_government:
        found.append(("Ufo", "werkgeverslasten.ufo"))
    else:
        found.append(("Awf", f"werkgeverslasten.awf{unemployment}"))
        if value_on("werkgeverslasten.sector.bestaat", day).is_true:
            found.append(("Sectorpremie", "werkgeverslasten.sector"))
    return [
        *found,
        ("Whk", "werkgeverslasten.whk"),
        ("Opslag kinderopvang", "werkgeverslasten.kinderopvang"),
        ("Zvw", "werkgeverslasten.zvw"),
    ]


def _step(name: str, value: Value, ground: Decimal) -> Step:
    words = Words(N_("%(what)s, %(share)s"), {"what": name, "share": Share(value.number)})
    return Step(words, ground * value.number, "euro per maand", (value,))


def _ground(wage: Decimal, day: date) -> tuple[Decimal, list[Step], list[Remark]]:
    """The wage that premiums are paid over: no more than a twelfth of the maximum, where that is known."""
    top = known_on("werkgeverslasten.maximum", day)
    if top is None:
        words = Words(
            N_("Het hoogste loon voor de premies van dit jaar is niet bekend; er is geen maximum toegepast.")
        )
        return wage, [], [Remark(words, "info")]
    if wage * 12 <= top.number:
        return wage, [], []
    words = Words(N_("Premies gaan over hoogstens %(top)s loon per jaar."), {"top": Euro(top.number)})
    return top.number / 12, [], [Remark(words, "info", (top,))]


def _pension_missing(employer: Employer) -> list[Remark]:
    if employer.pension is not None:
        return []
    return [
        Remark(
            Words(N_("Pensioen telt niet mee: daarvoor bestaat geen algemeen percentage. Vul het zelf in.")),
            "warning",
        )
    ]
