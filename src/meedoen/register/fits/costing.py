"""Saying what a change costs in this region: from a day on, with its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotAllowed
from meedoen.matching.near import COSTS
from meedoen.register.checks import AHEAD, NotPossible, text, together, wrong_day
from meedoen.register.fits.models import ChangeCost

MOST = Decimal(50_000)


def set_cost(
    actor: Actor, key: str, amount: Decimal | None, source: str, starts_on: date, *, today: date
) -> ChangeCost:
    """Write down what the region reckons with; None takes it back to “kosten niet bekend”."""
    with transaction.atomic():
        require(actor, "change_cost.set")
        if actor.organisation_id is None:
            raise NotAllowed(_("Dit zegt een organisatie van de regio. U hoort bij geen enkele."))
        source, wrong = text(source, _("De bron"), "source", 120)
        if key not in COSTS:
            wrong.append(NotPossible(_("Deze verandering staat niet in de lijst."), field="key"))
        if amount is not None and not (0 <= amount <= MOST and amount == amount.quantize(Decimal("0.01"))):
            message = _("Vul 0 t/m 50.000 euro in, met hoogstens twee cijfers achter de komma.")
            wrong.append(NotPossible(message, field="amount"))
        wrong += wrong_day(starts_on, _("De eerste dag"), "starts_on", latest=today + AHEAD)
        together(wrong)
        row = ChangeCost.objects.create(
            key=key,
            amount=amount,
            source=source,
            starts_on=starts_on,
            set_on=today,
            organisation_id=actor.organisation_id,
        )
        detail = {"amount": "" if amount is None else str(amount), "from": starts_on.isoformat()}
        journal.enter(actor, "change_cost.set", "change_cost", key, detail=detail)
        return row
