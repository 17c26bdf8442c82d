"""What may be done with the jobs on a bench: compose one by hand, and make it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.matching.carving_shapes import A_WEEK, KEPT
from meedoen.register.bench.content import NewDraft
from meedoen.register.bench.models import Bench, DraftJob, DraftPiece, FunctionTask
from meedoen.register.bench.selectors import (
    DraftShown,
    draft_of,
    drafts_of,
    functions_of,
    locked_bench,
    sees_profile,
    task_of,
    task_shown,
)
from meedoen.register.bench.validity import (
    MOST_DRAFTS,
    in_quarters,
    open_for_change,
    wrong_draft,
    wrong_number,
)
from meedoen.register.bench.whole import cannot_be_made, job_of
from meedoen.register.bench.words import in_hours
from meedoen.register.checks import NotPossible, refuse_changed, tidy, together
from meedoen.register.employers.noted import noted
from meedoen.register.free_text import warned
from meedoen.register.jobs.models import Job
from meedoen.register.jobs.selectors import sbi_before
from meedoen.register.jobs.services import register_job
from meedoen.register.jobs.words import WHEN_DONOR_CHANGES
from meedoen.register.people.selectors import no_such_section, person_by_number, sight_of


def add_draft(
    actor: Actor, number: str, new: NewDraft, *, accepted: frozenset[str] = frozenset(), today: date
) -> DraftJob:
    """Begin a job on the bench, without tasks yet."""
    with transaction.atomic():
        require(actor, "bench.compose")
        bench = open_for_change(locked_bench(actor, number))
        asked = warned(actor, new.title, "title", accepted)
        there = DraftJob.objects.filter(bench=bench).count()
        message = _("Op een banenbank passen %(most)s banen. Begin een tweede bank voor de rest.")
        full = wrong_number(there, 1, MOST_DRAFTS, message, "title")
        together([*full, *wrong_draft(new), *asked.refusals])
        row = DraftJob.objects.create(bench=bench, **_columns(actor, new))
        detail = {"what": "draft.add", "draft": row.pk} | asked.detail
        journal.enter(actor, "bench.compose", "bench", bench.number, detail=detail)
        return row


def change_draft(
    actor: Actor,
    number: str,
    draft_id: int,
    new: NewDraft,
    *,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> DraftJob:
    """Change what a job on the bench is to be; for whom stays as it is where the actor cannot see who."""
    with transaction.atomic():
        require(actor, "bench.compose")
        bench = open_for_change(locked_bench(actor, number))
        row = _unmade(draft_of(bench, draft_id))
        asked = warned(actor, new.title, "title", accepted)
        together([*wrong_draft(new), *asked.refusals])
        typed = _columns(actor, new, row)
        now = {name: getattr(row, name) for name in typed}
        shown = set(typed) - {"for_person_id"}
        refuse_changed(
            opened=version,
            version=row.version,
            now={name: now[name] for name in shown},
            typed={name: typed[name] for name in shown},
        )
        for name, value in typed.items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        changed = sorted(name for name in typed if now[name] != typed[name])
        detail = {"what": "draft.change", "draft": row.pk, "changed": changed} | asked.detail
        journal.enter(actor, "bench.compose", "bench", bench.number, detail=detail)
        return row


def remove_draft(actor: Actor, number: str, draft_id: int, *, today: date) -> None:
    """Take a job off the bench; its hours are free again. Of a made job only when that is closed."""
    with transaction.atomic():
        require(actor, "bench.compose")
        bench = open_for_change(locked_bench(actor, number))
        row = draft_of(bench, draft_id)
        if row.job is not None and row.job.state != "closed":
            message = _("Van deze baan is %(number)s gemaakt. Sluit die eerst; dan komen de uren vrij.")
            raise NotPossible(message % {"number": row.job.number})
        row.delete()
        detail = {"what": "draft.remove", "draft": draft_id}
        journal.enter(actor, "bench.compose", "bench", bench.number, detail=detail)


def put_piece(
    actor: Actor, number: str, draft_id: int, task_id: int, hours: Decimal | None = None, *, today: date
) -> DraftPiece:
    """Put a task in a job, or set how much of it: without `hours` everything that is left of it."""
    with transaction.atomic():
        require(actor, "bench.compose")
        bench = open_for_change(locked_bench(actor, number))
        draft, task = _unmade(draft_of(bench, draft_id)), task_of(bench, task_id)
        piece = _put(draft, task, hours)
        detail = {"what": "piece.put", "draft": draft.pk, "task": task.pk, "quarters": piece.quarters}
        journal.enter(actor, "bench.compose", "bench", bench.number, detail=detail)
        return piece


def take_out_piece(actor: Actor, number: str, draft_id: int, task_id: int, *, today: date) -> None:
    """Take a task out of a job; its hours are left in the function again."""
    with transaction.atomic():
        require(actor, "bench.compose")
        bench = open_for_change(locked_bench(actor, number))
        draft, task = _unmade(draft_of(bench, draft_id)), task_of(bench, task_id)
        DraftPiece.objects.filter(draft=draft, task=task).delete()
        detail = {"what": "piece.take_out", "draft": draft.pk, "task": task.pk}
        journal.enter(actor, "bench.compose", "bench", bench.number, detail=detail)


def move_piece(
    actor: Actor, number: str, from_id: int, to_id: int, task_id: int, *, today: date
) -> DraftPiece:
    """Move what one job takes of a task to another job on the same bench."""
    with transaction.atomic():
        require(actor, "bench.compose")
        bench = open_for_change(locked_bench(actor, number))
        origin, goal = (_unmade(draft_of(bench, one)) for one in (from_id, to_id))
        task = task_of(bench, task_id)
        there = DraftPiece.objects.filter(draft=origin, task=task).first()
        if there is None or origin.pk == goal.pk:
            raise NotPossible(_("Deze taak zit hier niet meer in. Kijk nog eens wat er op de bank ligt."))
        before = sum(DraftPiece.objects.filter(draft=goal, task=task).values_list("quarters", flat=True))
        there.delete()
        piece = _put(goal, task, Decimal(there.quarters + before) / 4)
        detail = {"what": "piece.move", "from": origin.pk, "draft": goal.pk, "task": task.pk}
        journal.enter(actor, "bench.compose", "bench", bench.number, detail=detail)
        return piece


def make_job(
    actor: Actor,
    number: str,
    draft_id: int,
    *,
    growth: str,
    when_donor_changes: str,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Job:
    """Register the job that lies on the bench as a function on maat, a concept until it is confirmed."""
    with transaction.atomic():
        require(actor, "bench.make_job")
        bench = open_for_change(locked_bench(actor, number))
        row = _unmade(draft_of(bench, draft_id))
        shown = _shown(bench, row)
        together([*cannot_be_made(bench, shown), *_wrong_end(growth, when_donor_changes)])
        new = job_of(bench, shown, tidy(growth), when_donor_changes, sbi_before(bench.employer))
        row.job = register_job(actor, bench.employer.kvk, new, accepted=accepted, today=today)
        row.version += 1
        row.save(update_fields=["job", "version"])
        detail = {"draft": row.pk, "job": row.job.number}
        journal.enter(actor, "bench.make_job", "bench", bench.number, detail=detail)
        return row.job


def settle_change(actor: Actor, number: str, draft_id: int, *, today: date) -> DraftJob:
    """Say that somebody looked at what the change of a function means for the job that was cut from it."""
    with transaction.atomic():
        require(actor, "bench.settle")
        bench = locked_bench(actor, number)
        row = draft_of(bench, draft_id)
        if row.donor_changed_on is None:
            raise NotPossible(_("Hier is al naar gekeken. Er is niets meer te doen."))
        detail = {"draft": row.pk, "since": row.donor_changed_on.isoformat()}
        row.donor_changed_on = None
        row.save(update_fields=["donor_changed_on"])
        journal.enter(actor, "bench.settle", "bench", bench.number, detail=detail)
        return row


def _unmade(row: DraftJob) -> DraftJob:
    if row.job is not None:
        message = _("Deze baan is al gemaakt: %(number)s. Wijzig hem bij “Banen”.")
        raise NotPossible(message % {"number": row.job.number})
    return row


def _columns(actor: Actor, new: NewDraft, row: DraftJob | None = None) -> dict[str, Any]:
    return {
        "title": tidy(new.title),
        "hours_min": new.hours_min,
        "hours_max": new.hours_max,
        "for_person_id": _for_whom(actor, new.person_number, row),
        "guide": new.guide,
        "guidance_minutes": new.guidance_minutes,
        "wage": new.wage,
        "wage_percentage": new.wage_percentage,
        "wage_amount": new.wage_amount,
        "wage_scale": tidy(new.wage_scale),
    }


def _for_whom(actor: Actor, number: str, row: DraftJob | None) -> int | None:
    if not number:
        return row.for_person_id if row is not None and not _sees(actor, row) else None
    person = person_by_number(actor, number)
    if "profile" not in sight_of(actor, person).sections:
        raise no_such_section()
    return person.pk


def _sees(actor: Actor, row: DraftJob) -> bool:
    return row.for_person_id is None or sees_profile(actor, row.for_person_id)


def _put(draft: DraftJob, task: FunctionTask, hours: Decimal | None) -> DraftPiece:
    """Write how much of a task a job takes; its bench is locked, so that nobody else takes it meanwhile."""
    mine = DraftPiece.objects.filter(draft=draft, task=task).first()
    in_job = sum(DraftPiece.objects.filter(draft=draft).exclude(task=task).values_list("quarters", flat=True))
    elsewhere = DraftPiece.objects.filter(task=task).exclude(draft=draft)
    left = task.quarters - sum(elsewhere.values_list("quarters", flat=True))
    quarters = left if hours is None else in_quarters(hours)
    together(_wrong_piece(task, quarters, left, in_job))
    piece = mine or DraftPiece(draft=draft, task=task)
    piece.quarters = quarters or 0
    piece.save()
    return piece


def _wrong_piece(task: FunctionTask, quarters: int | None, left: int, in_job: int) -> Iterator[Refused]:
    what = {"task": task_shown(task).named}
    if task.kept:
        message = _("“%(task)s” kan niet uit de functie. %(why)s")
        yield NotPossible(message % (what | {"why": _(KEPT.get(task.kept, task.kept))}))
        return
    if quarters is None:
        message = _("Vul bij “%(task)s” de uren in, in hele kwartieren, zoals 2,25.")
        yield NotPossible(message % what, field="hours")
    elif left <= 0:
        yield NotPossible(_("Van “%(task)s” is niets meer over: alle uren zitten in banen.") % what)
    elif quarters > left:
        message = _("Van “%(task)s” is nog %(left)s uur over. Kies niet meer dan dat.")
        yield NotPossible(message % (what | {"left": in_hours(left)}), field="hours")
    elif in_job + quarters > A_WEEK:
        message = _(
            "Met “%(task)s” erbij wordt de baan %(hours)s uur; hoogstens 40 uur kan. Kies er een deel van."
        )
        yield NotPossible(message % (what | {"hours": in_hours(in_job + quarters)}), field="hours")


def _wrong_end(growth: str, when_donor_changes: str) -> Iterator[Refused]:
    kept, wrong = noted(growth, _("De groeistap"), "growth", 200)
    yield from wrong
    if not kept:
        message = _("Schrijf op waar iemand in deze baan naartoe kan groeien.")
        yield NotPossible(message, field="growth")
    if when_donor_changes not in WHEN_DONOR_CHANGES:
        message = _("Kies wat er met deze baan gebeurt als een functie verandert waar taken uit komen.")
        yield NotPossible(message, field="when_donor_changes")


def _shown(bench: Bench, row: DraftJob) -> DraftShown:
    return next(one for one in drafts_of(bench, functions_of(bench)) if one.row.pk == row.pk)
