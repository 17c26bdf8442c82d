"""What keeps a person from being proposed for a job."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import AlreadyThere, NotPossible
from meedoen.register.jobs.models import Job
from meedoen.register.jobs.selectors import state_of
from meedoen.register.jobs.states import STATES as JOB_STATES
from meedoen.register.people.models import Person
from meedoen.register.placements.selectors import placed_on
from meedoen.register.privacy.selectors import restricted
from meedoen.register.profiles.selectors import profile_of
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposals.selectors import standing_pair


def wrong_pair(person: Person, job: Job, today: date) -> Iterator[Refused]:
    """Give everything that keeps this person from being proposed for this job."""
    yield from _wrong_person(person, today)
    yield from _wrong_job(job, today)
    if number := standing_pair(person.pk, job.pk):
        message = _("Deze kandidaat is al voorgesteld voor deze baan: %(number)s. Ga daarmee verder.")
        yield AlreadyThere(message % {"number": number}, field="job_number")
    elif number := placed_on(person.pk, job.pk, today):
        message = _("Deze kandidaat heeft al een plek bij deze baan: plaatsing %(number)s.")
        yield AlreadyThere(message % {"number": number}, field="job_number")


def _wrong_person(person: Person, today: date) -> Iterator[Refused]:
    """Refuse who asked not to be proposed, and who is not findable, with what is missing."""
    if restricted([person.pk], "no_matching", today):
        message = _("Deze kandidaat vroeg om niet te worden voorgesteld. Kijk bij Privacy in het dossier.")
        yield NotPossible(message, field="person_number")
        return
    profile = profile_of(person, today)
    if profile.missing:
        missing = ", ".join(str(one.words) for one in profile.missing)
        message = _("Het profiel van deze kandidaat is niet compleet. Er ontbreekt: %(missing)s.")
        yield NotPossible(message % {"missing": missing}, field="person_number")
    elif not profile.is_fresh:
        message = _("Het profiel is langer dan een jaar niet doorgenomen. Doe dat eerst met de kandidaat.")
        yield NotPossible(message, field="person_number")


def _wrong_job(job: Job, today: date) -> Iterator[Refused]:
    """Refuse a job that is not open, or has no seat that is free."""
    state = state_of(job, today)
    if state != "open":
        message = _("Deze baan is %(state)s. U kunt er nu niemand voor voorstellen.")
        yield NotPossible(message % {"state": JOB_STATES[state]}, field="job_number")
    elif not seats_free({job.pk: job.seats}, today)[job.pk]:
        message = _("Bij deze baan is geen plek meer vrij. Vraag de werkgever of er een plek bij komt.")
        yield NotPossible(message, field="job_number")
