"""What is paid for a month: everything decided up to then, less what was paid before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.selectors import organisations
from meedoen.primitives.period import Month, Period
from meedoen.register.checks import NotPossible, wrong_day
from meedoen.register.numbers import number_of, provisional_mark
from meedoen.register.people.selectors import colleague_of
from meedoen.register.subsidies.models import PaymentBatch, PaymentLine, SubsidyPeriod
from meedoen.register.subsidies.planning import FIRST_DAY
from meedoen.register.subsidies.selectors import PaidLine, batch_by_number, lines_of
from meedoen.register.writing import insert_rows

PREFIX = "BL"
# Period and month → cents.
Due = dict[tuple[int, date], int]
# Writes lines down as a file and gives its fingerprint.
Digest = Callable[[PaymentBatch, Sequence[PaidLine]], str]


def month_part(amount_c: int, starts_on: date, ends_before: date, month: Month) -> int:
    """Cents for the days of a month that are in the period, half up; a whole month is the amount itself.

    How a part of a month is paid stands in no article: by days of the calendar is our own choice.
    """
    if ends_before <= starts_on:
        return 0
    days = Period(starts_on, ends_before).days_in(month)
    return (2 * amount_c * days + month.days) // (2 * month.days)


def months_in(starts_on: date, ends_before: date, until: Month) -> Iterator[Month]:
    """Give the months that a period touches, as far as `until`."""
    month = Month.of(starts_on)
    while month <= until and month.first_day < ends_before:
        yield month
        month = month.next


def due_until(periods: Iterable[SubsidyPeriod], until: Month) -> Due:
    """Return what these decided periods give for each month as far as `until`."""
    due: Due = {}
    for one in periods:
        if one.state == "approved":
            for month in months_in(one.starts_on, one.holds_until, until):
                cents = month_part(one.amount_c, one.starts_on, one.holds_until, month)
                if cents:
                    due[one.pk, month.first_day] = cents
    return due


def make_payment_batch(actor: Actor, month: Month, digest: Digest, *, today: date) -> PaymentBatch:
    """Make the list of what the actor's municipality still has to pay, or take back, as far as a month.

    A month twice gives only what differs since, and nothing at all is refused.
    """
    with transaction.atomic():
        require(actor, "payment.make")
        account, organisation = colleague_of(actor)
        wrong = wrong_day(
            month.first_day, _("De maand"), "month", earliest=FIRST_DAY, latest=Month.of(today).next_first_day
        )
        if wrong:
            raise wrong[0]
        # Two lists of one payer at once would pay twice.
        organisations().select_for_update().get(pk=organisation)
        lines = sorted(_still_to_pay(organisation, month).items())
        if not lines:
            message = _("T/m deze maand is alles betaald. Er is niets voor een nieuwe lijst.")
            raise NotPossible(message, field="month")
        batch = PaymentBatch(
            number=provisional_mark(),
            payer_id=organisation,
            month_on=month.first_day,
            made_on=today,
            made_by_id=account,
            lines_count=len(lines),
            total_c=sum(cents for _key, cents in lines),
        )
        batch.save()
        batch.number = number_of(PREFIX, batch.pk)
        insert_rows(
            [
                PaymentLine(batch=batch, period_id=period, month_on=month_on, amount_c=cents)
                for (period, month_on), cents in lines
            ]
        )
        batch.digest = digest(batch, lines_of(batch))
        batch.save(update_fields=["number", "digest"])
        detail = {"month": str(month), "lines": len(lines), "total_c": batch.total_c}
        journal.enter(actor, "payment.make", "payment", batch.number, detail=detail)
        return batch


def download_batch(actor: Actor, number: str) -> tuple[PaymentBatch, list[PaidLine]]:
    """Return a payment list with its lines, to be taken to the finance system."""
    with transaction.atomic():
        require(actor, "payment.download")
        batch = batch_by_number(actor, number)
        journal.enter(actor, "payment.download", "payment", batch.number, detail={"digest": batch.digest})
        return batch, lines_of(batch)


def _still_to_pay(payer: int, until: Month) -> Due:
    decided = SubsidyPeriod.objects.filter(
        subsidy__payer_id=payer, state__in=("approved", "replaced"), starts_on__lt=until.next_first_day
    )
    difference: Due = defaultdict(int, due_until(decided, until))
    rows = PaymentLine.objects.filter(period__subsidy__payer_id=payer, month_on__lte=until.first_day)
    paid = rows.values_list("period_id", "month_on").annotate(sum=Sum("amount_c"))
    for period, month_on, cents in paid:
        difference[period, month_on] -= cents
    return {key: cents for key, cents in difference.items() if cents}
