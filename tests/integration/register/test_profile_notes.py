"""Reach, representatives, loonwaarde, target groups and the plan: written, changed, refused, entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access import models as access_models
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import ChangedMeanwhile, NeedsConfirmation
from meedoen.register.people.models import Person
from meedoen.register.profiles import measuring, planning, reaching
from meedoen.register.profiles.models import Goal, Loonwaarde, Plan, Reach, Representative, Step, TargetGroup
from meedoen.register.profiles.notes import (
    NewGoal,
    NewLoonwaarde,
    NewReach,
    NewRepresentative,
    NewStep,
    NewTargetGroup,
)
from meedoen.register.profiles.selectors import in_target_group, plan_of
from tests.factories import profiles, register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds

REACH = NewReach("06 12345678", "els@voorbeeld.example", "Kerkstraat 1", "call")
MENTOR = NewRepresentative("mentor", "Mieke Mentor", "050 1234567", "", date(2017, 1, 1))
MEASURED = NewLoonwaarde(Decimal("62.5"), date(2018, 3, 1), "Meetbureau", "plukken", "former")
GROUP = NewTargetGroup("bijstand", date(2017, 1, 1))
GOAL = NewGoal("Ik werk vier ochtenden")
STEP = NewStep("Kijken bij de kwekerij", "contact", date(2018, 6, 1))


@pytest.fixture
def person(cast: Cast) -> Person:
    return register.person()


def test_reach_is_written_and_changed_and_the_second_is_told(cast: Cast, person: Person) -> None:
    hans = cast.hans.actor
    reaching.change_reach(hans, person.number, REACH, version=0, today=TODAY)
    later = replace(REACH, phone="+31 6 87654321")
    reaching.change_reach(hans, person.number, later, version=1, today=TODAY)
    with pytest.raises(ChangedMeanwhile) as caught:
        reaching.change_reach(hans, person.number, replace(REACH, street=""), version=1, today=TODAY)
    assert caught.value.now == {"phone": "+31 6 87654321", "street": "Kerkstraat 1"}
    assert Reach.objects.get().phone == "+31 6 87654321"
    entries = list(access_models.JournalEntry.objects.order_by("id").values_list("detail", flat=True))
    assert entries == [{"changed": ["phone", "email", "street", "channel"]}, {"changed": ["phone"]}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "12"},
        {"phone": "0612345678a"},
        {"phone": "9" * 30},
        {"phone": "\N{SUPERSCRIPT TWO}" * 10},
        {"email": "els"},
        {"email": "a" * 130 + "@voorbeeld.example"},
        {"street": "a" * 81},
        {"channel": "pigeon"},
    ],
)
def test_a_reach_that_cannot_be_is_refused(cast: Cast, person: Person, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused) as caught:
        reaching.change_reach(cast.hans.actor, person.number, replace(REACH, **wrong), version=0, today=TODAY)
    assert caught.value.field == next(iter(wrong))
    assert not Reach.objects.exists()


def test_an_account_manager_does_not_reach_past_the_employer_side(cast: Cast, person: Person) -> None:
    with pytest.raises(NotAllowed):
        reaching.change_reach(cast.alice.actor, person.number, REACH, version=0, today=TODAY)
    with pytest.raises(NotAllowed):
        planning.set_goal(cast.alice.actor, person.number, GOAL, today=TODAY)


def test_a_representative_comes_and_goes(cast: Cast, person: Person) -> None:
    hans = cast.hans.actor
    added = reaching.add_representative(hans, person.number, MENTOR, today=TODAY)
    ended = replace(MENTOR, ends_before=date(2018, 4, 1))
    reaching.change_representative(hans, person.number, added.pk, ended, version=1, today=TODAY)
    assert Representative.objects.get().ends_before == date(2018, 4, 1)
    wrong = replace(MENTOR, ends_before=date(2016, 1, 1))
    with pytest.raises(Refused) as caught:
        reaching.change_representative(hans, person.number, added.pk, wrong, version=2, today=TODAY)
    assert caught.value.field == "ends_before"


def test_a_row_of_someone_else_is_not_there(cast: Cast, person: Person) -> None:
    other = register.person()
    hans = cast.hans.actor
    rows: list[tuple[Any, Any, Any]] = [
        (reaching.change_representative, profiles.representative(other), MENTOR),
        (measuring.correct_loonwaarde, profiles.loonwaarde(other), MEASURED),
        (measuring.change_target_group, profiles.target_group(other), GROUP),
    ]
    for service, row, new in rows:
        with pytest.raises(NotFound):
            service(hans, person.number, row.pk, new, version=1, today=TODAY)
    goal = profiles.goal(other)
    with pytest.raises(NotFound):
        planning.set_goal(hans, person.number, GOAL, key=goal.pk, version=1, today=TODAY)
    with pytest.raises(NotFound):
        planning.set_step(hans, person.number, STEP, goal=goal.pk, today=TODAY)
    with pytest.raises(NotFound):
        planning.finish_step(hans, person.number, goal.steps.get().pk, today=TODAY)
    assert not deeds()


def test_several_measurements_stand_beside_each_other_but_not_the_same_twice(
    cast: Cast, person: Person
) -> None:
    alice = cast.alice.actor
    first = measuring.record_loonwaarde(alice, person.number, MEASURED, today=TODAY)
    second = replace(MEASURED, measured_on=date(2018, 4, 1), percentage=Decimal(70))
    measuring.record_loonwaarde(alice, person.number, second, today=TODAY)
    again = replace(second, percentage=Decimal(1))
    with pytest.raises(Refused):
        measuring.record_loonwaarde(alice, person.number, again, today=TODAY)
    mended = replace(MEASURED, percentage=Decimal(60))
    measuring.correct_loonwaarde(alice, person.number, first.pk, mended, version=1, today=TODAY)
    assert sorted(Loonwaarde.objects.values_list("percentage", flat=True)) == [60, 70]
    assert [deed for deed, _kind, _subject in deeds()] == ["loonwaarde.record"] * 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"percentage": Decimal(101)}, "percentage"),
        ({"percentage": Decimal("NaN")}, "percentage"),
        ({"percentage": Decimal("60.555")}, "percentage"),
        ({"percentage": Decimal(-1)}, "percentage"),
        ({"measured_on": date(2018, 5, 1)}, "measured_on"),
        ({"measured_by": ""}, "measured_by"),
        ({"function": " \x00"}, "function"),
        ({"method": "guess"}, "method"),
        ({"valid_until": date(2018, 2, 1)}, "valid_until"),
    ],
)
def test_a_measurement_that_cannot_be_is_refused(
    cast: Cast, person: Person, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as caught:
        measuring.record_loonwaarde(cast.alice.actor, person.number, replace(MEASURED, **wrong), today=TODAY)
    assert caught.value.field == field
    assert not Loonwaarde.objects.exists()


def test_a_target_group_holds_from_until_and_never_twice_at_once(cast: Cast, person: Person) -> None:
    alice = cast.alice.actor
    added = measuring.add_target_group(alice, person.number, GROUP, today=TODAY)
    with pytest.raises(Refused) as caught:
        measuring.add_target_group(
            alice, person.number, NewTargetGroup("bijstand", date(2018, 1, 1)), today=TODAY
        )
    assert caught.value.field == "starts_on"
    ended = replace(GROUP, ends_before=date(2018, 1, 1))
    measuring.change_target_group(alice, person.number, added.pk, ended, version=1, today=TODAY)
    measuring.add_target_group(
        alice, person.number, NewTargetGroup("bijstand", date(2018, 2, 1)), today=TODAY
    )
    assert TargetGroup.objects.count() == 2
    for on, belongs in ((date(2017, 6, 1), True), (date(2018, 1, 15), False), (TODAY, True)):
        assert Person.objects.filter(in_target_group("bijstand", on)).exists() is belongs
    with pytest.raises(Refused):
        measuring.add_target_group(alice, person.number, replace(GROUP, code="adhd"), today=TODAY)


def test_a_plan_is_made_step_by_step_and_talked_through(cast: Cast, person: Person) -> None:
    hans = cast.hans.actor
    with pytest.raises(Refused, match="nog geen doel"):
        planning.discuss_plan(hans, person.number, TODAY, today=TODAY)
    goal = planning.set_goal(hans, person.number, GOAL, today=TODAY)
    step = planning.set_step(hans, person.number, STEP, goal=goal.pk, today=TODAY)
    planning.finish_step(hans, person.number, step.pk, today=TODAY)
    with pytest.raises(Refused, match="al gedaan"):
        planning.finish_step(hans, person.number, step.pk, today=TODAY)
    planning.discuss_plan(hans, person.number, TODAY, today=TODAY)
    reached = replace(GOAL, state="reached")
    planning.set_goal(hans, person.number, reached, key=goal.pk, version=1, today=TODAY)
    plan = plan_of(person)
    assert [(one.state, [step.done_on for step in steps]) for one, steps in plan.goals] == [
        ("reached", [TODAY])
    ]
    assert plan.discussed_on == TODAY
    assert {deed for deed, _kind, _subject in deeds()} == {"plan.change"}


def test_running_goals_come_before_those_that_are_over(cast: Cast, person: Person) -> None:
    profiles.goal(person, words="over", state="dropped")
    profiles.goal(person, words="loopt")
    assert [goal.words for goal, _steps in plan_of(person).goals] == ["loopt", "over"]


def test_two_at_one_step_meet(cast: Cast, person: Person) -> None:
    hans = cast.hans.actor
    step = profiles.goal(person).steps.get()
    planning.finish_step(hans, person.number, step.pk, today=TODAY)
    with pytest.raises(ChangedMeanwhile) as caught:
        planning.set_step(hans, person.number, STEP, goal=step.goal_id, key=step.pk, version=1, today=TODAY)
    assert caught.value.now == {"done_on": TODAY}
    assert Step.objects.get().done_on == TODAY


@pytest.mark.parametrize(
    "words", ["Bel de psychiater over haar depressie", "Oefenen met moeder Annie Visser"]
)
def test_a_goal_with_what_does_not_belong_is_asked_about(cast: Cast, person: Person, words: str) -> None:
    hans = cast.hans.actor
    with pytest.raises(NeedsConfirmation):
        planning.set_goal(hans, person.number, NewGoal(words), today=TODAY)
    assert not Goal.objects.exists()
    planning.set_goal(hans, person.number, NewGoal(words), accepted=frozenset({"keep_text"}), today=TODAY)
    entry = access_models.JournalEntry.objects.get()
    assert entry.detail["kept"]
    assert words not in str(entry.detail)


def test_a_bsn_is_refused_whoever_says_so(cast: Cast, person: Person) -> None:
    with pytest.raises(Refused):
        planning.set_goal(
            cast.hans.actor,
            person.number,
            NewGoal("Regelen voor 111222333"),
            accepted=frozenset({"keep_text"}),
            today=TODAY,
        )
    assert not Goal.objects.exists()
    assert not Plan.objects.exists()
