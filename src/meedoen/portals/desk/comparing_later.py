"""The comparison over a region at once, or as a task where a page would have to wait too long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from meedoen.access.actors import Actor
from meedoen.access.tasks.running import Tell, run
from meedoen.access.tasks.services import ask_task
from meedoen.steering.comparisons.population import size_of
from meedoen.steering.comparisons.services import answer_comparison, ask_comparison
from meedoen.steering.comparisons.shape import NewQuestion

if TYPE_CHECKING:
    from meedoen.access.tasks.models import LongTask

KIND = "comparison.run"
# Up to so many people a page can wait for it.
AT_ONCE = 5_000


def begin_run(actor: Actor, asked: NewQuestion, *, today: date, at: datetime) -> tuple[int, LongTask | None]:
    """Keep the question and answer it now or as a task; return its key and the task."""
    with transaction.atomic():
        question = ask_comparison(actor, asked, today=today)
        if size_of(question.area) <= AT_ONCE:
            answer_comparison(actor, question.pk, today=today)
            return question.pk, None
        waiting = ask_task(actor, KIND, question.pk, at=at)
        run_later.enqueue(waiting.pk)
        return question.pk, waiting


@task()
def run_later(task_id: int) -> None:
    """Answer a question for who asked."""
    run(task_id, _answer, today=timezone.localdate(), clock=timezone.now)


def _answer(actor: Actor, asked: LongTask, tell: Tell) -> None:
    def finish(counts: Mapping[str, int]) -> None:
        tell.finish(dict(counts), _("De vergelijking is gemaakt."))

    answer_comparison(actor, asked.subject_id or 0, today=timezone.localdate(), finish=finish)
