"""The pages of proposals: from a choice to a placement, what the employer sees, links that open nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from markupsafe import escape

from meedoen.access.models import JournalEntry
from meedoen.portals.formats import said
from meedoen.register.jobs.models import Job
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import seats_taken
from meedoen.register.proposals.models import AnswerLink, Proposal
from meedoen.register.proposals.scores import shown
from tests.factories import proposals, register
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]
NOW = date.today()
WHY = "Werkt graag buiten en komt altijd op tijd"


@pytest.fixture
def person(db: None) -> Person:
    return proposals.findable(NOW, name="Pieter Puik")


@pytest.fixture
def job(db: None) -> Job:
    return proposals.fitting_job(employer=register.employer(name="Groen Noord"))


def _page(client: Client, name: str, *parts: Any, **asked: str) -> str:
    answer = client.get(reverse(name, args=parts), asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def _version(number: str) -> dict[str, str]:
    return {"version": str(Proposal.objects.get(number=number).version)}


def _link(client: Client, number: str) -> str:
    """Make a link and read it off the page that shows it once."""
    page = client.post(reverse("proposal-link", args=[number]), _version(number)).content.decode()
    found = re.search(r"/antwoord/[\w-]+/", page)
    assert found
    return found[0]


def _proposed(client: Client, person: Person, job: Job) -> Proposal:
    url = f"{reverse('proposal-new')}?kandidaat={person.number}&baan={job.number}"
    assert client.post(url, {"why": WHY}).status_code == 302
    return Proposal.objects.get()


def test_a_proposal_goes_from_a_choice_to_a_placement(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    alice, employer = sign_in(cast.alice), Client()
    shown = _page(alice, "proposal-new", kandidaat=person.number, baan=job.number)
    assert "van 100" in shown
    assert "Dit voorstel kan nu niet" not in shown
    made = _proposed(alice, person, job)
    assert (made.score or 0) > 0
    link = _link(alice, made.number)

    seen = employer.get(link)
    assert WHY in seen.content.decode()
    assert "gras maaien" in seen.content.decode()
    for secret in ("Pieter", "Puik", person.number, "9401", "Assen, 15"):
        assert secret not in seen.content.decode()
    assert Proposal.objects.get().state == "seen"
    # Nobody takes someone on without knowing who it is.
    assert employer.post(link, {"kind": "hires"}).status_code == 422

    assert employer.post(link, {"kind": "wants_talk", "words": "Dinsdag of woensdag"}).status_code == 302
    assert Proposal.objects.get().waits_for == "candidate"
    name = {**_version(made.number), "may_tell_subsidy": "on"}
    assert alice.post(reverse("proposal-name", args=[made.number]), name).status_code == 302
    talk = {**_version(made.number), "on": (NOW + timedelta(days=3)).isoformat()}
    assert alice.post(reverse("proposal-talk", args=[made.number]), talk).status_code == 302
    assert "Pieter Puik" in employer.get(link).content.decode()
    assert employer.post(link, {"kind": "hires"}).status_code == 302
    assert Proposal.objects.get().state == "accepted"
    proposals.proposal(person, proposals.fitting_job(), by=cast.hans.account)
    _place(alice, made.number, person, job)
    placement = Placement.objects.get()
    page = _page(alice, "placement", placement.number)
    assert "nog voorgesteld voor 1 andere baan" in page
    assert reverse("proposal", args=[made.number]) in page
    assert reverse("job", args=[job.number]) in page
    assert employer.get(link).status_code == 410
    assert "geplaatst" in _page(alice, "proposals")


def _place(alice: Client, number: str, person: Person, job: Job) -> None:
    """The form of a placement opens filled in; what is registered takes the seat."""
    form = alice.get(reverse("placement-new"), {"voorstel": number}).content.decode()
    assert person.number in form
    assert job.employer.kvk in form
    answer = alice.post(
        f"{reverse('placement-new')}?voorstel={number}",
        {
            "person_number": person.number,
            "kind": "dienstverband",
            "employer_kvk": job.employer.kvk,
            "work_municipality": "GM0106",
            "starts_on": NOW.isoformat(),
            "hours_week": "20",
            "is_new_job": "nieuw",
            "accepted": "without_entry",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    placement, made = Placement.objects.get(), Proposal.objects.get(number=number)
    assert (placement.job_id, made.placement_id) == (job.pk, placement.pk)
    assert seats_taken([job.pk], NOW) == {job.pk: 1}
    job.refresh_from_db()
    assert job.state == "filled"


def test_an_employer_refuses_with_a_reason_that_is_counted(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    alice, employer = sign_in(cast.alice), Client()
    made = _proposed(alice, person, job)
    link = _link(alice, made.number)
    assert employer.post(link, {"kind": "refuse"}).status_code == 422
    answer = employer.post(link, {"kind": "refuse", "because": "no_guidance"})
    assert "Bedankt" in answer.content.decode()
    made.refresh_from_db()
    assert (made.state, made.waits_for, made.answer_by) == ("refused", "", None)
    assert employer.get(link).status_code == 410
    assert "er is te weinig begeleiding" in _page(alice, "person-proposals", person.number)
    # The same two may be proposed again.
    again = _page(alice, "proposal-new", kandidaat=person.number, baan=job.number)
    assert "er is te weinig begeleiding" in again
    assert "Dit voorstel kan nu niet" not in again


def test_only_the_hash_of_a_link_is_kept_and_a_new_one_closes_the_old(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    alice = sign_in(cast.alice)
    made = _proposed(alice, person, job)
    first = _link(alice, made.number)
    token = first.split("/")[2]
    assert token not in "".join(AnswerLink.objects.values_list("token_hash", flat=True))
    assert token not in str(list(JournalEntry.objects.values_list("detail", flat=True)))
    assert token not in _page(alice, "proposal", made.number)
    second = _link(alice, made.number)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    assert (
        alice.post(reverse("proposal-unlink", args=[made.number]), _version(made.number)).status_code == 302
    )
    assert Client().get(second).status_code == 410


@pytest.mark.parametrize("token", ["x", "é" * 10, "a" * 5000, "%00", "..%2f", "\ud800"])
def test_a_link_that_nobody_made_says_what_to_do(db: None, token: str) -> None:
    """Whatever is typed after the address: a page in words, never an error."""
    client = Client(raise_request_exception=False)
    for answer in (
        client.get("/antwoord/" + token.encode("utf-8", "surrogatepass").decode("latin-1") + "/"),
        client.post(
            "/antwoord/" + token.encode("utf-8", "surrogatepass").decode("latin-1") + "/", {"kind": "x"}
        ),
    ):
        assert answer.status_code == 404


def test_a_candidate_reads_that_an_employer_looked(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    proposals.link(proposals.proposal(person, job, by=cast.alice.account), "hier")
    Client().get(reverse("answer", args=["hier"]))
    page = _page(sign_in(cast.hans), "person-looks", person.number)
    assert "een werkgever, met een link" in page
    assert "kreeg een voorstel" in page


def test_an_expired_link_names_whom_to_ask_and_nobody_else(cast: Cast, person: Person, job: Job) -> None:
    made = proposals.proposal(person, job, by=cast.alice.account)
    proposals.link(made, "verlopen", expires_on=NOW)
    answer = Client().get(reverse("answer", args=["verlopen"]))
    assert answer.status_code == 410
    assert cast.alice.account.email in answer.content.decode()
    assert "Pieter" not in answer.content.decode()


def test_a_link_opens_nothing_of_a_file_that_was_protected_since(
    cast: Cast, person: Person, job: Job
) -> None:
    made = proposals.proposal(person, job, by=cast.alice.account)
    proposals.link(made, "eerst")
    assert Client().get(reverse("answer", args=["eerst"])).status_code == 200
    Person.objects.update(state="protected")
    assert Client().get(reverse("answer", args=["eerst"])).status_code == 410


def test_the_page_of_an_employer_is_kept_out_of_what_others_keep(
    cast: Cast, person: Person, job: Job
) -> None:
    proposals.link(proposals.proposal(person, job, by=cast.alice.account), "hier")
    answer = Client().get(reverse("answer", args=["hier"]))
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_answer_needs_the_token_of_its_own_form(cast: Cast, person: Person, job: Job) -> None:
    proposals.link(proposals.proposal(person, job, by=cast.alice.account), "hier")
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("answer", args=["hier"]), {"kind": "wants_trial"}).status_code == 403


def test_a_colleague_who_tries_the_link_is_not_the_employer(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    made = proposals.proposal(person, job, by=cast.alice.account)
    proposals.link(made, "hier")
    assert sign_in(cast.alice).get(reverse("answer", args=["hier"])).status_code == 200
    refused = sign_in(cast.alice).post(reverse("answer", args=["hier"]), {"kind": "wants_talk"})
    assert refused.status_code == 422
    assert "Leg zijn antwoord vast bij het voorstel" in refused.content.decode()
    Client().head(reverse("answer", args=["hier"]))
    made.refresh_from_db()
    assert (made.state, made.moves.filter(because="wants_talk").exists()) == ("proposed", False)
    Client().get(reverse("answer", args=["hier"]))
    made.refresh_from_db()
    assert made.state == "seen"


def test_who_is_out_of_sight_is_only_counted_at_a_job(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    made = proposals.proposal(person, job, by=cast.alice.account)
    page = _page(sign_in(cast.bob), "job-proposals", job.number)
    assert "1 voorstel, 0 voor u zichtbaar" in page
    assert "Pieter" not in page
    assert sign_in(cast.bob).get(reverse("proposal", args=[made.number])).status_code == 404
    assert "Pieter Puik" in _page(sign_in(cast.alice), "job-proposals", job.number)


def test_a_coordinator_sees_that_a_proposal_waits_and_not_who_it_is(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    made = proposals.proposal(
        person,
        job,
        by=cast.alice.account,
        proposed_on=NOW - timedelta(days=30),
        answer_by=NOW - timedelta(days=8),
    )
    carla = sign_in(cast.carla)
    page = _page(carla, "proposal", made.number)
    assert "te laat" in page
    assert "Pieter" not in page
    assert "gras maaien" not in page
    assert made.number in _page(carla, "today")
    assert carla.get(reverse("proposal-withdraw", args=[made.number])).status_code == 403


@pytest.mark.parametrize("who", ["carla", "farid"])
def test_the_reasons_of_a_comparison_are_for_who_sees_the_profile(
    cast: Cast, sign_in: SignIn, person: Person, job: Job, who: str
) -> None:
    made = _proposed(sign_in(cast.alice), person, job)
    reasons = [said(part.words) for part in shown(made.comparison).parts]
    page = _page(sign_in(cast.alice), "proposal", made.number)
    assert all(escape(one) in page for one in reasons)
    assert "Wat de werkgever ziet" in page
    page = _page(sign_in(getattr(cast, who)), "proposal", made.number)
    assert not any(escape(one) in page for one in reasons)
    assert "Wat de werkgever ziet" not in page
    assert "gras maaien" not in page


def test_who_waits_too_long_is_shown_to_who_proposed(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    made = proposals.proposal(person, job, by=cast.alice.account, answer_by=NOW - timedelta(days=1))
    assert made.number in _page(sign_in(cast.alice), "today")
    assert made.number not in _page(sign_in(cast.carla), "today")
    assert made.number in _page(sign_in(cast.alice), "proposals", laat="ja", van="mij")
    assert made.number not in _page(sign_in(cast.alice), "proposals", wacht="ons")


def test_two_colleagues_do_not_overwrite_each_other(
    cast: Cast, sign_in: SignIn, person: Person, job: Job
) -> None:
    made = proposals.proposal(person, job, by=cast.alice.account)
    alice, hans = sign_in(cast.alice), sign_in(cast.hans)
    opened = _version(made.number)
    talk = {**opened, "on": (NOW + timedelta(days=3)).isoformat()}
    Proposal.objects.update(proposed_on=NOW)
    assert alice.post(reverse("proposal-talk", args=[made.number]), talk).status_code == 302
    typed = {**opened, "because": "employer:hours", "words": "Te weinig uren"}
    answer = hans.post(reverse("proposal-refuse", args=[made.number]), typed)
    assert answer.status_code == 422
    assert "Te weinig uren" in answer.content.decode()
    assert Proposal.objects.get().state == "talk_planned"
    assert (
        hans.post(
            reverse("proposal-refuse", args=[made.number]), {**typed, **_version(made.number)}
        ).status_code
        == 302
    )


def test_a_pair_is_found_and_set_aside(cast: Cast, sign_in: SignIn, person: Person, job: Job) -> None:
    alice = sign_in(cast.alice)
    page = _page(alice, "proposal-new", kandidaat="puik", baan="park")
    assert "Pieter Puik" in page
    assert job.number in page
    url = f"{reverse('set-aside')}?kandidaat={person.number}&baan={job.number}"
    answer = alice.post(url, {"because": "too_far", "until": (NOW + timedelta(days=20)).isoformat()})
    assert answer.status_code == 302
    assert "te ver" in _page(alice, "person-proposals", person.number)
    assert "Opzijgelegd tot" in _page(alice, "proposal-new", kandidaat=person.number, baan=job.number)
    assert "Zoek de kandidaat en de baan" in _page(alice, "set-aside")
