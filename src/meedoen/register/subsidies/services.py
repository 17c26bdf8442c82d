"""What may be done with a subsidy: request, calculate, propose, and decide by somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, refuse_first, together
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.people.selectors import colleague_of, locked_by_key
from meedoen.register.placements.selectors import placement_by_number
from meedoen.register.subsidies.keeping import bring_up_to_date, cut
from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.selectors import (
    beside,
    home_on,
    locked_subsidies,
    locked_subsidy,
    periods_in,
    subsidy_by_number,
)
from meedoen.register.subsidies.states import MOVES, RETURNED_BECAUSE
from meedoen.register.subsidies.validity import (
    NewSubsidy,
    nothing_to_decide,
    require_move,
    require_payer,
    two_payers,
    wrong_code,
    wrong_request,
)
from meedoen.register.writing import insert_rows
from meedoen.rules.lks_events import decided_by

PREFIX = "S"

__all__ = ["NewSubsidy"]


def request_subsidy(actor: Actor, new: NewSubsidy, *, today: date) -> Subsidy:
    """Ask a subsidy for one job by the municipality that pays, and calculate it as far as it can be."""
    with transaction.atomic():
        require(actor, "subsidy.request")
        subsidy = request_subsidies(actor, [(new, today)], today=today)[0]
        return subsidy_by_number(actor, subsidy.number)


def request_subsidies(actor: Actor, news: Sequence[tuple[NewSubsidy, date]], *, today: date) -> list[Subsidy]:
    """Ask many, each with the day on which it was asked, all or nothing; calculate each if it can be."""
    with transaction.atomic():
        require(actor, "subsidy.request")
        account, organisation = colleague_of(actor)
        mark = provisional_mark()
        rows: list[Subsidy] = []
        for turn, (new, asked_on) in enumerate(news, start=1):
            row = _requested(actor, new, asked_on, today, turn if len(news) > 1 else 0)
            row.number, row.requested_by_id, row.payer_id = f"{mark}{turn:06}", account, organisation
            rows.append(row)
        try:
            with transaction.atomic():
                insert_rows(rows)
        except IntegrityError as twice:
            raise two_payers() from twice
        keys = give_numbers(Subsidy.objects.all(), mark, PREFIX)
        for row in rows:
            row.pk = keys[row.number]
            row.number = number_of(PREFIX, row.pk)
        bring_up_to_date(account, rows, today)
        journal.enter_many(
            actor,
            [
                journal.Note("subsidy.request", "subsidy", row.number, {"placement": row.placement.number})
                for row in rows
            ],
        )
        return rows


def calculate_subsidy(actor: Actor, number: str, *, version: int, today: date) -> Subsidy:
    """Calculate what ought to stand by the rules and the rows of today; what was drafted before goes."""
    with transaction.atomic():
        require(actor, "subsidy.propose")
        account, _organisation = colleague_of(actor)
        subsidy = locked_subsidy(actor, number)
        require_payer(actor, subsidy)
        require_move(subsidy, "subsidy.calculate", version)
        before = subsidy.state
        changes = bring_up_to_date(account, [subsidy], today)[subsidy.pk]
        if not changes and subsidy.state in ("approved", "requested") and before == subsidy.state:
            raise NotPossible(nothing_to_decide(subsidy))
        journal.enter(actor, "subsidy.calculate", "subsidy", subsidy.number, detail={"periods": changes})
        return subsidy


def propose_subsidy(actor: Actor, number: str, *, version: int, today: date) -> Subsidy:
    """Lay what was calculated before a second person."""
    with transaction.atomic():
        require(actor, "subsidy.propose")
        subsidy = locked_subsidy(actor, number)
        require_payer(actor, subsidy)
        require_move(subsidy, "subsidy.propose", version)
        return propose_subsidies(actor, [number], today=today)[0]


def propose_subsidies(actor: Actor, numbers: Iterable[str], *, today: date) -> list[Subsidy]:
    """Lay what was calculated of many before a second person, all or nothing."""
    with transaction.atomic():
        require(actor, "subsidy.propose")
        account, _organisation = colleague_of(actor)
        subsidies = _movable(actor, numbers, "subsidy.propose")
        for part in _hundreds(subsidies):
            SubsidyPeriod.objects.filter(subsidy__in=part, state="calculated").update(
                state="proposed", proposed_on=today, proposed_by_id=account
            )
        _move(actor, subsidies, "subsidy.propose", returned_because="")
        return subsidies


def approve_subsidy(actor: Actor, number: str, *, version: int, today: date) -> Subsidy:
    """Decide as proposed; nobody approves what they calculated or proposed themselves."""
    with transaction.atomic():
        require(actor, "subsidy.approve")
        subsidy = locked_subsidy(actor, number)
        require_payer(actor, subsidy)
        require_move(subsidy, "subsidy.approve", version)
        return approve_subsidies(actor, [number], today=today)[0]


def approve_subsidies(actor: Actor, numbers: Iterable[str], *, today: date) -> list[Subsidy]:
    """Decide about many as proposed, all or nothing: what stood holds until the first day that is new."""
    with transaction.atomic():
        require(actor, "subsidy.approve")
        account, _organisation = colleague_of(actor)
        subsidies = _movable(actor, numbers, "subsidy.approve")
        proposed = periods_in(subsidies, "proposed")
        if any(
            account in (one.proposed_by_id, one.calculated_by_id)
            for rows in proposed.values()
            for one in rows
        ):
            raise NotPossible(
                _("U stelde dit zelf voor of berekende het. Een andere bevoegde collega moet goedkeuren.")
            )
        approved = periods_in(subsidies, "approved")
        for one in subsidies:
            cut(one, approved.get(one.pk, []), proposed.get(one.pk, []), account, today)
        _move(actor, subsidies, "subsidy.approve")
        return subsidies


def return_subsidy(actor: Actor, number: str, because: str, *, version: int, today: date) -> Subsidy:
    """Send a proposal back to who made it, and say why."""
    with transaction.atomic():
        require(actor, "subsidy.return")
        colleague_of(actor)
        subsidy = locked_subsidy(actor, number)
        require_payer(actor, subsidy)
        require_move(subsidy, "subsidy.return", version)
        together(wrong_code(because, RETURNED_BECAUSE))
        SubsidyPeriod.objects.filter(subsidy=subsidy, state="proposed").update(
            state="returned", reason=because
        )
        _move(actor, [subsidy], "subsidy.return", returned_because=because)
        return subsidy


def withdraw_subsidy(actor: Actor, number: str, *, version: int, today: date) -> Subsidy:
    """Take back a request of which nothing was ever decided."""
    with transaction.atomic():
        require(actor, "subsidy.request")
        subsidy = locked_subsidy(actor, number)
        require_payer(actor, subsidy)
        require_move(subsidy, "subsidy.withdraw", version)
        if SubsidyPeriod.objects.filter(subsidy=subsidy, state__in=("approved", "replaced")).exists():
            raise NotPossible(_("Over deze subsidie is al beslist. Stop haar, dan blijft te lezen wat gold."))
        SubsidyPeriod.objects.filter(subsidy=subsidy, state="calculated").delete()
        _move(actor, [subsidy], "subsidy.withdraw")
        return subsidy


def _requested(actor: Actor, new: NewSubsidy, asked_on: date, today: date, turn: int) -> Subsidy:
    locked_by_key(placement_by_number(actor, new.placement).person_id)
    placement = placement_by_number(actor, new.placement)
    home = home_on(placement.person_id, new.starts_on)
    wrong = list(wrong_request(actor, new, placement, home, beside(placement), today))
    if turn:
        refuse_first({turn: wrong} if wrong else {})
    together(wrong)
    # A measurement sets the term off again when it comes; until then the request does.
    term = decided_by(asked_on)
    return Subsidy(
        placement=placement,
        kind=new.kind,
        full_time=new.full_time,
        starts_on=new.starts_on,
        requested_on=asked_on,
        decide_by=term[0] if term else None,
    )


def _movable(actor: Actor, numbers: Iterable[str], deed: str) -> list[Subsidy]:
    subsidies = locked_subsidies(actor, numbers)
    for one in subsidies:
        require_payer(actor, one)
        require_move(one, deed)
    return subsidies


def _move(actor: Actor, subsidies: Sequence[Subsidy], deed: str, **more: Any) -> None:
    """Write the state that follows, and the entry of each."""
    for one in subsidies:
        one.state, one.version = MOVES[one.state][deed], one.version + 1
        for name, value in more.items():
            setattr(one, name, value)
    Subsidy.objects.bulk_update(
        subsidies, ["state", "version", "runs_until", "amount_c", *more], batch_size=200
    )
    notes = [journal.Note(deed, "subsidy", one.number, {"version": one.version}) for one in subsidies]
    journal.enter_many(actor, notes)


def _hundreds(rows: Sequence[Subsidy]) -> Iterable[Sequence[Subsidy]]:
    return (rows[start : start + 500] for start in range(0, len(rows), 500))
