"""Who belongs to the doelgroep in which months, on which ground, and where each person then lives."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from meedoen.counting.facts import Facts
from meedoen.counting.joins import join_within
from meedoen.counting.placemap import known_places, place_labels
from meedoen.rules.book import Value
from meedoen.rules.registration import counts_until

# Everything here runs on DuckDB, whatever the backend of the facts: registers are small next to payrolls,
# and one implementation cannot disagree with itself. 120000 is FAR_MONTH, 4000000 is FAR_DAY.

# Most people have one address in the register; only the others need the slow look at what came before.
HOME = """
CREATE OR REPLACE TEMP TABLE made_home AS
WITH entries AS (
    SELECT person_id, municipality, starts_on,
           year(starts_on) * 12 + month(starts_on) - 1 AS m0,
           CASE WHEN ends_before IS NULL THEN 120000
                ELSE year(ends_before - 1) * 12 + month(ends_before - 1) END AS m1
    FROM "RESIDENCE" WHERE ends_before IS NULL OR ends_before > starts_on
), single AS (
    SELECT person_id, any_value(municipality) AS municipality, min(m0) AS m0, max(m1) AS m1
    FROM entries GROUP BY person_id HAVING count(*) = 1
), clipped AS (
    SELECT person_id, municipality, m0,
           least(m1, lead(m0, 1, 120000) OVER (PARTITION BY person_id ORDER BY starts_on, municipality)) AS m1
    FROM entries ANTI JOIN single USING (person_id)
), lived AS (
    SELECT person_id, municipality, m0, m1 FROM clipped WHERE m0 < m1
    UNION ALL SELECT person_id, municipality, m0, m1 FROM single
), gaps AS (
    SELECT person_id, lag(m1, 1, 0) OVER (PARTITION BY person_id ORDER BY m0) AS m0, m0 AS m1
    FROM clipped WHERE m0 < m1
    UNION ALL SELECT person_id, 0, m0 FROM single
    UNION ALL SELECT person_id, max(m1), 120000 FROM lived GROUP BY person_id
), persons AS (
    SELECT person_id FROM "REGISTRATION" UNION SELECT person_id FROM "PLACEMENT"
)
SELECT person_id, m0, m1, municipality FROM lived
UNION ALL
SELECT person_id, m0, m1, 'onbekend' FROM gaps WHERE m0 < m1
UNION ALL
SELECT person_id, 0, 120000, 'onbekend' FROM persons ANTI JOIN lived USING (person_id)
"""

ENTRIES = """
CREATE OR REPLACE TEMP TABLE made_entries AS
SELECT r.person_id, r.ground, r.starts_on,
       year(r.starts_on) * 12 + month(r.starts_on) - 1 AS m0,
       CASE WHEN u.counts_until IS NULL THEN 120000
            ELSE year(u.counts_until - 1) * 12 + month(u.counts_until - 1) END AS m1,
       r.starts_on - DATE '1970-01-01' AS d0,
       CASE WHEN u.counts_until IS NULL THEN 4000000
            ELSE u.counts_until - DATE '1970-01-01' END AS d1
FROM "REGISTRATION" r JOIN made_until u
  ON r.ground = u.ground
 AND r.ends_before IS NOT DISTINCT FROM u.ends_before
 AND r.ended_because IS NOT DISTINCT FROM u.ended_because
WHERE (u.counts_until IS NULL OR u.counts_until > r.starts_on)
  AND (? IS NULL OR list_contains(?, r.ground))
"""

# Where entries overlap, the one that started first keeps the month (or day): gaps and islands in one pass.
DISJOINT = """
SELECT person_id, ground, s0, s1 FROM (
    SELECT person_id, ground, {end} AS s1,
           greatest({start}, coalesce(max({end}) OVER (
               PARTITION BY person_id ORDER BY starts_on, ground, {end}
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), {start})) AS s0
    FROM made_entries)
WHERE s0 < s1
"""
MONTHLY = DISJOINT.format(start="m0", end="m1")
DAILY = DISJOINT.format(start="d0", end="d1")

SPELL = f"""
SELECT s.person_id AS spell_person,
       CAST(greatest(s.s0, h.m0, p.place_from) AS INTEGER) AS spell_from,
       CAST(least(s.s1, h.m1, p.place_to) AS INTEGER) AS spell_to,
       s.ground, h.municipality AS home, p.municipality AS home_municipality, p.region AS home_region
FROM ({MONTHLY}) s JOIN made_home h ON s.person_id = h.person_id AND h.m0 < s.s1 AND h.m1 > s.s0
JOIN made_places p ON p.place_code = h.municipality AND p.place_from < least(s.s1, h.m1)
 AND p.place_to > greatest(s.s0, h.m0)
"""  # noqa: S608


HOMES = """
SELECT person_id AS home_person, CAST(m0 AS BIGINT) AS home_from, CAST(m1 AS BIGINT) AS home_to,
       municipality AS home FROM made_home
