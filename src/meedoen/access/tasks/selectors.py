"""What may be asked about long tasks."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.access.selectors import organisations_overseen_by
from meedoen.access.tasks.models import MOVES, LongTask

PAGE = 50
OPEN = tuple(state for state, following in MOVES.items() if following)


def task_of(actor: Actor, task_id: int) -> LongTask:
    """Return a task that the actor asked for."""
    task = LongTask.objects.visible_to(actor).filter(pk=task_id).first()
    if task is None:
        raise NotFound(_("Deze taak bestaat niet, of iemand anders heeft haar gevraagd."))
    return task


def tasks_of(actor: Actor) -> list[LongTask]:
    """Return the latest tasks that the actor asked for, the newest first."""
    return list(LongTask.objects.visible_to(actor).order_by("-pk")[:PAGE])


def open_task(kinds: tuple[str, ...], subject_id: int) -> LongTask | None:
    """Return the task about this row that has not ended, whoever asked for it."""
    return LongTask.objects.filter(kind__in=kinds, subject_id=subject_id, state__in=OPEN).first()


def words_of_state(task: LongTask) -> str:
    """Return how far a task is, in words."""
    return str(LongTask.State(task.state).label)


def latest_task(actor: Actor, kinds: tuple[str, ...], subject_id: int) -> LongTask | None:
    """Return the last task of these kinds that the actor asked for about this row."""
    tasks = LongTask.objects.visible_to(actor).filter(kind__in=kinds, subject_id=subject_id)
    return tasks.order_by("-pk").first()


def failed_since(actor: Actor, moment: datetime, most: int) -> list[LongTask]:
    """Return the tasks that failed in the organisations that the actor oversees: kind and moment, for who
    keeps this installation running; what a task was about is of who asked for it."""
    overseen = organisations_overseen_by(actor)
    failed = LongTask.objects.filter(
        state=LongTask.State.FAILED, ended_at__gte=moment, organisation__in=overseen
    )
    return list(failed.select_related("organisation").order_by("-ended_at")[:most])
