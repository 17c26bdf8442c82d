"""Pages of the quotum and of beschut werk: what everyone may compute, and what the desk fills."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.register.employers.models import Employer, EmployerPayrollYear
from tests.factories import access, employers, register
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]
TODAY = date(2019, 6, 15)
ASKED = {
    "year": "2018",
    "sector": "overheid",
    "total": "5.000.000",
    "total_before": "4.900.000",
    "registered": "60000",
}


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("desk.quotum", "desk.employers", "desk.employer_file", "calculators.beschut_werk"):
        monkeypatch.setattr(f"meedoen.portals.{name}.today", lambda: TODAY)


def _page(client: Client, **changes: str) -> str:
    return client.get(reverse("calculate-quotum"), {**ASKED, **changes}).content.decode()


@pytest.mark.django_db
def test_anyone_may_compute_a_quotum_without_signing_in(client: Client) -> None:
    shown = _page(client)
    assert "27,4" in shown
    assert "€\u00a0137.000,00" in shown
    assert "Over 2018 is er geen heffing" in shown
    assert "Wfsv art. 38h lid 4" in shown
    assert reverse("quotum-municipalities") not in shown


@pytest.mark.django_db
def test_who_does_not_fall_under_it_is_told_so(client: Client) -> None:
    shown = _page(client, total="40.574", total_before="90000", registered="0")
    assert "Geen quotum" in shown
    assert "40.575" in shown


@pytest.mark.django_db
def test_a_year_without_a_percentage_offers_what_is_known_as_an_own_assumption(client: Client) -> None:
    shown = _page(client, year="2021")
    assert "geen quotumpercentage bekend" in shown
    assert "own_percentage=1%2C93" in shown
    assumed = _page(client, year="2021", own_percentage="2,58")
    assert "uw eigen aanname" in assumed


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"total": "veel"},
        {"total": "\x00"},
        {"total": "99999999999999999999"},
        {"total": "-1"},
        {"year": "10000000000000000000000"},
        {"year": "0"},
        {"year": "2012"},
        {"year": "2030"},
        {"year": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
        {"sector": "zorg"},
        {"registered": "6.000.000"},
        {"own_percentage": "60%"},
        {"own_percentage": "100"},
        {"own_percentage": "0"},
        {"more_hours": "1e5"},
    ],
)
def test_no_input_breaks_the_page(client: Client, changes: dict[str, str]) -> None:
    answer = client.get(reverse("calculate-quotum"), {**ASKED, **changes})
    assert answer.status_code == 200


def _municipality(name: str, code: str) -> Employer:
    organisation = access.organisation(name, municipality=code)
    return register.employer(name=f"Gemeente {name}", sector="overheid", organisation=organisation)


def _told(employer: Employer, hours: str = "1000000") -> None:
    for year in (2017, 2018):
        employers.payroll_year(employer, year, hours)


def test_all_municipalities_stand_beside_the_figure_of_the_region(cast: Cast, sign_in: SignIn) -> None:
    assen, _veendam = _municipality("Assen", "GM0106"), _municipality("Veendam", "GM0047")
    _told(assen)
    register.placement(employer=assen, hours="25.5")
    shown = sign_in(cast.karin).get(reverse("quotum-municipalities"), {"jaar": "2018"}).content.decode()
    # 19.300 hours are needed, 1.331 are there: 13,5 banen short.
    assert "13,5" in shown
    assert "verloonde uren van 2018 ontbreken" in shown
    assert "Staat niet als werkgever in het register: Groningen" in shown
    assert "artikel 38b lid 2" in shown
    assert "extra banen via dienstverband" in shown


def test_a_year_without_a_percentage_shows_hours_and_no_quotum(cast: Cast, sign_in: SignIn) -> None:
    _told(_municipality("Assen", "GM0106"))
    client = sign_in(cast.karin)
    here = reverse("quotum-municipalities")
    shown = client.get(here, {"jaar": "2017"}).content.decode()
    assert "geen quotumpercentage bekend" in shown
    assert "percentage=1%2C93" in shown
    assert client.get(here, {"jaar": "99999", "percentage": "250"}).status_code == 200
    assert "eigen aanname" in client.get(here, {"jaar": "2018", "percentage": "2"}).content.decode()


def test_the_quotum_of_one_employer_is_filled_from_the_register(cast: Cast, sign_in: SignIn) -> None:
    assen = _municipality("Assen", "GM0106")
    _told(assen, "5000000.5")
    register.placement(employer=assen, hours="25.5")
    answer = sign_in(cast.alice).get(reverse("employer-quotum", args=[assen.kvk, 2018]))
    assert answer.status_code == 302
    there = urlsplit(answer.headers["Location"])
    given = {name: value for name, (value,) in parse_qs(there.query).items()}
    assert there.path == reverse("calculate-quotum")
    assert given["sector"] == "overheid"
    assert (given["total"], given["total_before"]) == ("5.000.000,5", "5.000.000,5")
    assert given["registered"].startswith("1.33")
    filled = sign_in(cast.alice).get(answer.headers["Location"]).content.decode()
    assert "71,5" in filled


@pytest.mark.parametrize("year", [2016, 10**20])
def test_a_year_that_is_not_known_cannot_be_filled(cast: Cast, sign_in: SignIn, year: int) -> None:
    assen = _municipality("Assen", "GM0106")
    assert sign_in(cast.alice).get(reverse("employer-quotum", args=[assen.kvk, year])).status_code == 404


def test_a_desk_writes_down_and_corrects_a_year(cast: Cast, sign_in: SignIn) -> None:
    employer, client = register.employer(), sign_in(cast.alice)
    new = reverse("employer-payroll-new", args=[employer.kvk])
    client.post(new, {"year": "2018", "hours": "1.250.000,5", "source": "return"})
    row = EmployerPayrollYear.objects.get(employer=employer)
    assert (row.year, str(row.hours)) == (2018, "1250000.50")
    assert "1.250.000,5" in client.get(reverse("employer", args=[employer.kvk])).content.decode()
    correct = reverse("employer-payroll-correct", args=[employer.kvk, 2018])
    client.post(correct, {"hours": "1.300.000", "source": "told", "version": "1"})
    late = client.post(correct, {"hours": "1.400.000", "source": "told", "version": "1"})
    assert late.status_code == 422
    assert "Wat er nu staat" in late.content.decode()
    row.refresh_from_db()
    assert (str(row.hours), row.version) == ("1300000.00", 2)
    for given in ({}, {"year": "\x00", "hours": "x" * 500, "source": "y"}, {"year": "2026", "hours": "1"}):
        assert client.post(new, given).status_code == 422


@pytest.mark.django_db
def test_beschut_werk_shows_places_who_it_is_for_and_gaps_as_gaps(client: Client) -> None:
    here = reverse("calculate-beschut-werk")
    shown = client.get(here, {"hours": "1.000", "people": "40", "year": "2018"}).content.decode()
    assert "32,26" in shown
    assert "telt nooit mee voor de banenafspraak" in shown
    assert "permanent toezicht" in shown
    assert "Samen 194 plekken in 19 gemeenten" in shown
    assert "niet bekend: geen bron gelezen voor deze gemeente" in shown
    for given in ({"hours": "x"}, {"people": "1e9"}, {"year": "1700"}, {"hours": "1", "people": "-1"}):
        assert client.get(here, given).status_code == 200


def test_beschut_werk_hides_the_few_of_others_and_shows_the_own(cast: Cast, sign_in: SignIn) -> None:
    for place, number in (("GM0106", 3), ("GM0047", 4), ("GM0014", 11)):
        for _turn in range(number):
            person = register.person(municipality=place, ground=None)
            register.placement(person=person, kind="beschut_werk")
    shown = sign_in(cast.alice).get(reverse("calculate-beschut-werk")).content.decode()
    rows = shown[shown.index("In het register") :]
    assert "&lt; 10" in rows
    assert ">11<" in rows
    assert ">3<" in rows
    assert ">4<" not in rows
