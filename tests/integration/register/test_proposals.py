"""Proposals: who may be proposed, which step may follow, seats, what is kept, told, moved and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.register.checks import AlreadyThere, ChangedMeanwhile, NeedsConfirmation, NotPossible
from meedoen.register.duplicates.services import merge_people, undo_merge
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.jobs.models import Job
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import as_new, seats_taken
from meedoen.register.placements.services import correct_placement, end_placement
from meedoen.register.privacy.holders import everything_kept, forget_everywhere
from meedoen.register.privacy.services import answer_request
from meedoen.register.proposals import services
from meedoen.register.proposals.models import AnswerLink, Proposal, ProposalMove
from meedoen.register.proposals.naming import agree_to_be_named, withdraw_agreement
from meedoen.register.proposals.scores import shown
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposals.selectors import refusals_at, refusals_of
from meedoen.register.proposals.states import MOVES, OVER, REASONS, STATES
from meedoen.register.proposing.placing import place
from meedoen.register.proposing.services import APPROACHED, OWN_PICK, NewProposal, propose
from tests.factories import privacy, profiles, proposals, register
from tests.factories.access import TODAY, VEENDAM, Cast

DAY = timedelta(days=1)
WHY = "Werkt graag buiten en komt altijd op tijd"


@pytest.fixture
def person(db: None) -> Person:
    return proposals.findable(TODAY, name="Pieter Puik")


@pytest.fixture
def job(db: None) -> Job:
    return proposals.fitting_job()


def _propose(cast: Cast, person: Person, job: Job, why: str = WHY, *accepted: str) -> Proposal:
    new = NewProposal(person.number, job.number, why)
    return propose(cast.alice.actor, new, accepted=accepted, today=TODAY)


def _named(cast: Cast, proposal: Proposal) -> Proposal:
    return agree_to_be_named(cast.hans.actor, proposal.number, version=proposal.version, today=TODAY)


def _accepted(cast: Cast, proposal: Proposal) -> Proposal:
    named = _named(cast, proposal)
    return services.accept(cast.alice.actor, named.number, version=named.version, today=TODAY)


def _words(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.message


def test_a_proposal_keeps_the_comparison_of_its_moment(cast: Cast, person: Person, job: Job) -> None:
    made = _propose(cast, person, job)
    assert made.number.startswith("V-")
    assert not made.is_own_pick
    before = shown(made.comparison)
    assert before.out_of_100 == (made.score or 0) // 10
    assert sum(part.points for part in before.parts) == made.score
    assert made.answer_by == TODAY + 10 * DAY
    job.tasks.update(task="green.prune")
    again = Proposal.objects.get(pk=made.pk)
    assert shown(again.comparison) == before
    assert all(str(part.words) for part in before.parts)
    entry = JournalEntry.objects.filter(deed="proposal.propose").get()
    assert (entry.subject_kind, entry.subject_id) == ("person", person.number)
    assert "Pieter" not in str(entry.detail)
    assert WHY not in str(entry.detail)


def test_against_the_comparison_somebody_says_so_and_why_not_is_kept(cast: Cast, person: Person) -> None:
    far = proposals.fitting_job(days=["sat", "sun"])
    with pytest.raises(NeedsConfirmation) as asked:
        _propose(cast, person, far)
    assert asked.value.code == OWN_PICK
    made = _propose(cast, person, far, WHY, OWN_PICK)
    assert made.is_own_pick
    assert made.score is None
    assert "zaterdag" in " ".join(str(one) for one in shown(made.comparison).in_the_way)


def test_an_employer_that_wants_rest_is_approached_only_knowingly(
    cast: Cast, person: Person, job: Job
) -> None:
    employer = job.employer
    employer.paused_from, employer.paused_until, employer.pause_because = TODAY, TODAY + 20 * DAY, "busy"
    employer.save()
    with pytest.raises(NeedsConfirmation) as asked:
        _propose(cast, person, job)
    assert asked.value.code == APPROACHED
    assert _propose(cast, person, job, WHY, APPROACHED).state == "proposed"


def _incomplete(person: Person) -> None:
    person_profile = profiles.Profile.objects.get(person=person)
    person_profile.delete()
    profiles.profile(person, without="postcode", confirmed_on=TODAY)


def _stale(person: Person) -> None:
    profiles.Profile.objects.filter(person=person).update(confirmed_on=TODAY - 400 * DAY)


def _objected(person: Person) -> None:
    privacy.restriction(person, kind="no_matching")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_incomplete, "Er ontbreekt: postcode"),
        (_stale, "langer dan een jaar"),
        (_objected, "vroeg om niet te worden voorgesteld"),
    ],
)
def test_who_may_not_be_proposed_is_refused_with_the_reason(
    cast: Cast, person: Person, job: Job, spoil: Callable[[Person], None], says: str
) -> None:
    spoil(person)
    with pytest.raises(Refused) as refused:
        _propose(cast, person, job, WHY, OWN_PICK)
    assert says in _words(refused)
    assert not Proposal.objects.exists()


def test_who_is_out_of_sight_or_not_open_for_this_does_not_exist(
    cast: Cast, person: Person, job: Job
) -> None:
    new = NewProposal(person.number, job.number, WHY)
    with pytest.raises(NotFound):
        propose(cast.bob.actor, new, today=TODAY)
    organisation = cast.bob.account.organisation
    register.share(person, organisation, by=cast.hans.account, sections=["profile"])
    with pytest.raises(NotFound):
        propose(replace(cast.bob.actor, on=TODAY), new, today=TODAY)
    with pytest.raises(NotAllowed):
        propose(cast.karin.actor, new, today=TODAY)


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("", "ontbreekt"),
        ("Pieter is een goede kracht", "Laat daarom weg"),
        ("Een goede kracht, die PUIK", "Laat daarom weg"),
        ("Pieters broer werkt daar ook", "Laat daarom weg"),
        ("Vraag naar Jansen-Puik", "Laat daarom weg"),
        ("x" * 501, "te lang"),
    ],
)
def test_why_is_said_without_who(cast: Cast, person: Person, job: Job, why: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        _propose(cast, person, job, why)
    assert says in _words(refused)


def test_a_job_that_is_closed_or_full_takes_nobody(cast: Cast, person: Person, job: Job) -> None:
    full = proposals.fitting_job(seats=1)
    register.placement(job=full)
    closed = proposals.fitting_job(state="closed")
    for one, says in ((full, "geen plek meer vrij"), (closed, "gesloten")):
        with pytest.raises(NotPossible) as refused:
            _propose(cast, person, one)
        assert says in _words(refused)


def test_the_same_two_are_proposed_once_at_a_time(cast: Cast, person: Person, job: Job) -> None:
    made = _propose(cast, person, job)
    with pytest.raises(AlreadyThere) as refused:
        _propose(cast, person, job)
    assert made.number in _words(refused)
    services.withdraw(cast.alice.actor, made.number, "changed", version=made.version, today=TODAY)
    assert _propose(cast, person, job).state == "proposed"


def test_every_step_that_the_table_does_not_give_is_refused(cast: Cast, person: Person, job: Job) -> None:
    """Each deed in each state: done if and only if the table says so."""
    actor = cast.alice.actor
    deeds: dict[str, Callable[..., Proposal]] = {
        "proposal.plan_talk": lambda n, v: services.plan_talk(actor, n, TODAY + DAY, version=v, today=TODAY),
        "proposal.start_trial": lambda n, v: services.start_trial(
            actor, n, TODAY + DAY, version=v, today=TODAY
        ),
        "proposal.accept": lambda n, v: services.accept(actor, n, version=v, today=TODAY),
        "proposal.refuse": lambda n, v: services.refuse(
            actor, n, "candidate", "too_far", version=v, today=TODAY
        ),
        "proposal.hired_elsewhere": lambda n, v: services.hired_elsewhere(
            actor, n, "training", version=v, today=TODAY
        ),
        "proposal.to_pool": lambda n, v: services.to_pool(actor, n, "later", version=v, today=TODAY),
        "proposal.withdraw": lambda n, v: services.withdraw(actor, n, "mistake", version=v, today=TODAY),
    }
    made = proposals.proposal(person, job, by=cast.alice.account)
    for state in STATES:
        for deed, do in deeds.items():
            fresh = {"state": state, "version": 1, "agreed_to_be_named_on": TODAY}
            Proposal.objects.filter(pk=made.pk).update(**fresh)
            may = {to for to, by in MOVES[state].items() if by == deed}
            if may:
                done = do(made.number, 1)
                assert done.state in may
                assert (done.answer_by is None) is (done.state in OVER)
                assert bool(done.waits_for) is (done.state not in OVER)
            else:
                with pytest.raises(NotPossible):
                    do(made.number, 1)


def test_each_side_has_its_own_reasons(cast: Cast, person: Person, job: Job) -> None:
    made = _propose(cast, person, job)
    for side, because in (("employer", "too_far"), ("candidate", "seat_gone"), ("desk", "hours")):
        with pytest.raises(NotPossible):
            services.refuse(cast.alice.actor, made.number, side, because, version=1, today=TODAY)
    for sides in REASONS.values():
        for reasons in sides.values():
            assert all(len(code) <= 16 for code in reasons)


def test_a_step_on_an_old_version_is_refused(cast: Cast, person: Person, job: Job) -> None:
    made = _propose(cast, person, job)
    services.plan_talk(cast.alice.actor, made.number, TODAY + DAY, version=1, today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        services.withdraw(cast.hans.actor, made.number, "mistake", version=1, today=TODAY)


def test_without_the_candidates_word_there_is_no_trial_and_nobody_is_taken_on(
    cast: Cast, person: Person, job: Job
) -> None:
    made = _propose(cast, person, job)
    for step in (
        lambda: services.accept(cast.alice.actor, made.number, version=1, today=TODAY),
        lambda: services.start_trial(cast.alice.actor, made.number, TODAY + DAY, version=1, today=TODAY),
    ):
        with pytest.raises(NotPossible) as refused:
            step()
        assert "Vraag eerst de kandidaat" in _words(refused)
    accepted = _accepted(cast, made)
    with pytest.raises(NotPossible):
        withdraw_agreement(cast.hans.actor, made.number, version=accepted.version, today=TODAY)


def test_nobody_is_taken_on_for_a_job_that_is_over(cast: Cast, person: Person, job: Job) -> None:
    made = _propose(cast, person, job)
    Job.objects.update(state="closed")
    with pytest.raises(NotPossible) as refused:
        _accepted(cast, made)
    assert "gesloten of gevuld" in _words(refused)


def test_who_was_accepted_holds_a_seat_until_the_placement_takes_it(
    cast: Cast, person: Person, job: Job
) -> None:
    first = _accepted(cast, _propose(cast, person, job))
    assert seats_free({job.pk: job.seats}, TODAY) == {job.pk: 0}
    other = proposals.findable(TODAY)
    with pytest.raises(NotPossible):
        _propose(cast, other, job)
    waiting = proposals.proposal(other, job, by=cast.alice.account)
    with pytest.raises(NotPossible) as refused:
        _accepted(cast, waiting)
    assert "geen plek meer vrij" in _words(refused)
    new = replace(
        as_new(register.placement(employer=job.employer)),
        person_number=person.number,
        starts_on=TODAY,
        hours=((TODAY, Decimal(20)),),
    )
    placed = place(cast.alice.actor, first.number, new, today=TODAY)
    assert (placed.is_filled, placed.others) == (True, 1)
    assert seats_taken([job.pk], TODAY) == {job.pk: 1}
    job.refresh_from_db()
    assert job.state == "filled"
    with pytest.raises(NotPossible):
        place(cast.alice.actor, first.number, new, today=TODAY)


def test_a_placement_out_of_a_proposal_is_of_its_person_and_employer(
    cast: Cast, person: Person, job: Job
) -> None:
    made = _accepted(cast, _propose(cast, person, job))
    new = replace(
        as_new(register.placement(employer=job.employer)), starts_on=TODAY, hours=((TODAY, Decimal(20)),)
    )
    for wrong, field in (
        (new, "person_number"),
        (
            replace(
                new,
                person_number=person.number,
                employer_kvk=register.employer().kvk,
                workplace_kvk=register.employer().kvk,
            ),
            "employer_kvk",
        ),
    ):
        with pytest.raises(NotPossible) as refused:
            place(cast.alice.actor, made.number, wrong, today=TODAY)
        assert refused.value.field == field


def test_a_corrected_placement_keeps_its_seat_and_an_ended_one_gives_it_back(cast: Cast, job: Job) -> None:
    placement = register.placement(job=job, employer=job.employer)
    corrected = correct_placement(
        cast.alice.actor, placement.number, {"is_new_job": False}, "Vergissing", today=TODAY
    )
    assert Placement.objects.get(pk=corrected.pk).job_id == job.pk
    assert seats_taken([job.pk], TODAY) == {job.pk: 1}
    end_placement(cast.alice.actor, corrected.number, TODAY, "resigned", today=TODAY)
    assert seats_taken([job.pk], TODAY) == {}


def test_refusals_are_counted_by_reason_over_everyone_at_a_job(cast: Cast, job: Job) -> None:
    people = [proposals.findable(TODAY) for _turn in range(3)]
    for person, because in zip(people, ("hours", "hours", "no_time"), strict=True):
        made = _propose(cast, person, job)
        services.refuse(cast.alice.actor, made.number, "employer", because, version=1, today=TODAY)
    found = [(one.words, one.times) for one in refusals_at([job.pk])]
    assert found[0] == ("de uren passen niet", 2)
    assert len(found) == 2
    assert [one.times for one in refusals_of([people[0].pk])] == [1]


def test_an_objection_withdraws_what_nobody_decided_on_yet(cast: Cast, person: Person, job: Job) -> None:
    made = _propose(cast, person, job)
    agreed = _accepted(cast, _propose(cast, person, proposals.fitting_job()))
    request = privacy.request(person, kind="bezwaar", against="matching")
    answer_request(cast.hans.actor, person.number, request.pk, "granted", today=TODAY)
    made.refresh_from_db()
    agreed.refresh_from_db()
    assert (made.state, agreed.state) == ("withdrawn", "accepted")
    assert ProposalMove.objects.filter(proposal=made).latest("pk").because == "objection"


def test_an_inzage_tells_who_proposed_someone_to_whom_and_why(cast: Cast, person: Person, job: Job) -> None:
    made = _propose(cast, person, job)
    services.refuse(
        cast.alice.actor, made.number, "candidate", "too_far", "Twee keer overstappen", version=1, today=TODAY
    )
    told = str(everything_kept(person.pk))
    for words in (made.number, WHY, job.employer.name, "te ver", "Twee keer overstappen", "Assen"):
        assert words in told
    assert "Alice" not in told


def test_who_became_nobody_leaves_states_and_reasons_and_no_words(
    cast: Cast, person: Person, job: Job
) -> None:
    made = _propose(cast, person, job)
    proposals.link(made, "weg")
    forget_everywhere([person.pk])
    made.refresh_from_db()
    assert (made.state, made.why, made.comparison) == ("withdrawn", "", {})
    assert not made.number.startswith("V-")
    assert not AnswerLink.objects.exists()


def test_proposals_go_along_in_a_merge_and_come_back(cast: Cast, job: Job) -> None:
    kept, merged = (proposals.findable(TODAY, name="Pieter Puik") for _turn in range(2))
    both = [proposals.proposal(one, job, by=cast.alice.account) for one in (kept, merged)]
    alone = proposals.proposal(merged, proposals.fitting_job(), by=cast.alice.account)
    pair = register.pair(kept, merged)
    merge_people(cast.hans.actor, pair.pk, kept.number, today=TODAY)
    assert Proposal.objects.get(pk=alone.pk).person_id == kept.pk
    # The same job twice: it was one proposal, made in two files.
    assert Proposal.objects.get(pk=both[1].pk).person_id == merged.pk
    undo_merge(cast.hans.actor, pair.pk, today=TODAY)
    assert Proposal.objects.get(pk=alone.pk).person_id == merged.pk


def test_what_is_compared_is_one_person_and_one_job(person: Person, job: Job) -> None:
    assert [one.key for one in people_to_match(TODAY, keys=[person.pk])] == [str(person.pk)]
    assert [one.key for one in jobs_to_match(TODAY, keys=[job.pk])] == [job.number]


def test_a_share_without_the_section_on_work_shows_no_proposal(cast: Cast, person: Person, job: Job) -> None:
    made = proposals.proposal(person, job, by=cast.alice.account)
    bob: Any = replace(cast.bob.actor, on=date(2018, 4, 30))
    for sections, seen in ((["profile"], False), (["profile", "work"], True)):
        share = register.share(person, cast.bob.account.organisation, by=cast.hans.account, sections=sections)
        assert Proposal.objects.visible_to(bob).filter(pk=made.pk).exists() is seen
        share.delete()
    assert bob.municipality == VEENDAM
    assert issubclass(Several, Refused)
