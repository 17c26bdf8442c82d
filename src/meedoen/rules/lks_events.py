"""What happens to a loonkostensubsidie that runs: sickness, a move, the term for a decision (Pw art. 10d)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from meedoen.rules.book import Value, parameter, value_on
from meedoen.rules.known import known_on

Payer = Literal["old", "new"]


def stops_when_ill(day: date) -> tuple[bool, Value]:
    """Whether the subsidy stops while there is a right to ziekengeld: if and only if the law of that day says
    that there is none then (Pw art. 10d lid 12, until 30 June 2023)."""
    rule = value_on("lks.ziekte", day)
    return rule.text.startswith("geen "), rule


def pays_after_move(day: date) -> tuple[Payer, Value]:
    """Who pays after a move on that day (Pw art. 10d lid 10): the new municipality from 1 July 2023."""
    rule = value_on("lks.verhuizing", day)
    return ("new" if rule.text == "de nieuwe gemeente" else "old"), rule


def sickness_changes() -> tuple[date, ...]:
    """The days on which the rule about sickness became another one."""
    return tuple(one.starts_on for one in parameter("lks.ziekte").values[1:])


def decided_by(begins_on: date) -> tuple[date, Value] | None:
    """The last day of the term for a decision that begins on that day; None where no term is known."""
    rule = known_on("lks.beslistermijn", begins_on)
    return None if rule is None else (begins_on + timedelta(weeks=int(rule.number)), rule)
