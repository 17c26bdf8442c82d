"""Agreements that nobody went on with: after two warnings they expire."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.agreements.models import Agreement
from meedoen.register.agreements.states import UNFINISHED
from meedoen.register.agreements.steps import lapse, note, told


def expire_agreements(actor: Actor, *, today: date) -> int:
    """Write down which unfinished agreements expired, and let their links open nothing; return how many.

    They are expired from their day on without it; this writes the day into what happened to them.
    """
    with transaction.atomic():
        require(actor, "reminder.send")
        rows = Agreement.objects.select_for_update().filter(state__in=UNFINISHED, expires_on__lte=today)
        found = list(rows.order_by("pk"))
        for row in found:
            lapse(row, "expired", today)
            row.state = "expired"
            row.version += 1
            row.save(update_fields=["state", "version"])
            note(row, "expired", actor, row.expires_on)
            detail = told(row)
            journal.enter(actor, "agreement.expire", "person", row.person.number, detail=detail)
        return len(found)
