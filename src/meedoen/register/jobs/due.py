"""What is due about jobs: those that expire unless the employer confirms them."""

from __future__ import annotations

from meedoen.register.due import Asked, Due
from meedoen.register.jobs.models import Job


def jobs_to_confirm(asked: Asked) -> list[Due]:
    """Return the open jobs that expire, of employers whose account manager can ask."""
    rows = Job.objects.filter(asked.about("pk", "expires_on"), state="open", expires_on__gt=asked.on)
    return [
        Due(key, expires_on, {"job": number, "expires_on": str(expires_on)}, employer_id=employer)
        for key, number, expires_on, employer in rows.values_list("pk", "number", "expires_on", "employer_id")
        if expires_on is not None
    ]
