"""Entries in the doelgroepregister in a file, for people who are known already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meedoen.access.actors import Actor
from meedoen.exchange.imports.people import keep_new, read_entry
from meedoen.exchange.imports.plan import Answers, Plan, Progress
from meedoen.exchange.imports.values import Cells, one_of
from meedoen.exchange.imports.who import numbers_of
from meedoen.register.people.against import NewEntry, wrong_entries
from meedoen.register.people.grounds import ground_choices
from meedoen.register.people.selectors import end_reason_choices
from meedoen.register.people.services import add_registrations


def plan(actor: Actor, rows: Sequence[Cells], answers: Answers, today: date, tell: Progress) -> Plan:
    """Return what would happen with each line."""
    found = Plan()
    grounds, reasons = one_of(ground_choices()), one_of(end_reason_choices())
    numbers = numbers_of(actor, rows)
    lines: list[int] = []
    news: list[NewEntry] = []
    for done, row in enumerate(rows):
        tell(done, len(rows))
        entry = read_entry(row, grounds, reasons)
        if entry is None:
            # Nothing of an entry stands there, so both of what it needs are missing.
            row.need("ground", grounds, "")
            row.need("starts_on", str, "")
        if found.faults_of(row) or entry is None:
            continue
        lines.append(row.line)
        news.append(NewEntry(numbers[row.line], entry))
    found.work = keep_new(lines, news, wrong_entries(actor, news, today), found, {})
    tell(len(rows), len(rows))
    return found


def carry_out(actor: Actor, found: Plan, today: date) -> None:
    """Write the new entries down."""
    if found.work:
        add_registrations(actor, found.work, today=today)
