"""A trial: the review that the candidate agrees with or disputes, and the job that comes in one deed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from meedoen.access.refusals import Refused
from meedoen.register.agreeing.starting import start_agreement
from meedoen.register.agreements import reviewing
from meedoen.register.agreements.listing import agreements_to_go_on_with
from meedoen.register.agreements.models import Agreement, TrialReview
from meedoen.register.agreements.running import apply_change, end_agreement, extend_agreement
from meedoen.register.agreements.selectors import followed_by, standing_placement, terms_of
from meedoen.register.agreements.services import annul_agreement
from meedoen.register.agreements.to_job import NewJob, trial_to_job
from meedoen.register.checks import AlreadyThere, NotPossible
from meedoen.register.durability.models import AfterWork
from meedoen.register.links import LinkGone
from meedoen.register.placements import services as placements
from meedoen.register.placements.models import Placement
from tests.factories import agreements, durability
from tests.factories.access import Cast

TODAY = agreements.LAW_DAY
DAY = timedelta(days=1)


@pytest.fixture
def trial(cast: Cast) -> Agreement:
    return agreements.running(cast.hans.actor, kind="proefplaatsing", today=TODAY)


def _reviewed(cast: Cast, trial: Agreement) -> Agreement:
    return reviewing.write_review(
        cast.hans.actor, trial.number, "Het ging goed", "job", version=trial.version, today=TODAY
    )


def test_the_candidate_disputes_and_both_stay(cast: Cast, trial: Agreement) -> None:
    made = _reviewed(cast, trial)
    agreements.link(made, "person", "verslag", is_review=True)
    with pytest.raises(Refused) as refused:
        reviewing.answer_by_link("verslag", "disputed", "", today=TODAY)
    assert refused.value.field == "words"
    reviewing.answer_by_link("verslag", "disputed", "Ik kreeg geen hulp", today=TODAY)
    reviewing.answer_by_link("verslag", "agreed", "", today=TODAY + DAY)
    review = TrialReview.objects.get()
    assert (review.went, review.answer, review.answer_words) == (
        "Het ging goed",
        "disputed",
        "Ik kreeg geen hulp",
    )
    made.refresh_from_db()
    with pytest.raises(AlreadyThere):
        reviewing.write_review(
            cast.hans.actor, trial.number, "Het ging slecht", "stop", version=made.version, today=TODAY
        )


def test_an_answer_told_to_a_colleague_keeps_why(cast: Cast, trial: Agreement) -> None:
    made = _reviewed(cast, trial)
    reviewing.answer_on_behalf(
        cast.hans.actor, made.number, "agreed", "skills", version=made.version, today=TODAY
    )
    review = TrialReview.objects.get()
    assert (review.answer, review.how, review.because) == ("agreed", "on_behalf", "skills")


def test_only_a_trial_has_a_review(cast: Cast) -> None:
    job = agreements.running(cast.hans.actor, today=TODAY)
    with pytest.raises(NotPossible):
        _reviewed(cast, job)


def test_from_trial_to_job_in_one_deed(cast: Cast, trial: Agreement) -> None:
    by, begins = cast.hans.actor, TODAY + 40 * DAY
    job = trial_to_job(by, trial.number, NewJob(begins, Decimal(28)), version=trial.version, today=TODAY)
    ended = standing_placement(trial)
    assert ended is not None
    assert (ended.ends_before, ended.end_reason) == (begins, "to_job")
    assert (job.kind, job.state, job.follows_id) == ("dienstverband", "draft", trial.pk)
    terms = terms_of(job)
    assert (terms.tasks, terms.hours_week, terms.starts_on) == ("Helpen in het park", Decimal(28), begins)
    # The placement comes with the start of the job, not before.
    assert Placement.objects.count() == 1
    with pytest.raises(Refused):
        trial_to_job(by, trial.number, NewJob(begins, Decimal(28)), version=trial.version, today=TODAY)
    assert Agreement.objects.count() == 2


def test_the_job_starts_with_its_own_placement(cast: Cast, trial: Agreement) -> None:
    from meedoen.register.agreements.services import share_agreement

    by, begins = cast.hans.actor, TODAY + 40 * DAY
    job = trial_to_job(by, trial.number, NewJob(begins, Decimal(28)), version=trial.version, today=TODAY)
    ready = agreements.sign_all(
        by, share_agreement(by, job.number, version=job.version, today=TODAY), today=TODAY
    )
    started = start_agreement(by, job.number, version=ready.version, today=TODAY)
    assert started.placement is not None
    kinds = Placement.objects.order_by("starts_on").values_list("kind", "starts_on", "ends_before")
    assert list(kinds) == [("proefplaatsing", TODAY, begins), ("dienstverband", begins, None)]


def test_a_trial_that_ended_before_still_leads_to_its_job(cast: Cast, trial: Agreement) -> None:
    late = TODAY + 70 * DAY
    assert trial.placement is not None
    durability.after(trial.placement, "pool")
    job = trial_to_job(
        cast.hans.actor, trial.number, NewJob(late, Decimal(28)), version=trial.version, today=late
    )
    ended = standing_placement(trial)
    assert ended is not None
    assert (ended.ends_before, ended.end_reason, ended.replaces_id) == (
        TODAY + 61 * DAY,
        "to_job",
        trial.placement_id,
    )
    trial.refresh_from_db()
    assert (trial.state, job.starts_on) == ("ended", late)
    # Whoever was said to look for work begins in the job.
    assert (AfterWork.objects.get().placement, AfterWork.objects.get().then) == (ended, "work")


def test_a_job_that_cannot_be_leaves_the_trial_as_it_was(cast: Cast, trial: Agreement) -> None:
    with pytest.raises(Refused):
        trial_to_job(
            cast.hans.actor,
            trial.number,
            NewJob(TODAY + 40 * DAY, Decimal(80)),
            version=trial.version,
            today=TODAY,
        )
    work = standing_placement(trial)
    assert work is not None
    assert work.end_reason == "contract_ended"


def _stops(*_given: object, **_more: object) -> None:
    raise RuntimeError("the power went off")


def test_stopped_at_the_last_step_nothing_is_half_done(
    cast: Cast, trial: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, ready = cast.hans.actor, agreements.signed(cast.hans.actor, today=TODAY)
    before = list(Placement.objects.order_by("pk").values())
    monkeypatch.setattr("meedoen.register.agreeing.starting.told", _stops)
    monkeypatch.setattr("meedoen.register.agreements.to_job.told", _stops)
    with pytest.raises(RuntimeError):
        start_agreement(by, ready.number, version=ready.version, today=TODAY)
    job = NewJob(TODAY + 40 * DAY, Decimal(28))
    with pytest.raises(RuntimeError):
        trial_to_job(by, trial.number, job, version=trial.version, today=TODAY)
    ready.refresh_from_db()
    assert (ready.state, ready.placement_id) == ("signed", None)
    assert list(Placement.objects.order_by("pk").values()) == before
    assert Agreement.objects.count() == 2


def test_a_review_is_answered_while_another_end_waits(cast: Cast, trial: Agreement) -> None:
    made = _reviewed(cast, trial)
    agreements.link(made, "person", "verslag", is_review=True)
    extend_agreement(
        cast.hans.actor,
        made.number,
        TODAY + timedelta(days=90),
        "more_time",
        version=made.version,
        today=TODAY,
    )
    shown = reviewing.answer_by_link("verslag", "agreed", "", today=TODAY)
    assert shown.answered == TODAY


def test_who_is_the_employer_does_not_answer_for_the_candidate(cast: Cast, trial: Agreement) -> None:
    made = _reviewed(cast, trial)
    made.employer.organisation_id = cast.hans.actor.organisation_id
    made.employer.save()
    with pytest.raises(Refused, match="nooit namens de kandidaat"):
        reviewing.answer_on_behalf(
            cast.hans.actor, made.number, "agreed", "skills", version=made.version, today=TODAY
        )


@pytest.mark.parametrize("gone", ["annulled", "expired"])
def test_a_job_that_never_began_makes_room_for_another(cast: Cast, trial: Agreement, gone: str) -> None:
    job = NewJob(TODAY + timedelta(days=60), Decimal(28))
    first = trial_to_job(cast.hans.actor, trial.number, job, version=trial.version, today=TODAY)
    later = TODAY
    if gone == "annulled":
        annul_agreement(cast.hans.actor, first.number, "wrong_entry", version=first.version, today=TODAY)
    else:
        later = first.expires_on
    trial.refresh_from_db()
    job = NewJob(TODAY + timedelta(days=62), Decimal(32))
    second = trial_to_job(cast.hans.actor, trial.number, job, version=trial.version, today=later)
    assert (second.follows_id, followed_by(trial, later)) == (trial.pk, second.number)


def test_an_end_that_is_later_is_no_end_but_an_extension(cast: Cast, trial: Agreement) -> None:
    assert trial.ends_before is not None
    with pytest.raises(NotPossible, match="Verlengen"):
        end_agreement(
            cast.hans.actor,
            trial.number,
            trial.ends_before + DAY,
            "contract_ended",
            "",
            version=trial.version,
            today=TODAY,
        )


def test_a_review_that_was_written_again_needs_another_link(cast: Cast, trial: Agreement) -> None:
    made = _reviewed(cast, trial)
    agreements.link(made, "person", "verslag", is_review=True)
    _reviewed(cast, made)
    with pytest.raises(LinkGone) as gone:
        reviewing.answer_by_link("verslag", "agreed", "", today=TODAY)
    assert gone.value.why == "revoked"


def test_another_end_that_all_signed_in_time_still_holds(cast: Cast, trial: Agreement) -> None:
    by, later = cast.hans.actor, TODAY + 90 * DAY
    asked = extend_agreement(by, trial.number, later, "more_time", version=trial.version, today=TODAY)
    (row,) = agreements_to_go_on_with(by, TODAY, 5)
    assert (row.number, row.until, len(row.waits)) == (trial.number, trial.ends_before, 3)
    ready = agreements.sign_all(by, asked, today=TODAY)
    late = TODAY + 70 * DAY
    assert ready.on(late) == "ended"
    with pytest.raises(NotPossible, match="Corrigeer de plaatsing"):
        apply_change(by, trial.number, version=ready.version, today=late)
    work = standing_placement(ready)
    assert work is not None
    placements.correct_placement(by, work.number, {"ends_before": later}, "Verlengd", today=late)
    held = apply_change(by, trial.number, version=ready.version, today=late)
    assert (held.on(late), held.ends_before) == ("running", later)
