"""A round over the region at once, or as a task where a page would have to wait too long."""

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
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.rounds.selectors import kept_round, size_of
from meedoen.register.rounds.services import answer_round, ask_round, repeat_round
from meedoen.register.rounds.shape import NewRound, Repeated
from meedoen.register.rounds.taking_part import Sources

if TYPE_CHECKING:
    from meedoen.access.tasks.models import LongTask

# Whoever may be matched, and what is open, on the day of a round.
SOURCES = Sources(people_to_match, jobs_to_match)
KIND = "round.run"
AGAIN = "round.repeat"
# Up to so many people a page can wait for it.
AT_ONCE = 500


def begin_round(actor: Actor, asked: NewRound, *, today: date, at: datetime) -> tuple[str, LongTask | None]:
    """Keep what is asked and answer it now or as a task; return its number and the task."""
    with transaction.atomic():
        row = ask_round(actor, asked, today=today)
        if size_of() <= AT_ONCE:
            answer_round(actor, row.number, SOURCES, at=at)
            return row.number, None
        waiting = ask_task(actor, KIND, row.pk, at=at)
        run_later.enqueue(waiting.pk)
        return row.number, waiting


def begin_repeat(actor: Actor, number: str, *, at: datetime) -> tuple[Repeated | None, LongTask | None]:
    """Do a round again now or as a task; return what came of it, or the task."""
    row = kept_round(actor, number)
    if size_of() <= AT_ONCE:
        return repeat_round(actor, number, SOURCES), None
    with transaction.atomic():
        waiting = ask_task(actor, AGAIN, row.pk, at=at)
        repeat_later.enqueue(waiting.pk)
        return None, waiting


def told(again: Repeated) -> str:
    """What a repeat says, in one line or two."""
    lines = [
        _("Opnieuw gerekend: precies dezelfde uitkomst.")
        if again.is_same
        else _("Opnieuw gerekend: de uitkomst is anders.")
    ]
    if not again.is_same_facts:
        lines.append(
            _(
                "Wat erin gaat, veranderde: van %(changed)s mensen anders, %(new)s erbij, %(gone)s eraf; "
                "banen anders: %(jobs)s, erbij: %(more)s, eraf: %(less)s."
            )
            % {
                "changed": again.people_changed,
                "new": again.people_new,
                "gone": again.people_gone,
                "jobs": _some(again.jobs_changed),
                "more": _some(again.jobs_new),
                "less": _some(again.jobs_gone),
            }
        )
    if not again.is_same_engine:
        lines.append(_("De zoekhulp zelf veranderde sindsdien ook."))
    if not again.is_whole:
        lines.append(_("Let op: wat bewaard was, is niet meer zoals het bewaard werd."))
    return " ".join(lines)


def _some(numbers: tuple[str, ...], most: int = 3) -> str:
    """The first few by number, and how many more."""
    more = len(numbers) - most
    few = ", ".join(numbers[:most]) or "0"
    return few if more <= 0 else _("%(few)s en nog %(more)s") % {"few": few, "more": more}


@task()
def run_later(task_id: int) -> None:
    """Answer a round for who asked."""
    run(task_id, _answer, today=timezone.localdate(), clock=timezone.now)


@task()
def repeat_later(task_id: int) -> None:
    """Do a round again for who asked."""
    run(task_id, _again, today=timezone.localdate(), clock=timezone.now)


def _answer(actor: Actor, asked: LongTask, tell: Tell) -> None:
    def finish(counts: Mapping[str, int]) -> None:
        tell.finish(dict(counts), _("De ronde over de regio is gemaakt."))

    number = f"R-{asked.subject_id or 0:04}"
    answer_round(actor, number, SOURCES, at=timezone.now(), tell=tell.progress, finish=finish)


def _again(actor: Actor, asked: LongTask, tell: Tell) -> None:
    def finish(again: Repeated, counts: Mapping[str, int]) -> None:
        tell.finish(dict(counts), told(again))

    repeat_round(actor, f"R-{asked.subject_id or 0:04}", SOURCES, tell=tell.progress, finish=finish)
