"""Seats of jobs: how many are left when placements and who was accepted are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible
from meedoen.register.jobs.models import Job
from meedoen.register.placements.selectors import seats_taken
from meedoen.register.proposals.models import Proposal

# An expired job is not among these: whoever accepts someone says that it is still there.
OVER = ("closed", "filled")


def seats_held(job_ids: Iterable[int]) -> dict[int, int]:
    """Return how many seats of each of these jobs are held for who was accepted and not placed yet."""
    found: dict[int, int] = {}
    asked = sorted(set(job_ids))
    for start in range(0, len(asked), 500):
        rows = Proposal.objects.filter(
            job__in=asked[start : start + 500],
            state="accepted",
            placement__isnull=True,
            # One that stayed behind in a file that went on in another was made twice, and takes no seat.
            person__merged_into__isnull=True,
        )
        found.update(rows.order_by("job").values_list("job").annotate(seats=Count("pk")))
    return found


def seats_free(seats: Mapping[int, int], on: date) -> dict[int, int]:
    """Return how many of the seats of each job (by its key) nobody has or will get; never below 0."""
    taken, held = seats_taken(seats, on), seats_held(seats)
    return {key: max(0, number - taken.get(key, 0) - held.get(key, 0)) for key, number in seats.items()}


def no_seat(proposal: Proposal, today: date) -> list[Refused]:
    """Refuse where the job is over, or every seat is taken or held; it is locked while that is asked."""
    job = Job.objects.select_for_update().get(pk=proposal.job_id)
    if job.state in OVER:
        return [NotPossible(_("Deze baan is gesloten of gevuld. Open hem eerst opnieuw, met de reden."))]
    if seats_free({job.pk: job.seats}, today)[job.pk]:
        return []
    return [
        NotPossible(_("Bij deze baan is geen plek meer vrij. Vraag de werkgever of er een plek bij komt."))
    ]
