"""How the work of the demo is offered: never against itself, and the same every time."""

from __future__ import annotations

import pytest

from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.offering import (
    DAY_ORDER,
    days_offered,
    demands_offered,
    hours_offered,
    times_offered,
)
from meedoen.register.jobs.whole import MOST_A_DAY, TASKED


@pytest.mark.parametrize("most", [12, 16, 20, 24, 28, 32])
def test_the_most_hours_go_into_the_days_and_the_fewest_are_no_more_than_that(most: int) -> None:
    for turn in range(200):
        chance = Chance("a job", turn)
        least = hours_offered(chance, most)
        assert 8 <= least <= most
        assert most <= MOST_A_DAY * len(days_offered(chance, least, most))


def test_a_job_is_one_shift_of_the_times_at_which_there_is_work() -> None:
    there = ("early", "morning", "afternoon", "evening")
    for turn in range(200):
        shift = times_offered(Chance("a shift", turn), there, 24)
        first = DAY_ORDER.index(shift[0])
        assert shift == DAY_ORDER[first : first + len(shift)]
        assert set(shift) <= set(there)


def test_no_place_offers_what_its_tasks_rule_out() -> None:
    trades = [trade["jobs"] for group in ("whole", "others") for trade in read("jobs")[group].values()]
    for template in [job for jobs in trades for job in jobs]:
        tasks = [task for task, _share in template["tasks"]]
        offered = demands_offered(Chance(template["title"]), template["demands"], tasks, ("morning",))
        assert offered.items() >= template["demands"].items()
        for code, ruled_out in TASKED.items():
            assert not (code in offered and ruled_out & set(tasks)), (template["title"], code)


def test_an_employer_offers_the_same_every_time() -> None:
    told = [demands_offered(Chance("once"), {"lift_kg": 5}, (), ("morning",)) for _turn in range(2)]
    assert told[0] == told[1]
    assert told[0]["lift_kg"] == 5
    assert len(told[0]) > 3
