"""A question to the engine of the bench: answered at once for one person, for many as a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from meedoen.access.actors import Actor
from meedoen.access.tasks.running import Tell, run
from meedoen.access.tasks.services import ask_task
from meedoen.register.carving.services import answer_search

if TYPE_CHECKING:
    from meedoen.access.tasks.models import LongTask
    from meedoen.register.searches.models import Search

KIND = "carving.run"


def begin(actor: Actor, ask: Callable[[], Search], *, today: date, at: datetime) -> Search:
    """Keep the question. For one person the engine needs a moment; for many it reads everybody first."""
    with transaction.atomic():
        search = ask()
        if search.is_for_person:
            return answer_search(actor, search.pk, today=today)
        waiting = ask_task(actor, KIND, search.pk, at=at)
        search_later.enqueue(waiting.pk)
        return search


@task()
def search_later(task_id: int) -> None:
    """Answer a question for who asked."""
    run(task_id, _answer, today=timezone.localdate(), clock=timezone.now)


def _answer(actor: Actor, asked: LongTask, tell: Tell) -> None:
    def finish(counts: Mapping[str, int]) -> None:
        tell.finish(dict(counts), _("De voorstellen zijn klaar."))

    tell.progress(0, 1)
    answer_search(actor, asked.subject_id or 0, today=timezone.localdate(), finish=finish)
