"""What the form of an agreement opens with: from a proposal that was accepted, work that runs, or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.register.agreements.models import Agreement, AgreementParty
from meedoen.register.agreements.selectors import contact_name, payer_choices, terms_of
from meedoen.register.checks import NotPossible
from meedoen.register.jobs.selectors import contact_of, content_of, task_in_words
from meedoen.register.jobs.words import GUIDES
from meedoen.register.placements.selectors import hours_of, placement_by_number
from meedoen.register.proposals.selectors import proposal_to_change
from meedoen.register.proposing.placing import as_proposed, require_to_place

DAY = timedelta(days=1)


def from_nothing(actor: Actor, today: date) -> dict[str, Any]:
    """Who pays, and who signs for them: whoever fills it in."""
    offered = payer_choices(actor, today)
    return {
        "payer": offered[0][0] if offered else "",
        "basis": "gemeente",
        "payer_name": actor.name,
        "work_municipality": actor.municipality or "",
        "starts_on": today,
    }


def from_proposal(actor: Actor, number: str, today: date) -> dict[str, Any]:
    """What both sides agreed on, and what the job says."""
    proposal = proposal_to_change(actor, number)
    require_to_place(proposal)
    job, content = proposal.job, content_of(proposal.job)
    given = as_proposed(proposal, today)
    given.pop("is_new_job")
    contact = contact_of(job)
    name, to = (contact.name, contact.email or contact.phone) if contact else contact_name(job.employer)
    tasks = [task_in_words(line.task, line.words) for line in content.work.tasks]
    return {
        **given,
        "tasks": ", ".join(tasks) or job.title,
        "days": list(job.days),
        "guidance": str(GUIDES.get(job.guide, "")) if job.guide else "",
        "employer_name": name,
        "employer_to": to,
    }


def from_placement(actor: Actor, number: str) -> dict[str, Any]:
    """Work that runs or will start, of which nobody signed anything here yet."""
    placement = placement_by_number(actor, number)
    if placement.replaced_on is not None:
        raise NotPossible(_("Deze plaatsing is gecorrigeerd. Ga naar de nieuwe plaatsing."))
    name, to = contact_name(placement.employer)
    workplace = placement.workplace_employer
    hirer, hirer_to = contact_name(workplace) if workplace.pk != placement.employer_id else ("", "")
    return {
        "person_number": placement.person.number,
        "kind": placement.kind,
        "employer_kvk": placement.employer.kvk,
        "workplace_kvk": workplace.kvk if workplace.pk != placement.employer_id else "",
        "work_municipality": placement.work_municipality,
        "starts_on": placement.starts_on,
        "ends_before": placement.ends_before - DAY if placement.ends_before else None,
        "hours_week": next(iter(hours_of(placement)), (None, None))[1],
        "employer_name": name,
        "employer_to": to,
        "hirer_name": hirer,
        "hirer_to": hirer_to,
    }


def as_filled_in(agreement: Agreement) -> dict[str, Any]:
    """A draft as its form opens with it."""
    terms = terms_of(agreement)
    parties = AgreementParty.objects.filter(agreement=agreement)
    return {
        **{name: getattr(terms, name) for name in _TERMS},
        "days": list(terms.days),
        "instruments": list(terms.instruments),
        "ends_before": terms.ends_before - DAY if terms.ends_before else None,
        **{f"{one.side}_name": one.name for one in parties},
        **{f"{one.side}_to": one.told_at for one in parties},
        "version": agreement.version,
    }


_TERMS = (
    "tasks",
    "hours_week",
    "guidance",
    "supervisor",
    "work_municipality",
    "starts_on",
    "advice_on",
)
