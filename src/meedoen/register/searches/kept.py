"""What is kept about one person in searches of the engine, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept
from meedoen.register.searches.models import Search


def what_is_kept(person_id: int) -> list[Kept]:
    """Return which jobs were searched for on benches for this person."""
    rows = Search.objects.filter(for_person=person_id).order_by("pk")
    cells = tuple(rows.values_list("asked_on", "bench__employer__name", "hours_min", "hours_max"))
    columns = (_("Gevraagd op"), _("Werkgever"), _("Uren, minstens"), _("Uren, hoogstens"))
    return [Kept("searches", _("Berekeningen van banen voor u"), columns, cells)]
