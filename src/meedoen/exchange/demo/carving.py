"""What the engine of the bench found in the demo: proposals on a bench, and a week at several employers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.register.bench.listing import BenchFilters, benches_visible_to
from meedoen.register.carving.services import answer_search, ask_search, ask_stack
from meedoen.register.carving.taking import take_over_stack, week_for
from meedoen.register.people.listing import PeopleFilters, people_visible_to
from meedoen.register.searches.asking import Asked
from meedoen.register.searches.selectors import found_by

WHO = "Alice"
# So many people are tried before the demo goes without a stapelbaan.
TRIED = 40
MANY = Asked(Decimal(12), Decimal(24))
STACKED = Asked(Decimal(8), Decimal(32), functions=4, employers=3, share=100)


def propose_jobs(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Ask the engine once for many people, and for one person whose week lies at more than one employer."""
    actor, day = seats.members[WHO], rows.plan.day
    benches = benches_visible_to(actor, BenchFilters(is_mine=True), None).rows
    if benches:
        search = ask_search(actor, benches[0].number, MANY, today=day)
        answer_search(actor, search.pk, today=day)
    made = _stack(actor, rows)
    progress("stapelbanen", made, made)


class _NotThisOne(Exception):
    """No week at more than one employer comes out for this person: nothing of the try stays."""


def _stack(actor: Actor, rows: Rows) -> int:
    for row in people_visible_to(actor, PeopleFilters(), limit=TRIED).rows:
        try:
            with transaction.atomic():
                _stack_for(actor, row.number, rows)
        except (Refused, _NotThisOne):
            continue
        return 1
    return 0


def _stack_for(actor: Actor, number: str, rows: Rows) -> None:
    day = rows.plan.day
    asked = ask_stack(actor, replace(STACKED, person=number), today=day)
    search = answer_search(actor, asked.pk, today=day)
    found = found_by(search)
    bundle = found.bundles[0] if found and found.bundles else None
    if bundle is None or len(bundle.employers) < 2 or week_for(search, bundle, day) is None:
        raise _NotThisOne
    take_over_stack(actor, search.pk, 1, "Eén week, meer werkgevers", today=day)
