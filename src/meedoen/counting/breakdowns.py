"""The ways to split a count up, each as one column beside the rows that it splits."""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from meedoen.counting.hours import EMPLOYMENT, HIRED
from meedoen.counting.indicators.definition import PLACES, Scene
from meedoen.counting.joins import join_within
from meedoen.counting.question import UNKNOWN
from meedoen.counting.registrations import on_the_map, with_home_places
from meedoen.counting.sectors import sectors

BREAKDOWNS: dict[str, str] = {
    "form": "dienstverband of inleen",
    "sector": "markt of overheid van de werkgever op papier; inleen blijft onverdeeld",
    "sector_at_work": "markt of overheid, inleen bij de inlener (Regeling Wfsv art. 3.30)",
    "region": "arbeidsmarktregio van de woon- of werkgemeente",
    "municipality": "woon- of werkgemeente op de kaart van de gevraagde maand",
    "ground": "grond van de inschrijving in het doelgroepregister",
    "kind": "soort plaatsing",
    "newness": "nieuwe baan of een baan die al bestond",
    "programme": "programma waaruit de plaatsing komt",
    "employer": "werkgever op papier",
}

_OWN_COLUMNS = ("form", "ground", "kind", "newness", "programme")


def with_breakdowns(scene: Scene, rows: ir.Table, names: Iterable[str]) -> ir.Table:
    """`rows` with a column `by_<name>` for each name; no row is lost, what is not known is “onbekend”."""
    wanted = set(names)
    if wanted & set(PLACES):
        rows = _placed(scene, rows)
    if "sector" in wanted:
        rows = _with_sector(scene, rows)
    if "sector_at_work" in wanted:
        rows = _with_sector_at_work(scene, rows)
    if "employer" in wanted:
        rows = rows.mutate(by_employer=rows.employer_id.cast("string").fill_null(UNKNOWN))
    return rows.mutate(**{f"by_{name}": rows[name] for name in _OWN_COLUMNS if name in wanted})


def _placed(scene: Scene, rows: ir.Table) -> ir.Table:
    """On the map of the asked month, also the rows of the baseline month: so the parts add up."""
    if scene.question.attribution == "woon":
        if "home_region" not in rows.columns:
            rows = with_home_places(scene.facts, rows)
        return rows.mutate(by_municipality=rows.home_municipality, by_region=rows.home_region)
    found = on_the_map(scene.facts, rows, "work_municipality")
    return found.rename(by_municipality="municipality", by_region="region")


def _with_sector(scene: Scene, rows: ir.Table) -> ir.Table:
    joined = _sector_of(scene, rows.mutate(judged=rows.employer_id))
    if "form" not in rows.columns:
        return joined.rename(by_sector="found_sector")
    by_sector = ibis.cases((joined.form == EMPLOYMENT, joined.found_sector), else_=HIRED)
    return joined.mutate(by_sector=by_sector).drop("found_sector")


def _with_sector_at_work(scene: Scene, rows: ir.Table) -> ir.Table:
    judged = ibis.cases((rows.form == EMPLOYMENT, rows.employer_id), else_=rows.workplace_employer_id)
    return _sector_of(scene, rows.mutate(judged=judged)).rename(by_sector_at_work="found_sector")


def _sector_of(scene: Scene, rows: ir.Table) -> ir.Table:
    """The sector of `judged` in the calendar year of the row's own month, for the baseline that of 2012."""
    joined = join_within(
        scene.facts,
        rows,
        sectors(scene.facts),
        [("judged", "sector_employer")],
        "month",
        "sector_from",
        "sector_to",
        keep_all=True,
    )
    return joined.mutate(found_sector=joined.found_sector.fill_null(UNKNOWN)).drop(
        "judged", "sector_employer", "sector_from", "sector_to"
    )
