"""Laying what the engine found on the bench: one job, or a week at several employers."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from meedoen.access.refusals import NotFound
from meedoen.register.bench.models import Bench, DraftJob, DraftPiece, FunctionTask
from meedoen.register.carving import services, taking
from meedoen.register.carving.week import Block, week_of
from meedoen.register.checks import NotPossible
from meedoen.register.jobs.models import Job
from meedoen.register.people.models import Person
from meedoen.register.privacy.holders import everything_kept, forget_everywhere
from meedoen.register.profiles.cards import Availability
from meedoen.register.searches.asking import Asked
from meedoen.register.searches.models import Search, Stack
from meedoen.register.searches.selectors import found_by, parts_of, stack_by_number
from tests.factories import carving, profiles, register
from tests.factories.access import TODAY, Cast
from tests.integration.register.given import deeds

WEEK = Availability(Decimal(16), Decimal(24), ("mon", "tue", "wed", "thu"), ("morning", "afternoon"), TODAY)

ANY_TIME: dict[str, Any] = {"times": []}
END = {"growth": "Een extra dag", "when_donor_changes": "reviewed"}


@pytest.fixture
def person(cast: Cast) -> Person:
    made = register.person()
    profile = profiles.profile(made)
    profiles.lay(profile, WEEK)
    profile.save()
    return made


def answered(cast: Cast, bench: Bench | None, person: Person, **more: Any) -> Search:
    asked = Asked(Decimal(8), Decimal(24), person.number, **more)
    actor = cast.alice.actor
    if bench is None:
        search = services.ask_stack(actor, asked, today=TODAY)
    else:
        search = services.ask_search(actor, bench.number, asked, today=TODAY)
    return services.answer_search(actor, search.pk, today=TODAY)


def test_a_proposal_becomes_a_job_on_the_bench_and_no_more(cast: Cast, person: Person) -> None:
    bench = carving.bench()
    search = answered(cast, bench, person)
    found = found_by(search)
    assert found is not None
    draft = taking.take_over_proposal(cast.alice.actor, search.pk, 1, "Hulp in het park", today=TODAY)
    assert draft.for_person == person
    assert draft.bench == bench
    taken = dict(DraftPiece.objects.filter(draft=draft).values_list("task_id", "quarters"))
    assert taken == {piece.task.pk: piece.quarters for piece in found.bundles[0].pieces}
    assert not Job.objects.exists()
    assert deeds()[-1][0] == "carving.take_over"


def test_a_proposal_is_taken_over_once(cast: Cast, person: Person) -> None:
    search = answered(cast, carving.bench(), person)
    taking.take_over_proposal(cast.alice.actor, search.pk, 1, "Hulp", today=TODAY)
    with pytest.raises(NotPossible, match="Laat opnieuw rekenen"):
        taking.take_over_proposal(cast.alice.actor, search.pk, 1, "Hulp", today=TODAY)
    with pytest.raises(NotFound):
        taking.take_over_proposal(cast.alice.actor, search.pk, 9, "Hulp", today=TODAY)
    assert DraftJob.objects.count() == 1


def _small(name: str, *tasks: tuple[str, int, dict[str, Any]]) -> Bench:
    made = carving.bench(register.employer(name=name))
    made.functions.all().delete()
    carving.function(made, "Alles", *tasks)
    return made


def _stacked(cast: Cast, person: Person) -> tuple[Search, Bench, Bench]:
    one = _small("Kwekerij", ("green.mow", 36, ANY_TIME))
    other = _small("Dierenpark", ("animals.feed", 40, ANY_TIME))
    _small("Te ver weg", ("green.prune", 36, ANY_TIME))
    Bench.objects.filter(employer__name="Te ver weg").update(closed_on=TODAY, closed_because="done")
    return answered(cast, None, person, functions=3, employers=3, share=100), one, other


def test_a_stacked_week_lies_on_the_bench_of_every_employer(cast: Cast, person: Person) -> None:
    search, one, other = _stacked(cast, person)
    found = found_by(search)
    assert found is not None
    (bundle,) = found.bundles
    assert set(bundle.employers) == {one.employer.kvk, other.employer.kvk}
    assert bundle.hours <= 24
    stack = taking.take_over_stack(cast.alice.actor, search.pk, 1, "Buiten en dieren", today=TODAY)
    parts = parts_of(stack)
    assert {part.draft.bench for part in parts} == {one, other}
    assert {part.draft.for_person for part in parts} == {person}
    laid = Counter({part.pk: sum(ends - begins for *_when, begins, ends in part.slots) for part in parts})
    pieces = {part.pk: sum(part.draft.pieces.values_list("quarters", flat=True)) for part in parts}
    assert laid == pieces
    times = [(day, when) for part in parts for day, when, *_rest in part.slots]
    assert len(times) == len(set(times))
    assert {day for day, _when in times} <= set(WEEK.days)


def test_a_week_that_does_not_fit_in_is_not_laid(cast: Cast, person: Person) -> None:
    search, *_benches = _stacked(cast, person)
    profile = profiles.Profile.objects.get(person=person)
    profiles.lay(profile, Availability(Decimal(16), Decimal(24), ("mon",), ("morning",), TODAY))
    profile.save()
    with pytest.raises(NotPossible, match="passen niet in de dagen"):
        taking.take_over_stack(cast.alice.actor, search.pk, 1, "Buiten", today=TODAY)
    assert not Stack.objects.exists()
    assert not DraftJob.objects.exists()


def test_the_jobs_of_a_stacked_week_are_made_together(cast: Cast, person: Person) -> None:
    search, *_benches = _stacked(cast, person)
    stack = taking.take_over_stack(cast.alice.actor, search.pk, 1, "Buiten en dieren", today=TODAY)
    made = taking.make_stack(cast.alice.actor, stack.number, **END, today=TODAY)
    assert [job.kind for job in made] == ["carved", "carved"]
    assert len({job.employer_id for job in made}) == 2
    with pytest.raises(NotPossible, match="al gemaakt"):
        taking.make_stack(cast.alice.actor, stack.number, **END, today=TODAY)
    assert stack_by_number(cast.bob.actor, stack.number) == stack


def test_benches_are_locked_in_one_order_whatever_the_week(
    cast: Cast, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two weeks that meet on the same benches wait for each other instead of both at once."""
    one, other = (carving.bench(register.employer(name=name)) for name in ("Eerst", "Later"))
    stack = carving.stack(other, one, person=person)
    locked = []
    lock = taking.locked_bench

    def seen(actor: Any, number: str) -> Bench:
        locked.append(number)
        return lock(actor, number)

    monkeypatch.setattr(taking, "locked_bench", seen)
    for part in parts_of(stack):
        task = FunctionTask.objects.filter(function__bench=part.draft.bench).first()
        DraftPiece.objects.create(draft=part.draft, task=task, quarters=4)
    taking.make_stack(cast.alice.actor, stack.number, **END, today=TODAY)
    assert locked == [one.number, other.number]


