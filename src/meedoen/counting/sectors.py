"""Markt or overheid of every employer, as stretches of months instead of a line per calendar year."""

from __future__ import annotations

import ibis.expr.types as ir

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
SELECT * FROM steady
UNION ALL
SELECT employer_id, year * 12, (year + 1) * 12, sector FROM yearly ANTI JOIN steady USING (employer_id)
"""

# A left join on equality alone must find a stretch in every month, or it loses the row afterwards.
FILLED = """
SELECT * FROM made_sectors
UNION ALL
SELECT * FROM (
    SELECT employer_id, lag(m1, 1, 0) OVER (PARTITION BY employer_id ORDER BY m0) AS m0, m0 AS m1, 'onbekend'
    FROM made_sectors
    UNION ALL SELECT employer_id, max(m1), 120000, 'onbekend' FROM made_sectors GROUP BY employer_id
) WHERE m0 < m1
"""
COLUMNS = ["sector_employer", "sector_from", "sector_to", "found_sector"]


def sectors(facts: Facts) -> ir.Table:
    """sector_employer, sector_from, sector_to, found_sector; no stretch for an employer without any line."""
    return facts.prepared(_make_sectors)


def _make_sectors(facts: Facts) -> ir.Table:
    con = facts.scratch()
    con.execute(STRETCHES)
    made = con.sql(FILLED if facts.joins_on_equality_only else "SELECT * FROM made_sectors").to_arrow_table()
    labels = {UNKNOWN, *made["sector"].unique().to_pylist()}
    named = made.rename_columns(COLUMNS)
    return facts.materialise("SECTOR_OF", named, {"found_sector": tuple(sorted(labels))})
