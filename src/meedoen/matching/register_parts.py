"""The text for the algorithm register in blocks, so that a page shows the very text that is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is title, heading, paragraph, list or table; a table has its head as the first row."""

    kind: str
    lines: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a table."""
        return tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in self.lines)


MARKS = {"# ": "title", "## ": "heading", "- ": "list", "| ": "table"}


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text that `register_text` wrote, in order; nothing of it is left out."""
    return tuple(_blocks(text))


def as_text(blocks: tuple[Block, ...]) -> str:
    """The words of the blocks, line by line and without marks: to see that nothing was left out."""
    return "\n".join(line for block in blocks for line in block.lines)


def _blocks(text: str) -> Iterator[Block]:
    lines = [line for line in text.splitlines() if not line.startswith("|---")]
    for kind, found in groupby(lines, key=_kind):
        told = [line.removeprefix(_mark(line)) if kind != "table" else line for line in found]
        if kind in ("list", "table"):
            yield Block(kind, tuple(told))
        elif kind != "empty":
            yield from (Block(kind, (line,)) for line in told)


def _mark(line: str) -> str:
    return next((mark for mark in MARKS if line.startswith(mark)), "")


def _kind(line: str) -> str:
    return MARKS.get(_mark(line), "paragraph") if line.strip() else "empty"