def test_a_week_is_refused_only_when_no_order_of_employers_fits() -> None:
    """Afternoons at the one leave no whole morning for the other, unless the other comes first."""
    blocks = [Block("1", 32, times=frozenset({"afternoon"})), Block("2", 16, frozenset({"mon"}))]
    week = week_of(blocks, ("mon", "tue"), ("morning", "afternoon"))
    assert week is not None
    assert sum(slot.quarters for slot in week) == 48
    blocks.append(Block("3", 17, frozenset({"mon"})))
    assert week_of(blocks, ("mon", "tue"), ("morning", "afternoon")) is None


def test_the_way_to_another_employer_takes_half_an_hour() -> None:
    blocks = [Block("1", 12, times=frozenset({"early"})), Block("2", 32, times=frozenset({"morning"}))]
    week = week_of(blocks, ("mon", "tue"), ("early", "morning"))
    assert week is not None
    by_day = [(one, next_) for one, next_ in pairwise(week) if one.day == next_.day]
    assert by_day
    assert all(next_.begins - one.ends >= 2 for one, next_ in by_day)


def test_work_at_times_that_someone_does_not_work_is_not_proposed(cast: Cast, person: Person) -> None:
    bench = _small("Avondwerk", ("green.mow", 36, {"times": ["evening"]}), ("green.prune", 64, ANY_TIME))
    found = found_by(answered(cast, bench, person, share=100))
    assert found is not None
    (bundle,) = found.bundles
    assert [piece.task.task for piece in bundle.pieces] == ["green.prune"]


def test_an_employer_with_work_enough_is_no_part_of_a_stacked_week(cast: Cast, person: Person) -> None:
    one = _small("Kwekerij", ("green.mow", 36, ANY_TIME))
    large = _small("Landgoed", ("green.mow", 200, ANY_TIME), ("green.prune", 60, ANY_TIME))
    other = _small("Dierenpark", ("animals.feed", 40, ANY_TIME))
    found = found_by(answered(cast, None, person, functions=3, employers=3, share=100))
    assert found is not None
    employers = {kvk for bundle in found.bundles for kvk in bundle.employers}
    assert employers == {one.employer.kvk, other.employer.kvk}
    assert large.employer.kvk not in employers


def test_a_stacked_week_needs_a_person(cast: Cast) -> None:
    with pytest.raises(NotPossible, match="Kies voor wie"):
        services.ask_stack(cast.alice.actor, Asked(Decimal(8), Decimal(24)), today=TODAY)


def test_what_was_searched_for_someone_is_told_and_forgotten(cast: Cast, person: Person) -> None:
    answered(cast, carving.bench(), person)
    assert "searches" in {kept.code for kept in everything_kept(person.pk)}
    forget_everywhere([person.pk])
    assert not Search.objects.exists()
