"""Two people freeze a period; from then on its readings never change, on no road."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.primitives.period import Quarter
from meedoen.register.people.correcting import correct_registration, withdraw_registration
from meedoen.register.people.services import Registered
from meedoen.register.placements.models import ContractHours, Placement
from meedoen.steering.areas import NotYourArea
from meedoen.steering.counted.facts_of_register import forget
from meedoen.steering.indicators.changes import changes_since
from meedoen.steering.indicators.models import FrozenPeriod, KeptForEver, Reading, ReadingCell, ReadingKeys
from meedoen.steering.indicators.selectors import frozen_periods, readings_of_period
from meedoen.steering.indicators.services import (
    AlreadyFrozen,
    FrozenByOne,
    PeriodNotComplete,
    confirm_freeze,
    look_at_kept_rows,
    propose_freeze,
    withdraw_proposal,
)
from meedoen.steering.indicators.shape import KeptReading
from tests.factories import register, steering
from tests.factories.access import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_goals")]

LAST = Quarter(2017, 4)
AT = datetime(2018, 4, 30, 10, 0, tzinfo=UTC)


def frozen_extra_banen(cast: Cast) -> KeptReading:
    proposal = propose_freeze(cast.carla.actor, "AM01", LAST, at=AT)
    confirm_freeze(cast.ilse.actor, proposal.id, at=AT)
    return next(
        one for one in readings_of_period(proposal.id) if one.goal.indicator == "banenafspraak.extra_banen"
    )


def test_every_goal_of_the_area_is_frozen_with_its_parts(cast: Cast) -> None:
    steering.small_region()
    proposal = propose_freeze(cast.carla.actor, "AM01", LAST, at=AT)
    confirmed = confirm_freeze(cast.ilse.actor, proposal.id, at=AT)
    assert (confirmed.proposed_by, confirmed.confirmed_by) == ("Carla Coenen", "Ilse IJsbrand")
    found = {one.goal.indicator: one for one in readings_of_period(proposal.id)}
    assert found.keys() == {"banenafspraak.extra_banen", "people.at_work"}
    extra = found["banenafspraak.extra_banen"]
    assert extra.own.value == 5
    assert extra.own.is_frozen
    assert {cell.dims["municipality"]: cell.value for cell in extra.cells_by("municipality")} == {
        "GM0014": 1,
        "GM0047": 1,
        "GM0106": 3,
    }
    deeds = list(JournalEntry.objects.order_by("id").values_list("deed", flat=True))
    assert deeds == ["period.propose_freeze", "period.confirm_freeze"]


def test_one_person_cannot_freeze(cast: Cast) -> None:
    proposal = propose_freeze(cast.carla.actor, "AM01", LAST, at=AT)
    with pytest.raises(FrozenByOne):
        confirm_freeze(cast.carla.actor, proposal.id, at=AT)
    assert Reading.objects.count() == 0


def test_a_period_that_still_runs_is_not_frozen(cast: Cast) -> None:
    with pytest.raises(PeriodNotComplete):
        propose_freeze(cast.carla.actor, "AM01", Quarter(2018, 2), at=AT)
    at_midnight_there = datetime(
        2018, 3, 31, 22, 30, tzinfo=UTC
    )  # half past midnight on 1 April in Groningen
    assert propose_freeze(cast.carla.actor, "AM01", Quarter(2018, 1), at=at_midnight_there).id


def test_a_period_is_proposed_once(cast: Cast) -> None:
    proposal = propose_freeze(cast.carla.actor, "AM01", LAST, at=AT)
    with pytest.raises(AlreadyFrozen):
        propose_freeze(cast.ilse.actor, "AM01", LAST, at=AT)
    confirm_freeze(cast.ilse.actor, proposal.id, at=AT)
    with pytest.raises(AlreadyFrozen):
        propose_freeze(cast.ilse.actor, "AM01", LAST, at=AT)
    with pytest.raises(AlreadyFrozen):
        confirm_freeze(cast.ilse.actor, proposal.id, at=AT)
    with pytest.raises(AlreadyFrozen):
        withdraw_proposal(cast.carla.actor, proposal.id, at=AT)


def test_a_proposal_can_be_taken_back_and_made_again(cast: Cast) -> None:
    proposal = propose_freeze(cast.carla.actor, "AM01", LAST, at=AT)
    withdraw_proposal(cast.ilse.actor, proposal.id, at=AT)
    with pytest.raises(NotFound):
        confirm_freeze(cast.ilse.actor, proposal.id, at=AT)
    assert propose_freeze(cast.ilse.actor, "AM01", LAST, at=AT).id != proposal.id
    assert len(frozen_periods("AM01")) == 2


def test_another_region_is_not_ours_to_freeze(cast: Cast) -> None:
    with pytest.raises(NotYourArea):
        propose_freeze(cast.carla.actor, "GM1708", LAST, at=AT)
    with pytest.raises(Refused):
        propose_freeze(cast.carla.actor, "AM99", LAST, at=AT)


def test_only_controllers_and_coordinators_freeze(cast: Cast) -> None:
    for member in (cast.alice, cast.karin, cast.farid, cast.jan, cast.greta):
        with pytest.raises(NotAllowed):
            propose_freeze(member.actor, "AM01", LAST, at=AT)


def test_a_frozen_reading_cannot_be_changed_through_the_model(cast: Cast) -> None:
    steering.small_region()
    reading = Reading.objects.get(pk=frozen_extra_banen(cast).id)
    reading.value = 999
    for road in (
        reading.save,
        reading.delete,
        lambda: Reading.objects.filter(pk=reading.pk).update(value=999),
        lambda: Reading.objects.filter(pk=reading.pk).delete(),
    ):
        with pytest.raises(KeptForEver):
            road()
    assert Reading.objects.get(pk=reading.pk).value == 5


PAST_THE_MODEL = (
    "UPDATE indicators_reading SET value = 999 WHERE id = {reading}",
    "UPDATE indicators_reading SET frozen_in_id = NULL WHERE id = {reading}",
    "DELETE FROM indicators_reading WHERE id = {reading}",
    "UPDATE indicators_readingcell SET value = 999 WHERE reading_id = {reading}",
    "DELETE FROM indicators_readingcell WHERE reading_id = {reading}",
    "INSERT INTO indicators_readingcell (reading_id, dims, by, value) VALUES ({reading}, '{{}}', '', 999)",
    "UPDATE indicators_readingkeys SET number = 0 WHERE reading_id = {reading}",
    "DELETE FROM indicators_readingkeys WHERE reading_id = {reading}",
    "UPDATE indicators_frozenperiod SET confirmed_at = NULL, confirmed_by_id = NULL",
    "DELETE FROM indicators_frozenperiod",
)


def test_the_database_itself_refuses(cast: Cast) -> None:
    steering.small_region()
    reading = frozen_extra_banen(cast)
    for statement in PAST_THE_MODEL:
        with (
            pytest.raises(DatabaseError, match="never changes"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(reading=reading.id))
    assert Reading.objects.get(pk=reading.id).value == 5
    assert ReadingCell.objects.filter(reading_id=reading.id, value=999).count() == 0
    assert ReadingKeys.objects.get(reading_id=reading.id).number == 7
    assert FrozenPeriod.objects.get().confirmed_by_id == cast.ilse.actor.account_id


def test_what_is_corrected_later_stands_beside_the_frozen_number(cast: Cast) -> None:
    region = steering.small_region()
    kept = frozen_extra_banen(cast)
    assert changes_since(cast.carla.actor, kept.id).is_empty
    shorter, gone = region.works_in_assen[:2]
    ContractHours.objects.filter(placement=shorter).update(hours_week="12.75")
    Placement.objects.filter(pk=gone.pk).update(replaced_on="2018-05-01")
    register.placement(person=register.person(), employer=region.firm)
    register.placement(person=register.person(), employer=region.firm)
    forget()
    found = changes_since(cast.carla.actor, kept.id)
    assert (found.added, found.removed, found.changed) == (2, 1, 1)
    # 5 frozen; now half a baan less, one gone, two more: 5,5, which rounds to 6.
    assert (found.value_then, found.value_now) == (5, 6)
    changed = next(one for one in found.rows if one.kind == "changed")
    assert (changed.hours_then_c, changed.hours_now_c) == (11_092, 5_546)
    assert changed.placement_number == shorter.number
    assert Reading.objects.get(pk=kept.id).value == 5
    opened = look_at_kept_rows(cast.carla.actor, kept.id)
    assert (opened.value, opened.total, opened.visible) == (5, 7, 7)
    assert sum(row.measured for row in opened.rows) == 5


def test_a_mended_entry_in_the_register_stands_beside_the_frozen_number(cast: Cast) -> None:
    region = steering.small_region()
    kept = frozen_extra_banen(cast)
    one, other = region.in_assen[:2]
    hans = cast.hans.actor
    late = Registered("1a", date(2018, 1, 1))
    today = AT.date()
    correct_registration(
        hans, one.number, one.registrations.get().pk, late, "told_by_uwv", version=1, today=today
    )
    withdraw_registration(hans, other.number, other.registrations.get().pk, "typing_error", today=today)
    found = changes_since(cast.carla.actor, kept.id)
    assert (found.removed, found.value_then, found.value_now) == (2, 5, 3)
    assert Reading.objects.get(pk=kept.id).value == 5


def test_changes_name_only_what_the_reader_may_see(cast: Cast) -> None:
    region = steering.small_region()
    kept = frozen_extra_banen(cast)
    ContractHours.objects.filter(placement=region.works_in_assen[0]).update(hours_week="12.75")
    forget()
    assert changes_since(cast.alice.actor, kept.id).rows[0].placement_number != ""
    assert changes_since(cast.bob.actor, kept.id).rows[0].placement_number == ""
    assert changes_since(cast.bob.actor, kept.id).changed == 1
