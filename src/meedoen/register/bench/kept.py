"""Everything that is kept on the bench about one person, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.bench.models import DraftJob
from meedoen.register.kept import Kept


def what_is_kept(person_id: int) -> list[Kept]:
    """Return the jobs that were composed for this person."""
    rows = DraftJob.objects.filter(for_person=person_id).order_by("pk")
    cells = tuple(rows.values_list("bench__employer__name", "title", "job__number"))
    columns = (_("Werkgever"), _("Baan"), _("Baannummer"))
    return [Kept("bench_jobs", _("Banen die voor u werden samengesteld"), columns, cells)]
