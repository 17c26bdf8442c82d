"""Placements in a file, of people and employers who are known already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.exchange.imports import plan as planning
from meedoen.exchange.imports.plan import Answers, Plan, Progress
from meedoen.exchange.imports.values import (
    Cells,
    day,
    hours,
    kvk,
    municipality,
    one_of,
    yes_or_no,
)
from meedoen.exchange.imports.who import numbers_of
from meedoen.register.checks import EARLIEST, AlreadyThere, NeedsConfirmation
from meedoen.register.employers.selectors import employer_places
from meedoen.register.placements.against import STARTS_BEFORE_ENTRY, WITHOUT_ENTRY, wrong_placements
from meedoen.register.placements.selectors import end_reason_choices, kind_choices
from meedoen.register.placements.services import NewPlacement, register_placements

_NAMES = {"ends_before": "last_day", "hours": "hours_week"}


@dataclass(frozen=True)
class _Lists:
    """What is read once for all lines."""

    kinds: Callable[[str], str]
    reasons: Callable[[str], str]
    places: Mapping[str, str]


def plan(actor: Actor, rows: Sequence[Cells], answers: Answers, today: date, tell: Progress) -> Plan:
    """Return what would happen with each line."""
    found = Plan()
    lists = _Lists(one_of(kind_choices()), one_of(end_reason_choices()), employer_places(actor))
    numbers = numbers_of(actor, rows)
    lines: list[int] = []
    news: list[NewPlacement] = []
    for done, row in enumerate(rows):
        tell(done // 2, len(rows))
        new = _read(row, numbers.get(row.line, ""), lists)
        if not found.faults_of(row):
            lines.append(row.line)
            news.append(new)
    wrong = wrong_placements(actor, news, frozenset(), today)
    found.work = [
        new
        for row, (line, new) in enumerate(zip(lines, news, strict=True), start=1)
        if _is_kept(line, wrong.get(row, []), found, answers)
    ]
    tell(len(rows), len(rows))
    return found


def carry_out(actor: Actor, found: Plan, today: date) -> None:
    """Write the new placements down; what was asked about them has been answered, line by line."""
    if found.work:
        accepted = frozenset({WITHOUT_ENTRY, STARTS_BEFORE_ENTRY})
        register_placements(actor, found.work, accepted=accepted, today=today)


def _is_kept(line: int, refused: Sequence[Refused], found: Plan, answers: Answers) -> bool:
    if not refused:
        found.states[line] = planning.NEW
        return True
    first = refused[0]
    if isinstance(first, NeedsConfirmation):
        return found.ask(line, first.field or "", first.message, first.code, answers) == planning.NEW
    if all(isinstance(one, AlreadyThere) for one in refused):
        found.states[line] = planning.KNOWN
        return False
    found.refusals(line, refused, _NAMES)
    return False


def _read(row: Cells, number: str, lists: _Lists) -> NewPlacement:
    starts_on = row.need("starts_on", day, EARLIEST)
    paper = row.need("employer_kvk", kvk, "")
    work = row.read("workplace_kvk", kvk, paper)
    last_day = row.read("last_day", day, EARLIEST) if row.text("last_day") else None
    if row.text("work_municipality"):
        place = row.read("work_municipality", lambda text: municipality(text, starts_on), "")
    else:
        place = lists.places.get(work, "")
    return NewPlacement(
        person_number=number,
        kind=row.need("kind", lists.kinds, ""),
        employer_kvk=paper,
        workplace_kvk=work,
        work_municipality=place,
        starts_on=starts_on,
        hours=((starts_on, row.need("hours_week", hours, Decimal(1))),),
        ends_before=last_day + timedelta(days=1) if last_day else None,
        end_reason=row.read("end_reason", lists.reasons, ""),
        is_new_job=row.read("is_new_job", yes_or_no, True),
        programme=row.text("programme").casefold(),
    )
