"""What may be done with programmes: register one."""

from __future__ import annotations

import re
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import (
    FAR_AHEAD,
    AlreadyThere,
    NotPossible,
    text,
    together,
    wrong_day,
    wrong_end,
)
from meedoen.register.programmes.models import Programme
from meedoen.rules import places


def register_programme(
    actor: Actor,
    code: str,
    name: str,
    region: str,
    starts_on: date,
    ends_before: date | None = None,
    *,
    today: date,
) -> Programme:
    """Register a programme; under its code the rule book says what lasting work means in it."""
    with transaction.atomic():
        require(actor, "programme.register")
        kept, wrong = text(name, _("De naam"), "name", 120)
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", code):
            message = _("Een code heeft kleine letters, cijfers en streepjes, zoals 1000-banenplan.")
            wrong.append(NotPossible(message, field="code"))
        if region not in {one.code for one in places.all_regions()}:
            message = _("Deze arbeidsmarktregio bestaat niet. Kies een regio uit de lijst.")
            wrong.append(NotPossible(message, field="region"))
        wrong += wrong_day(starts_on, _("De eerste dag"), "starts_on", latest=today + FAR_AHEAD)
        wrong += wrong_end(starts_on, ends_before, "ends_before")
        together(wrong)
        try:
            with transaction.atomic():
                programme = Programme.objects.create(
                    code=code, name=kept, region=region, starts_on=starts_on, ends_before=ends_before
                )
        except IntegrityError as refusal:
            message = _("Er is al een programma met deze code. Kies een andere code.")
            raise AlreadyThere(message, field="code") from refusal
        journal.enter(actor, "programme.register", "programme", code, detail={"region": region})
        return programme
