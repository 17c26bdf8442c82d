"""Pages of one employer as a browser without JavaScript uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meedoen.exchange.kvk.entry import KvkBranch, KvkEntry, NotLookedUp
from meedoen.register.employers.models import Branch, ContactMoment, Employer, Headcount
from meedoen.steering.counted.facts_of_register import current_facts
from tests.factories import employers, register
from tests.factories.access import Cast, Member
from tests.integration.register.given import ASSEN, TODAY, VEENDAM

SignIn = Callable[[Member], Client]
FORM = {
    "kvk": "12345678",
    "name": "Zorggroep Noord",
    "active_since_year": "2012",
    "headcount": "",
    "municipality": ASSEN,
    "postcode": "",
    "number": "",
    "is_overheid": "nee",
}


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = ("employers", "employer_file", "employer_particulars", "employer_contact", "employer_agreed")
    for name in modules:
        monkeypatch.setattr(f"meedoen.portals.desk.{name}.today", lambda: TODAY)


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A trade register that answers what a test puts in it."""
    answer: dict[str, Any] = {"entry": None}

    class Fake:
        def look_up(self, number: str) -> KvkEntry | None:
            if isinstance(answer["entry"], NotLookedUp):
                raise answer["entry"]
            found: KvkEntry | None = answer["entry"]
            return found

    monkeypatch.setattr("meedoen.portals.desk.employers.trade_register", Fake)
    monkeypatch.setattr("meedoen.portals.desk.employers.is_connected", lambda: True)
    return answer


def test_a_look_up_fills_name_and_branches_and_then_registers(
    cast: Cast, sign_in: SignIn, looked_up: dict[str, Any]
) -> None:
    looked_up["entry"] = KvkEntry(
        "12345678",
        "Zorggroep Noord",
        (
            KvkBranch("000011112222", "Zorggroep Noord", "Veendam", "9641 AB", is_main=True),
            KvkBranch("000033334444", "Huize Oost", "Assen"),
        ),
        headcount=120,
    )
    client = sign_in(cast.alice)
    given = {**FORM, "name": "", "opzoeken": "ja"}
    page = client.post(reverse("employer-new"), given).content.decode()
    assert not Employer.objects.exists()
    for words in (
        "In het handelsregister: Zorggroep Noord, 2 vestigingen",
        'value="Zorggroep Noord"',
        'value="Huize Oost, Assen"',
        'value="000033334444"',
        'value="120"',
        f'<option value="{VEENDAM}" selected',
    ):
        assert words in page
    branch = {"branch_1": "Huize Oost", "branch_1_municipality": ASSEN, "branch_1_number": "000033334444"}
    filled = {**FORM, "headcount": "120", "municipality": VEENDAM, "number": "000011112222", **branch}
    assert client.post(reverse("employer-new"), filled).status_code == 302
    made = Employer.objects.get()
    assert Headcount.objects.get(employer=made).people == 120
    assert set(Branch.objects.values_list("name", "number", "municipality")) == {
        ("Hoofdvestiging", "000011112222", VEENDAM),
        ("Huize Oost", "000033334444", ASSEN),
    }


def test_a_look_up_keeps_what_was_typed(cast: Cast, sign_in: SignIn, looked_up: dict[str, Any]) -> None:
    looked_up["entry"] = KvkEntry("12345678", "Anders BV")
    given = {**FORM, "name": "Zelf getypt", "opzoeken": "ja"}
    page = sign_in(cast.alice).post(reverse("employer-new"), given).content.decode()
    assert 'value="Zelf getypt"' in page
    assert "In het handelsregister: Anders BV" in page


@pytest.mark.parametrize(
    ("entry", "words"),
    [(None, "staat niet in het handelsregister"), (NotLookedUp("Het register slaapt."), "register slaapt")],
)
def test_without_an_answer_the_form_works(
    cast: Cast, sign_in: SignIn, looked_up: dict[str, Any], entry: Any, words: str
) -> None:
    looked_up["entry"] = entry
    client = sign_in(cast.alice)
    assert words in client.post(reverse("employer-new"), {**FORM, "opzoeken": "ja"}).content.decode()
    assert client.post(reverse("employer-new"), FORM).status_code == 302
    assert Employer.objects.get().name == "Zorggroep Noord"


