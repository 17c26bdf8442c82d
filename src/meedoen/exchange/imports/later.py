"""Checking and importing a file at once, or as a task where it takes longer than a page may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from meedoen.access.actors import Actor
from meedoen.access.tasks.running import Tell, run
from meedoen.access.tasks.services import ask_task
from meedoen.exchange.imports import services
from meedoen.exchange.imports.locking import locked_file
from meedoen.exchange.imports.models import ImportFile
from meedoen.exchange.imports.selectors import CHECK, IMPORT

if TYPE_CHECKING:
    from meedoen.access.tasks.models import LongTask

# Up to here a page can wait for it.
AT_ONCE = 500


def begin_check(actor: Actor, file_id: int, *, today: date, at: datetime) -> LongTask | None:
    """Check a file, now or as a task; return the task."""
    return _begin(actor, file_id, CHECK, today, at)


def begin_import(actor: Actor, file_id: int, *, today: date, at: datetime) -> LongTask | None:
    """Import a file, now or as a task; return the task."""
    return _begin(actor, file_id, IMPORT, today, at)


def _begin(actor: Actor, file_id: int, kind: str, today: date, at: datetime) -> LongTask | None:
    to = ImportFile.State.TRIED if kind == CHECK else ImportFile.State.IMPORTED
    with transaction.atomic():
        # Locked until the task stands there: of two who ask at once, the second finds it.
        file = locked_file(actor, file_id, today, to)
        if file.rows > AT_ONCE:
            asked = ask_task(actor, kind, file.pk, at=at)
            (check_later if kind == CHECK else import_later).enqueue(asked.pk)
            return asked
    if kind == CHECK:
        services.try_file(actor, file_id, today=today)
    else:
        services.import_file(actor, file_id, today=today)
    return None


@task()
def check_later(task_id: int) -> None:
    """Check a file for who asked."""
    run(task_id, _check, today=timezone.localdate(), clock=timezone.now)


@task()
def import_later(task_id: int) -> None:
    """Import a file for who asked."""
    run(task_id, _import, today=timezone.localdate(), clock=timezone.now)


def _check(actor: Actor, asked: LongTask, tell: Tell) -> None:
    def finish(counts: Mapping[str, int]) -> None:
        tell.finish(dict(counts))

    services.try_file(
        actor, asked.subject_id or 0, today=timezone.localdate(), tell=tell.progress, finish=finish
    )


def _import(actor: Actor, asked: LongTask, tell: Tell) -> None:
    def finish(counts: Mapping[str, int]) -> None:
        tell.finish(dict(counts))

    services.import_file(actor, asked.subject_id or 0, today=timezone.localdate(), finish=finish)
