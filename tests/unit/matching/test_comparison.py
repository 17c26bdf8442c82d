"""First come beside the best plan, and what each limit costs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from meedoen.matching.assignment import assign
from meedoen.matching.comparison import first_come, limit_costs
from meedoen.matching.pairs import AssignmentRefused
from tests.unit.matching.regions import Region, region, regions

SMALL = region([{0: 10, 1: 4}, {0: 9, 1: 1}], [1, 1])


@settings(max_examples=100)
@given(regions())
def test_first_come_is_greedy_in_order_and_never_better(given: Region) -> None:
    starts, jobs, points, seats = given
    free, expected = seats.copy(), []
    for person in reversed(range(len(starts) - 1)):
        row = [(-points[at], jobs[at]) for at in range(starts[person], starts[person + 1]) if free[jobs[at]]]
        job = min(row)[1] if row else -1
        if row:
            free[job] -= 1
        expected.append(job)
    found = first_come(*given, arrival=np.arange(len(starts) - 1)[::-1])
    assert found.chosen.tolist() == expected[::-1]
    assert found.value <= assign(*given).value


def test_the_difference_is_said_in_words() -> None:
    found = first_come(*SMALL)
    assert (found.chosen.tolist(), found.value) == ([0, 1], 11)
    assert str(found.beside(assign(*SMALL))) == (
        "Op volgorde van aanmelding: 11 punten en 2 plaatsingen. "
        "Alles in één keer: 13 punten (18,18% meer) en 2 plaatsingen."
    )


@pytest.mark.parametrize("arrival", [[0], [0, 0], [0, 2], [[0, 1]]])
def test_an_order_that_forgets_someone_is_refused(arrival: object) -> None:
    with pytest.raises(AssignmentRefused, match="precies één keer"):
        first_come(*SMALL, arrival=arrival)


def test_each_limit_is_dropped_alone_and_the_dearest_comes_first() -> None:
    given = region([{0: 10, 1: 20}, {0: 9, 2: 3}, {0: 2, 2: 5}], [1, 1, 1])
    costs = limit_costs(*given, breaks=[-1, 0, -1, 1, -1, 1], limits=["Reistijd", "Tillen", "Werktijden"])
    assert [(cost.limit, cost.points, cost.people) for cost in costs] == [
        ("Reistijd", 19, 1),
        ("Tillen", 5, 1),
        ("Werktijden", 0, 0),
    ]
    assert str(costs[0].words()) == (
        "Reistijd kost 19 punten: zonder deze grens vinden 1 mensen meer een plek."
    )
    assert str(costs[2].words()).startswith("Werktijden kost niets")


@pytest.mark.parametrize("breaks", [[-1], [-1, -2, 0, 0], [-1, 1, 0, 0], [0.5, 0, 0, 0]])
def test_limits_that_do_not_belong_to_the_pairs_are_refused(breaks: object) -> None:
    with pytest.raises(AssignmentRefused):
        limit_costs(*SMALL, breaks=breaks, limits=["Reistijd"])
