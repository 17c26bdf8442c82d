"""What may be done with lasting work: take it away, small numbers hidden."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.steering.lasting.selectors import survival
from meedoen.steering.lasting.shape import Survival


def take_survival(actor: Actor, area: str, by: str, end: str, begun: str, *, on: date) -> Survival:
    """Take away every curve as the page shows it; that it left is written down."""
    with transaction.atomic():
        require(actor, "lasting.download")
        found = survival(actor, area, by, end, begun, on=on)
        detail = {"by": by, "end": end, "begun": begun, "area": area}
        journal.enter(actor, "lasting.download", "lasting", by, detail=detail, is_look=True)
    return found
