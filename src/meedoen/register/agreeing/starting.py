"""Starting an agreement: what all signed begins, and its placement is registered with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.agreements.models import Agreement
from meedoen.register.agreements.running import refuse_unsigned
from meedoen.register.agreements.selectors import terms_of
from meedoen.register.agreements.states import STANDING
from meedoen.register.agreements.steps import opened, take, told
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import standing_version
from meedoen.register.placements.services import register_placement
from meedoen.register.placements.validity import NewPlacement
from meedoen.register.proposing.placing import place

Accepted = Collection[str]


def start_agreement(
    actor: Actor,
    number: str,
    *,
    is_new_job: bool = True,
    programme: str = "",
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Let what all signed begin: its placement is registered in the same transaction, or none of both."""
    with transaction.atomic():
        require(actor, "agreement.start")
        row = opened(actor, number, "agreement.start", version, today)
        refuse_unsigned(row)
        if row.placement_id is None:
            row.placement = _placed(actor, row, is_new_job, programme, accepted, today)
        row.holds_turn = row.turn
        take(row, "agreement.start", "started", actor, today)
        assert row.placement is not None
        detail = told(row, placement=row.placement.number)
        journal.enter(actor, "agreement.start", "person", row.person.number, detail=detail)
        return row


def _placed(
    actor: Actor, row: Agreement, is_new_job: bool, programme: str, accepted: Accepted, today: date
) -> Placement:
    known = _placed_before(row)
    if known is not None:
        return known
    terms = terms_of(row)
    new = NewPlacement(
        person_number=row.person.number,
        kind=row.kind,
        employer_kvk=row.employer.kvk,
        workplace_kvk=row.workplace_employer.kvk,
        work_municipality=terms.work_municipality,
        starts_on=terms.starts_on,
        hours=((terms.starts_on, terms.hours_week),),
        ends_before=terms.ends_before,
        end_reason=Placement.EndReason.CONTRACT_ENDED.value if terms.ends_before else "",
        is_new_job=is_new_job,
        programme=programme,
    )
    if row.proposal is not None and row.proposal.placement_id is None:
        return place(actor, row.proposal.number, new, accepted=accepted, today=today).placement
    return register_placement(actor, new, accepted=frozenset(accepted), today=today)


def _placed_before(row: Agreement) -> Placement | None:
    """Return the placement that was registered from the proposal itself: no work is counted twice."""
    found = standing_version(row.proposal.placement) if row.proposal is not None else None
    if found is None or Agreement.objects.filter(placement=found, state__in=STANDING).exists():
        return None
    same = (row.person_id, row.employer_id, row.kind)
    return found if (found.person_id, found.employer_id, found.kind) == same else None
