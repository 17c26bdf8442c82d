"""That a burgerservicenummer is kept about someone, for an inzage; the number itself stays out of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.bsn.models import PersonBsn
from meedoen.register.kept import Kept, one_row


def what_is_kept(person_id: int) -> list[Kept]:
    """Say that the number is kept and since when; who has the right to it is told it in person."""
    kept_on = PersonBsn.objects.filter(person=person_id).values_list("kept_on", flat=True).first()
    cells = [] if kept_on is None else [(_("Vastgelegd op"), kept_on)]
    return [one_row("bsn", _("Uw burgerservicenummer (versleuteld bewaard, hier niet getoond)"), cells)]
