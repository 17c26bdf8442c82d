"""Paid hours in a file, as a payroll gives them, of placements that are known already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.exchange.imports import plan as planning
from meedoen.exchange.imports.plan import Answers, Plan, Progress
from meedoen.exchange.imports.values import Cells, hours, kvk, month
from meedoen.exchange.imports.who import numbers_of
from meedoen.primitives.period import Month
from meedoen.register.checks import EARLIEST, AlreadyThere, NeedsConfirmation
from meedoen.register.placements.paying import record_paid_hours_of_many
from meedoen.register.placements.payroll import OTHER_HOURS, NewPaid, wrong_paid_hours

_NAMES = {"paid": "hours"}


def plan(actor: Actor, rows: Sequence[Cells], answers: Answers, today: date, tell: Progress) -> Plan:
    """Return what would happen with each line."""
    found = Plan()
    numbers = numbers_of(actor, [row for row in rows if not row.text("placement_number")])
    lines: list[int] = []
    news: list[NewPaid] = []
    for done, row in enumerate(rows):
        tell(done // 2, len(rows))
        new = _read(row, numbers.get(row.line, ""))
        if not found.faults_of(row):
            lines.append(row.line)
            news.append(new)
    wrong = wrong_paid_hours(actor, news, frozenset(), today)
    found.work = []
    for at, (line, new) in enumerate(zip(lines, news, strict=True), start=1):
        refused = wrong.get(at, [])
        first = refused[0] if refused else None
        if first is None:
            found.states[line] = planning.NEW
        elif isinstance(first, NeedsConfirmation):
            found.ask(line, first.field or "", first.message, first.code, answers)
        elif isinstance(first, AlreadyThere):
            found.states[line] = planning.KNOWN
        else:
            found.refusals(line, refused, _NAMES)
        if found.states[line] == planning.NEW:
            found.work.append(new)
    tell(len(rows), len(rows))
    return found


def carry_out(actor: Actor, found: Plan, today: date) -> None:
    """Write the hours down; what was asked about other hours has been answered, line by line."""
    if found.work:
        record_paid_hours_of_many(actor, found.work, accepted=frozenset({OTHER_HOURS}), today=today)


def _read(row: Cells, number: str) -> NewPaid:
    placement = row.text("placement_number")
    if not placement and not row.text("employer_kvk"):
        row.wrong.append(("employer_kvk", _("Vul het KvK-nummer in, of het plaatsingsnummer.")))
    return NewPaid(
        month=row.need("month", month, Month.of(EARLIEST)),
        hours=row.need("hours", hours, Decimal(0)),
        placement_number=placement,
        person_number=number or row.text("person_number"),
        employer_kvk=row.read("employer_kvk", kvk, ""),
    )
