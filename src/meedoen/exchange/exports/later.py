"""Taking out at once, or as a task where it is much."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from meedoen.access.actors import Actor
from meedoen.access.tasks.running import Tell, run
from meedoen.exchange.exports import services
from meedoen.exchange.exports.tables import Wanted, how_many

if TYPE_CHECKING:
    from meedoen.access.tasks.models import LongTask

# Up to here a page can wait for it.
AT_ONCE = 5000


def begin(actor: Actor, wanted: Wanted, *, today: date, at: datetime) -> bytes | int:
    """Return the file, or the key of the task that makes it."""
    if how_many(actor, wanted.noun, wanted.chosen, today) <= AT_ONCE:
        return services.take_out(actor, wanted, today=today)
    with transaction.atomic():
        made = services.ask_file(actor, wanted, today=today, at=at)
        make_later.enqueue(made.task_key)
        return made.task_key


@task()
def make_later(task_id: int) -> None:
    """Make a file for who asked."""
    run(task_id, _make, today=timezone.localdate(), clock=timezone.now)


def _make(actor: Actor, asked: LongTask, tell: Tell) -> None:
    def finish(counts: Mapping[str, int]) -> None:
        tell.finish(dict(counts))

    services.make_file(actor, asked.pk, today=timezone.localdate(), tell=tell.progress, finish=finish)
