"""People: those of the doelgroep who are at work, and those in the doelgroepregister."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from meedoen.counting.indicators.banenafspraak import SPLIT, rows_of_month
from meedoen.counting.indicators.definition import Indicator, Scene
from meedoen.counting.joins import join_within
from meedoen.counting.law import ATTRIBUTION, COUNTING
from meedoen.counting.question import UNKNOWN, Unit
from meedoen.counting.registrations import homes, registered_days

_HOURS_STEP = 2**41
"""Above twice any id, so that hours decide first and the id only between equal hours."""


def rows_at_work(scene: Scene) -> ir.Table:
    """One row per person: the work with the most hours, then the lowest id, so that parts add up."""
    rows = rows_of_month(scene)
    rows = rows.filter(rows.hours_c > 0)
    own_id = rows.placement_id.fill_null(rows.employer_id).fill_null(0)
    hired = ibis.cases((rows.form == "inleen", 1), else_=0)
    rows = rows.mutate(rank=own_id * 2 + hired - rows.hours_c * _HOURS_STEP)
    best = rows.group_by(best_slot=rows.slot, best_person=rows.person_id).agg(best_rank=rows.rank.min())
    chosen = rows.join(
        best,
        [rows.slot == best.best_slot, rows.person_id == best.best_person, rows.rank == best.best_rank],
    )
    kept = [name for name in rows.columns if name != "rank"]
    # The hours chose the row; what is counted is the person.
    return chosen.select(kept).distinct().mutate(hours_c=ibis.null("int64"))


def rows_registered(scene: Scene) -> ir.Table:
    """One row per person who is in the register on the last day of the span."""
    slots = scene.slot_table().mutate(last_day=lambda t: t.slot_next - 1)
    days = registered_days(scene.facts, None)
    if scene.facts.joins_on_equality_only:
        crossed = slots.cross_join(days)
        found = crossed.filter((crossed.last_day >= crossed.day_from) & (crossed.last_day < crossed.day_to))
    else:
        found = slots.join(days, [slots.last_day >= days.day_from, slots.last_day < days.day_to])
    housed = join_within(
        scene.facts,
        found,
        homes(scene.facts),
        [("day_person", "home_person")],
        "slot_month",
        "home_from",
        "home_to",
    )
    return housed.select(
        "slot",
        "ground",
        "home",
        map_month=housed.slot_month,
        sign=ibis.literal(1, "int64"),
        month=housed.slot_month,
        placement_id=ibis.null("int64"),
        person_id=housed.day_person,
        employer_id=ibis.null("int64"),
        work_municipality=ibis.literal(UNKNOWN),
        programme=ibis.literal(UNKNOWN),
        hours_c=ibis.null("int64"),
    )


AT_WORK = Indicator(
    code="people.at_work",
    name="Mensen uit de doelgroep aan het werk",
    version=1,
    unit=Unit.PERSOON,
    definition=(
        "Mensen uit de doelgroep die in de maand betaald werk hebben. Wie op twee plekken werkt, telt één "
        "keer: bij het werk met de meeste uren."
    ),
    timing="stock",
    breakdowns=SPLIT,
    parameters=(*COUNTING, ATTRIBUTION),
    rows=rows_at_work,
)

REGISTER_SIZE = Indicator(
    code="register.size",
    name="Mensen in het doelgroepregister",
    version=1,
    unit=Unit.PERSOON,
    definition=(
        "Mensen die op de laatste dag van de periode in het doelgroepregister staan, op welke grond ook. Wie "
        "niet meer aan de voorwaarden voldoet, blijft staan zolang de regels dat zeggen."
    ),
    timing="stock",
    breakdowns=("region", "municipality", "ground"),
    parameters=(ATTRIBUTION,),
    rows=rows_registered,
    coverage="register",
    filters=("region", "municipality"),
)
