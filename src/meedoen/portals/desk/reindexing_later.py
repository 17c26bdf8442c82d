"""Taking every subsidy along to a new year: at once, or as a task where a page would wait too long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from meedoen.access.actors import Actor
from meedoen.access.tasks.running import Tell, run
from meedoen.access.tasks.services import ask_task
from meedoen.register.checks import NotPossible
from meedoen.register.subsidies.reindexing import keep_reindex
from meedoen.register.subsidies.renewing import plan_reindex, try_reindex, why_unknown

KIND = "subsidy.reindex"
# Up to so many subsidies a page can wait for it.
AT_ONCE = 200


def begin_reindex(actor: Actor, year: int, *, today: date, at: datetime) -> int | None:
    """Do it now and return None, or hand it to the queue and return the key of the task."""
    unknown = why_unknown(year)
    if unknown:
        raise NotPossible(unknown)
    many = try_reindex(actor, year).in_all
    if not many:
        raise NotPossible(_("Er is niets om mee te nemen: alles wat doorloopt, staat al in dit jaar."))
    if many <= AT_ONCE:
        keep_reindex(actor, year, plan_reindex(actor, year, lambda _done, _total: None), today=today)
        return None
    with transaction.atomic():
        waiting = ask_task(actor, KIND, year, at=at)
        reindex_later.enqueue(waiting.pk)
        return int(waiting.pk)


@task()
def reindex_later(task_id: int) -> None:
    """Take a year along for who asked."""
    run(task_id, _reindex, today=timezone.localdate(), clock=timezone.now)


def _reindex(actor: Actor, asked: object, tell: Tell) -> None:
    year = int(getattr(asked, "subject_id", 0) or 0)

    def finish(counts: Mapping[str, int]) -> None:
        words = _("%(many)s voorstellen staan klaar. Een tweede persoon keurt ze goed.")
        tell.finish(dict(counts), words % {"many": counts["proposed"]})

    plan = plan_reindex(actor, year, tell.progress)
    keep_reindex(actor, year, plan, today=timezone.localdate(), finish=finish)
