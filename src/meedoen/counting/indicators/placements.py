"""Placements: started, ended, and those that have lasted as their programme defines it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from meedoen.counting.hours import placements
from meedoen.counting.indicators.definition import Indicator, Scene
from meedoen.counting.indicators.lasting import lasted
from meedoen.counting.joins import join_within
from meedoen.counting.law import ATTRIBUTION
from meedoen.counting.question import Unit
from meedoen.counting.registrations import homes

SPLIT = ("region", "municipality", "kind", "newness", "programme", "employer", "sector")


def rows_started(scene: Scene) -> ir.Table:
    placed = placements(scene.facts)
    return rows_on_day(scene, placed.mutate(event=placed.begins, month=placed.begin_month))


def rows_ended(scene: Scene) -> ir.Table:
    """A placement ends on its last day, the day before `ends_before`."""
    placed = placements(scene.facts)
    return rows_on_day(scene, placed.mutate(event=placed.stops - 1, month=placed.stop_month))


def rows_lasting(scene: Scene) -> ir.Table:
    return rows_on_day(scene, lasted(scene, "time"))


def rows_lasting_24h(scene: Scene) -> ir.Table:
    return rows_on_day(scene, lasted(scene, "contract"))


def rows_lasting_paid_known(scene: Scene) -> ir.Table:
    return rows_on_day(scene, lasted(scene, "known"))


def rows_lasting_24h_paid(scene: Scene) -> ir.Table:
    return rows_on_day(scene, lasted(scene, "paid"))


def rows_on_day(scene: Scene, placed: ir.Table) -> ir.Table:
    """Placements whose event falls in a span, with the home of that month, on the map of the span's end."""
    slots = scene.slot_table()
    if scene.facts.joins_on_equality_only:
        crossed = placed.cross_join(slots)
        found = crossed.filter((crossed.event >= crossed.slot_first) & (crossed.event < crossed.slot_next))
    else:
        found = placed.join(slots, [placed.event >= slots.slot_first, placed.event < slots.slot_next])
    housed = join_within(
        scene.facts,
        found,
        homes(scene.facts),
        [("person_id", "home_person")],
        "month",
        "home_from",
        "home_to",
    )
    return housed.select(
        "slot",
        "month",
        "placement_id",
        "person_id",
        "employer_id",
        "kind",
        "newness",
        "programme",
        "work_municipality",
        "home",
        map_month=housed.slot_month,
        sign=ibis.literal(1, "int64"),
        hours_c=ibis.null("int64"),
    )


STARTED = Indicator(
    code="placements.started",
    name="Begonnen plaatsingen",
    version=1,
    unit=Unit.PLAATSING,
    definition="Plaatsingen waarvan de eerste dag in de periode valt, van elke soort.",
    timing="flow",
    breakdowns=SPLIT,
    parameters=(ATTRIBUTION,),
    rows=rows_started,
    coverage="placements",
)

ENDED = Indicator(
    code="placements.ended",
    name="Beëindigde plaatsingen",
    version=1,
    unit=Unit.PLAATSING,
    definition="Plaatsingen waarvan de laatste dag in de periode valt, van elke soort.",
    timing="flow",
    breakdowns=SPLIT,
    parameters=(ATTRIBUTION,),
    rows=rows_ended,
    coverage="placements",
)

_ONCE = (
    "Iemand telt per programma één keer, op de dag waarop de maanden vol zijn: de eerste dag van het werk "
    "plus die maanden."
)

LASTING = Indicator(
    code="placements.lasting",
    name="Duurzame plaatsingen (duur)",
    version=1,
    unit=Unit.PLAATSING,
    definition=(
        "Mensen die in de periode een half jaar (of zo lang als het programma vraagt) op één plek uit een "
        f"programma werken, voor hoeveel uur ook. {_ONCE}"
    ),
    timing="flow",
    breakdowns=SPLIT,
    parameters=(ATTRIBUTION,),
    rows=rows_lasting,
    coverage="lasting",
)

LASTING_24H = Indicator(
    code="placements.lasting_24h",
    name="Duurzame plaatsingen (duur en uren)",
    version=1,
    unit=Unit.PLAATSING,
    definition=(
        "Mensen die in de periode een half jaar op één plek uit een programma werken, met een contract van "
        "gemiddeld ten minste 24 uur per week over die maanden (of zo lang en zo veel als het programma "
        f"vraagt). {_ONCE}"
    ),
    timing="flow",
    breakdowns=SPLIT,
    parameters=(ATTRIBUTION,),
    rows=rows_lasting_24h,
    coverage="lasting",
    asks_hours=True,
)

LASTING_PAID_KNOWN = Indicator(
    code="placements.lasting_paid_known",
    name="Duurzame plaatsingen waarvan de betaalde uren bekend zijn",
    version=1,
    unit=Unit.PLAATSING,
    definition=(
        "Mensen die in de periode een half jaar (of zo lang als het programma vraagt) op één plek uit een "
        "programma werken, en van wie voor elke maand daarvan de betaalde uren bekend zijn, hoeveel het er "
        f"ook waren. {_ONCE}"
    ),
    timing="flow",
    breakdowns=SPLIT,
    parameters=(ATTRIBUTION,),
    rows=rows_lasting_paid_known,
    coverage="lasting",
    asks_hours=True,
    needs_paid=True,
)

LASTING_24H_PAID = Indicator(
    code="placements.lasting_24h_paid",
    name="Duurzame plaatsingen (duur en betaalde uren)",
    version=1,
    unit=Unit.PLAATSING,
    definition=(
        "Mensen die in de periode een half jaar op één plek uit een programma werken, en die over die "
        "maanden gemiddeld ten minste 24 uur per week betaald kregen (of zo lang en zo veel als het "
        "programma vraagt). Alleen wie voor elke maand betaalde uren heeft, kan meetellen. De maand waarin "
        f"het half jaar vol is, telt naar de dagen daarvoor. {_ONCE}"
    ),
    timing="flow",
    breakdowns=SPLIT,
    parameters=(ATTRIBUTION,),
    rows=rows_lasting_24h_paid,
    coverage="lasting",
    asks_hours=True,
    needs_paid=True,
)
