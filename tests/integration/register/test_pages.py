"""Pages of the register as a browser without JavaScript uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access import models as access_models
from meedoen.portals import layout
from meedoen.register.people.models import Person
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from tests.factories import register
from tests.factories.access import Cast, Member
from tests.integration.register.given import ASSEN, TODAY, VEENDAM

SignIn = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("people", "employers", "placements", "today"):
        monkeypatch.setattr(f"meedoen.portals.desk.{name}.today", lambda: TODAY)
    assert layout.today


def _placement_form(person: Person, words: str, **changes: Any) -> dict[str, Any]:
    return {
        "person_number": person.number,
        "kind": "dienstverband",
        "employer_kvk": words,
        "workplace_kvk": "",
        "work_municipality": ASSEN,
        "starts_on": "2017-03-01",
        "hours_week": "25,5",
        "ends_before": "",
        "end_reason": "",
        "is_new_job": "nieuw",
        "programme": "",
        **changes,
    }


def test_a_person_is_registered_and_shown(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    form = {
        "name": "Els Edens",
        "birth_on": "1990-06-15",
        "municipality": ASSEN,
        "lives_since": "2012-01-01",
        "ground": "1a",
        "starts_on": "2016-02-01",
        "last_contact_on": "",
    }
    answer = client.post(reverse("person-new"), form, follow=True)
    page = answer.content.decode()
    person = Person.objects.get()
    assert answer.status_code == 200
    assert f"Els Edens is ingeschreven als {person.number}" in page
    assert "U ziet dit omdat deze kandidaat in Assen woont" in page
    assert "telt nu mee" in page
    asked = client.post(reverse("person-new"), form)
    assert asked.status_code == 422
    assert "Is dit echt iemand anders?" in asked.content.decode()
    assert client.post(reverse("person-new"), {**form, "accepted": "same_person"}).status_code == 302


def test_a_refused_form_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.alice).post(reverse("person-new"), {"name": "Els Edens", "birth_on": "gisteren"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Els Edens"' in page
    assert 'value="gisteren"' in page
    assert "<title>Fout:" in " ".join(page.split())


def test_an_employer_is_found_by_a_part_of_its_name(cast: Cast, sign_in: SignIn) -> None:
    person = register.person()
    one = register.employer(name="Zorggroep Noord")
    two = register.employer(name="Zorggroep Zuid")
    client = sign_in(cast.alice)
    url = reverse("placement-new")
    several = client.post(url, _placement_form(person, "zorggroep"))
    page = several.content.decode()
    assert several.status_code == 422
    assert "past bij 2 werkgevers" in page
    assert f'value="{two.kvk}"' in page
    chosen = client.post(url, _placement_form(person, "zorggroep", employer_kvk_pick=two.kvk))
    placement = Placement.objects.get()
    assert chosen.headers["Location"] == reverse("placement", args=[placement.number])
    assert placement.employer_id == two.pk
    client.post(url, _placement_form(person, "noord", hours_week="8"))
    assert Placement.objects.filter(employer=one).exists()
    nobody = client.post(url, _placement_form(person, "bestaat niet"))
    assert "Geen werkgever past bij" in nobody.content.decode()


def test_a_start_before_the_entry_is_asked_with_a_box_to_tick(cast: Cast, sign_in: SignIn) -> None:
    person, employer = register.person(ground=None), register.employer()
    client = sign_in(cast.alice)
    form = _placement_form(person, employer.kvk)
    asked = client.post(reverse("placement-new"), form)
    page = asked.content.decode()
    assert "telt pas mee vanaf" in page
    assert 'name="accepted" value="without_entry"' in " ".join(page.replace("checked", "").split()) or (
        'value="without_entry"' in page
    )
    assert not Placement.objects.exists()
    assert client.post(reverse("placement-new"), {**form, "accepted": "without_entry"}).status_code == 302
    assert Placement.objects.count() == 1


def test_someone_of_another_municipality_is_refused_at_the_field(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(municipality=VEENDAM, responsible=cast.bob.account.organisation)
    form = _placement_form(person, register.employer().kvk)
    answer = sign_in(cast.alice).post(reverse("placement-new"), form)
    assert answer.status_code == 422
    assert "bestaat niet of hoort niet bij uw gemeente" in answer.content.decode()


def test_the_deeds_of_a_placement_from_its_page(cast: Cast, sign_in: SignIn) -> None:
    row = register.placement(hours="24")
    client = sign_in(cast.alice)
    at = [row.number]
    client.post(reverse("placement-hours", args=at), {"from_on": "2017-01-01", "hours_week": "32"})
    client.post(reverse("placement-paid", args=at), {"month": "2017-02", "paid": "130,5"})
    client.post(
        reverse("placement-end", args=at),
        {"ends_before": "2018-03-31", "end_reason": "resigned", "then": "pool"},
    )
    row.refresh_from_db()
    assert str(row.ends_before) == "2018-04-01"
    page = client.get(reverse("placement", args=at)).content.decode()
    for words in ("32", "130,5", "februari 2017", "31 maart 2018", "zelf opgezegd", "Telde mee als"):
        assert words in page
    form = client.get(reverse("placement-correct", args=at)).content.decode()
    assert 'value="2018-03-31"' in form
    correction = _placement_form(
        row.person,
        row.employer.kvk,
        starts_on="2016-01-01",
        hours_week="20",
        ends_before="2018-03-31",
        end_reason="resigned",
        from_1="2017-01-01",
        hours_1="30",
        reason="uren verkeerd overgenomen",
    )
    done = client.post(reverse("placement-correct", args=at), correction, follow=True)
    page = done.content.decode()
    new = Placement.objects.get(replaces=row)
    assert "uren verkeerd overgenomen" in page
    assert row.number in page
    hours = ContractHours.objects.filter(placement=new).order_by("starts_on")
    assert [int(value) for value in hours.values_list("hours_week", flat=True)] == [20, 30]
    assert PaidHours.objects.filter(placement=new).count() == 1


@pytest.mark.parametrize(("number", "told"), [(20, "past bij 20 werkgevers"), (21, "meer dan 20 werkgevers")])
def test_more_employers_than_can_be_told_apart_are_not_counted(
    cast: Cast, sign_in: SignIn, number: int, told: str
) -> None:
    person = register.person()
    found = [register.employer(name=f"Bakkerij {turn:02}") for turn in range(number)]
    client = sign_in(cast.alice)
    form = _placement_form(person, "Bakkerij")
    page = client.post(reverse("placement-new"), form).content.decode()
    assert told in page
    assert page.count("Bakkerij 19") == 1
    assert "Bakkerij 20" not in page
    picked = {**form, "employer_kvk_pick": found[3].kvk}
    assert client.post(reverse("placement-new"), picked).status_code == 302
    assert Placement.objects.get().employer == found[3]


@pytest.mark.parametrize(("day", "hours"), [("", "30"), ("2017-01-01", "")])
def test_half_a_change_of_hours_is_refused_and_a_whole_one_can_go(
    cast: Cast, sign_in: SignIn, day: str, hours: str
) -> None:
    row = register.placement(hours="24")
    client = sign_in(cast.alice)
    at = [row.number]
    client.post(reverse("placement-hours", args=at), {"from_on": "2017-01-01", "hours_week": "32"})
    form = _placement_form(row.person, row.employer.kvk, starts_on="2016-01-01", hours_week="24", reason="x")
    half = client.post(reverse("placement-correct", args=at), {**form, "from_1": day, "hours_1": hours})
    assert half.status_code == 422
    assert "Vul de dag en de uren allebei in" in half.content.decode()
    assert not Placement.objects.filter(replaces=row).exists()
    gone = client.post(reverse("placement-correct", args=at), {**form, "from_1": "", "hours_1": ""})
    assert gone.status_code == 302
    new = Placement.objects.get(replaces=row)
    assert ContractHours.objects.filter(placement=new).count() == 1


def test_a_name_out_of_sight_is_on_no_page(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(
        municipality=VEENDAM, responsible=cast.bob.account.organisation, name="Geheime Naam"
    )
    row = register.placement(person=person, registered_by=cast.alice.account.organisation)
    client = sign_in(cast.alice)
    pages = [
        reverse("today"),
        reverse("people"),
        reverse("placements"),
        reverse("placement", args=[row.number]),
        reverse("employer", args=[row.employer.kvk]),
    ]
    for url in pages:
        page = client.get(url).content.decode()
        assert "Geheime Naam" not in page, url
    assert row.number in client.get(reverse("placements")).content.decode()
    assert client.get(reverse("person", args=[person.number])).status_code == 404
    assert "Geheime Naam" in sign_in(cast.bob).get(reverse("placements")).content.decode()


def test_opening_a_person_is_written_down_and_the_auditor_may_look_too(cast: Cast, sign_in: SignIn) -> None:
    person = register.person()
    for member in (cast.alice, cast.farid):
        assert sign_in(member).get(reverse("person", args=[person.number])).status_code == 200
    looks = access_models.JournalEntry.objects.filter(deed="person.see", subject_id=person.number)
    assert set(looks.values_list("actor_id", flat=True)) == {cast.alice.account.pk, cast.farid.account.pk}


@pytest.mark.parametrize(
    "name",
    [
        "person-correct",
        "person-move",
        "person-contact",
        "person-registration-new",
        "person-registration-end",
    ],
)
def test_a_form_that_shows_a_person_is_a_look(cast: Cast, sign_in: SignIn, name: str) -> None:
    person = register.person(name="Els Edens")
    at = [person.number]
    if name == "person-registration-end":
        at.append(person.registrations.get().pk)
    page = sign_in(cast.alice).get(reverse(name, args=at)).content.decode()
    assert "Els Edens" in page
    look = access_models.JournalEntry.objects.get(deed="person.see", subject_id=person.number)
    assert (look.actor_id, look.is_look) == (cast.alice.account.pk, True)


@pytest.mark.parametrize("name", ["alice", "bob", "carla", "farid", "greta", "hans", "ilse", "jan", "karin"])
def test_today_opens_for_every_role(cast: Cast, sign_in: SignIn, name: str) -> None:
    register.placement()
    member = cast.named(name)
    answer = sign_in(member).get(reverse("today"))
    assert answer.status_code == (200 if member.actor.roles else 403)
