"""What is kept about someone whose file may be, or was, one of two: for an inzage."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.register.duplicates.models import Pair
from meedoen.register.kept import Kept


def what_is_kept(person_id: int) -> list[Kept]:
    """Return that there is another file that may be about this person; never whose it is."""
    pairs = Pair.objects.filter(Q(one=person_id) | Q(other=person_id)).order_by("found_on", "pk")
    return [
        Kept(
            "pairs",
            _("Dossiers die misschien ook over u gaan"),
            (_("Gevonden op"), _("Stand"), _("Besloten op")),
            tuple((one.found_on, one.get_state_display(), one.decided_on) for one in pairs),
        )
    ]
