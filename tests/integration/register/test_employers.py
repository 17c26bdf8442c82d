"""Employers: registering, branches, the sector of a year; and programmes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import AlreadyThere, InRow
from meedoen.register.employers import services
from meedoen.register.employers.listing import EmployerFilters, employers_visible_to
from meedoen.register.employers.models import Branch, Employer, SectorYear
from meedoen.register.employers.selectors import employers_named
from meedoen.register.employers.services import NewBranch
from meedoen.register.programmes.services import register_programme
from tests.factories import register
from tests.factories.access import Cast
from tests.integration.register.given import ASSEN, TODAY, deeds, new_employer


def test_an_employer_gets_a_sector_for_each_year_until_now(cast: Cast) -> None:
    made = services.register_employer(cast.alice.actor, new_employer(is_overheid=True), today=TODAY)
    years = SectorYear.objects.filter(employer=made).order_by("year").values_list("year", "sector")
    assert list(years) == [(year, "overheid") for year in range(2012, 2019)]
    assert Branch.objects.get(employer=made).postcode == "9401AB"
    assert deeds() == [("employer.register", "employer", "12345678")]


@pytest.mark.parametrize(("share", "sector"), [("0.4999", "overheid"), ("0.5", "markt")])
def test_half_under_a_sectorfonds_makes_it_markt(cast: Cast, share: str, sector: str) -> None:
    new = new_employer(is_overheid=True, pays_sectorfonds=True, share_under_sectorfonds=Decimal(share))
    made = services.register_employer(cast.alice.actor, new, today=TODAY)
    assert SectorYear.objects.get(employer=made, year=2018).sector == sector


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kvk": "1234567"}, "kvk"),
        ({"kvk": "00000000"}, "kvk"),
        ({"kvk": "1234567\x00"}, "kvk"),
        ({"name": ""}, "name"),
        ({"municipality": "GM1952"}, "municipality"),
        ({"pays_sectorfonds": True}, "share_under_sectorfonds"),
        ({"pays_sectorfonds": True, "share_under_sectorfonds": Decimal("1.1")}, "share_under_sectorfonds"),
        ({"pays_sectorfonds": True, "share_under_sectorfonds": Decimal("NaN")}, "share_under_sectorfonds"),
        ({"active_since_year": 2011}, "active_since_year"),
        ({"active_since_year": 2019}, "active_since_year"),
        ({"branches": (NewBranch("A", ASSEN), NewBranch("a", ASSEN))}, "branches"),
        ({"branches": (NewBranch("A", ASSEN, "12"),)}, "postcode"),
        ({"organisation_id": 2**70}, "organisation"),
    ],
)
def test_an_employer_that_cannot_be_is_refused(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.register_employer(cast.alice.actor, new_employer(**changes), today=TODAY)
    fields = {one.field for one in getattr(refusal.value, "refusals", [refusal.value])}
    assert field in fields
    assert not Employer.objects.exists()


def test_the_same_number_twice_is_refused_in_a_list_and_later(cast: Cast) -> None:
    with pytest.raises(InRow, match="Rij 2"):
        services.register_employers(cast.alice.actor, [new_employer(), new_employer()], today=TODAY)
    services.register_employer(cast.alice.actor, new_employer(), today=TODAY)
    with pytest.raises(AlreadyThere):
        services.register_employer(cast.alice.actor, new_employer(name="Anders"), today=TODAY)
    assert Employer.objects.count() == 1


def _fix(cast: Cast, kvk: str, year: int, *, is_overheid: bool = True) -> SectorYear:
    return services.fix_sector(
        cast.alice.actor,
        kvk,
        year,
        is_overheid=is_overheid,
        pays_sectorfonds=False,
        share_under_sectorfonds=None,
        today=TODAY,
    )


def test_a_fixed_sector_does_not_change_in_that_year(cast: Cast) -> None:
    employer = register.employer(years=range(2012, 2018))
    assert _fix(cast, employer.kvk, 2018).sector == "overheid"
    with pytest.raises(AlreadyThere, match="ligt vast"):
        _fix(cast, employer.kvk, 2018, is_overheid=False)
    assert SectorYear.objects.get(employer=employer, year=2018).sector == "overheid"
    assert deeds() == [("employer.fix_sector", "employer", employer.kvk)]


@pytest.mark.parametrize("year", [2011, 2019, -1, 10**9])
def test_a_year_that_has_not_come_or_never_counted_has_no_sector(cast: Cast, year: int) -> None:
    employer = register.employer(years=range(2012, 2018))
    with pytest.raises(Refused):
        _fix(cast, employer.kvk, year)


def test_a_year_filled_in_afterwards_says_nothing_of_now(cast: Cast) -> None:
    employer = register.employer(years=range(2014, 2019))
    assert _fix(cast, employer.kvk, 2013).sector == "overheid"
    assert not Employer.objects.get(pk=employer.pk).is_overheid


def test_a_year_is_fixed_for_all_who_lack_it_with_an_entry_each(cast: Cast) -> None:
    register.employer(years=range(2012, 2019))
    for _turn in range(3):
        register.employer(sector="overheid", years=range(2012, 2018))
    assert services.fix_sectors_of_year(cast.ilse.actor, 2018, today=TODAY) == 3
    assert SectorYear.objects.filter(year=2018, sector="overheid").count() == 3
    assert len(deeds()) == 3
    assert services.fix_sectors_of_year(cast.ilse.actor, 2018, today=TODAY) == 0


def test_a_branch_has_a_name_of_its_own(cast: Cast) -> None:
    employer = register.employer()
    services.add_branch(cast.alice.actor, employer.kvk, NewBranch("Oost", ASSEN), today=TODAY)
    with pytest.raises(AlreadyThere):
        services.add_branch(cast.alice.actor, employer.kvk, NewBranch("oost", ASSEN), today=TODAY)
    assert deeds() == [("employer.add_branch", "employer", employer.kvk)]


@pytest.mark.parametrize("kvk", ["99999999", "", "\x00", "zorg", "²²²²²²²²"])
def test_an_unknown_employer_is_not_found(cast: Cast, kvk: str) -> None:
    with pytest.raises(NotFound):
        services.add_branch(cast.alice.actor, kvk, NewBranch("Oost", ASSEN), today=TODAY)


def test_every_desk_sees_every_employer_and_nobody_without_a_role(cast: Cast) -> None:
    employer = register.employer(name="Metaal Veenkant")
    assert employers_named(cast.bob.actor, "veenkant") == [(employer.kvk, "Metaal Veenkant")]
    assert employers_named(cast.greta.actor, "veenkant") == []


def test_the_list_pages_by_name_without_losing_or_doubling_anyone(cast: Cast) -> None:
    for turn in range(120):
        register.employer(name=f"Bedrijf {turn % 7}")
    seen: list[str] = []
    after = ""
    while True:
        page = employers_visible_to(cast.alice.actor, EmployerFilters(on=TODAY), after)
        seen += [row.kvk for row in page.rows]
        if page.next_after is None:
            break
        after = page.next_after
    assert len(seen) == len(set(seen)) == 120


def test_a_programme_is_registered_once_by_the_coordinator(cast: Cast) -> None:
    made = register_programme(
        cast.carla.actor, "1000-banenplan", "1000-banenplan", "AM01", date(2017, 1, 1), today=TODAY
    )
    assert made.code == "1000-banenplan"
    with pytest.raises(AlreadyThere):
        register_programme(cast.carla.actor, "1000-banenplan", "x", "AM01", date(2017, 1, 1), today=TODAY)
    for code, region in (("Plan A", "AM01"), ("plan-b", "AM99"), ("\x00", "AM01")):
        with pytest.raises(Refused):
            register_programme(cast.carla.actor, code, "x", region, date(2017, 1, 1), today=TODAY)
    with pytest.raises(NotAllowed):
        register_programme(cast.alice.actor, "plan-c", "x", "AM01", date(2017, 1, 1), today=TODAY)
    assert deeds() == [("programme.register", "programme", "1000-banenplan")]
