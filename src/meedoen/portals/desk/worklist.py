"""What a block on Vandaag is made of: lines that say who waits for whom and by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor

# Counting further helps nobody to decide what to do today.
MOST = 200
SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One thing that waits. `numbers`: of the people whose names it shows, for the journal.

    `who` is waited for, until `until`; `detail` says since when or what.
    """

    words: str
    url: str
    detail: str = ""
    who: str = ""
    until: date | None = None
    is_late: bool = False
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """Lines of one kind; at most one more than `MOST`, so that the page knows that there are more."""

    code: str
    title: str
    lines: tuple[Line, ...]
    # Where everything of it stands, when that is a page of its own.
    elsewhere: str = ""

    @property
    def url(self) -> str:
        return self.elsewhere or reverse("today-list", args=[self.code])

    @property
    def count(self) -> str:
        many = len(self.lines)
        return _("meer dan %(most)s") % {"most": MOST} if many > MOST else str(many)

    @property
    def has_more(self) -> bool:
        return len(self.lines) > SHOWN

    @property
    def first(self) -> tuple[Line, ...]:
        return self.lines[:SHOWN]


Build = Callable[[Actor, date], Block]


@dataclass(frozen=True)
class Kind:
    """A block, for the roles whose work it is."""

    code: str
    roles: frozenset[str]
    build: Build


def numbers_in(lines: tuple[Line, ...]) -> list[str]:
    """Return of whom these lines show the name."""
    return [number for line in lines for number in line.numbers]
