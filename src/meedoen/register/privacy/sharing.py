"""Sharing as far as the person does not object: what was granted is looked at before a file is opened."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible
from meedoen.register.people import sharing
from meedoen.register.people.models import Share
from meedoen.register.people.selectors import locked_person
from meedoen.register.privacy.models import Restriction
from meedoen.register.privacy.selectors import restricted


def share_file(actor: Actor, number: str, new: sharing.NewShare, *, today: date) -> Share:
    """Open sections of a file to another organisation, unless the person's objection to that was granted."""
    with transaction.atomic():
        require(actor, "share.give")
        person = locked_person(actor, number)
        if restricted([person.pk], Restriction.Kind.NO_SHARING, today):
            message = _(
                "Deze kandidaat wil niet dat het dossier wordt gedeeld, en dat is toegewezen. "
                "Hef op de bladzijde Privacy eerst de beperking op, als de kandidaat dat wil."
            )
            raise NotPossible(message)
        return sharing.share_file(actor, number, new, today=today)
