"""Doing a long task: from waiting to an end, with its progress on the row, and finding the abandoned ones."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor, actor_for
from meedoen.access.refusals import Refused
from meedoen.access.tasks.models import LongTask
from meedoen.access.tasks.states import move

# Longer without a sign than any transaction takes: then it is given up, whatever machine it ran on.
SILENCE = timedelta(minutes=30)
# Not more often than someone reads it.
BETWEEN_SIGNS = 0.5


class Stopped(Exception):
    """The task is not running any more: it was cancelled or given up. Nothing of it may be kept."""


@dataclass
class Tell:
    """What the work tells of itself; raises `Stopped` when nobody waits for it any more."""

    task_id: int
    clock: Callable[[], datetime]
    _last: float = field(default=0.0)

    def progress(self, done: int, total: int) -> None:
        """Write down how far it is; outside a transaction, or nobody sees it."""
        now = time.perf_counter()
        if now - self._last < BETWEEN_SIGNS and done < total:
            return
        self._last = now
        rows = LongTask.objects.filter(pk=self.task_id, state=LongTask.State.RUNNING)
        if not rows.update(done=done, total=total, seen_at=self.clock()):
            raise Stopped

    def finish(self, result: dict[str, Any], words: str = "") -> None:
        """End well. Within the transaction of the work: either both stand, or neither does."""
        ended = {"ended_at": self.clock(), "result": result, "words": words[:500]}
        if not move(self.task_id, LongTask.State.DONE, **ended):
            raise Stopped


Work = Callable[[Actor, LongTask, Tell], None]


def run(task_id: int, work: Work, *, today: date, clock: Callable[[], datetime]) -> None:
    """Do a task that waits, in the roles that who asked for it holds today.

    A refusal ends it with its words; anything else ends it too and is raised, for the log.
    """
    begun = clock()
    if not move(task_id, LongTask.State.RUNNING, started_at=begun, seen_at=begun, worker=_this_process()):
        return
    task = LongTask.objects.select_related("asked_by__organisation").get(pk=task_id)
    try:
        work(actor_for(task.asked_by, today), task, Tell(task_id, clock))
    except Stopped:
        return
    except Refused as refusal:
        _fail(task_id, refusal.message, clock())
    except BaseException:
        _fail(task_id, _("Er ging iets mis. Er is niets half bewaard. Probeer het opnieuw."), clock())
        raise


def fail_abandoned(at: datetime) -> int:
    """End the tasks whose worker was killed, and return how many there were."""
    running = LongTask.objects.filter(state=LongTask.State.RUNNING)
    machine = _this_machine()
    gone = [
        key
        for key, worker in running.filter(worker__startswith=f"{machine}:").values_list("pk", "worker")
        if not _is_alive(worker.rpartition(":")[2])
    ]
    keys = running.filter(Q(pk__in=gone) | Q(seen_at__lt=at - SILENCE)).values_list("pk", flat=True)
    words = _("Het werk is afgebroken. Er is niets half bewaard. Probeer het opnieuw.")
    return sum(_fail(key, words, at) for key in list(keys))


def _fail(task_id: int, words: str, at: datetime) -> bool:
    return move(task_id, LongTask.State.FAILED, ended_at=at, words=words[:500])


def _this_machine() -> str:
    return socket.gethostname()[:80]


def _this_process() -> str:
    return f"{_this_machine()}:{os.getpid()}"


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        pass
    return True
