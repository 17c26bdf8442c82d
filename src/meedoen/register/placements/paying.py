"""Writing down the paid hours of many placements at once, as a payroll gives them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import refuse_first
from meedoen.register.placements.models import PaidHours
from meedoen.register.placements.payroll import NewPaid, Payroll, Running, tidy_paid


def record_paid_hours_of_many(
    actor: Actor, news: Sequence[NewPaid], *, accepted: frozenset[str] = frozenset(), today: date
) -> int:
    """Write down the hours paid in many months, all or nothing; the journal keeps what stood there."""
    with transaction.atomic():
        require(actor, "placement.record_paid_hours")
        news = [tidy_paid(new) for new in news]
        payroll = Payroll.of(actor, news, lock=True)
        refuse_first(payroll.wrong(news, accepted, today))
        rows = [(payroll.placement_of(new), new) for new in news]
        PaidHours.objects.bulk_create(
            [
                PaidHours(placement_id=at.key, month_on=new.month.first_day, hours=new.hours)
                for at, new in rows
            ],
            update_conflicts=True,
            unique_fields=["placement", "month_on"],
            update_fields=["hours"],
            batch_size=500,
        )
        journal.enter_many(actor, [_note(at, new, payroll) for at, new in rows])
        return len(rows)


def _note(at: Running, new: NewPaid, payroll: Payroll) -> journal.Note:
    detail = {"month": str(new.month), "hours": str(new.hours)}
    before = payroll.paid.get((at.key, new.month.first_day))
    if before is not None:
        detail["before"] = str(before)
    return journal.Note("placement.record_paid_hours", "placement", at.number, detail)
