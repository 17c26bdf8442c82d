"""Places of beschut werk, which are counted beside the banenafspraak and never in it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from meedoen.counting.hours import placements
from meedoen.counting.indicators.definition import Indicator, Scene
from meedoen.counting.joins import join_within
from meedoen.counting.law import ATTRIBUTION
from meedoen.counting.question import Unit
from meedoen.counting.registrations import homes

KIND = "beschut_werk"


def rows_filled(scene: Scene) -> ir.Table:
    """One row per person with such a placement in force on the last day; of several, the lowest number."""
    placed = placements(scene.facts)
    placed = placed.filter(placed.kind == KIND)
    slots = scene.slot_table().mutate(last_day=lambda t: t.slot_next - 1)
    crossed = placed.cross_join(slots)
    found = crossed.filter((crossed.last_day >= crossed.begins) & (crossed.last_day < crossed.stops))
    first = found.group_by(first_slot=found.slot, first_person=found.person_id).agg(
        first_placement=found.placement_id.min()
    )
    once = found.join(
        first,
        [
            found.slot == first.first_slot,
            found.person_id == first.first_person,
            found.placement_id == first.first_placement,
        ],
    )
    housed = join_within(
        scene.facts,
        once,
        homes(scene.facts),
        [("person_id", "home_person")],
        "slot_month",
        "home_from",
        "home_to",
    )
    return housed.select(
        "slot",
        "placement_id",
        "person_id",
        "employer_id",
        "newness",
        "programme",
        "work_municipality",
        "home",
        month=housed.slot_month,
        map_month=housed.slot_month,
        sign=ibis.literal(1, "int64"),
        hours_c=ibis.null("int64"),
    )


FILLED = Indicator(
    code="beschut_werk.filled",
    name="Bezette plekken beschut werk",
    version=1,
    unit=Unit.BESCHUT_WERK,
    definition=(
        "Mensen met een plek beschut werk (Participatiewet) op de laatste dag van de periode. Beschut werk "
        "telt niet mee voor de banenafspraak."
    ),
    timing="stock",
    breakdowns=("region", "municipality", "newness", "programme", "employer", "sector"),
    parameters=(ATTRIBUTION,),
    rows=rows_filled,
    coverage="placements",
)
