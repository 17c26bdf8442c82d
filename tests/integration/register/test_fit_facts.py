"""From rows to what matching compares: every column goes through, and nothing about who someone is."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meedoen.matching.ready import missing_in_job, missing_in_person
from meedoen.matching.shapes import Job, JobTask, Person, Point
from meedoen.matching.travel import places
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.fits.main_places import ELSEWHERE, main_place
from meedoen.register.jobs.models import JobTask as JobTaskRow
from meedoen.rules.places import all_municipalities
from tests.factories import fits, jobs, privacy, profiles, register
from tests.factories.access import ASSEN, TODAY, Cast

CENTRE = Point(5_299_000, 656_000)


def test_every_column_of_a_profile_goes_through(cast: Cast) -> None:
    fits.neighbourhood("9401")
    person = profiles.profile().person
    profiles.loonwaarde(person)
    profiles.target_group(person)
    (found,) = people_to_match(TODAY)
    assert found == Person(
        key=str(person.pk),
        place=CENTRE,
        means=frozenset({"bike"}),
        travel_minutes=30,
        hours_min_c=1600,
        hours_max_c=2400,
        days=frozenset({"mon", "tue"}),
        times=frozenset({"morning"}),
        tasks_able=frozenset({"green.mow"}),
        tasks_liked=frozenset({"green.mow", "animals.feed"}),
        tasks_wanted=frozenset({"green.prune"}),
        wishes=frozenset({"green", "animals"}),
        conditions={"quiet_place": 1, "lift_kg": 10},
        languages={"nl": "reads"},
        licences=frozenset({"AM"}),
        level="practical",
        loonwaarde_c=6000,
        available_from=date(2018, 1, 1),
        groups=frozenset({"bijstand"}),
    )
    # Whoever adds a column to the shape fills it here, or it would silently stay empty.
    empty = Person("")
    same = [one.name for one in fields(Person) if getattr(found, one.name) == getattr(empty, one.name)]
    assert not same


def test_every_column_of_a_job_goes_through(cast: Cast) -> None:
    fits.neighbourhood("9401")
    employer = register.employer()
    branch = employer.branches.get()
    branch.postcode = "9401AB"
    branch.save()
    more = {"guide": "harrie", "guidance_minutes": 30, "hours_min": Decimal(16), "sbi": "I", "level": "mbo1"}
    more |= {"languages": {"nl": "speaks"}, "licences": ["B"], "offered_to": ["youth"], "seats": 2}
    made = jobs.job(employer, branch=branch, starts_on=date(2018, 6, 1), **more)
    JobTaskRow.objects.create(job=made, task="catering.dishes", hours_week=Decimal("1.5"))
    (found,) = jobs_to_match(TODAY)
    assert found == Job(
        key=made.number,
        # The line in own words has no code; two lines of one task are one.
        tasks=(JobTask("catering.dishes", 1350),),
        seats=2,
        hours_min_c=1600,
        hours_max_c=2000,
        days=frozenset({"mon", "tue", "wed", "thu"}),
        times=frozenset({"morning"}),
        place=CENTRE,
        sector="I",
        demands={"lift_kg": 10, "quiet_place": 1, "fixed_guide": 1},
        guidance_minutes=30,
        languages={"nl": "speaks"},
        licences=frozenset({"B"}),
        level="mbo1",
        starts_on=date(2018, 6, 1),
        kind="vacature",
        offered_to=frozenset({"youth"}),
    )
    empty = Job("")
    assert not [one.name for one in fields(Job) if getattr(found, one.name) == getattr(empty, one.name)]


def test_a_profile_and_a_job_that_are_filled_in_are_ready_to_be_matched(cast: Cast) -> None:
    profiles.profile()
    jobs.job()
    assert missing_in_person(people_to_match(TODAY)[0]) == ()
    assert missing_in_job(jobs_to_match(TODAY)[0]) == ()


def test_without_a_list_of_neighbourhoods_the_municipality_says_where_it_is(cast: Cast) -> None:
    profiles.profile()
    jobs.job()
    assert people_to_match(TODAY)[0].place == jobs_to_match(TODAY)[0].place == main_place(ASSEN)


def test_every_municipality_of_the_map_has_a_main_place() -> None:
    assert all(main_place(one.code) is not None for one in all_municipalities())
    assert set(ELSEWHERE.values()) <= set(places())
    assert main_place("GM9999") is None


def test_who_asked_not_to_be_matched_is_left_out(cast: Cast) -> None:
    kept = profiles.profile().person
    privacy.restriction(profiles.profile().person, kind="no_matching")
    privacy.restriction(profiles.profile().person, kind="stored_only")
    assert [one.key for one in people_to_match(TODAY)] == [str(kept.pk)]


def test_a_protected_file_comes_only_when_it_is_asked_for_by_key(cast: Cast) -> None:
    hidden = profiles.profile(register.person(state="protected")).person
    merged = profiles.profile(register.person(state="merged", merged_into=hidden)).person
    assert people_to_match(TODAY) == []
    assert [one.key for one in people_to_match(TODAY, [hidden.pk, merged.pk])] == [str(hidden.pk)]


def test_who_has_no_profile_says_nothing(cast: Cast) -> None:
    person = register.person()
    assert people_to_match(TODAY) == [Person(str(person.pk), place=main_place(ASSEN))]


def test_no_conditions_and_not_discussed_are_two_things(cast: Cast) -> None:
    profiles.profile(empty=True)
    discussed = profiles.profile(empty=True)
    discussed.has_conditions_discussed = True
    discussed.save()
    assert [one.conditions for one in people_to_match(TODAY)] == [None, {}]


@pytest.mark.parametrize(("state", "expires_on"), [("concept", None), ("filled", None), ("open", TODAY)])
def test_a_job_that_is_not_open_that_day_is_left_out(cast: Cast, state: str, expires_on: date | None) -> None:
    jobs.job(state=state, expires_on=expires_on)
    assert jobs_to_match(TODAY) == []


def test_a_loonwaarde_that_is_no_longer_valid_is_left_out(cast: Cast) -> None:
    person = profiles.profile().person
    profiles.loonwaarde(person, valid_until=date(2018, 1, 1))
    assert people_to_match(TODAY)[0].loonwaarde_c is None
    assert people_to_match(date(2018, 1, 1))[0].loonwaarde_c == 6000
    assert people_to_match(date(2017, 4, 30))[0].loonwaarde_c is None


def test_two_or_many_take_as_many_questions(cast: Cast) -> None:
    def questions() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as seen:
            found = len(people_to_match(TODAY)) + len(jobs_to_match(TODAY))
        return len(seen), found

    employer = register.employer()
    for _turn in range(2):
        profiles.profile()
        jobs.job(employer)
    few, found = questions()
    for _turn in range(28):
        profiles.profile()
        jobs.job(employer)
    assert questions() == (few, found + 56)
