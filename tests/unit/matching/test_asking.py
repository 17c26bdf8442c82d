"""What is worth asking: tasks, fields and employers with points and reasons, too far apart, in any order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.matching import codes
from meedoen.matching.asking import Asking, Opening, worth_asking
from meedoen.matching.points import WHOLE, weights_on
from meedoen.matching.shapes import Person
from tests.factories import matching
from tests.factories.matching import ASSEN, DAY, ROLDE, VEENDAM, person

WEIGHTS = weights_on(DAY)
MOWING = Opening("10000001", frozenset({"green.mow", "green.prune"}), ASSEN, "81")


def ask(who: Person, *openings: Opening) -> Asking:
    return worth_asking(who, openings, WEIGHTS, DAY)


def drawn() -> st.SearchStrategy[list[Opening]]:
    opening = st.builds(
        Opening,
        st.sampled_from(["1", "2", "3"]),
        st.frozensets(st.sampled_from([*matching.TASKS, "green.litter"]), max_size=3),
        st.sampled_from([*matching.POINTS, None, "0000"]),
        st.sampled_from(["", "81", "87"]),
        st.dictionaries(st.sampled_from([*codes.OFFERED[:4], "guidance_minutes"]), st.integers(0, 60)),
    )
    return st.lists(opening, max_size=8)


def test_an_employer_has_a_reason_for_each_part_of_its_points() -> None:
    (found,) = ask(person(), MOWING).employers
    assert (found.employer, found.sectors, found.minutes, found.means) == ("10000001", ("81",), 7, "bike")
    assert [(part.code, part.points, part.most) for part in found.parts] == [
        ("tasks", 116, 350),
        ("wishes", 200, 200),
        ("travel", 176, 200),
        ("conditions", 150, 150),
    ]
    assert str(found.parts[0].words) == "Hier is werk dat de kandidaat graag doet: gras maaien"
    assert str(found.task_words) == "gras maaien"


def test_what_a_place_was_known_to_offer_counts_and_what_is_unknown_is_a_question() -> None:
    who = person(conditions={"quiet_place": 1, "guidance_minutes": 30, "lift_kg": 10, "own_pace": 1})
    offers = {"quiet_place": 1, "guidance_minutes": 20}
    (found,) = ask(who, replace(MOWING, offers=offers)).employers
    assert (found.offered, found.to_ask) == (("quiet_place",), ("own_pace", "guidance_minutes"))
    assert found.parts[-1].points == 50
    assert "een rustige plek; dat is 1 van 3" in str(found.parts[-1].words)
    assert str(found.to_ask_words) == "in eigen tempo, zonder tijdsdruk, begeleiding nodig"
    (unknown,) = ask(who, MOWING).employers
    assert "Nog niet bekend is" in str(unknown.parts[-1].words)


def test_too_far_stands_apart_and_its_work_is_not_nearby() -> None:
    assert ask(person(), replace(MOWING, place=VEENDAM)).too_far == ()
    found = ask(person(travel_minutes=22), replace(MOWING, place=ROLDE))
    assert found.employers == ()
    (far,) = found.too_far
    assert "Te ver: 32 minuten" in str(far.travel.words)
    assert far.parts == ()
    assert {one.code: one.employers for one in found.tasks} == {"green.mow": 0, "green.weed": 0}


def test_an_employer_counts_with_all_its_places_in_reach_and_its_nearest_journey() -> None:
    weeding = replace(MOWING, tasks=frozenset({"green.weed"}), place=ROLDE)
    found = ask(person(travel_minutes=60), MOWING, weeding, replace(MOWING, employer="2", place=ROLDE))
    assert [(one.employer, one.minutes, one.tasks) for one in found.employers] == [
        ("10000001", 7, ("green.mow", "green.weed")),
        ("2", 32, ("green.mow",)),
    ]
    assert [(one.code, one.employers) for one in found.tasks] == [("green.mow", 2), ("green.weed", 1)]


def test_tasks_rank_by_liking_and_by_how_many_do_them() -> None:
    who = person(tasks_wanted=frozenset({"office.scan"}))
    scanning = [Opening(str(number), frozenset({"office.scan"}), ASSEN) for number in range(7)]
    found = ask(who, *scanning)
    assert [one.code for one in found.tasks] == ["green.mow", "green.weed", "office.scan"]
    office = found.tasks[-1]
    assert [part.points for part in office.parts] == [350 * WEIGHTS.wanted // 100, 0, 200]
    assert str(office.parts[0].words) == "De kandidaat wil dit leren"
    assert str(office.parts[2].words) == "Werkgevers binnen de reistijd die dit werk doen: 7"


def test_a_wished_field_says_what_else_is_done_there_nearby() -> None:
    who = person(tasks_able=frozenset({"office.scan"}), tasks_liked=frozenset())
    fields = {one.code: one for one in ask(who, MOWING).fields}
    assert list(fields) == ["office", "green"]
    assert (fields["green"].tasks, fields["green"].others) == ((), ("green.mow", "green.prune"))
    assert (fields["green"].employers, fields["office"].employers) == (1, 0)


def test_who_said_too_little_is_told_so_and_a_place_that_is_unknown_counts_for_nothing() -> None:
    assert len(ask(Person("P-2"), MOWING).unmatched) == 8
    assert ask(person(), replace(MOWING, place=None), replace(MOWING, place="0000")).employers == ()
    assert ask(person()).employers == ()


@settings(max_examples=60, deadline=None)
@given(matching.people(), drawn(), st.integers(0, 99))
def test_the_order_changes_nothing_and_points_are_within_their_part(
    who: Person, openings: list[Opening], seed: int
) -> None:
    found = ask(who, *openings)
    assert ask(who, *matching.shuffled(seed, openings)) == found
    named = who.tasks_able | who.tasks_liked | who.tasks_wanted
    for one in found.employers:
        assert one.travel.is_kept
        assert set(one.tasks) <= named
        assert one.tasks
    assert not any(one.travel.is_kept for one in found.too_far)
    assert {one.code for one in found.tasks} == named
    for ranked in (found.tasks, found.fields, found.employers):
        points = [one.points for one in ranked]
        assert points == sorted(points, reverse=True)
    for part in (part for one in (*found.tasks, *found.employers) for part in one.parts):
        assert 0 <= part.points <= part.most
        assert str(part.words)
    assert all(one.points <= WHOLE for one in found.employers)


@settings(max_examples=40, deadline=None)
@given(matching.people(), drawn(), st.sampled_from(matching.TASKS))
def test_seeing_more_work_never_takes_an_employer_or_points_for_a_task_away(
    who: Person, openings: list[Opening], task: str
) -> None:
    before = ask(who, *openings)
    after = ask(who, *openings, Opening("4", frozenset({task}), ASSEN))
    points = {one.code: one.points for one in after.tasks}
    assert all(points[one.code] >= one.points for one in before.tasks)
    assert {one.employer for one in before.employers} <= {one.employer for one in after.employers}


def test_loonwaarde_and_target_groups_change_nothing() -> None:
    plain = ask(person(), MOWING)
    assert ask(person(loonwaarde_c=3000, groups=frozenset({"youth"})), MOWING) == plain
