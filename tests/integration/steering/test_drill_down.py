"""One click from a number to its rows: everybody is counted, shown is who you may see."""

from __future__ import annotations

from decimal import Decimal

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.primitives.period import Quarter
from meedoen.steering.counted.questions import question_for
from meedoen.steering.indicators.drill_down import counted_rows
from meedoen.steering.indicators.services import look_at_rows
from tests.factories import steering
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db

LAST = Quarter(2017, 4)
EXTRA = question_for("banenafspraak.extra_banen", "AM01", LAST)


def test_the_rows_make_the_number(cast: Cast) -> None:
    region = steering.small_region()
    found = counted_rows(cast.carla.actor, EXTRA)
    assert (found.total, found.visible, found.value) == (7, 7, 5)
    assert sum(row.measured for row in found.rows) == 5
    assert {row.placement_number for row in found.rows} >= {one.number for one in region.works_in_assen}


def test_all_are_counted_and_only_ones_own_are_shown(cast: Cast) -> None:
    """Alice sees Assen, Bob sees Veendam; the number is the same for both."""
    steering.small_region()
    alice, bob = counted_rows(cast.alice.actor, EXTRA), counted_rows(cast.bob.actor, EXTRA)
    assert (alice.total, bob.total, alice.value, bob.value) == (7, 7, 5, 5)
    assert (alice.visible, bob.visible) == (3, 3)
    assert bob.words == "7 geteld, 3 voor u zichtbaar"
    assert {row.month_label for row in bob.rows} == {"december 2012", "december 2017"}
    assert sorted(row.sign for row in bob.rows) == [-1, 1, 1]
    assert all(row.person_name for row in bob.rows)


def test_steering_sees_placements_without_names(cast: Cast) -> None:
    steering.small_region()
    found = counted_rows(cast.carla.actor, EXTRA)
    assert found.visible == 7
    assert {row.person_name for row in found.rows} == {""}
    assert all(row.person_number for row in found.rows)


def test_one_part_opens_to_its_own_rows(cast: Cast) -> None:
    steering.small_region()
    found = counted_rows(cast.carla.actor, EXTRA, {"form": "inleen", "newness": "existing"})
    assert (found.total, found.value) == (3, 1)
    assert [row.hours for row in found.rows if row.sign < 0] == [Decimal("-110.92")]
    assert found.rows[0].part == "inleen en detachering, baan die al bestond"


def test_pages_follow_on_each_other(cast: Cast) -> None:
    steering.small_region()
    whole = counted_rows(cast.carla.actor, EXTRA)
    first = counted_rows(cast.carla.actor, EXTRA, limit=3)
    second = counted_rows(cast.carla.actor, EXTRA, after=first.next_after, limit=3)
    third = counted_rows(cast.carla.actor, EXTRA, after=second.next_after, limit=3)
    assert first.rows + second.rows + third.rows == whole.rows
    assert (whole.next_after, third.next_after) == ("", "")


@pytest.mark.parametrize("after", ["x", "1.2", "1.2.3.4.x", "9" * 5000, "\0", "1.2.3.4.5.6", "²"])
def test_an_address_that_was_meddled_with_shows_the_first_page(cast: Cast, after: str) -> None:
    steering.small_region()
    assert counted_rows(cast.carla.actor, EXTRA, after=after).rows[:1]


def test_people_without_a_placement_are_seen_as_people(cast: Cast) -> None:
    steering.small_region()
    size = question_for("register.size", "AM01", LAST)
    alice, carla = counted_rows(cast.alice.actor, size), counted_rows(cast.carla.actor, size)
    assert alice.total == carla.total == 8
    assert (alice.visible, carla.visible) == (4, 0)
    assert all(row.person_name for row in alice.rows)


def test_that_somebody_looked_is_written_down(cast: Cast) -> None:
    steering.small_region()
    look_at_rows(cast.carla.actor, EXTRA, {"form": "inleen"})
    entry = JournalEntry.objects.get()
    assert (entry.deed, entry.is_look, entry.subject_id) == ("indicator.rows", True, EXTRA.indicator)
    assert entry.detail["cell"] == {"form": "inleen"}


def test_who_has_no_power_opens_no_number(cast: Cast) -> None:
    for member in (cast.jan, cast.greta):
        with pytest.raises(NotAllowed):
            look_at_rows(member.actor, EXTRA)
    assert JournalEntry.objects.count() == 0


def test_a_part_that_does_not_exist_is_refused(cast: Cast) -> None:
    steering.small_region()
    with pytest.raises(Refused):
        counted_rows(cast.carla.actor, EXTRA, {"shoe_size": "43"})
    assert counted_rows(cast.carla.actor, EXTRA, {"form": "'; DROP TABLE"}).total == 0
