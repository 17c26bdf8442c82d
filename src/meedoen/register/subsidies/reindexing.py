"""1 January: every subsidy that runs goes along with the minimum wage (Pw art. 10d lid 7).

The plan is made first (`renewing.py`), in parts that tell how far they are; then everything is written at
once, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.people.selectors import colleague_of
from meedoen.register.subsidies.keeping import draft
from meedoen.register.subsidies.models import SubsidyPeriod
from meedoen.register.subsidies.renewing import Renewed, running
from meedoen.register.subsidies.selectors import lock_subsidies
from meedoen.register.writing import insert_rows, update_rows

End = Callable[[dict[str, int]], None]


def keep_reindex(
    actor: Actor, year: int, plan: Sequence[Renewed], *, today: date, finish: End | None = None
) -> dict[str, int]:
    """Propose the whole plan at once, or nothing: a second person approves. What someone changed since the
    plan was made is left out and counted; the same year again finds nothing to do."""
    with transaction.atomic():
        require(actor, "subsidy.reindex")
        account, _organisation = colleague_of(actor)
        lock_subsidies([one.subsidy.pk for one in plan])
        now = dict(running(actor, year).values_list("pk", "version"))
        able = [one for one in plan if now.get(one.subsidy.pk) == one.subsidy.version and one.first]
        rows = [row for one in able for row in _rows(one, account, today)]
        subsidies = [one.subsidy for one in able]
        for one in subsidies:
            one.state, one.version = "proposed", one.version + 1
        insert_rows(rows)
        update_rows(subsidies, ["state", "version"])
        counts = {"proposed": len(able), "left_out": len(plan) - len(able)}
        journal.enter(actor, "subsidy.reindex", "subsidy", str(year), detail=counts)
        if finish is not None:
            finish(counts)
        return counts


def _rows(one: Renewed, account: int, today: date) -> Iterator[SubsidyPeriod]:
    for part in one.parts:
        if not part.gap:
            row = draft(one.subsidy, part, account, today, ())
            row.state, row.proposed_by_id, row.proposed_on = "proposed", account, today
            yield row
