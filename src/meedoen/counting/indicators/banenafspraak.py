"""Banen of the banenafspraak: paid hours of people in the doelgroep, in the month that is measured."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from meedoen.counting.hours import EMPLOYMENT, work
from meedoen.counting.indicators.definition import Indicator, Scene
from meedoen.counting.joins import join_within
from meedoen.counting.law import ATTRIBUTION, BASELINE, COUNTING
from meedoen.counting.question import Unit
from meedoen.counting.registrations import spells, with_home_places

SPLIT = (
    "form",
    "sector",
    "sector_at_work",
    "region",
    "municipality",
    "ground",
    "kind",
    "newness",
    "programme",
    "employer",
)


def worked(scene: Scene, months: tuple[int, ...] | None) -> ir.Table:
    """Hours of people who belong to the doelgroep in that month, with their ground and home then."""
    counted = work(scene.facts, scene.law, months)
    held = join_within(
        scene.facts,
        counted,
        spells(scene.facts, scene.law.grounds),
        [("person_id", "spell_person")],
        "month",
        "spell_from",
        "spell_to",
    )
    return held.drop("spell_person", "spell_from", "spell_to")


def rows_of_month(scene: Scene) -> ir.Table:
    held = worked(scene, scene.months)
    return held.mutate(slot=held.month, map_month=held.month, sign=ibis.literal(1, "int64"))


def rows_against_baseline(scene: Scene) -> ir.Table:
    """The asked month with sign +1 and December 2012 with −1: one expression gives number and keys."""
    now = rows_of_month(scene)
    base = worked(scene, (scene.law.baseline.index,)).mutate(sign=ibis.literal(-1, "int64"))
    slots = scene.slot_table().select("slot", map_month="slot_month")
    before = base.cross_join(slots)
    if scene.places_homes:
        before = with_home_places(scene.facts, before.drop("home_municipality", "home_region"))
    return ibis.union(now, before.select(now.columns))


def rows_at_employer(scene: Scene) -> ir.Table:
    rows = rows_of_month(scene)
    return rows.filter(rows.form == EMPLOYMENT)


BANEN = Indicator(
    code="banenafspraak.banen",
    name="Banen volgens de banenafspraak",
    version=1,
    unit=Unit.AFSPRAAKBAAN,
    definition=(
        "Alle uren waarover in de maand loon is betaald aan mensen uit de doelgroep, gedeeld door de uren "
        "van één baan (110,92 per maand). Een baan is dus geen persoon en geen contract. Weten we de "
        "betaalde uren niet, dan rekenen we met de uren van het contract."
    ),
    timing="stock",
    breakdowns=SPLIT,
    parameters=(*COUNTING, ATTRIBUTION),
    rows=rows_of_month,
    measures_hours=True,
)

EXTRA_BANEN = Indicator(
    code="banenafspraak.extra_banen",
    name="Extra banen sinds december 2012",
    version=1,
    unit=Unit.AFSPRAAKBAAN,
    definition=(
        "De banen in de maand, min de banen in december 2012. Het is een verschil tussen twee standen en "
        "kan dus ook onder nul komen. Voor een gemeente of regio tellen we wie er nu woont (of werkt), min "
        "wie er in december 2012 woonde (of werkte), op de kaart van nu."
    ),
    timing="stock",
    breakdowns=SPLIT,
    parameters=(*COUNTING, BASELINE, ATTRIBUTION),
    rows=rows_against_baseline,
    measures_hours=True,
    signed=True,
)

AT_ONE_EMPLOYER = Indicator(
    code="employers.afspraakbanen",
    name="Afspraakbanen bij één werkgever",
    version=1,
    unit=Unit.AFSPRAAKBAAN,
    definition=(
        "De banen van mensen uit de doelgroep die bij deze werkgever in dienst zijn. Wie wordt ingeleend, "
        "telt hier niet mee."
    ),
    timing="stock",
    breakdowns=("region", "municipality", "ground", "kind", "newness", "programme"),
    parameters=(*COUNTING, ATTRIBUTION),
    rows=rows_at_employer,
    measures_hours=True,
    needs_employer=True,
)
