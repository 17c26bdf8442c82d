"""What may be done with the limits of an employer: how often a month it is approached, and when not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import AHEAD, NotPossible, refuse_changed, together, wrong_day
from meedoen.register.employers.face import DAY, is_paused
from meedoen.register.employers.models import Employer
from meedoen.register.employers.noted import wrong_code
from meedoen.register.employers.selectors import locked_employer
from meedoen.register.employers.words import PAUSES

# Once a day at most; who wants less than once a month wants rest.
MOST_A_MONTH = 31


def set_limit(actor: Actor, kvk: str, most: int | None, *, version: int, today: date) -> Employer:
    """Write down how often a month an employer may be approached; None: it sets no limit any more."""
    with transaction.atomic():
        require(actor, "employer.set_limit")
        employer = locked_employer(actor, kvk)
        if most is not None and not 1 <= most <= MOST_A_MONTH:
            message = _(
                "Kies een aantal van 1 t/m 31. Wil de werkgever geen enkel contact? Leg dan rust vast."
            )
            raise NotPossible(message, field="most")
        refuse_changed(
            opened=version,
            version=employer.version,
            now={"most": employer.approaches_a_month},
            typed={"most": most},
        )
        if most == employer.approaches_a_month:
            raise NotPossible(_("Er is niets veranderd. Pas het aantal aan, of ga terug."), field="most")
        employer.approaches_a_month = most
        employer.version += 1
        employer.save(update_fields=["approaches_a_month", "version"])
        journal.enter(actor, "employer.set_limit", "employer", employer.kvk, detail={"most": most})
        return employer


def pause_employer(
    actor: Actor, kvk: str, until: date, because: str, *, version: int, today: date
) -> Employer:
    """Leave an employer in peace from today up to the day `until`; a pause that runs gets a new end."""
    with transaction.atomic():
        require(actor, "employer.pause")
        employer = locked_employer(actor, kvk)
        wrong = wrong_day(
            until - DAY, _("De laatste dag van rust"), "until", earliest=today, latest=today + AHEAD
        )
        wrong += wrong_code(because, PAUSES, "because")
        together(wrong)
        refuse_changed(
            opened=version,
            version=employer.version,
            now={
                "until": employer.paused_until - DAY if employer.paused_until else None,
                "because": employer.pause_because,
            },
            typed={"until": until - DAY, "because": because},
        )
        begins = employer.paused_from if is_paused(employer, today) else today
        employer.paused_from, employer.paused_until, employer.pause_because = begins, until, because
        _save_pause(employer)
        detail = {"until": until.isoformat(), "because": because}
        journal.enter(actor, "employer.pause", "employer", employer.kvk, detail=detail)
        return employer


def end_pause(actor: Actor, kvk: str, *, today: date) -> Employer:
    """Write down that an employer may be approached again from today on."""
    with transaction.atomic():
        require(actor, "employer.end_pause")
        employer = locked_employer(actor, kvk)
        if not is_paused(employer, today):
            raise NotPossible(_("Deze werkgever heeft nu geen rust. Er is niets te beëindigen."))
        if employer.paused_from == today:
            employer.paused_from, employer.paused_until, employer.pause_because = None, None, ""
        else:
            employer.paused_until = today
        _save_pause(employer)
        journal.enter(actor, "employer.end_pause", "employer", employer.kvk)
        return employer


def _save_pause(employer: Employer) -> None:
    employer.version += 1
    employer.save(update_fields=["paused_from", "paused_until", "pause_because", "version"])
