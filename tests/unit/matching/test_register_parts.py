"""The text for the algorithm register in blocks: all of it, each as what it is."""

from __future__ import annotations

from datetime import date

from meedoen.matching.points import PARTS, WHOLE, weights_on
from meedoen.matching.register_parts import as_text, blocks_of
from meedoen.matching.register_text import NEVER, register_text
from meedoen.matching.travel import estimates_on

DAY = date(2026, 11, 22)
TEXT = register_text(weights_on(DAY), estimates_on(DAY))


def test_every_word_of_the_text_is_in_a_block() -> None:
    bare = [line.lstrip("#- ").strip() for line in TEXT.splitlines() if not line.startswith("|---")]
    assert [line.strip() for line in as_text(blocks_of(TEXT)).splitlines()] == [line for line in bare if line]


def test_points_are_a_table_and_what_is_never_used_is_a_list() -> None:
    blocks = blocks_of(TEXT)
    tables = [block.rows for block in blocks if block.kind == "table"]
    points = next(rows for rows in tables if rows[0][1] == "punten")
    assert [row[0] for row in points[1:]] == list(PARTS.values())
    assert sum(int(row[1]) for row in points[1:]) == WHOLE
    assert NEVER in [block.lines for block in blocks if block.kind == "list"]
    assert [block.kind for block in blocks].count("title") == 1
