"""People, employers, programmes and placements."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from meedoen.access.models import Account, Organisation
from meedoen.register.duplicates.models import Pair
from meedoen.register.employers.models import Branch, Employer, SectorYear
from meedoen.register.people.finding import keep_words
from meedoen.register.people.models import (
    CircleMember,
    HandOver,
    Named,
    Person,
    Registration,
    Residence,
    Share,
)
from meedoen.register.people.sections import SECTIONS
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.programmes.models import Programme
from tests.factories import access

_numbers = count(1)


def person(
    *,
    name: str = "",
    municipality: str = access.ASSEN,
    responsible: Organisation | None = None,
    ground: str | None = "1a",
    since: date = date(2015, 5, 1),
    moved_from: tuple[str, date] | None = None,
    **more: Any,
) -> Person:
    """Someone in the doelgroepregister on `ground` since `since` (None: not in it).

    `moved_from=("GM0047", day)`: lived there until that day.
    """
    number = next(_numbers)
    made = Person.objects.create(
        number=more.pop("number", f"K{number:07}"),
        name=name or f"Kandidaat {number}",
        birth_on=more.pop("birth_on", date(1990, 6, 15)),
        responsible=responsible or access.organisation("Assen", municipality=access.ASSEN),
        municipality=municipality,
        registered_on=more.pop("registered_on", since),
        **more,
    )
    keep_words([made])
    first = date(2010, 1, 1)
    if moved_from is not None:
        before, day = moved_from
        Residence.objects.create(person=made, municipality=before, starts_on=first, ends_before=day)
        first = day
    Residence.objects.create(person=made, municipality=municipality, starts_on=first)
    if ground is not None:
        Registration.objects.create(person=made, ground=ground, starts_on=since)
    return made


def share(
    person: Person,
    organisation: Organisation,
    *,
    by: Account,
    starts_on: date = access.LONG_AGO,
    ends_before: date = date(2099, 1, 1),
    **more: Any,
) -> Share:
    """The file opened to another organisation for mediation, in every part unless `sections` says which."""
    return Share.objects.create(
        person=person,
        organisation=organisation,
        purpose=more.pop("purpose", "mediation"),
        sections=more.pop("sections", sorted(SECTIONS)),
        starts_on=starts_on,
        ends_before=ends_before,
        shared_by=by,
        **more,
    )


def named(person: Person, account: Account) -> Named:
    """Someone who may see this protected file."""
    return Named.objects.create(person=person, account=account, because="guides", named_on=access.LONG_AGO)


def pair(one: Person, other: Person, *, reason: str = "same_name_same_birth", **more: Any) -> Pair:
    """A proposal that these two are one person."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    return Pair.objects.create(
        one=first, other=second, reason=reason, found_on=more.pop("found_on", access.TODAY), **more
    )


def member(person: Person, account: Account, part: str = "fixed", **more: Any) -> CircleMember:
    """Someone in the circle of this person."""
    return CircleMember.objects.create(
        person=person, account=account, part=part, **{"starts_on": access.LONG_AGO, **more}
    )


def hand_over(
    person: Person, to: Organisation, *, by: Account, asked_on: date = access.TODAY, **more: Any
) -> HandOver:
    """The keeper of this file asks another organisation to take it over."""
    values = {"because": "moved", "answer_by": asked_on + timedelta(days=14), **more}
    return HandOver.objects.create(
        person=person,
        from_organisation=person.responsible,
        to_organisation=to,
        asked_by=by,
        asked_on=asked_on,
        **values,
    )


def employer(
    *, name: str = "", sector: str = "markt", years: range = range(2012, 2027), **more: Any
) -> Employer:
    """An employer with one branch, and its sector fixed in each of `years`."""
    number = next(_numbers)
    made = Employer.objects.create(
        name=name or f"Werkgever {number}",
        kvk=more.pop("kvk", f"{10_000_000 + number:08}"),
        municipality=more.pop("municipality", access.ASSEN),
        is_overheid=sector == "overheid",
        registered_on=more.pop("registered_on", date(2012, 1, 1)),
        **more,
    )
    Branch.objects.create(employer=made, name="Hoofdvestiging", municipality=made.municipality)
    SectorYear.objects.bulk_create(SectorYear(employer=made, year=year, sector=sector) for year in years)
    return made


def programme(code: str = "1000-banenplan", **more: Any) -> Programme:
    """A programme; a second one with the same code is the first one."""
    values = {"name": code, "region": "AM01", "starts_on": date(2017, 1, 1), **more}
    made, _ = Programme.objects.get_or_create(code=code, defaults=values)
    return made


def placement(
    *,
    person: Person | None = None,
    employer: Employer | None = None,
    workplace: Employer | None = None,
    kind: str = "dienstverband",
    hours: str = "25.5",
    starts_on: date = date(2016, 1, 1),
    ended: tuple[date, str] | None = None,
    paid: dict[date, str] | None = None,
    registered_by: Organisation | None = None,
    **more: Any,
) -> Placement:
    """Someone at work for `hours` a week since `starts_on`.

    `ended=(first day without work, reason)`; `paid={first day of month: hours}` where the payroll is known.
    """
    who = person if person is not None else _person()
    paper = employer if employer is not None else _employer()
    ends_before, reason = ended or (None, "")
    made = Placement.objects.create(
        number=more.pop("number", f"P{next(_numbers):07}"),
        person=who,
        kind=kind,
        employer=paper,
        workplace_employer=workplace or paper,
        work_municipality=more.pop("work_municipality", paper.municipality),
        starts_on=starts_on,
        ends_before=ends_before,
        end_reason=reason,
        is_new_job=more.pop("is_new_job", True),
        registered_by=registered_by or who.responsible,
        registered_on=more.pop("registered_on", starts_on),
        **more,
    )
    ContractHours.objects.create(placement=made, starts_on=starts_on, hours_week=Decimal(hours))
    for month, value in (paid or {}).items():
        PaidHours.objects.create(placement=made, month_on=month, hours=Decimal(value))
    return made


# The arguments of `placement` bear the names of the factories it falls back on.
_person, _employer = person, employer
