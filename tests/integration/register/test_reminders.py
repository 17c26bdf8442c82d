"""Reminders: planned from rules, asked again when they are sent, and kept with their proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meedoen.access.actors import system
from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.access.services import close_account
from meedoen.register.people.circle import set_fixed_contact
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import OnlyShared
from meedoen.register.people.services import record_contact
from meedoen.register.privacy.holders import everything_kept, forget_everywhere
from meedoen.register.reminders.digests import send_digests
from meedoen.register.reminders.models import MOVES, Pause, Reminder
from meedoen.register.reminders.pausing import pause_employer, pause_person, resume_employer, resume_person
from meedoen.register.reminders.services import choose_mail, plan_reminders, send_reminders
from meedoen.register.worklist.rules import RULES, TABLE
from tests.factories import (
    access,
    agreements,
    bench,
    coaching,
    durability,
    employers,
    jobs,
    privacy,
    profiles,
    proposals,
    register,
    reminders,
    subsidies,
)
from tests.factories.access import Cast, Member
from tests.factories.reminders import AT
from tests.integration.register.given import TODAY

SignIn = Callable[[Member], Client]
SYSTEM = system("test", "AM01")
DAY = timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=100)


def _plan(today: date = TODAY) -> int:
    return plan_reminders(SYSTEM, RULES, today=today)


def _send(today: date = TODAY) -> dict[str, int]:
    return dict(send_reminders(SYSTEM, RULES, today=today, at=AT))


@pytest.fixture
def person(cast: Cast) -> Person:
    """Someone of Hans, not spoken to for a hundred days."""
    made = register.person(last_contact_on=LONG_AGO)
    register.member(made, cast.hans.account)
    return made


def _only() -> Reminder:
    return Reminder.objects.get()


def test_a_rule_has_a_code_of_its_own_and_a_power_that_exists() -> None:
    assert len(RULES) == len(TABLE) == 28
    assert MOVES.keys() == set(Reminder.State.values)


def test_what_is_due_goes_to_the_fixed_contact_with_its_proof(cast: Cast, person: Person) -> None:
    assert _plan() == 1
    assert _send() == {"sent": 1}
    row = _only()
    assert (row.rule, row.rule_version, row.account_id) == ("person.silent", 1, cast.hans.account.pk)
    assert (row.part, row.state_on, row.closed_at) == ("fixed", LONG_AGO, AT)
    assert row.facts == {"last_on": str(LONG_AGO), "days": 100}
    assert person.name not in str(row.facts)


def test_a_state_that_changed_meanwhile_is_not_told(cast: Cast, person: Person) -> None:
    _plan()
    record_contact(cast.hans.actor, person.number, TODAY, today=TODAY)
    assert _send() == {"dropped:no_longer": 1}
    assert _only().get_because_display() == "niet meer nodig"
    assert _only().facts == {}


def test_the_same_state_is_told_once_and_a_new_one_again(person: Person) -> None:
    for _turn in range(2):
        _plan()
        _send()
    assert Reminder.objects.count() == 1
    later = TODAY + timedelta(days=120)
    Person.objects.update(last_contact_on=later - timedelta(days=95))
    _plan(later)
    assert _send(later) == {"sent": 1}
    assert Reminder.objects.filter(state="sent").count() == 2


def test_nothing_goes_out_in_a_weekend_and_it_is_asked_again_on_monday(cast: Cast, person: Person) -> None:
    saturday = date(2018, 4, 28)
    _plan(saturday)
    assert _send(saturday) == {}
    assert _only().state == "planned"
    assert _send() == {"sent": 1}


def test_a_pause_holds_a_reminder_back_until_it_ends(cast: Cast, person: Person) -> None:
    _plan()
    pause_person(cast.hans.actor, person.number, TODAY + timedelta(days=10), "ill", today=TODAY)
    assert _send() == {"paused": 1}
    assert _send(TODAY + timedelta(days=10)) == {"paused": 1}
    assert _send(TODAY + timedelta(days=11)) == {"sent": 1}


def test_a_pause_can_be_ended_and_what_is_no_longer_so_is_not_told(cast: Cast, person: Person) -> None:
    _plan()
    pause_person(cast.hans.actor, person.number, TODAY + timedelta(days=60), "holiday", today=TODAY)
    _send()
    record_contact(cast.hans.actor, person.number, TODAY, today=TODAY)
    resume_person(cast.hans.actor, person.number, today=TODAY)
    assert _send() == {"dropped:no_longer": 1}
    with pytest.raises(Refused, match="geen pauze"):
        resume_person(cast.hans.actor, person.number, today=TODAY)


def test_an_employer_can_be_paused_too(cast: Cast) -> None:
    employer = register.employer()
    employers.moment(employer, by=cast.alice.account, next_on=TODAY)
    _plan()
    until = TODAY + timedelta(days=5)
    pause_employer(cast.alice.actor, employer.kvk, until, "agreed", today=TODAY)
    assert _send() == {"paused": 1}
    resume_employer(cast.alice.actor, employer.kvk, today=TODAY)
    assert _send() == {"sent": 1}
    entries = JournalEntry.objects.filter(subject_kind="employer", deed__startswith="reminder.")
    assert [one.deed for one in entries.order_by("pk")] == ["reminder.pause", "reminder.resume"]


def test_a_second_pause_takes_the_place_of_the_first(cast: Cast, person: Person) -> None:
    for days in (5, 30):
        pause_person(cast.hans.actor, person.number, TODAY + timedelta(days=days), "ill", today=TODAY)
    running = Pause.objects.filter(ends_before__gt=TODAY)
    assert [one.ends_before for one in running] == [TODAY + timedelta(days=31)]


def test_who_only_shares_a_file_or_does_not_see_it_can_not_pause(cast: Cast, person: Person) -> None:
    until = TODAY + timedelta(days=5)
    with pytest.raises(NotFound):
        pause_person(cast.bob.actor, person.number, until, "ill", today=TODAY)
    register.share(person, cast.bob.account.organisation, by=cast.hans.account)
    with pytest.raises(OnlyShared):
        pause_person(cast.bob.actor, person.number, until, "ill", today=TODAY)
    with pytest.raises(NotAllowed):
        pause_person(cast.farid.actor, person.number, until, "ill", today=TODAY)


@pytest.mark.parametrize(
    ("until", "because"), [(TODAY - DAY, "ill"), (TODAY + timedelta(days=400), "ill"), (TODAY, "\x00")]
)
def test_a_pause_that_cannot_be_is_refused(cast: Cast, person: Person, until: date, because: str) -> None:
    with pytest.raises(Refused):
        pause_person(cast.hans.actor, person.number, until, because, today=TODAY)
    assert not Pause.objects.exists()


def test_a_closed_account_gets_nothing_and_the_substitute_does(cast: Cast, person: Person) -> None:
    sara = access.account("Sara Smit", "consulent", at=cast.hans.account.organisation)
    register.member(person, sara, "substitute")
    _plan()
    close_account(cast.jan.actor, cast.hans.account.pk, today=TODAY)
    assert _send() == {"dropped:no_access": 1}
    _plan()
    assert _send() == {"sent": 1}
    row = Reminder.objects.get(state="sent")
    assert (row.account_id, row.part) == (sara.pk, "substitute")


def test_what_was_handed_over_goes_to_whom_it_is_of_now(cast: Cast, person: Person) -> None:
    sara = access.account("Sara Smit", "consulent", at=cast.hans.account.organisation)
    _plan()
    set_fixed_contact(cast.hans.actor, person.number, sara.pk, today=TODAY)
    assert _send() == {"dropped:not_theirs": 1}
    _plan()
    _send()
    assert Reminder.objects.get(state="sent").account_id == sara.pk


def test_who_lost_sight_gets_nothing(cast: Cast, person: Person) -> None:
    _plan()
    person.state = "protected"
    person.save()
    assert _send() == {"dropped:no_sight": 1}
    assert _plan() == 0
    register.named(person, cast.hans.account)
    Reminder.objects.all().delete()
    _plan()
    assert _send() == {"sent": 1}


def test_a_file_that_became_nobodys_is_not_told_about(cast: Cast, person: Person) -> None:
    _plan()
    person.state = "anonymised"
    person.save()
    assert _send() == {"dropped:no_longer": 1}


def test_a_rule_that_is_no_more_sends_nothing(person: Person) -> None:
    _plan()
    done = send_reminders(SYSTEM, {}, today=TODAY, at=AT)
    assert dict(done) == {"dropped:no_rule": 1}


def test_only_the_system_and_administrators_send(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        plan_reminders(cast.hans.actor, RULES, today=TODAY)
    with pytest.raises(NotAllowed):
        send_reminders(cast.farid.actor, RULES, today=TODAY, at=AT)


def _situations(cast: Cast) -> dict[str, object]:
    """One row for each rule, of the day on which it is due."""
    at_assen = cast.hans.account.organisation
    person = register.person(last_contact_on=TODAY)
    register.member(person, cast.hans.account)
    elsewhere = cast.bob.account.organisation
    offered = register.person(last_contact_on=TODAY)
    asked = register.person(responsible=elsewhere, municipality=access.VEENDAM, last_contact_on=TODAY)
    employer, firm = register.employer(), register.employer()
    employers.owner(firm, cast.alice.account, starts_on=LONG_AGO)
    alice = cast.alice.account
    silent = register.person(last_contact_on=LONG_AGO)
    register.member(silent, cast.hans.account)
    goal = profiles.goal(person)
    goal.steps.update(by_on=TODAY)
    profiles.profile(person, confirmed_on=TODAY - timedelta(days=370))
    offer = {"from_account": cast.bob.account, "to_account": alice, "asked_on": TODAY - 4 * DAY}
    return {
        "hand_over.answer": register.hand_over(asked, at_assen, by=alice, asked_on=TODAY - 12 * DAY),
        "hand_over.unanswered": register.hand_over(
            offered, elsewhere, by=cast.hans.account, asked_on=TODAY - 20 * DAY
        ),
        "share.ends": register.share(person, elsewhere, by=alice, ends_before=TODAY + 10 * DAY),
        "placement.ends": register.placement(person=person, ended=(TODAY + 20 * DAY, "resigned")),
        "employer.step": employers.moment(employer, by=alice, next_on=TODAY),
        "scan.advice": employers.scan(employer, by=alice, due=TODAY),
        "arrangement.ends": employers.arrangement(
            employer, state="agreed", ends_before=TODAY + 50 * DAY, responsible=alice
        ),
        "owner.answer": employer.owner_offers.create(**offer),
        "privacy_request.answer": privacy.request(person, received_on=TODAY - 25 * DAY),
        "retention.ends": privacy.notice(person, due_on=TODAY + 10 * DAY),
        **durability.due(person, TODAY),
        "proposal.answer": proposals.proposal(person, by=alice, answer_by=TODAY - 2 * DAY),
        **agreements.due(cast.alice.actor, TODAY),
        **subsidies.due(cast.alice.actor, TODAY),
        **coaching.due(cast.hans.account, TODAY),
        "job.expires": jobs.job(firm, expires_on=TODAY + 10 * DAY),
        "bench.changed": bench.draft(
            bench.bench(firm), job=jobs.job(firm, expires_on=TODAY + 90 * DAY), donor_changed_on=TODAY
        ),
        "employer.silent": firm,
        "person.silent": silent,
        "plan.step": goal,
        "profile.too_old": person,
    }


def test_every_rule_finds_its_situation_and_reminds_who_can_do_something(cast: Cast) -> None:
    found = _situations(cast)
    assert found.keys() == RULES.keys()
    _plan()
    _send()
    told = dict(Reminder.objects.filter(state="sent").values_list("rule", "account__name"))
    alice = {"employer.step", "scan.advice", "arrangement.ends", "owner.answer", "employer.silent"}
    alice |= {"job.expires", "proposal.answer", "bench.changed"}
    alice |= {"agreement.expires_week", "agreement.expires_day"}
    assert told == {
        code: cast.alice.account.name if code in alice else cast.hans.account.name for code in RULES
    }


def test_a_letter_says_how_many_and_names_nobody(cast: Cast, person: Person) -> None:
    _plan()
    _send()
    link = "https://voorbeeld.example/herinneringen/"
    assert send_digests(SYSTEM, link, today=TODAY, at=AT) == 0
    choose_mail(cast.hans.actor, "daily", today=TODAY)
    assert send_digests(SYSTEM, link, today=TODAY, at=AT) == 1
    assert send_digests(SYSTEM, link, today=TODAY, at=AT) == 0
    (letter,) = mail.outbox
    assert letter.to == [cast.hans.account.email]
    assert "1 herinnering" in letter.subject
    assert link in letter.body
    assert person.name not in letter.body + letter.subject
    assert person.number not in letter.body + letter.subject
    assert _only().digest is not None
    assert JournalEntry.objects.filter(deed="reminder.mail").count() == 1


def test_no_letter_goes_to_a_closed_account_or_in_a_weekend(cast: Cast, person: Person) -> None:
    choose_mail(cast.hans.actor, "daily", today=date(2018, 4, 1))
    _plan()
    _send()
    assert send_digests(SYSTEM, "x", today=date(2018, 4, 28), at=AT) == 0
    close_account(cast.jan.actor, cast.hans.account.pk, today=TODAY)
    assert send_digests(SYSTEM, "x", today=TODAY, at=AT) == 0
    assert not mail.outbox


def test_a_letter_that_can_not_be_sent_leaves_no_trace(
    cast: Cast, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_mail(cast.hans.actor, "daily", today=TODAY)
    _plan()
    _send()

    def broken(*_given: object) -> None:
        raise OSError("the post is closed")

    monkeypatch.setattr("meedoen.register.reminders.digests.send_mail", broken)
    with pytest.raises(OSError, match="the post is closed"):
        send_digests(SYSTEM, "x", today=TODAY, at=AT)
    assert _only().digest is None


def test_the_page_shows_mine_and_the_proof_and_nobody_elses(
    cast: Cast, person: Person, sign_in: SignIn
) -> None:
    row = reminders.sent(person, cast.hans.account)
    client = sign_in(cast.hans)
    page = client.get(reverse("reminders")).content.decode()
    assert person.name in page
    assert "Waarom kreeg ik dit?" in page
    proof = client.get(reverse("reminder", args=[row.pk])).content.decode()
    for words in ("1 januari 2018", "119", "person.silent, versie 1", "vaste contactpersoon"):
        assert words in proof
    assert sign_in(cast.alice).get(reverse("reminder", args=[row.pk])).status_code == 404
    looks = JournalEntry.objects.filter(deed="reminder.see", is_look=True)
    assert [one.detail for one in looks] == [{"numbers": [person.number]}] * 2


def test_a_name_out_of_sight_is_on_no_reminder(cast: Cast, person: Person, sign_in: SignIn) -> None:
    row = reminders.sent(person, cast.hans.account)
    person.state = "protected"
    person.save()
    for url in (reverse("reminders"), reverse("reminder", args=[row.pk])):
        page = sign_in(cast.hans).get(url).content.decode()
        assert person.name not in page
        assert person.number not in page


def test_someone_is_paused_and_resumed_on_the_pages(cast: Cast, person: Person, sign_in: SignIn) -> None:
    client, number = sign_in(cast.hans), [person.number]
    until = str(date.today() + timedelta(days=10))
    refused = client.post(reverse("person-pause", args=number), {"until": "0001-01-01", "because": "x"})
    assert refused.status_code == 422
    answer = client.post(reverse("person-pause", args=number), {"until": until, "because": "ill"})
    assert answer.status_code == 302
    assert "ziekte of opname" in client.get(reverse("person-pause", args=number)).content.decode()
    assert client.post(reverse("person-pause-end", args=number)).status_code == 302
    assert sign_in(cast.bob).get(reverse("person-pause", args=number)).status_code == 404


def test_an_employer_is_paused_and_resumed_on_the_pages(cast: Cast, sign_in: SignIn) -> None:
    client, kvk = sign_in(cast.alice), [register.employer().kvk]
    until = str(date.today() + timedelta(days=10))
    url = reverse("employer-reminders-pause", args=kvk)
    assert client.post(url, {"until": until, "because": "agreed"}).status_code == 302
    assert "zo afgesproken" in client.get(url).content.decode()
    end = reverse("employer-reminders-pause-end", args=kvk)
    assert client.post(end).status_code == 302
    assert "geen pauze" in client.post(end, follow=True).content.decode()


def test_letters_are_chosen_on_a_page_of_ones_own(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    assert client.post(reverse("own-reminders"), {"mail": "hourly"}).status_code == 422
    assert client.post(reverse("own-reminders"), {"mail": "daily"}).status_code == 302
    assert "één e-mail per werkdag" in client.get(reverse("own-access")).content.decode()


def test_an_inzage_tells_of_reminders_and_the_end_takes_them_away(cast: Cast, person: Person) -> None:
    reminders.sent(person, cast.hans.account)
    reminders.pause(person, cast.hans.account)
    kept = {one.code for one in everything_kept(person.pk)}
    assert {"reminders", "reminder_pauses"} <= kept
    forget_everywhere([person.pk])
    assert not Reminder.objects.exists()
    assert not Pause.objects.exists()
