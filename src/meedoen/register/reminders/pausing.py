"""Pausing the reminders about a person or an employer, and letting them go on."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, together, wrong_day
from meedoen.register.employers.models import Employer
from meedoen.register.employers.selectors import locked_employer
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import colleague_of, locked_person, own_sight
from meedoen.register.reminders.models import Pause
from meedoen.register.reminders.selectors import running_pauses

DAY = timedelta(days=1)
# A pause is not forever: after half a year someone looks again.
LONGEST_PAUSE = timedelta(days=183)
Target = dict[str, Person] | dict[str, Employer]


def pause_person(actor: Actor, number: str, until: date, because: str, *, today: date) -> Pause:
    """Remind nobody of this person through `until`; a pause that runs ends when the new one begins."""
    with transaction.atomic():
        require(actor, "reminder.pause")
        person = locked_person(actor, number)
        own_sight(actor, person)
        pause = _begin(actor, {"person": person}, until, because, today)
        journal.enter(actor, "reminder.pause", "person", person.number, detail=_detail(pause))
        return pause


def resume_person(actor: Actor, number: str, *, today: date) -> Person:
    """End the pause of this person today: what waited is asked again at the next sending."""
    with transaction.atomic():
        require(actor, "reminder.pause")
        person = locked_person(actor, number)
        own_sight(actor, person)
        _require_end({"person": person}, today)
        journal.enter(actor, "reminder.resume", "person", person.number)
        return person


def pause_employer(actor: Actor, kvk: str, until: date, because: str, *, today: date) -> Pause:
    """Remind nobody of this employer through `until`; the employer's own wish for rest is another thing."""
    with transaction.atomic():
        require(actor, "reminder.pause")
        employer = locked_employer(actor, kvk)
        pause = _begin(actor, {"employer": employer}, until, because, today)
        journal.enter(actor, "reminder.pause", "employer", employer.kvk, detail=_detail(pause))
        return pause


def resume_employer(actor: Actor, kvk: str, *, today: date) -> Employer:
    """End the pause of this employer today."""
    with transaction.atomic():
        require(actor, "reminder.pause")
        employer = locked_employer(actor, kvk)
        _require_end({"employer": employer}, today)
        journal.enter(actor, "reminder.resume", "employer", employer.kvk)
        return employer


def _begin(actor: Actor, about: Target, until: date, because: str, today: date) -> Pause:
    account_id, _organisation_id = colleague_of(actor)
    wrong = wrong_day(until, _("De laatste dag"), "until", earliest=today, latest=today + LONGEST_PAUSE)
    if because not in Pause.Because.values:
        message = _("Deze reden bestaat niet. Kies een reden uit de lijst.")
        wrong.append(NotPossible(message, field="because"))
    together(wrong)
    _end(about, today)
    return Pause.objects.create(
        because=because, starts_on=today, ends_before=until + DAY, account_id=account_id, **about
    )


def _end(about: Target, today: date) -> int:
    return running_pauses(today).filter(**about).update(ends_before=today)


def _require_end(about: Target, today: date) -> None:
    if not _end(about, today):
        raise NotPossible(_("Er is geen pauze die loopt. Herinneringen gaan al door."))


def _detail(pause: Pause) -> dict[str, str]:
    return {"until": (pause.ends_before - DAY).isoformat(), "because": pause.because}
