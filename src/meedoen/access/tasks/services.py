"""What may be done with long tasks: ask for one, and stop it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.access.tasks.models import LongTask
from meedoen.access.tasks.selectors import task_of
from meedoen.access.tasks.states import move


class HasEnded(Refused):
    """The task is over; there is nothing to stop."""


def ask_task(actor: Actor, kind: str, subject_id: int | None = None, *, at: datetime) -> LongTask:
    """Write down that work is asked for; whoever asks hands it to the queue in the same transaction."""
    with transaction.atomic():
        require(actor, "task.see")
        if actor.account_id is None:
            raise NotAllowed(_("Een taak hoort bij wie haar vraagt. U bent niet aangemeld."))
        task = LongTask.objects.create(
            kind=kind,
            subject_id=subject_id,
            asked_by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            asked_at=at,
        )
        journal.enter(actor, "task.ask", "task", task.pk, detail={"kind": kind})
        return task


def cancel_task(actor: Actor, task_id: int, *, at: datetime) -> LongTask:
    """Stop a task that waits or runs; what it was doing is undone by the worker, which sees it here."""
    with transaction.atomic():
        require(actor, "task.see")
        task = task_of(actor, task_id)
        if not move(task.pk, LongTask.State.CANCELLED, ended_at=at):
            raise HasEnded(_("Deze taak is al geëindigd. Er valt niets meer te stoppen."))
        journal.enter(actor, "task.cancel", "task", task.pk, detail={"kind": task.kind})
        task.refresh_from_db()
        return task
