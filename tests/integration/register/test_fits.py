"""What fits whom: the same from either side, by name within sight only, nobody who asked not to be there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotFound
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job, Person
from meedoen.matching.sorting import how_many_fit, packed_jobs, packed_people, sorted_out
from meedoen.register.fits.looking import look_at_people_for
from meedoen.register.fits.searching import PeopleFor, people_for, work_for
from meedoen.register.jobs.models import JobTask
from meedoen.register.people.models import Person as PersonRow
from meedoen.register.profiles.cards import Tasks
from meedoen.register.profiles.models import Profile
from meedoen.register.profiles.services import change_profile
from tests.factories import fits, jobs, matching, privacy, profiles, register
from tests.factories.access import TODAY, Cast, Member
from tests.factories.sorting import shown, slowly


@pytest.fixture
def person(cast: Cast) -> PersonRow:
    return profiles.profile().person


def _numbers(found: PeopleFor) -> list[str]:
    return [found.people[one.person].number for one in found.found.fitting]


def test_work_and_people_are_one_comparison(cast: Cast, person: PersonRow) -> None:
    job = fits.fitting_job()
    work = work_for(cast.alice.actor, person.number, TODAY)
    people = people_for(cast.alice.actor, job.number, TODAY)
    (one,), (other,) = work.found.fitting, people.found.fitting
    assert one.fit == other.fit
    assert (one.job, people.people[other.person].number) == (job.number, person.number)
    assert sum(part.points for part in one.fit.parts) == one.points > 0
    assert (work.jobs, work.seats, people.compared) == (1, 1, 1)


def test_the_best_stands_first_and_what_takes_least_to_arrange(cast: Cast, person: PersonRow) -> None:
    wide = fits.fitting_job(hours_min=Decimal(16), hours_max=Decimal(24))
    exact = fits.fitting_job(hours_max=Decimal(17), hours_min=Decimal(10))
    one_day = fits.fitting_job(days=["mon", "tue", "wed"])
    two = fits.fitting_job(days=["mon", "tue", "wed"], level="vmbo")
    found = work_for(cast.alice.actor, person.number, TODAY).found
    assert [one.job for one in found.fitting] == [wide.number, exact.number]
    assert [one.job for one in found.near] == [one_day.number, two.number]
    assert [len(one.misses) for one in found.near] == [1, 2]
    (miss,) = found.near[0].misses
    assert str(miss.words) == "het werk niet op deze dagen hoeft: woensdag"
    assert (miss.who, miss.cost) == ("employer", 0)
    then = found.near[0].then
    assert then is not None
    assert then.fits


def test_what_does_not_fit_is_counted_by_what_is_in_the_way(cast: Cast, person: PersonRow) -> None:
    for _turn in range(2):
        fits.fitting_job(task="metal.weld", days=["sun"], languages={"en": "writes"})
    found = work_for(cast.alice.actor, person.number, TODAY).found
    assert (found.fit_count, found.near_count, found.rest_count) == (0, 0, 2)
    assert set(found.why_not) == {("tasks", "", 2), ("days", "", 2), ("language", "en", 2)}


def test_a_job_without_a_task_of_our_list_is_counted_apart(cast: Cast, person: PersonRow) -> None:
    JobTask.objects.filter(job=jobs.job()).exclude(task="").delete()
    assert work_for(cast.alice.actor, person.number, TODAY).found.unmatched_count == 1


def test_an_empty_profile_is_told_why_nothing_was_compared(cast: Cast) -> None:
    fits.fitting_job()
    person = profiles.profile(empty=True).person
    found = work_for(cast.alice.actor, person.number, TODAY)
    assert "Er is geen enkele taak ingevuld." in [str(words) for words in found.unmatched]
    assert (found.found.fit_count, found.found.unmatched_count) == (0, 1)


def test_a_job_that_is_full_or_closed_has_no_people(cast: Cast, person: PersonRow) -> None:
    job = fits.fitting_job(seats=1)
    register.placement(job=job)
    assert not people_for(cast.alice.actor, job.number, TODAY).is_open
    assert work_for(cast.alice.actor, person.number, TODAY).jobs == 0
    assert not people_for(cast.alice.actor, fits.fitting_job(state="closed").number, TODAY).is_open


def test_who_is_out_of_sight_is_a_number(cast: Cast, person: PersonRow) -> None:
    elsewhere = register.person(municipality="GM0047", responsible=cast.bob.account.organisation)
    profiles.profile(elsewhere)
    # By a postcode in the map they live next door.
    fits.neighbourhood("9401")
    job = fits.fitting_job()
    found = people_for(cast.alice.actor, job.number, TODAY)
    assert (found.compared, found.fit_count, found.in_sight) == (2, 2, 1)
    assert _numbers(found) == [person.number]
    with pytest.raises(NotFound):
        work_for(cast.alice.actor, elsewhere.number, TODAY)


@pytest.mark.parametrize(("sections", "sees"), [(["profile"], True), (["register", "work"], False)])
def test_a_share_counts_if_it_opens_the_profile(
    cast: Cast, person: PersonRow, sections: list[str], sees: bool
) -> None:
    register.share(person, cast.bob.account.organisation, by=cast.alice.account, sections=sections)
    job = fits.fitting_job()
    found = people_for(cast.bob.actor, job.number, TODAY)
    assert _numbers(found) == ([person.number] if sees else [])
    assert found.fit_count == 1
    if sees:
        assert work_for(cast.bob.actor, person.number, TODAY).found.fit_count == 1
    else:
        with pytest.raises(NotFound):
            work_for(cast.bob.actor, person.number, TODAY)


def test_who_asked_not_to_be_matched_is_nowhere(cast: Cast, person: PersonRow) -> None:
    job = fits.fitting_job()
    assert people_for(cast.alice.actor, job.number, TODAY).fit_count == 1
    privacy.restriction(person, kind="no_matching")
    found = people_for(cast.alice.actor, job.number, TODAY)
    assert (found.compared, found.fit_count, found.people) == (0, 0, {})
    work = work_for(cast.alice.actor, person.number, TODAY)
    assert work.is_restricted
    assert work.found.fit_count == 0


def test_a_protected_file_is_in_the_list_of_who_is_named_alone(cast: Cast) -> None:
    hidden = profiles.profile(register.person(state="protected")).person
    register.named(hidden, cast.hans.account)
    job = fits.fitting_job()
    assert people_for(cast.alice.actor, job.number, TODAY).fit_count == 0
    assert _numbers(people_for(cast.hans.actor, job.number, TODAY)) == [hidden.number]
    assert work_for(cast.hans.actor, hidden.number, TODAY).found.fit_count == 1


def test_who_is_not_findable_is_counted_and_not_compared(cast: Cast, person: PersonRow) -> None:
    profiles.profile(without="languages")
    profiles.profile(stale=True)
    found = people_for(cast.alice.actor, fits.fitting_job().number, TODAY)
    assert (found.compared, found.not_findable) == (1, 2)
    assert _numbers(found) == [person.number]


def test_whose_names_a_job_showed_is_written_down(cast: Cast, person: PersonRow) -> None:
    job = fits.fitting_job()
    look_at_people_for(cast.alice.actor, job.number, today=TODAY)
    entry = JournalEntry.objects.get(deed="fit.people")
    assert (entry.is_look, entry.subject_kind) == (True, "people")
    assert entry.detail == {"numbers": [person.number], "job": job.number}


def test_what_changed_is_seen_at_once(cast: Cast, person: PersonRow) -> None:
    """People and jobs are kept between two questions, for as long as nothing changed."""
    job = fits.fitting_job()
    assert people_for(cast.alice.actor, job.number, TODAY).fit_count == 1
    _only_animals(cast.alice, person)
    assert people_for(cast.alice.actor, job.number, TODAY).fit_count == 0
    profiles.target_group(person, code="youth")
    reserved = fits.fitting_job(task="animals.feed", offered_to=["youth"])
    assert people_for(cast.alice.actor, reserved.number, TODAY).fit_count == 1
    assert work_for(cast.alice.actor, person.number, TODAY).found.fit_count == 1
    PersonRow.objects.filter(pk=person.pk).update(municipality="GM0047")
    register.person(name="Nog Iemand")
    assert people_for(cast.bob.actor, reserved.number, TODAY).in_sight == 1


def _only_animals(by: Member, person: PersonRow) -> None:
    version = Profile.objects.get(person=person).version
    change_profile(by.actor, person.number, Tasks(able=("animals.feed",)), version=version, today=TODAY)


DAY = matching.DAY


def _told_apart(given_people: list[Person], given_jobs: list[Job]) -> tuple[list[Person], list[Job]]:
    return (
        [replace(one, key=f"P-{at}") for at, one in enumerate(given_people)],
        [replace(one, key=f"B-{at}") for at, one in enumerate(given_jobs)],
    )


def _without_own(job: Job) -> Job:
    """As the register has them: what work asks stands at the job, never at a task."""
    return replace(job, tasks=tuple(replace(task, demands={}) for task in job.tasks))


@pytest.mark.parametrize("of_register", [True, False])
@settings(max_examples=60)
@given(drawn_people=st.lists(matching.people(), max_size=6), drawn_jobs=st.lists(matching.jobs(), max_size=4))
def test_the_quick_way_finds_what_one_by_one_finds(
    of_register: bool, drawn_people: list[Person], drawn_jobs: list[Job]
) -> None:
    weights = weights_on(DAY)
    drawn_jobs = [_without_own(job) for job in drawn_jobs] if of_register else drawn_jobs
    people, given_jobs = _told_apart([*drawn_people, Person("P")], [*drawn_jobs, Job("B")])
    found, slow = sorted_out(people, given_jobs, weights, DAY), slowly(people, given_jobs, weights, DAY)
    assert (found.fitting, found.near) == shown(slow)
    assert (found.fit_count, found.near_count) == (len(slow.fitting), len(slow.near))
    assert found.rest_count == slow.rest
    assert {(code, topic): count for code, topic, count in found.why_not} == dict(slow.why_not)
    everything = len(people) * len(given_jobs)
    assert found.fit_count + found.near_count + found.rest_count + found.unmatched_count == everything
    packs = packed_people(people, weights, DAY), packed_jobs(given_jobs, weights, DAY)
    assert how_many_fit(*packs, weights, DAY) == found.fit_count
