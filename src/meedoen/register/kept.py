"""The shape of what is kept about one person, as each app of the register tells it for an inzage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

Cell = str | int | bool | date | Decimal | None


@dataclass(frozen=True)
class Kept:
    """One kind of row about a person: a code for machines, and words for people."""

    code: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def one_row(code: str, title: str, cells: Iterable[tuple[str, Cell]]) -> Kept:
    """What is kept once: its labels beside their values."""
    return Kept(code, title, (_("Gegeven"), _("Waarde")), tuple(cells))
