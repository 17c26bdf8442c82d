"""What the trade register says about one number, whichever way it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from meedoen.access.refusals import Refused


class NotLookedUp(Refused):
    """The trade register could not be asked; whoever asks fills in by hand."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="kvk")


@dataclass(frozen=True)
class KvkBranch:
    """A vestiging; `postcode` and `town` are empty where the address is shielded or not told."""

    number: str
    name: str
    town: str = ""
    postcode: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class KvkEntry:
    """One entry: its name, branches, working people, and the day it ended if it did."""

    number: str
    name: str
    branches: tuple[KvkBranch, ...] = ()
    headcount: int | None = None
    ended_on: date | None = None


class TradeRegister(Protocol):
    """A way to ask. None: the number is not in the trade register; `NotLookedUp`: it could not be asked."""

    def look_up(self, number: str) -> KvkEntry | None: ...
