"""What is due about jobs of the bench: those whose function changed since they were cut from it."""

from __future__ import annotations

from meedoen.register.bench.listing import GOES_ON
from meedoen.register.bench.models import DraftJob
from meedoen.register.due import Asked, Due


def changed_functions(asked: Asked) -> list[Due]:
    """Return the jobs that were cut from a function that changed, until somebody looked."""
    rows = DraftJob.objects.filter(
        asked.about("pk", "donor_changed_on"), donor_changed_on__isnull=False, job__state__in=GOES_ON
    )
    names = ("pk", "donor_changed_on", "job__number", "bench__employer_id")
    return [
        Due(key, since, {"job": number, "changed_on": str(since)}, employer_id=employer)
        for key, since, number, employer in rows.values_list(*names)
        if since is not None
    ]
