"""Markt or overheid of every employer, as stretches of months instead of a line per calendar year."""

from __future__ import annotations

import ibis.expr.types as ir
import pyarrow as pa

from meedoen.counting.facts import Facts
from meedoen.counting.question import UNKNOWN

# One sector per employer and year, whatever the table holds: a second line may not double the hours.
# Runs on DuckDB like the registrations. 120000 is FAR_MONTH.
STRETCHES = """
CREATE OR REPLACE TEMP TABLE made_sectors AS
WITH yearly AS (
    SELECT CAST(employer_id AS BIGINT) AS employer_id, CAST(year AS INTEGER) AS year, min(sector) AS sector
    FROM "SECTOR" GROUP BY ALL
), steady AS (
    SELECT employer_id, min(year) * 12 AS m0, (max(year) + 1) * 12 AS m1, min(sector) AS sector
    FROM yearly GROUP BY employer_id
    HAVING min(sector) = max(sector) AND max(year) - min(year) + 1 = count(*)
)
SELECT employer_id AS sector_employer, m0 AS sector_from, m1 AS sector_to, sector AS found_sector FROM steady
UNION ALL
SELECT employer_id, year * 12, (year + 1) * 12, sector FROM yearly ANTI JOIN steady USING (employer_id)
"""

# A left join on equality alone must find a stretch in every month, or it loses the row afterwards.
FILLED = """
SELECT * FROM made_sectors
UNION ALL
SELECT * FROM (
    SELECT sector_employer,
           lag(sector_to, 1, 0) OVER (PARTITION BY sector_employer ORDER BY sector_from) AS m0,
           sector_from AS m1, 'onbekend' FROM made_sectors
    UNION ALL SELECT sector_employer, max(sector_to), 120000, 'onbekend' FROM made_sectors GROUP BY ALL
) WHERE m0 < m1
"""
COLUMNS = pa.schema(
    {
        "sector_employer": pa.int64(),
        "sector_from": pa.int32(),
        "sector_to": pa.int32(),
        "found_sector": pa.string(),
    }
)


def sectors(facts: Facts) -> ir.Table:
    """sector_employer, sector_from, sector_to, found_sector; no stretch for an employer without any line."""
    return facts.prepared(_make_sectors)


def _make_sectors(facts: Facts) -> ir.Table:
    con = facts.scratch()
    con.execute(STRETCHES)
    given = con.execute("SELECT DISTINCT found_sector FROM made_sectors").fetchall()
    labels = sorted({UNKNOWN, *(sector for (sector,) in given)})
    query = FILLED if facts.joins_on_equality_only else "SELECT * FROM made_sectors"
    return facts.materialise_query("SECTOR_OF", query, COLUMNS, {"found_sector": tuple(labels)})
