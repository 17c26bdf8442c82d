"""What people ask about their own file: the clock, the answer, what follows, and everything that is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.register.checks import AlreadyThere
from meedoen.register.people.models import CircleMember, Person
from meedoen.register.people.selectors import OnlyShared
from meedoen.register.people.services import look_at_person
from meedoen.register.placements.services import look_at_placement
from meedoen.register.privacy.days import months_later
from meedoen.register.privacy.holders import HOLDERS
from meedoen.register.privacy.models import Restriction
from meedoen.register.privacy.selectors import (
    ground_words,
    looks_at_person,
    requests_of,
    requests_visible_to,
    restricted,
)
from meedoen.register.privacy.services import (
    answer_request,
    export_everything,
    lift_restriction,
    record_request,
)
from tests.factories import privacy, register
from tests.factories.access import LONG_AGO, TODAY, Cast

pytestmark = pytest.mark.django_db
WILD = ("", "\x00", "\ud800", "'; DROP TABLE", "x" * 5000, "ß漢字")


@pytest.fixture
def person(cast: Cast) -> Person:
    """An inhabitant of Assen."""
    return register.person(name="Els Edens")


def _fields(call: Any) -> set[str | None]:
    with pytest.raises(Refused) as caught:
        call()
    refusal = caught.value
    return {one.field for one in (refusal.refusals if isinstance(refusal, Several) else [refusal])}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2018, 4, 30), 1, date(2018, 5, 30)),
        (date(2018, 12, 5), 1, date(2019, 1, 5)),
        (date(2018, 4, 30), -24, date(2016, 4, 30)),
        (date(2018, 3, 31), -1, date(2018, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one(day: date, months: int, later: date) -> None:
    """As a term in months is read."""
    assert months_later(day, months) == later


def test_the_clock_runs_from_the_day_it_was_received(cast: Cast, person: Person) -> None:
    """One month, by AVG article 12; the one who keeps the file has to answer."""
    made = record_request(cast.hans.actor, person.number, "inzage", date(2018, 4, 20), today=TODAY)
    assert (made.answer_by, made.organisation_id) == (date(2018, 5, 20), person.responsible_id)
    entry = JournalEntry.objects.get(deed="privacy_request.record")
    assert (entry.subject_id, entry.detail["kind"]) == (person.number, "inzage")


def test_what_cannot_be_asked_is_refused_at_its_field(cast: Cast, person: Person) -> None:
    """A kind that is none, a day to come, an objection to nothing."""
    hans, tomorrow = cast.hans.actor, TODAY + timedelta(days=1)
    for wild in WILD:
        assert _fields(lambda wild=wild: record_request(hans, person.number, wild, TODAY, today=TODAY)) == {
            "kind"
        }
    assert _fields(lambda: record_request(hans, person.number, "inzage", tomorrow, today=TODAY)) == {
        "received_on"
    }
    assert _fields(lambda: record_request(hans, person.number, "bezwaar", TODAY, today=TODAY)) == {"against"}
    record_request(hans, person.number, "inzage", TODAY, today=TODAY)
    with pytest.raises(AlreadyThere):
        record_request(hans, person.number, "inzage", TODAY, today=TODAY)


def test_an_answer_is_given_once_and_a_refusal_says_why(cast: Cast, person: Person) -> None:
    """What was answered stays answered."""
    asked = privacy.request(person)
    hans = cast.hans.actor

    def answer(state: str, reason: str = "") -> Any:
        return answer_request(hans, person.number, asked.pk, state, reason=reason, today=TODAY)

    assert _fields(lambda: answer("received")) == {"state"}
    assert _fields(lambda: answer("refused")) == {"reason"}
    assert _fields(lambda: answer("granted", "law")) == {"reason"}
    made = answer("partly", "others")
    assert (made.state, made.answered_on, made.answered_by_id) == ("partly", TODAY, cast.hans.account.pk)
    assert _fields(lambda: answer("granted")) == {"state"}


def test_only_a_consulent_answers(cast: Cast, person: Person) -> None:
    """Who may write down that something was asked may not decide on it."""
    asked = privacy.request(person)
    with pytest.raises(NotAllowed):
        answer_request(cast.alice.actor, person.number, asked.pk, "granted", today=TODAY)
    with pytest.raises(NotFound):
        answer_request(cast.hans.actor, register.person().number, asked.pk, "granted", today=TODAY)


@pytest.mark.parametrize(
    ("kind", "against", "follows"),
    [
        ("bezwaar", "matching", "no_matching"),
        ("bezwaar", "sharing", "no_sharing"),
        ("beperking", "", "stored_only"),
        ("bezwaar", "other", None),
        ("correctie", "", None),
    ],
)
def test_what_is_granted_is_kept_to(
    cast: Cast, person: Person, kind: str, against: str, follows: str | None
) -> None:
    """An objection that is granted is a row that others read; a refused one is not."""
    for state, reason in (("refused", "task"), ("granted", "")):
        asked = privacy.request(person, kind, against=against)
        answer_request(cast.hans.actor, person.number, asked.pk, state, reason=reason, today=TODAY)
        found = set(Restriction.objects.values_list("kind", flat=True))
        assert found == ({follows} if follows and state == "granted" else set())


def test_who_may_not_be_used_for_what(cast: Cast, person: Person) -> None:
    """Who wants everything held still counts for each; one that was lifted for none; a merge loses none."""
    held, lifted, other = register.person(), register.person(), register.person()
    merged = register.person(state="merged", merged_into=other)
    privacy.restriction(person, "no_matching")
    privacy.restriction(held, "stored_only")
    privacy.restriction(merged, "no_matching")
    gone = privacy.restriction(lifted, "no_matching")
    lift_restriction(cast.hans.actor, lifted.number, gone.pk, today=TODAY)
    everyone = [person.pk, held.pk, lifted.pk, other.pk]
    assert restricted(everyone, "no_matching", TODAY) == {person.pk, held.pk, other.pk}
    assert restricted(everyone, "no_sharing", TODAY) == {held.pk}
    assert restricted(everyone, "no_matching", date(2018, 4, 24)) == frozenset()
    assert _fields(lambda: lift_restriction(cast.hans.actor, lifted.number, gone.pk, today=TODAY)) == {None}


def test_no_removal_while_there_is_work(cast: Cast, person: Person) -> None:
    """Whoever guides that work needs the file."""
    register.placement(person=person)
    asked = privacy.request(person, "verwijdering")
    call = lambda: answer_request(cast.hans.actor, person.number, asked.pk, "granted", today=TODAY)  # noqa: E731
    assert _fields(call) == {"state"}


def test_requests_are_seen_by_who_sees_the_person(cast: Cast, person: Person) -> None:
    """First who has to be answered first; and those of a file that went on in this one."""
    late = privacy.request(person, answer_by=date(2018, 4, 29))
    later = privacy.request(person, "correctie", answer_by=date(2018, 6, 1))
    went_on = privacy.request(register.person(state="merged", merged_into=person), answer_by=date(2018, 5, 1))
    found = requests_visible_to(cast.hans.actor)
    assert [one.pk for one in found.rows] == [late.pk, went_on.pk, later.pk]
    assert requests_visible_to(cast.bob.actor).rows == ()
    assert went_on.pk in {one.pk for one in requests_of(person)}
    beyond = requests_visible_to(cast.hans.actor, after=(date(2018, 5, 1), went_on.pk))
    assert [one.pk for one in beyond.rows] == [later.pk]


def test_everything_that_is_kept_comes_out(cast: Cast, person: Person) -> None:
    """Every app says what it has, in words; colleagues by their organisation."""
    register.placement(person=person, correction_reason="tikfout", paid={date(2016, 2, 1): "101.25"})
    CircleMember.objects.create(person=person, account=cast.hans.account, part="fixed", starts_on=LONG_AGO)
    asked = privacy.request(person)
    look_at_person(cast.farid.actor, person.number)
    made = export_everything(cast.hans.actor, person.number, asked.pk, "html", today=TODAY)
    codes = {one.code for one in made.kept}
    assert codes == {
        "person",
        "residences",
        "registrations",
        "circle",
        "placements",
        "placement_origins",
        "contract_hours",
        "paid_hours",
        "requests",
    }
    assert all(len(row) == len(one.columns) for one in made.kept for row in one.rows)
    text = str(made.kept)
    for said in ("Els Edens", "tikfout", "101.25", "vaste contactpersoon", "Assen"):
        assert said in text
    assert "Hans Hofman" not in text
    assert [one.organisation for one in made.looks] == ["Groningen en Noord-Drenthe"]
    entry = JournalEntry.objects.latest("id")
    assert (entry.deed, entry.detail["request"], entry.is_look) == ("privacy.export", asked.pk, True)
    assert {one.name for one in HOLDERS} >= {"people", "placements", "duplicates", "bsn", "privacy"}


def test_only_who_sees_the_whole_file_and_only_on_request(cast: Cast, person: Person) -> None:
    """A part would pass for all of it."""
    inzage, other = privacy.request(person), privacy.request(person, "correctie")
    with pytest.raises(NotAllowed):
        export_everything(cast.alice.actor, person.number, inzage.pk, "html", today=TODAY)
    with pytest.raises(NotFound):
        export_everything(cast.hans.actor, person.number, other.pk, "html", today=TODAY)
    elsewhere = register.person(municipality="GM0047", responsible=cast.bob.account.organisation)
    register.share(elsewhere, cast.hans.account.organisation, by=cast.bob.account, sections=["profile"])
    asked = privacy.request(elsewhere)
    with pytest.raises(OnlyShared):
        export_everything(cast.hans.actor, elsewhere.number, asked.pk, "html", today=TODAY)


def test_who_looked_is_known_by_organisation_task_and_reason(cast: Cast, person: Person) -> None:
    """The roles of that day, the ground, the part of the file; a look at their work counts too."""
    placement = register.placement(person=person)
    look_at_person(cast.hans.actor, person.number, "plan")
    look_at_placement(cast.alice.actor, placement.number)
    look_at_person(cast.hans.actor, register.person().number)
    plan, work = sorted(looks_at_person(person).rows, key=lambda look: look.key)
    assert (plan.organisation, plan.roles) == ("Assen", ("consulent of jobcoach",))
    assert (plan.detail["section"], plan.detail["ground"]) == ("plan", "municipality")
    assert work.deed == "placement.see"
    assert "woont" in ground_words("municipality")
    assert "bemiddeling" in ground_words("share:mediation")
    assert ground_words("share:oud") == ground_words("share:") + "oud"
    page = looks_at_person(person, limit=1)
    assert looks_at_person(person, before=page.next_before, limit=1).rows[0].key == plan.key


def test_the_pages_do_what_the_services_do(cast: Cast, person: Person, sign_in: Any) -> None:
    """From a request to paper, without a name of a colleague on it."""
    client: Client = sign_in(cast.hans)
    new = reverse("person-request-new", args=[person.number])
    assert client.post(new, {"kind": "inzage", "received_on": "2018-04-20"}).status_code == 302
    (asked,) = requests_of(person)
    paper = client.get(reverse("person-inzage", args=[person.number, asked.pk]))
    assert paper.status_code == 200
    assert paper.headers["Cache-Control"] == "no-store"
    content = client.get(reverse("person-inzage-json-download", args=[person.number, asked.pk])).json()
    assert {"soort", "titel", "rijen"} <= set(content["gegevens"][0])
    assert content["wie_keek"][0]["organisation"] == "Assen"
    assert "Hans Hofman" not in str(content)
    answer = reverse("person-request-answer", args=[person.number, asked.pk])
    assert client.post(answer, {"state": "refused"}).status_code == 422
    assert client.post(answer, {"state": "granted"}).status_code == 302
    listed = client.get(reverse("privacy-requests"), {"stand": "granted"}).content.decode()
    assert "Els Edens" in listed


@pytest.mark.parametrize(
    "asked", ["?na=x", "?na=2018-04-30.x", "?na=9999-99-99.1", "?stand=%00", "?wie=\ud83d"]
)
def test_no_address_of_the_lists_is_a_fault(cast: Cast, sign_in: Any, asked: str) -> None:
    """What cannot be is left out."""
    client: Client = sign_in(cast.hans)
    for name in ("privacy-requests", "retention-notices"):
        assert client.get(reverse(name) + asked.encode("utf-8", "replace").decode()).status_code == 200


def test_a_huge_key_in_an_address_is_nobody(cast: Cast, person: Person, sign_in: Any) -> None:
    """404, not 500."""
    client: Client = sign_in(cast.hans)
    huge = 10**30
    for name in ("person-request-answer", "person-inzage", "person-restriction-lift"):
        assert client.get(reverse(name, args=[person.number, huge])).status_code == 404
    looks = reverse("person-looks", args=[person.number])
    assert client.get(looks, {"voor": "9" * 40}).status_code == 200
