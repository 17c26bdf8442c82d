"""When a placement of a programme has lasted: so many months in one place, perhaps at so many hours."""

from __future__ import annotations

from typing import Literal

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from meedoen.counting.facts import Facts, digest
from meedoen.counting.hours import calendar, day_number, end_number, placements
from meedoen.counting.indicators.definition import Scene
from meedoen.counting.law import lasting_on
from meedoen.counting.plans import settled

# Nothing but time; so many hours by contract; paid hours that are known; so many hours paid.
Asks = Literal["time", "contract", "known", "paid"]
Needed = tuple[tuple[str, int, int], ...]


def lasted(scene: Scene, asks: Asks) -> ir.Table:
    """Placements that lasted, once per person and programme, with the day (`event`) that it was reached.

    The day is the first day plus the months; the 31st becomes the last day of a shorter month. The placement
    must still be in force on the day before it. Contract hours are weighted by days; a day without a contract
    weighs as no hours. Paid hours are known if and only if each of the months has them; of the month in which
    it is reached they weigh by the days before that day.
    """
    defined = lasting_on(scene.end_of_last, with_hours=asks != "time")
    needed = tuple((one.programme, one.months, one.hours_week_c) for one in defined)
    if not scene.facts.keeps_plans:
        return _lasted(scene.facts, asks, needed)
    # The same for every period, so it is worked out once for these facts.
    return scene.facts.prepared(_make_lasted, asks, needed)


def _make_lasted(facts: Facts, asks: Asks, needed: Needed) -> ir.Table:
    named = f"LASTED_{digest((asks, needed))}"
    return settled(facts, named, ("lasted", asks, needed), lambda: _lasted(facts, asks, needed))


def _lasted(facts: Facts, asks: Asks, needed: Needed) -> ir.Table:
    reached = _reached(facts, needed)
    if asks == "contract":
        reached = _with_enough_hours(facts, reached)
    elif asks in ("known", "paid"):
        reached = _with_paid_hours(facts, reached, asks_enough=asks == "paid")
    reached = reached.drop("reached_first")
    first = reached.group_by(of_person=reached.person_id, of_programme=reached.programme).agg(
        first_rank=reached.rank.min()
    )
    return reached.join(
        first,
        [
            reached.person_id == first.of_person,
            reached.programme == first.of_programme,
            reached.rank == first.first_rank,
        ],
    ).drop("of_person", "of_programme", "first_rank", "rank")


def _reached(facts: Facts, needed: Needed) -> ir.Table:
    asked = facts.prepared(_make_definitions, needed)
    placed = placements(facts)
    starts = facts.table("PLACEMENT")
    starts = starts.select(start_placement=starts.placement_id, day_of_month=starts.starts_on.day())
    placed = placed.join(starts, [placed.placement_id == starts.start_placement])
    placed = placed.join(asked, [placed.programme == asked.of_definition])
    placed = placed.mutate(full_month=placed.begin_month + placed.months_needed)
    days = calendar(facts)
    placed = placed.join(days, [placed.full_month == days.cal_month])
    event = placed.cal_first + ibis.least(placed.day_of_month, placed.cal_days) - 1
    placed = placed.mutate(event=event, month=placed.cal_month, reached_first=placed.cal_first)
    # The earliest day decides, between two placements on one day the lowest number.
    placed = placed.mutate(rank=placed.event * 2**40 + placed.placement_id)
    return placed.filter(placed.stops >= placed.event).drop(
        "start_placement", "of_definition", "cal_month", "cal_first", "cal_next", "cal_days", "day_of_month"
    )


def _with_enough_hours(facts: Facts, reached: ir.Table) -> ir.Table:
    contract = facts.table("CONTRACT")
    contract = contract.select(
        "hours_week_c",
        of_placement=contract.placement_id,
        c_begins=day_number(contract.starts_on),
        c_stops=end_number(contract.ends_before),
    )
    parts = reached.join(contract, [reached.placement_id == contract.of_placement])
    days = ibis.least(parts.c_stops, parts.event) - ibis.greatest(parts.c_begins, parts.begins)
    parts = parts.mutate(weight=ibis.greatest(days, 0) * parts.hours_week_c)
    weighed = parts.group_by(weighed=parts.placement_id).agg(weight=parts.weight.sum())
    judged = reached.join(weighed, [reached.placement_id == weighed.weighed])
    enough = judged.weight >= judged.hours_needed_c * (judged.event - judged.begins)
    return judged.filter(enough).drop("weighed", "weight")


def _with_paid_hours(facts: Facts, reached: ir.Table, asks_enough: bool) -> ir.Table:
    # On a first day of the month, the month before is the last that counts.
    last = reached.month - ibis.cases((reached.event == reached.reached_first, 1), else_=0)
    reached = reached.mutate(last_paid=last)
    paid = facts.table("PAID")
    paid = paid.group_by(of_placement=paid.placement_id, paid_month=paid.month).agg(paid_c=paid.hours_c.sum())
    parts = reached.join(paid, [reached.placement_id == paid.of_placement])
    parts = parts.filter((parts.paid_month >= parts.begin_month) & (parts.paid_month <= parts.last_paid))
    days = calendar(facts)
    parts = parts.join(days, [parts.paid_month == days.cal_month])
    since = ibis.greatest(parts.begins, parts.cal_first)
    at_work = ibis.least(parts.stops, parts.cal_next) - since
    counted = ibis.least(parts.event, parts.cal_next) - since
    # Half up to a hundredth of an hour, in whole numbers.
    parts = parts.mutate(part_c=(parts.paid_c * counted * 2 + at_work) // (at_work * 2))
    weighed = parts.group_by(weighed=parts.placement_id).agg(
        paid_months=parts.count(), paid_c=parts.part_c.sum()
    )
    judged = reached.join(weighed, [reached.placement_id == weighed.weighed])
    found = judged.filter(judged.paid_months == judged.last_paid - judged.begin_month + 1)
    if asks_enough:
        found = found.filter(found.paid_c * 7 >= found.hours_needed_c * (found.event - found.begins))
    return found.drop("weighed", "paid_months", "paid_c", "last_paid")


def _make_definitions(facts: Facts, found: Needed) -> ir.Table:
    columns = {
        "of_definition": pa.array([one[0] for one in found], pa.string()),
        "months_needed": pa.array([one[1] for one in found], pa.int64()),
        "hours_needed_c": pa.array([one[2] for one in found], pa.int64()),
    }
    return facts.materialise(f"LASTING_{digest(found)}", pa.table(columns))
