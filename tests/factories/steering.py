"""Targets, publications, and a small region of which every number can be counted by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from meedoen.register.employers.models import Employer
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.steering.indicators.models import FrozenPeriod, Reading
from meedoen.steering.publications.models import Publication
from meedoen.steering.publications.shape import RawRow
from meedoen.steering.targets.models import Target
from tests.factories import access, register

_numbers = count(1)


def target(*, reference_on: date = date(2017, 12, 31), value: int = 1504, **more: Any) -> Target:
    """A target of the region for extra banen."""
    values = {
        "indicator": "banenafspraak.extra_banen",
        "area": "AM01",
        "version": 1,
        "reason": "Afspraak van de regio",
        "source": "Voorbeeld",
        "set_on": date(2017, 1, 1),
        **more,
    }
    return Target.objects.create(reference_on=reference_on, value=value, **values)


def publication(*, reference_on: date = date(2017, 12, 31), value: str = "3257", **more: Any) -> Publication:
    """A figure that someone else published."""
    values = {
        "figure": "banenafspraak.extra_banen",
        "area": "AM01",
        "reference": reference_on.isoformat(),
        "published": "2018-04-30",
        "published_on": date(2018, 4, 30),
        "status": "provisional",
        "unit": "banen",
        "source": f"Voorbeeld {next(_numbers)}",
        "certainty": "confirmed",
        "imported_on": date(2018, 5, 1),
        **more,
    }
    return Publication.objects.create(reference_on=reference_on, value=value, **values)


def frozen_period(*, span: str = "2017Q4", area: str = "AM01", confirmed: bool = False) -> FrozenPeriod:
    """A period that one person proposed to freeze, and a second one confirmed or not yet."""
    moment = datetime(2018, 5, 1, 9, tzinfo=UTC)
    second = {"confirmed_by": access.account("Tweede Mens", "coordinator"), "confirmed_at": moment}
    return FrozenPeriod.objects.create(
        area=area,
        span=span,
        proposed_by=access.account("Eerste Mens", "controller"),
        proposed_at=moment,
        **(second if confirmed else {}),
    )


def reading(**other: Any) -> Reading:
    """A kept reading of the region's extra banen, without rows behind it."""
    values: dict[str, Any] = {
        "indicator": "banenafspraak.extra_banen",
        "definition_version": 1,
        "unit": "afspraakbaan",
        "span": "2017Q4",
        "reference_on": date(2017, 12, 31),
        "area": "AM01",
        "attribution": "woon",
        "value": 0,
        "people": 0,
        "people_before": 0,
        "rows_version": 0,
        "taken_at": datetime(2018, 5, 1, 9, tzinfo=UTC),
    }
    return Reading.objects.create(**{**values, **other})


def line(number: int = 2, **cells: str) -> RawRow:
    """A line of a publications file that is in order, unless a cell says otherwise."""
    values = {
        "figure": "banenafspraak.extra_banen",
        "area": "AM01",
        "reference_on": "2017-12-31",
        "published_on": "2018-04",
        "status": "provisional",
        "unit": "banen",
        "value": "3257",
        "source": "Raadsbrief",
        "certainty": "confirmed",
    }
    return RawRow(number, {**values, **cells})


def table_one(**other: str) -> list[RawRow]:
    """The lines of table 1 of the council letter; a part can be given another value by its name."""
    parts = {
        "total": "",
        "dienstverband": "form=dienstverband",
        "markt": "form=dienstverband;sector=markt",
        "overheid": "form=dienstverband;sector=overheid",
        "inleen": "form=inleen",
    }
    values = {"total": "3257", "dienstverband": "1301", "markt": "1145", "overheid": "156", "inleen": "1956"}
    values |= other
    return [
        line(number, breakdown=parts[name], value=value)
        for number, (name, value) in enumerate(values.items(), start=2)
    ]


@dataclass(frozen=True)
class SmallRegion:
    """At the end of 2017: 3 banen markt, 1 overheid, 2 by inleen of which 1 stood in the baseline."""

    firm: Employer
    town_hall: Employer
    in_assen: list[Person]
    in_groningen: Person
    in_veendam: list[Person]
    works_in_assen: list[Placement]


def small_region() -> SmallRegion:
    """Make it: extra banen 4 + 2 - 1 = 5, of which inleen 1; everybody works 25,5 hours, one baan each."""
    firm, sw_company = register.employer(name="Bakkerij"), register.employer(name="SW-bedrijf")
    town_hall = register.employer(name="Gemeente Groningen", sector="overheid", municipality="GM0014")
    assen = [register.person() for _ in range(3)]
    at_groningen = access.organisation("Groningen", municipality="GM0014")
    at_veendam = access.organisation("Veendam", municipality="GM0047")
    groningen = register.person(municipality="GM0014", responsible=at_groningen)
    veendam = [
        register.person(municipality="GM0047", responsible=at_veendam, ground="1b", since=date(2010, 1, 1))
        for _ in range(3)
    ]
    works = [register.placement(person=who, employer=firm) for who in assen]
    register.placement(person=groningen, employer=town_hall)
    for who in veendam[:2]:
        register.placement(
            person=who,
            employer=sw_company,
            workplace=firm,
            kind="wsw_detachering",
            starts_on=date(2017, 1, 1),
            is_new_job=False,
        )
    register.placement(
        person=veendam[2],
        employer=sw_company,
        workplace=firm,
        kind="wsw_detachering",
        starts_on=date(2011, 1, 1),
        ended=(date(2014, 1, 1), "contract_ended"),
        is_new_job=False,
    )
    # Counts for nothing here: not in the register, and beschut werk.
    register.placement(person=register.person(ground=None), employer=firm)
    register.placement(person=register.person(), employer=sw_company, kind="beschut_werk")
    return SmallRegion(firm, town_hall, assen, groningen, veendam, works)


__all__ = ["SmallRegion", "access", "line", "publication", "small_region", "table_one", "target"]
