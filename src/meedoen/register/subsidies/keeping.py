"""Writing periods down: a draft of what ought to stand, and a decision that ends what stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.planning import Part, trace_of
from meedoen.register.subsidies.selectors import cases_of, periods_in, plan_for, standing_placement
from meedoen.register.writing import insert_rows, update_rows


def bring_up_to_date(account: int, subsidies: Sequence[Subsidy], today: date) -> dict[int, int]:
    """Draft anew what has to be decided of each, under their lock; return how many periods that are.

    Where nothing has to be decided, the state goes back to what it was before there was a draft.
    """
    for one in subsidies:
        one.placement = standing_placement(one.placement)
    cases, approved = cases_of(subsidies), periods_in(subsidies, "approved")
    keys = [one.pk for one in subsidies]
    for start in range(0, len(keys), 500):
        SubsidyPeriod.objects.filter(subsidy_id__in=keys[start : start + 500], state="calculated").delete()
    drafted: list[SubsidyPeriod] = []
    counts: dict[int, int] = {}
    for one in subsidies:
        stands = approved.get(one.pk, [])
        changes = plan_for(one, cases[one.pk], stands, today).changes
        counts[one.pk] = len(changes)
        drafted += [draft(one, part, account, today, stands) for part in changes]
        one.state = "calculated" if changes else "approved" if stands else "requested"
        one.version += 1
        if changes and not stands:
            # Who decides reads in the list what is asked, before anything is approved.
            one.amount_c = changes[-1].amount_c
    insert_rows(drafted)
    update_rows(subsidies, ["placement", "state", "version", "amount_c"])
    return counts


def draft(
    subsidy: Subsidy, part: Part, account: int, today: date, stands: Sequence[SubsidyPeriod]
) -> SubsidyPeriod:
    """Return a part as a period that is not decided yet."""
    replaced = next((one for one in stands if one.starts_on <= part.starts_on < one.holds_until), None)
    return SubsidyPeriod(
        subsidy_id=subsidy.pk,
        employer_id=part.employer,
        starts_on=part.starts_on,
        ends_before=part.ends_before,
        basis=part.basis,
        percentage=part.percentage,
        loonwaarde_id=part.loonwaarde,
        hours_week=part.hours_week,
        full_time=subsidy.full_time,
        amount_c=part.amount_c or 0,
        trace=trace_of(part.trace),
        calculated_on=today,
        calculated_by_id=account,
        replaces=replaced,
    )


def cut(
    subsidy: Subsidy,
    approved: Sequence[SubsidyPeriod],
    proposed: Sequence[SubsidyPeriod],
    account: int,
    today: date,
) -> None:
    """End what stood on the first day that is new, and let what was proposed hold."""
    first = min(one.starts_on for one in proposed)
    ended = [one for one in approved if one.holds_until > first]
    for one in ended:
        one.cut_on = max(one.starts_on, first)
        if one.cut_on == one.starts_on:
            one.state = "replaced"
    update_rows(ended, ["cut_on", "state"])
    for one in proposed:
        one.state, one.approved_on, one.approved_by_id = "approved", today, account
    update_rows(proposed, ["state", "approved_on", "approved_by"])
    stands = [one for one in (*approved, *proposed) if one.state == "approved" and one.amount_c]
    last = max(stands, key=lambda one: one.holds_until, default=None)
    subsidy.runs_until = last.holds_until if last else first
    subsidy.amount_c = last.amount_c if last else 0
