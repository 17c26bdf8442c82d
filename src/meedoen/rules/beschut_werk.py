"""Beschut werk: places from hours, the places that a gemeente has to offer, and who it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Words
from meedoen.rules import places
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import Value, parameter, paths, value_on
from meedoen.rules.quotum_percentage import last_day

TARGET = "beschut_werk.doel"
COUNTRY = "NL"
MOST_HOURS = Decimal(10_000_000)
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """What one gemeente has to offer at the end of a year; `value` is None where no source was read."""

    code: str
    name: str
    value: Value | None
    why: str = ""

    @property
    def places(self) -> int | None:
        return None if self.value is None else int(self.value.number)


@dataclass(frozen=True, slots=True)
class Targets:
    """The gemeenten of a region in a year, by name; the sum is of those that are known, and says how many."""

    year: int
    region: str
    rows: tuple[Target, ...]

    @property
    def known(self) -> tuple[Target, ...]:
        return tuple(one for one in self.rows if one.value is not None)

    @property
    def missing(self) -> int:
        return len(self.rows) - len(self.known)

    @property
    def total(self) -> int | None:
        """The places of the gemeenten that are known together; None where none is."""
        return sum(int(one.value.number) for one in self.known if one.value) if self.known else None

    @property
    def is_whole(self) -> bool:
        """True if and only if every gemeente is known, so that the sum is the region's."""
        return bool(self.rows) and not self.missing


def places_of_hours(hours_week: Decimal, day: date, people: int | None = None) -> Answer:
    """Places of beschut werk in hours a week together, one place being 31 hours (an assumption).

    `people`: how many these hours are of, to say beside it. Beschut werk is no banenafspraak: nothing
    adds the two (Wfsv 38b lid 1). Refuses hours and people that cannot be.
    """
    if not hours_week.is_finite() or not 0 <= hours_week <= MOST_HOURS:
        remedy = "Vul de uren per week samen in, van 0 tot 10.000.000."
        raise NotValid("Het aantal uren", str(hours_week)[:40], remedy, field="hours")
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        remedy = "Vul een heel aantal mensen in van 0 tot 1.000.000."
        raise NotValid("Het aantal mensen", str(people)[:40], remedy, field="people")
    norm = value_on("beschut_werk.uren_per_plek", day)
    steps = [
        Step(Words(N_("Uren per week, van iedereen samen")), hours_week, "uren per week"),
        Step(Words(N_("Uren van één plek")), norm.number, "uren per week", (norm,)),
        Step(Words(N_("Uren gedeeld door de uren van één plek")), hours_week / norm.number, "plekken"),
    ]
    return Answer(cents(hours_week / norm.number), "plekken", tuple(steps), _remarks(hours_week, people, day))


def targets_of(region: str, year: int) -> Targets:
    """What each gemeente of a region has to offer at the end of a year (Participatiewet 10b).

    The Regeling names the gemeenten of the year before, so those of 31 December before are listed. A gap is a
    gap: nothing is estimated.
    """
    until = last_day(year)
    found = places.municipalities_of(region, date(year, 1, 1) - timedelta(days=1))
    return Targets(year, region, tuple(_target(one.code, one.name, until) for one in found))


def target_years() -> tuple[int, ...]:
    """The years of which the rule book knows the places of at least one gemeente."""
    found = (value for path in paths() if path.startswith(f"{TARGET}.GM") for value in parameter(path).values)
    return tuple(sorted({value.starts_on.year for value in found}))


def national(year: int) -> Target:
    """The places of the whole country at the end of a year."""
    return _target(COUNTRY, "Nederland", last_day(year))


def conditions_on(day: date) -> tuple[Value, ...]:
    """Who beschut werk is for, who decides and within how long, and that it is no banenafspraak."""
    names = (
        "voor_wie",
        "advies.gronden",
        "advies.weken",
        "verplicht",
        "gerealiseerd_is",
        "telt_voor_banenafspraak",
    )
    return tuple(value_on(f"beschut_werk.{name}", day) for name in names)


def _target(code: str, name: str, until: date) -> Target:
    path = f"{TARGET}.{code}"
    if path not in paths():
        return Target(code, name, None, "geen bron gelezen voor deze gemeente.")
    known = parameter(path)
    for value in known.values:
        if value.starts_on <= until and (value.ends_before is None or until < value.ends_before):
            return Target(code, name, value)
    why = next((gap.why for gap in known.unknown if gap.starts_on <= until < gap.ends_before), "")
    return Target(code, name, None, why or "geen bron gelezen voor dit jaar.")


def _remarks(hours_week: Decimal, people: int | None, day: date) -> tuple[Remark, ...]:
    apart = value_on("beschut_werk.telt_voor_banenafspraak", day)
    words = N_("Beschut werk telt nooit mee voor de banenafspraak. Tel plekken en banen niet bij elkaar op.")
    found = [Remark(Words(words), "info", (apart,))]
    if people:
        mean = N_(
            "Dat is gemiddeld %(hours)s uur per persoon. Wie minder dan een plek werkt, telt naar rato."
        )
        found.append(Remark(Words(mean, {"hours": cents(hours_week / people)})))
    return tuple(found)
