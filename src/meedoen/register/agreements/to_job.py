"""From trial to job in one deed: the trial ends, and the agreement of the job stands filled in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.agreements.models import Agreement, AgreementParty
from meedoen.register.agreements.selectors import followed_by, standing_placement, terms_of
from meedoen.register.agreements.services import make_draft
from meedoen.register.agreements.steps import leave_change, opened, take, told
from meedoen.register.agreements.terms import NewAgreement, Signer
from meedoen.register.checks import AHEAD, AlreadyThere, NotPossible, together, wrong_day
from meedoen.register.durability.ending import correct_work, end_work, say_what_comes_next
from meedoen.register.durability.nexts import WORK
from meedoen.register.durability.selectors import next_of
from meedoen.register.placements.models import Placement

TO_JOB = Placement.EndReason.TO_JOB.value


@dataclass(frozen=True)
class NewJob:
    """What the job is, as far as it differs from the trial."""

    starts_on: date
    hours_week: Decimal
    ends_before: date | None = None


def trial_to_job(
    actor: Actor,
    number: str,
    job: NewJob,
    *,
    version: int,
    accepted: Collection[str] = (),
    today: date,
) -> Agreement:
    """End a trial because of the job after it, and make the draft of that job with all the trial knew.

    The placement of the job is registered when its agreement starts.
    """
    with transaction.atomic():
        require(actor, "agreement.to_job")
        trial = opened(actor, number, "agreement.to_job", version, today)
        if trial.kind != Placement.Kind.PROEFPLAATSING:
            raise NotPossible(_("Dit kan alleen met een proefplaatsing."))
        if followed_by(trial, today):
            raise AlreadyThere(_("Uit deze proef kwam al een baan. Open die vanaf de proef."))
        # One that never began makes room.
        Agreement.objects.filter(follows=trial).update(follows=None)
        together(
            wrong_day(
                job.starts_on,
                _("De eerste dag van de baan"),
                "starts_on",
                latest=today + AHEAD,
                earliest=trial.starts_on,
            )
        )
        new = _as_job(trial, job)
        ends_before = _end_trial(actor, trial, job.starts_on, today)
        if trial.is_changing:
            leave_change(trial, "to_job", today)
        trial.ends_before = ends_before
        to = "ended" if ends_before <= today else trial.state
        take(trial, "agreement.to_job", "to_job", actor, today, to=to)
        made = make_draft(actor, new, follows=trial, accepted=accepted, today=today)
        detail = told(trial, job=made.number)
        journal.enter(actor, "agreement.to_job", "person", trial.person.number, detail=detail)
        return made


def _as_job(trial: Agreement, job: NewJob) -> NewAgreement:
    parties = AgreementParty.objects.filter(agreement=trial)
    terms = terms_of(trial, trial.holds_turn)
    return NewAgreement(
        person_number=trial.person.number,
        kind=Placement.Kind.DIENSTVERBAND.value,
        employer_kvk=trial.employer.kvk,
        workplace_kvk=trial.employer.kvk,
        payer_id=trial.payer_id,
        basis=trial.basis,
        signers={one.side: Signer(one.name, one.told_at) for one in parties if one.side != "hirer"},
        terms=replace(terms, starts_on=job.starts_on, hours_week=job.hours_week, ends_before=job.ends_before),
    )


def _end_trial(actor: Actor, trial: Agreement, starts_on: date, today: date) -> date:
    """End the placement of the trial when the job begins, or leave the day it ended on; return that day."""
    placement = standing_placement(trial)
    if placement is None:
        raise NotPossible(_("De plaatsing van deze proef is weg. Registreer haar opnieuw."))
    if placement.ends_before is None or placement.ends_before > today:
        ends_before = max(starts_on, placement.starts_on)
        if placement.ends_before is not None:
            # A trial lasts no longer than was agreed because the job begins later.
            ends_before = min(ends_before, placement.ends_before)
        end_work(actor, placement.number, ends_before, TO_JOB, WORK, today=today)
        return ends_before
    if placement.end_reason != TO_JOB:
        reason = _("De proef ging over in een baan (%(number)s).") % {"number": trial.number}
        right = correct_work(actor, placement.number, {"end_reason": TO_JOB}, reason, today=today)
        said = next_of(right)
        say_what_comes_next(actor, right.number, WORK, version=said.row.version if said else 0, today=today)
    return placement.ends_before