def test_a_branch_without_a_municipality_is_asked_for_it(cast: Cast, sign_in: SignIn) -> None:
    given = {**FORM, "branch_1": "Oost", "branch_1_municipality": ""}
    answer = sign_in(cast.alice).post(reverse("employer-new"), given)
    assert answer.status_code == 422
    assert "Kies de gemeente, of maak de naam" in answer.content.decode()


def test_the_face_stands_on_every_tab(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer()
    employers.owner(employer, cast.bob.account)
    employers.moment(employer, by=cast.hans.account)
    client = sign_in(cast.karin)
    for name in ("", "-contact", "-arrangements", "-scans", "-placements"):
        page = client.get(reverse(f"employer{name}", args=[employer.kvk])).content.decode()
        assert "Bob Bakker (Veendam), sinds 1 januari 2017" in page, name
        assert "10 april 2018, bezoek, door Hans Hofman (Assen)" in page, name


def test_a_contact_past_the_owner_is_confirmed_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer()
    employers.owner(employer, cast.bob.account)
    client = sign_in(cast.alice)
    url = reverse("employer-moment-new", args=[employer.kvk])
    assert "Accountmanager: Bob Bakker" in client.get(url).content.decode()
    form = {
        "on": "2018-04-30",
        "kind": "phone",
        "about": "vacancy",
        "note": "Belde over twee plekken.",
        "next_step": "Terugbellen",
        "next_on": "2018-05-03",
        "next_account": str(cast.alice.account.pk),
    }
    asked = client.post(url, form)
    assert asked.status_code == 422
    assert "is de accountmanager van deze werkgever" in asked.content.decode()
    assert client.post(url, {**form, "accepted": "not_owner"}).status_code == 302
    actions = client.get(reverse("my-employer-actions")).content.decode()
    assert "Terugbellen" in actions
    moment = ContactMoment.objects.get()
    done = client.post(
        reverse("employer-moment-done", args=[employer.kvk, moment.pk]), {"terug": "acties"}, follow=True
    )
    assert "De stap is gedaan" in done.content.decode()
    assert "Terugbellen" not in client.get(reverse("my-employer-actions")).content.decode()


def test_a_contact_in_a_pause_is_refused_at_the_field(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer()
    client = sign_in(cast.alice)
    pause = {"until": "2018-06-30", "because": "asked", "version": "1"}
    assert client.post(reverse("employer-pause", args=[employer.kvk]), pause).status_code == 302
    form = {"on": "2018-04-30", "kind": "visit", "about": "vacancy", "note": "Blijft staan"}
    answer = client.post(reverse("employer-moment-new", args=[employer.kvk]), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "wil rust t/m 30 juni 2018" in page
    assert "Blijft staan" in page
    assert client.post(reverse("employer-pause-end", args=[employer.kvk])).status_code == 302
    assert client.post(reverse("employer-moment-new", args=[employer.kvk]), form).status_code == 302


def test_two_who_correct_lose_nothing(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer(name="Een")
    url = reverse("employer-correct", args=[employer.kvk])
    first, second = sign_in(cast.alice), sign_in(cast.bob)
    form = {"name": "Twee", "municipality": ASSEN, "version": "1"}
    assert first.post(url, form).status_code == 302
    told = second.post(url, {**form, "name": "Drie"})
    page = told.content.decode()
    assert told.status_code == 422
    assert "Iemand anders heeft dit gewijzigd" in page
    assert "Twee" in page
    assert 'value="Drie"' in page
    assert second.post(url, {**form, "name": "Drie", "version": "2"}).status_code == 302
    shown = first.get(reverse("employer", args=[employer.kvk])).content.decode()
    assert "Wat er eerder stond" in shown


def test_a_hand_over_by_pages(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer()
    at = [employer.kvk]
    bob, alice = sign_in(cast.bob), sign_in(cast.alice)
    assert bob.post(reverse("employer-owner-take", args=at)).status_code == 302
    assert alice.post(reverse("employer-owner-take", args=at)).status_code == 422
    offer = {"to_account": str(cast.alice.account.pk)}
    assert bob.post(reverse("employer-owner-offer", args=at), offer).status_code == 302
    assert employer.name in alice.get(reverse("my-employer-actions")).content.decode()
    refused = bob.post(reverse("employer-owner-answer", args=at), {"answer": "ja"})
    assert "Alleen die kan antwoorden" in refused.content.decode()
    assert alice.post(reverse("employer-owner-answer", args=at), {"answer": "ja"}).status_code == 302
    assert "Alice Aalders (Assen)" in bob.get(reverse("employer", args=at)).content.decode()
    late = bob.post(reverse("employer-owner-withdraw", args=at), follow=True)
    assert "Er wacht geen verzoek meer" in late.content.decode()


def test_arrangement_and_scan_by_pages(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer()
    at, client, me = [employer.kvk], sign_in(cast.alice), str(cast.alice.account.pk)
    agreed = {
        "kind": "jobs",
        "what": "Banen",
        "places": "4",
        "starts_on": "2018-01-01",
        "last_on": "2018-12-31",
        "responsible": me,
    }
    assert client.post(reverse("employer-arrangement-new", args=at), agreed).status_code == 302
    key = employer.arrangements.get().pk
    assert (
        client.post(reverse("employer-arrangement-move", args=[*at, key]), {"to": "agreed"}).status_code
        == 302
    )
    changed = {**agreed, "places": "5", "version": "2"}
    assert client.post(reverse("employer-arrangement-correct", args=[*at, key]), changed).status_code == 302
    page = client.get(reverse("employer-arrangements", args=at)).content.decode()
    assert "31 december 2018" in page
    assert client.post(reverse("employer-scan-new", args=at), {"done_on": "2018-04-01"}).status_code == 302
    scan = employer.scans.get()
    task = {"process": "Magazijn", "task": "Dozen vouwen", "hours_week": "12,5", "conditions": ""}
    client.post(reverse("employer-scan-task-new", args=[*at, scan.pk]), task)
    advice = {"kind": "carve", "note": "", "follow_up_on": "2018-06-01", "account": me}
    client.post(reverse("employer-scan-advice-new", args=[*at, scan.pk]), advice)
    page = client.get(reverse("employer-scan", args=[*at, scan.pk])).content.decode()
    for words in ("Dozen vouwen", "12,5", "taken bundelen", "Wacht op:"):
        assert words in page
    line = scan.advice.get().pk
    close = reverse("employer-scan-advice-close", args=[*at, scan.pk, line])
    assert client.post(close, {"answer": "nee", "because": ""}).status_code == 422
    assert client.post(close, {"answer": "ja"}).status_code == 302


def test_what_an_employer_counts_is_shown_only_where_it_costs_nothing(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer()
    register.placement(employer=employer, hours="25.5")
    client = sign_in(cast.alice)
    url = reverse("employer-placements", args=[employer.kvk])
    cold = client.get(url).content.decode()
    assert "Nog niet geteld" in cold
    current_facts()
    with CaptureQueriesContext(connection) as seen:
        warm = client.get(url).content.decode()
    assert "peildatum 31 maart 2018" in warm
    assert "afspraakbanen" in warm
    facts = [one["sql"] for one in seen.captured_queries if "sectoryear" in one["sql"]]
    assert not facts, "the page of one employer reads no facts"


def test_codes_of_no_use_are_no_page(cast: Cast, sign_in: SignIn) -> None:
    employer = register.employer()
    client = sign_in(cast.alice)
    for name in ("employer-branch-correct", "employer-contact-person-correct", "employer-scan"):
        for key in (0, 2**70):
            assert client.get(reverse(name, args=[employer.kvk, key])).status_code == 404, name
    assert client.get(reverse("employer-contact", args=[employer.kvk]) + "?na=²").status_code == 200
    assert client.get(reverse("employer-contact", args=[employer.kvk]) + f"?na={9**30}").status_code == 200
