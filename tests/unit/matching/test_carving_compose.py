"""A job composed by hand says what it asks, whom it fits, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from meedoen.matching.carving_compose import Composed, Place, compose
from meedoen.matching.carving_refusals import NothingToCarve
from meedoen.matching.carving_shapes import Carver, Function, Limits, Task
from tests.unit.matching.carving_cases import GREEN, HOME, KITCHEN, ROBIN, SAM

BENCH = (HOME, KITCHEN, GREEN)
WASH: Place = ("verzorgende", "was")
BEDS: Place = ("verzorgende", "bedden")
DISHES: Place = ("kok", "afwas")


def _codes(chosen: Sequence[Place], people: Sequence[Carver] = (), **limits: int) -> list[str]:
    return [one.code for one in compose(BENCH, chosen, people, Limits(**limits)).problems]


def test_what_it_asks_and_whom_it_fits() -> None:
    """The demands of all tasks together; who fits by points, who lacks something with every reason."""
    found = compose(BENCH, [WASH, BEDS, DISHES], [ROBIN, SAM])
    assert found.can_be_made
    assert (found.quarters, found.demands, found.level) == (64, {"lift_kg": 8}, "none")
    assert [str(words) for words in found.asks] == ["Er wordt tot 8 kilo getild."]
    assert [one.person for one in found.fits] == ["sam"]
    assert found.fits[0].points > 200
    assert [(one.person, [str(words) for words in one.reasons]) for one in found.lacks] == [
        ("robin", ["Er wordt tot 8 kilo getild."])
    ]
    assert [effect.taken for effect in found.effects] == [40, 24, 0]


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        ([], "empty"),
        ([WASH, WASH], "twice"),
        ([("verzorgende", "toveren")], "unknown"),
        ([("verzorgende", "medicijnen")], "kept"),
        ([WASH, ("hovenier", "zwerfvuil")], "employers"),
        ([("kok", "koken")], "share"),
    ],
)
def test_what_is_wrong_is_told(chosen: list[Place], problem: str) -> None:
    """Each in a sentence with what to do, and with the task or function that it is about."""
    found = compose(BENCH, chosen)
    assert [one.code for one in found.problems] == [problem]
    assert str(found.problems[0].words).endswith(".")
    assert not found.can_be_made


def test_sixty_hours_is_too_long() -> None:
    """A week has forty at most."""
    long = Function("alles", "zorg", (Task("a", 120), Task("b", 120), Task("c", 400)))
    found = compose([long], [("alles", "a"), ("alles", "b")])
    assert [one.code for one in found.problems] == ["hours"]
    assert "60 uur per week" in str(found.problems[0].words)


def test_a_task_that_is_in_another_job() -> None:
    """It counts in the effect on the function, once, and is told."""
    found = compose(BENCH, [WASH], elsewhere=[WASH, BEDS])
    assert [(one.code, one.task) for one in found.problems] == [("elsewhere", "was")]
    other = compose(BENCH, [WASH], elsewhere=[BEDS, ("verzorgende", "maaltijden")])
    assert other.effects[0].taken == 60
    assert other.can_be_made


def test_a_share_that_other_jobs_use_up() -> None:
    """Sixty percent of a function counts over all jobs of the bench."""
    assert _codes([WASH, BEDS], share=30) == ["share"]
    found = compose(BENCH, [WASH], limits=Limits(share=30), elsewhere=[BEDS])
    assert [(one.code, one.function) for one in found.problems] == [("share", "verzorgende")]


def test_a_demand_that_nobody_meets() -> None:
    """Said with the demand and the task that asks it."""
    weak = [replace(SAM, codes={"lift_kg": 2}), replace(ROBIN, least=0)]
    found = compose(BENCH, [BEDS], weak)
    demand = found.problems[0]
    assert (demand.code, demand.task) == ("demand", "bedden")
    assert str(demand.about) == "Er wordt tot 8 kilo getild."
    assert _codes([BEDS], [SAM]) == ["hours_wanted"]
    assert _codes([("kok", "koken")], [replace(SAM, most=100)], share=100) == ["level"]


def test_every_demand_met_by_someone_but_not_all_by_one() -> None:
    """One can lift and the other has no trouble with customers."""
    lifts = Carver("a", 0, 80, codes={"no_customers": 1})
    talks = Carver("b", 0, 80, codes={"lift_kg": 0})
    found = compose(BENCH, [BEDS, ("verzorgende", "maaltijden")], [lifts, talks])
    assert [one.code for one in found.problems] == ["nobody"]
    assert [len(one.reasons) for one in found.lacks] == [1, 1]


def test_what_somebody_lacks_in_hours_level_and_travel() -> None:
    """Every reason, not the first one."""
    far = Carver("far", 100, 120, minutes={"zorg": 50}, furthest=30)
    found: Composed = compose(BENCH, [("kok", "koken")], [far], Limits(share=100))
    assert len(found.lacks[0].reasons) == 3
    short = compose(BENCH, [WASH, BEDS], [replace(far, least=0, most=8, furthest=None)])
    assert "hoogstens 2 uur" in str(short.lacks[0].reasons[0])


def test_a_bench_that_cannot_be_is_refused() -> None:
    """A function without tasks is no function yet."""
    with pytest.raises(NothingToCarve):
        compose([Function("leeg", "zorg", ())], [])
