"""Rounds over the whole region: what is kept, done again, noticed and forgotten, and who sees whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.access.actors import actor_for
from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.matching.fit import fit
from meedoen.matching.many import index_of
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job, Person
from meedoen.register.checks import NotPossible
from meedoen.register.profiles.models import Condition, Profile
from meedoen.register.rounds import services
from meedoen.register.rounds.disclosing import rows_told
from meedoen.register.rounds.forgetting import forget_person
from meedoen.register.rounds.models import Round, RoundChoice, RoundIsKept, RoundResult
from meedoen.register.rounds.relaxing import LIMITS, Limit, behind
from meedoen.register.rounds.selectors import (
    choices_of,
    is_whole,
    kept_round,
    result_of,
    rounds_of,
    shown_round,
)
from meedoen.register.rounds.services import (
    AlreadyAnswered,
    answer_round,
    ask_round,
    look_at_choices,
    repeat_round,
)
from meedoen.register.rounds.shape import NewRound
from tests.factories import access, matching, profiles, register, rounds
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db


def asked(**more: Any) -> NewRound:
    return NewRound(**({"day": TODAY} | more))


def test_a_round_keeps_the_best_plan_with_its_proof_and_who_goes_where(cast: Cast) -> None:
    late = rounds.seeker(registered_on=TODAY)
    early = rounds.seeker(registered_on=TODAY - timedelta(days=9))
    register.person(name="Zonder Profiel")
    job = rounds.mowing()
    row = ask_round(cast.carla.actor, asked(), today=TODAY)
    result = answer_round(cast.carla.actor, row.number, rounds.SOURCES, at=rounds.AT)
    assert (result.people, result.people_left_out, result.seats, result.placed) == (2, 1, 1, 1)
    assert result.points == result.bound > 0
    assert result.pairs == 2
    choice = RoundChoice.objects.get()
    assert choice.job == job
    assert choice.person in (late, early)
    assert result.first_points == result.points
    assert result.spread["municipality"] == {access.ASSEN: [2, 1, 1]}
    entry = JournalEntry.objects.get(deed="round.run")
    assert (entry.subject_id, entry.detail["placed"]) == (row.number, 1)
    assert not str(entry.detail).count(late.name)


def test_who_came_first_chooses_first_by_day_of_registration(cast: Cast) -> None:
    """The late one is the better fit: first come gives the seat away for fewer points."""
    profile = Profile.objects.get(person=rounds.seeker(registered_on=TODAY - timedelta(days=9)))
    profile.tasks.filter(task="green.mow").update(is_liked=False)
    rounds.seeker(registered_on=TODAY)
    rounds.mowing()
    result = result_of(cast.carla.actor, rounds.answered().number)
    assert result.first_placed == result.placed == 1
    assert result.first_points < result.points


def test_a_share_needs_a_reason_and_is_a_part(cast: Cast) -> None:
    for wrong, field in (
        ({"share_by": "municipality", "share": Decimal("0.8")}, "reason"),
        ({"share_by": "municipality", "share": Decimal("1.2"), "reason": "x"}, "share"),
        ({"share_by": "municipality", "share": Decimal("0.33333"), "reason": "x"}, "share"),
        ({"share_by": "municipality", "reason": "x"}, "share"),
        ({"share_by": "kasteel", "share": Decimal("0.8"), "reason": "x"}, "share_by"),
        ({"day": TODAY - timedelta(days=1)}, "day"),
    ):
        with pytest.raises(Refused) as caught:
            ask_round(cast.carla.actor, asked(**wrong), today=TODAY)
        assert caught.value.field == field, wrong
    assert not Round.objects.exists()


def test_a_fair_share_gives_a_municipality_its_part_and_says_what_it_costs(cast: Cast) -> None:
    for _each in range(2):
        rounds.seeker()
    veendam = [rounds.seeker(far=True, municipality="GM0047") for _each in range(2)]
    for person in veendam:
        Profile.objects.get(person=person).tasks.filter(task="green.mow").update(is_liked=False)
    rounds.mowing(seats=2)
    row = rounds.answered(share_by="municipality", share=Decimal(1), reason="De raad vroeg het.")
    result = result_of(cast.carla.actor, row.number)
    assert {one["name"]: one["placed"] for one in result.groups} == {"GM0047": 1, "GM0106": 1}
    assert {one["name"]: one["placed_before"] for one in result.groups} == {"GM0047": 0, "GM0106": 2}
    shown = shown_round(cast.carla.actor, row.number)
    assert shown is not None
    assert shown.price == result.free_points - result.points > 0
    assert shown.is_proven
    assert shown.reason == "De raad vroeg het."


def test_overlapping_target_groups_are_refused_in_words_and_combinations_are_not(cast: Cast) -> None:
    person = rounds.seeker()
    profiles.target_group(person)
    profiles.target_group(person, code="ggz")
    rounds.mowing()
    fair = {"share": Decimal("0.5"), "reason": "Proef."}
    with pytest.raises(NotPossible, match="meer dan één groep"):
        rounds.answered(share_by="target_group", **fair)
    assert not RoundResult.objects.exists()
    row = rounds.answered(share_by="combination", **fair)
    assert [one["name"] for one in result_of(cast.carla.actor, row.number).groups] == ["bijstand+ggz"]


def test_a_round_is_answered_once_and_never_changed(cast: Cast) -> None:
    rounds.seeker()
    row = rounds.answered()
    result = RoundResult.objects.get()
    with pytest.raises(AlreadyAnswered):
        answer_round(cast.carla.actor, row.number, rounds.SOURCES, at=rounds.AT)
    for change in (
        row.save,
        row.delete,
        result.save,
        RoundChoice.objects.get().delete,
        RoundChoice.objects.all().delete,
        lambda: RoundResult.objects.update(points=0),
    ):
        with pytest.raises(RoundIsKept):
            change()


def test_what_stops_halfway_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off after each step, and at the very end while the choices are written."""
    rounds.seeker()
    rounds.mowing()
    row = rounds.asked()

    def at_step(last: int) -> Callable[[int, int], None]:
        def cut_off(done: int, _total: int) -> None:
            if done == last:
                raise KeyboardInterrupt

        return cut_off

    for step in (1, 2, 7):
        with pytest.raises(KeyboardInterrupt):
            answer_round(cast.carla.actor, row.number, rounds.SOURCES, at=rounds.AT, tell=at_step(step))

    def too_late(_counts: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answer_round(cast.carla.actor, row.number, rounds.SOURCES, at=rounds.AT, finish=too_late)
    assert not RoundResult.objects.exists()
    assert not RoundChoice.objects.exists()
    assert not JournalEntry.objects.filter(deed="round.run").exists()
    answer_round(cast.carla.actor, row.number, rounds.SOURCES, at=rounds.AT)
    assert RoundChoice.objects.count() == 1


def test_the_same_round_again_says_the_same_and_otherwise_what_changed(cast: Cast) -> None:
    person = rounds.seeker()
    job = rounds.mowing()
    row = rounds.answered()
    again = repeat_round(cast.carla.actor, row.number, rounds.SOURCES)
    assert (again.is_same, again.is_same_facts, again.is_whole, again.is_same_engine) == (True,) * 4
    Condition.objects.filter(profile__person=person, code="lift_kg").update(value=25)
    rounds.seeker()
    job.tasks.update(hours_week=10)
    new = rounds.mowing()
    again = repeat_round(cast.carla.actor, row.number, rounds.SOURCES)
    assert not again.is_same
    assert (again.people_changed, again.people_new, again.people_gone) == (1, 1, 0)
    assert again.jobs_new == (new.number,)
    assert again.is_whole
    assert RoundResult.objects.count() == 1


def test_another_engine_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds.seeker()
    row = rounds.answered()
    monkeypatch.setattr(services, "engine_version", lambda: "another")
    again = repeat_round(cast.carla.actor, row.number, rounds.SOURCES)
    assert again.is_same
    assert not again.is_same_engine


def test_a_figure_or_a_choice_that_was_changed_afterwards_is_noticed(cast: Cast) -> None:
    rounds.seeker()
    other = rounds.seeker()
    rounds.mowing()
    rounds.answered()
    kept = RoundResult.objects.get()
    assert is_whole(kept)
    changes: tuple[tuple[Any, dict[str, Any]], ...] = (
        (RoundResult, {"placed": 2}),
        (RoundResult, {"limits": []}),
        (RoundChoice, {"points": 1}),
        (RoundChoice, {"person": other}),
    )
    for model, change in changes:
        before = model._base_manager.values(*change).get()
        if before == {name: getattr(value, "pk", value) for name, value in change.items()}:
            continue
        model._base_manager.update(**change)
        assert not is_whole(RoundResult.objects.get()), change
        model._base_manager.update(**before)
        assert is_whole(RoundResult.objects.get())
    RoundChoice._base_manager.all().delete()
    assert not is_whole(RoundResult.objects.get())


def test_who_became_nobody_is_in_no_round_and_its_figures_stay(cast: Cast) -> None:
    person = rounds.seeker()
    rounds.mowing()
    row = rounds.answered()
    forget_person([person.pk])
    kept = result_of(cast.carla.actor, row.number)
    assert not RoundChoice.objects.exists()
    assert str(person.pk) not in kept.facts["people"]
    assert (kept.placed, kept.forgotten) == (1, 1)
    assert is_whole(kept)


def test_choices_are_named_to_who_sees_the_profile_and_counted_for_all(cast: Cast) -> None:
    near = rounds.seeker(name="Dichtbij Persoon")
    rounds.seeker(
        far=True, name="Elders Persoon", municipality="GM0047", responsible=cast.bob.account.organisation
    )
    hidden = rounds.seeker(name="Later Afgeschermd")
    rounds.mowing(seats=3)
    row = rounds.answered()
    hidden.state = "protected"
    hidden.save()
    page = choices_of(cast.alice.actor, row.number)
    assert [one.person_name for one in page.rows] == [near.name]
    assert (page.seen, page.placed) == (1, 3)
    for steers in (cast.carla, cast.farid, cast.karin):
        assert choices_of(steers.actor, row.number).rows == ()
    look_at_choices(cast.alice.actor, row.number)
    look = JournalEntry.objects.get(deed="round.see")
    assert look.is_look
    assert look.detail["numbers"] == [near.number]


def test_a_protected_file_takes_no_part(cast: Cast) -> None:
    rounds.seeker(state="protected")
    rounds.mowing()
    assert result_of(cast.carla.actor, rounds.answered().number).people == 0


def test_who_works_is_not_findable_or_was_accepted_takes_no_part_nor_does_a_seat_that_is_taken(
    cast: Cast,
) -> None:
    working, stale, accepted = rounds.seeker(), register.person(), rounds.seeker()
    profiles.profile(stale, stale=True)
    taken = rounds.mowing(seats=2)
    register.placement(person=working, job=taken)
    rounds.proposal(accepted, rounds.mowing(), state="accepted")
    free = rounds.seeker()
    result = result_of(cast.carla.actor, rounds.answered().number)
    assert (result.people, result.people_left_out, result.seats) == (1, 1, 1)
    choice = RoundChoice.objects.get()
    assert (choice.person, choice.job) == (free, taken)


def test_a_round_of_another_region_is_not_there(cast: Cast) -> None:
    row = rounds.answered()
    elsewhere = access.organisation("Zuid", kind="region", region="AM02")
    other = actor_for(access.account("Otto", "coordinator", at=elsewhere), TODAY)
    with pytest.raises(NotFound):
        kept_round(other, row.number)
    assert rounds_of(other)[0] == ()
    for wrong in ("R-1", "1", "R-00001", "R-²", "R-99999999999999999999", "", "R-\x00"):
        with pytest.raises(NotFound):
            kept_round(cast.carla.actor, wrong)
    for nobody in (cast.greta, cast.jan):
        with pytest.raises(NotAllowed):
            answer_round(nobody.actor, row.number, rounds.SOURCES, at=rounds.AT)
    with pytest.raises(NotAllowed):
        ask_round(cast.alice.actor, asked(), today=TODAY)


def test_small_numbers_of_places_are_hidden_with_what_gives_them_away(cast: Cast) -> None:
    told, whole = rows_told([(40, (20,)), (30, (3,)), (8, (4,)), (25, (0,))], 10)
    assert told[1].parts == ("< 10",)
    assert (told[2].people, told[2].parts) == ("< 10", ("< 10",))
    # The eight would be the whole less the others.
    assert [one.people for one in told].count("*") == 1
    assert told[3].parts == (0,)
    assert whole.people == 103
    nearly_all, _whole = rows_told([(40, (38,))], 10)
    assert nearly_all[0].parts == ("*",)
    assert rows_told([], 10)[0] == []
    rounds.seeker()
    rounds.mowing()
    shown = shown_round(cast.carla.actor, rounds.answered().number)
    assert shown is not None
    assert [one.people for one in shown.municipalities] == ["< 10"]


def test_what_a_round_tells_of_the_whole_region_gives_no_small_number_away() -> None:
    """The page says how many got a place; of two municipalities one has five who did not."""
    rows = [(30, (30,)), (30, (25,))]
    told, whole = rows_told(rows, 10, is_whole_told=True)
    assert (whole.people, whole.parts) == (60, (55,))
    assert [one.parts for one in told] == [("*",), ("*",)]


def _group(name: str, people: int, placed: int, before: int) -> dict[str, Any]:
    told = {"name": name, "people": people, "placed": placed, "placed_before": before}
    return {**told, "due": 0, "bonus": 0}


def test_two_tables_of_the_same_municipalities_hide_the_same(cast: Cast) -> None:
    """Hidden apart, twelve people stood as “*” in one table and as 12 in the other."""
    numbers = [(80, 39, 26, 62), (30, 29, 21, 19), (3, 2, 0, 1), (3, 0, 0, 2), (12, 10, 1, 12), (5, 2, 1, 1)]
    codes = ["GM0106", "GM0047", "GM1680", "GM1699", "GM1730", "GM0014"]
    rounds.seeker()
    rounds.mowing()
    row = rounds.answered(share_by="municipality", share=Decimal("0.5"), reason="Proef.")
    spread = {code: [p, a, c] for code, (p, a, _b, c) in zip(codes, numbers, strict=True)}
    groups = [_group(code, p, a, b) for code, (p, a, b, _c) in zip(codes, numbers, strict=True)]
    rows = RoundResult._base_manager.filter(round=row)
    rows.update(spread={"municipality": spread, "target_group": {}}, groups=groups)
    shown = shown_round(cast.carla.actor, row.number)
    assert shown is not None
    one = [(line.people, line.placed) for line in shown.municipalities]
    assert one == [(line.people, line.placed) for line in shown.groups]


def test_target_groups_are_not_told_beside_their_combinations(cast: Cast) -> None:
    """53 in a group less the 50 who are in that one alone would be the three who are in two."""
    rounds.seeker()
    rounds.mowing()
    row = rounds.answered(share_by="combination", share=Decimal("0.5"), reason="Proef.")
    rows = RoundResult._base_manager.filter(round=row)
    rows.update(
        spread={"municipality": {}, "target_group": {"bijstand": [53, 20, 20]}},
        groups=[_group("bijstand", 50, 20, 20), _group("bijstand+ggz", 3, 0, 0)],
    )
    shown = shown_round(cast.carla.actor, row.number)
    assert shown is not None
    assert [line.people for line in shown.groups] == [50, "< 10"]
    assert shown.target_groups == ()


@pytest.mark.parametrize("limit", LIMITS, ids=lambda one: one.code)
def test_what_lies_behind_a_limit_breaks_it_and_no_other(limit: Limit) -> None:
    """Held to the comparison one by one, on drawn people and jobs."""
    shown = st.tuples(
        st.lists(matching.people(), min_size=1, max_size=6), st.lists(matching.jobs(), min_size=1, max_size=6)
    )
    given(shown)(
        settings(max_examples=25, deadline=None, database=None)(lambda drawn: _behind(limit, drawn))
    )()


def _behind(limit: Limit, drawn: tuple[list[Person], list[Job]]) -> None:
    weights = weights_on(matching.DAY)
    fits = [[fit(person, job, weights, matching.DAY) for job in drawn[1]] for person in drawn[0]]
    fitting = [frozenset(place for place, one in enumerate(row) if one.fits) for row in fits]
    index = index_of(drawn[1], weights, matching.DAY)
    rows = behind(limit, *drawn, fitting, index, matching.DAY)
    expected = [
        sorted(
            place
            for place, one in enumerate(row)
            if one.broken and {broken.code for broken in one.broken} == {limit.code}
        )
        for row in fits
    ]
    assert [sorted(job for job, _points in row) for row in rows] == expected
    assert all(0 <= points <= 1000 for row in rows for _job, points in row)