"""

SPELL_COLUMNS = pa.schema(
    {
        "spell_person": pa.int64(),
        "spell_from": pa.int32(),
        "spell_to": pa.int32(),
        "ground": pa.string(),
        "home": pa.string(),
        "home_municipality": pa.string(),
        "home_region": pa.string(),
    }
)
DAY_COLUMNS = pa.schema(
    {"day_person": pa.int64(), "ground": pa.string(), "day_from": pa.int64(), "day_to": pa.int64()}
)
HOME_COLUMNS = pa.schema(
    {"home_person": pa.int64(), "home_from": pa.int64(), "home_to": pa.int64(), "home": pa.string()}
)


def spells(facts: Facts, grounds: tuple[str, ...] | None) -> ir.Table:
    """Disjoint months per person in the doelgroep: spell_person, spell_from, spell_to, ground, home,
    home_municipality, home_region.

    A person counts in a month if and only if an entry counts on at least one day of it. Where several
    entries count, the month has the ground of the one that started first. `home` is the municipality on
    the last day of the month, or the last one known in it; a later address ends the earlier one; without
    an address it is “onbekend”; `home_municipality` and `home_region` are what it stands for in that same
    month. Known here already, they save every payroll row a look at the map. `grounds` None takes every one.
    """
    return facts.prepared(_make_spells, grounds)


def registered_days(facts: Facts, grounds: tuple[str, ...] | None) -> ir.Table:
    """The same by the day: day_person, ground, day_from, day_to (days since 1970)."""
    return facts.prepared(_make_registered_days, grounds)


def homes(facts: Facts) -> ir.Table:
    """Where everybody lives in every month, without gaps: home_person, home_from, home_to, home."""
    return facts.prepared(_make_homes)


def places(facts: Facts) -> ir.Table:
    """What a recorded code stands for in a month: place_code, place_from, place_to, municipality, region."""
    return facts.prepared(_make_places)


def on_the_map(facts: Facts, rows: ir.Table, recorded: str) -> ir.Table:
    """With the municipality and region that the recorded code stands for in `map_month`."""
    coded = rows.mutate(at_code=rows[recorded])
    codes = [("at_code", "place_code")]
    found = join_within(facts, coded, places(facts), codes, "map_month", "place_from", "place_to")
    return found.drop("at_code", "place_code", "place_from", "place_to")


def with_home_places(facts: Facts, rows: ir.Table) -> ir.Table:
    """With what `home` stands for in `map_month`: home_municipality and home_region."""
    return on_the_map(facts, rows, "home").rename(home_municipality="municipality", home_region="region")


def _make_spells(facts: Facts, grounds: tuple[str, ...] | None) -> ir.Table:
    con = _with_home(facts)
    _fill_entries(facts, con, grounds)
    known = _known_places(facts)
    con.register("made_places", known)
    labels = place_labels(known)
    named = {"home_municipality": labels["municipality"], "home_region": labels["region"]}
    made = facts.materialise_query(f"SPELL_{_label(grounds)}", SPELL, SPELL_COLUMNS, named)
    con.unregister("made_places")
    return made


def _make_registered_days(facts: Facts, grounds: tuple[str, ...] | None) -> ir.Table:
    con = facts.scratch()
    _fill_entries(facts, con, grounds)
    named = f"SELECT person_id AS day_person, ground, s0 AS day_from, s1 AS day_to FROM ({DAILY})"  # noqa: S608
    return facts.materialise_query(f"REGISTERED_{_label(grounds)}", named, DAY_COLUMNS)


def _make_homes(facts: Facts) -> ir.Table:
    _with_home(facts)
    return facts.materialise_query("HOME", HOMES, HOME_COLUMNS)


def _make_places(facts: Facts) -> ir.Table:
    known = _known_places(facts)
    return facts.materialise("PLACE_MAP", known, place_labels(known))


def _known_places(facts: Facts) -> pa.Table:
    found: pa.Table = facts.kept("known_places", lambda: _look_up_places(facts.scratch()))
    return found


def _look_up_places(con: Any) -> pa.Table:
    codes = con.execute(
        'SELECT municipality FROM "RESIDENCE" '
        'UNION SELECT work_municipality FROM "PLACEMENT" WHERE work_municipality IS NOT NULL'
    ).fetchall()
    own = con.execute(
        'SELECT municipality, month_from, month_to, resolved_municipality, region FROM "PLACE"'
    ).fetchall()
    return known_places({code for (code,) in codes}, own)


def regime_trace(facts: Facts, grounds: tuple[str, ...] | None) -> tuple[Value, ...]:
    """Which stretches of the end-of-registration regimes decided for these facts."""
    spells(facts, grounds)
    found: tuple[Value, ...] = facts.kept(("regime", grounds), tuple)
    return found


@lru_cache(maxsize=100_000)
def _until(ended_on: date | None, because: str | None, ground: str) -> tuple[date | None, tuple[Value, ...]]:
    return counts_until(ended_on, because, ground)


def _with_home(facts: Facts) -> Any:
    con = facts.scratch()
    facts.kept("made_home", lambda: con.execute(HOME) is not None)
    return con


def _fill_entries(facts: Facts, con: Any, grounds: tuple[str, ...] | None) -> None:
    """One call of the rule per distinct (end, reason, ground), however many people share it."""
    ends = con.execute('SELECT DISTINCT ends_before, ended_because, ground FROM "REGISTRATION"').fetchall()
    counted = [end for end in ends if grounds is None or end[2] in grounds]
    outcomes = [_until(*end) for end in counted]
    trace = {value.path + str(value.starts_on): value for _, values in outcomes for value in values}
    facts.kept(("regime", grounds), lambda: tuple(trace[key] for key in sorted(trace)))
    table = pa.table(
        {
            "ends_before": pa.array([end[0] for end in counted], pa.date32()),
            "ended_because": pa.array([end[1] for end in counted], pa.string()),
            "ground": pa.array([end[2] for end in counted], pa.string()),
            "counts_until": pa.array([until for until, _ in outcomes], pa.date32()),
        }
    )
    con.register("made_until", table)
    wanted = None if grounds is None else list(grounds)
    con.execute(ENTRIES, [wanted, wanted])
    con.unregister("made_until")


def _label(grounds: tuple[str, ...] | None) -> str:
    return "all" if grounds is None else "_".join(grounds)
