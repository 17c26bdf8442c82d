"""What goes from reminders when a person becomes nobody."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.reminders.models import Pause, Reminder


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away what was sent about these people, and their pauses: nothing is counted from it."""
    Reminder.objects.filter(person_id__in=person_ids).delete()
    Pause.objects.filter(person_id__in=person_ids).delete()
