"""From an accepted proposal to a placement: the seat is taken, and who else waits for it is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible
from meedoen.register.jobs.selectors import state_of
from meedoen.register.jobs.services import close_job
from meedoen.register.jobs.states import may_follow
from meedoen.register.placements.models import Placement
from meedoen.register.placements.services import register_placement
from meedoen.register.placements.validity import NewPlacement
from meedoen.register.proposals.models import Proposal
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposals.selectors import locked_proposal, others_open_of, others_open_on
from meedoen.register.proposals.steps import note

# What kind of placement a kind of job leads to; anything else is an employment.
KINDS = {"proefplaats": "proefplaatsing", "leerwerkplek": "leerwerkplek"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement out of a proposal, and what still waits for an answer.

    `others`: proposals for the same job. `elsewhere`: proposals of the same person for other jobs.
    """

    placement: Placement
    is_filled: bool
    others: int
    elsewhere: int


def as_proposed(proposal: Proposal, today: date) -> dict[str, Any]:
    """Return what the form of a placement opens with: who, where, how many hours, from when."""
    job = proposal.job
    return {
        "person_number": proposal.person.number,
        "kind": KINDS.get(job.kind, "dienstverband"),
        "employer_kvk": job.employer.kvk,
        "work_municipality": job.municipality,
        "starts_on": max(today, job.starts_on or today),
        "hours_week": job.hours_max,
        "is_new_job": "nieuw",
    }


def require_to_place(proposal: Proposal) -> None:
    """Refuse a proposal that was not accepted, or was placed before."""
    if proposal.placement_id is not None:
        raise NotPossible(_("Uit dit voorstel kwam al een plaatsing. Open die vanaf het voorstel."))
    if proposal.state != "accepted":
        raise NotPossible(_("Leg eerst vast dat de werkgever en de kandidaat het samen willen."))


def place(
    actor: Actor,
    number: str,
    new: NewPlacement,
    *,
    accepted: Collection[str] = (),
    today: date,
) -> Placed:
    """Register the placement of an accepted proposal; the job is filled when it was the last seat."""
    with transaction.atomic():
        require(actor, "placement.register")
        proposal = locked_proposal(actor, number)
        require_to_place(proposal)
        _refuse_other(proposal, new)
        job = proposal.job
        placement = register_placement(
            actor, replace(new, job_id=job.pk), accepted=frozenset(accepted), today=today
        )
        proposal.placement, proposal.waits_for, proposal.answer_by = placement, "", None
        note(proposal, "placed", actor, today)
        is_last = not seats_free({job.pk: job.seats}, today)[job.pk]
        is_filled = is_last and "filled" in may_follow(state_of(job, today), "job.close")
        if is_filled:
            close_job(actor, job.number, "all_seats", today=today)
        return Placed(placement, is_filled, others_open_on(proposal), others_open_of(proposal))


def _refuse_other(proposal: Proposal, new: NewPlacement) -> None:
    if new.person_number.strip().upper() != proposal.person.number:
        message = _("Dit voorstel gaat over %(number)s. Maak voor iemand anders een eigen plaatsing.")
        raise NotPossible(message % {"number": proposal.person.number}, field="person_number")
    if proposal.job.employer.kvk not in (new.employer_kvk, new.workplace_kvk):
        message = _(
            "Deze baan is bij %(name)s. Vul die in als werkgever of als bedrijf waar het werk gebeurt."
        )
        raise NotPossible(message % {"name": proposal.job.employer.name}, field="employer_kvk")
