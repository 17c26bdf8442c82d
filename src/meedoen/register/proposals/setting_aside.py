"""Leaving a pair for now: “niet nu, omdat…”."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, together, wrong_day
from meedoen.register.jobs.selectors import job_by_number
from meedoen.register.people.selectors import colleague_of, locked_person, no_such_section, sight_of
from meedoen.register.proposals.models import SetAside
from meedoen.register.proposals.states import SET_ASIDE

# After half a year people and jobs have changed.
LONGEST = timedelta(days=183)


def set_pair_aside(
    actor: Actor, person_number: str, job_number: str, because: str, until: date, *, today: date
) -> SetAside:
    """Write down why this person is not proposed for this job now, and until when."""
    with transaction.atomic():
        require(actor, "proposal.set_aside")
        account, organisation = colleague_of(actor)
        person = locked_person(actor, person_number)
        if "profile" not in sight_of(actor, person).sections:
            raise no_such_section()
        job = job_by_number(actor, job_number)
        wrong = wrong_day(
            until, _("De laatste dag"), "until", latest=today + LONGEST, earliest=today + timedelta(days=1)
        )
        if because not in SET_ASIDE:
            wrong = [NotPossible(_("Kies een reden uit de lijst."), field="because"), *wrong]
        together(wrong)
        SetAside.objects.filter(person=person, job=job, until__gt=today).update(until=today)
        row = SetAside.objects.create(
            person=person,
            job=job,
            because=because,
            on=today,
            until=until,
            account_id=account,
            organisation_id=organisation,
        )
        detail = {"job": job.number, "because": because, "until": until.isoformat()}
        journal.enter(actor, "proposal.set_aside", "person", person.number, detail=detail)
        return row
