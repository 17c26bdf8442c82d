"""What may be done with the functions on a bench and the tasks in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.bench.content import NewFunction, NewTask
from meedoen.register.bench.models import Bench, DraftJob, DraftPiece, Function, FunctionTask
from meedoen.register.bench.pasting import read_lines
from meedoen.register.bench.selectors import function_of, locked_bench, task_of
from meedoen.register.bench.validity import (
    MOST_FUNCTIONS,
    MOST_TASKS,
    in_quarters,
    open_for_change,
    wrong_function,
    wrong_number,
    wrong_task,
)
from meedoen.register.bench.words import in_hours
from meedoen.register.checks import AlreadyThere, NotPossible, refuse_changed, refuse_first, tidy, together
from meedoen.register.employers.agreed import scan_of, tasks_of
from meedoen.register.employers.selectors import open_branches
from meedoen.register.free_text import warned_all
from meedoen.register.profiles.cards import in_order
from meedoen.register.profiles.words import DAYS, TIMES
from meedoen.register.profiles.work import TASK_WORDS
from meedoen.register.writing import insert_rows

_FOUR = Decimal(4)


def add_function(
    actor: Actor, number: str, new: NewFunction, *, accepted: frozenset[str] = frozenset(), today: date
) -> Function:
    """Put a function on the bench; its tasks follow."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        asked = warned_all(actor, {"name": new.name, "must_stay": new.must_stay}, accepted)
        there = Function.objects.filter(bench=bench).count()
        message = _("Op een banenbank passen %(most)s functies. Begin een tweede bank voor de rest.")
        full = wrong_number(there, 1, MOST_FUNCTIONS, message, "name")
        together([*full, *_wrong(bench, new, today), *asked.refusals])
        row = Function.objects.create(bench=bench, **_function_columns(new))
        detail = {"what": "function.add", "function": row.pk} | asked.detail
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)
        return row


def change_function(
    actor: Actor,
    number: str,
    function_id: int,
    new: NewFunction,
    *,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Function:
    """Change a function; jobs that were made of its tasks are shown as cut from what is no longer so."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        row = function_of(bench, function_id)
        asked = warned_all(actor, {"name": new.name, "must_stay": new.must_stay}, accepted)
        together([*_wrong(bench, new, today, row), *asked.refusals])
        changed = _rewrite(row, _function_columns(new), version)
        # What an hour costs changes the sum and not the work.
        if set(changed) - {"wage"}:
            _flag(DraftPiece.objects.filter(task__function=row), today)
        detail = {"what": "function.change", "function": row.pk, "changed": changed} | asked.detail
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)
        return row


def remove_function(actor: Actor, number: str, function_id: int, *, today: date) -> None:
    """Take a function off the bench, with its tasks; what lay in jobs that are not made yet goes too."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        row = function_of(bench, function_id)
        _drop(DraftPiece.objects.filter(task__function=row), today)
        row.delete()
        detail = {"what": "function.remove", "function": function_id}
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)


def add_task(
    actor: Actor,
    number: str,
    function_id: int,
    new: NewTask,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> FunctionTask:
    """Write down one task of a function."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        function = function_of(bench, function_id)
        asked = warned_all(actor, {"words": new.words}, accepted)
        together([*_too_many(bench, 1), *_wrong_new(function, [new]), *wrong_task(new), *asked.refusals])
        row = FunctionTask.objects.create(function=function, **_task_columns(new))
        detail = {"what": "task.add", "function": function.pk, "task": row.pk} | asked.detail
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)
        return row


def add_tasks(
    actor: Actor,
    number: str,
    function_id: int,
    news: Sequence[NewTask],
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> int:
    """Write down many tasks of a function, all or none; the first that cannot be is named by its row."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        function = function_of(bench, function_id)
        if not news:
            raise NotPossible(_("Er staan nog geen taken. Schrijf er op elke regel één."), field="lines")
        together(_too_many(bench, len(news)))
        refuse_first({at: wrong for at, new in enumerate(news, 1) if (wrong := list(wrong_task(new)))})
        asked = warned_all(actor, {"lines": "\n".join(new.words for new in news)}, accepted)
        together([*_wrong_new(function, news), *asked.refusals])
        insert_rows([FunctionTask(function=function, **_task_columns(new)) for new in news])
        detail = {"what": "task.add_many", "function": function.pk, "tasks": len(news)} | asked.detail
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)
        return len(news)


def paste_tasks(
    actor: Actor,
    number: str,
    function_id: int,
    lines: str,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> int:
    """Write down the tasks of pasted lines, all or none: what is wrong is named by its line."""
    with transaction.atomic():
        require(actor, "bench.change")
        news, wrong = read_lines(lines)
        together(wrong)
        return add_tasks(actor, number, function_id, news, accepted=accepted, today=today)


def take_over_scan(actor: Actor, number: str, function_id: int, scan_id: int, *, today: date) -> int:
    """Write the tasks that a bedrijfsscan named down as tasks of a function; those that are there stay."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        function = function_of(bench, function_id)
        there = _names(function)
        found = [
            NewTask("", tidy(one.task)[:120].strip(), max(round(one.hours_week * 4), 1) / _FOUR)
            for one in tasks_of(scan_of(bench.employer, scan_id))
        ]
        news = [new for new in _first_of_each(found) if ("", new.words.casefold()) not in there]
        if not news:
            raise NotPossible(_("Alle taken van deze bedrijfsscan staan al bij de functie."))
        together(_too_many(bench, len(news)))
        insert_rows([FunctionTask(function=function, **_task_columns(new)) for new in news])
        detail = {"what": "task.from_scan", "function": function.pk, "scan": scan_id, "tasks": len(news)}
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)
        return len(news)


def change_task(
    actor: Actor,
    number: str,
    task_id: int,
    new: NewTask,
    *,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> FunctionTask:
    """Change a task; it cannot become shorter than what jobs took of it already."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        row = task_of(bench, task_id)
        asked = warned_all(actor, {"words": new.words}, accepted)
        wrong = [*wrong_task(new), *_wrong_new(row.function, [new], row)]
        together([*wrong, *([] if wrong else _taken(row, new)), *asked.refusals])
        changed = _rewrite(row, _task_columns(new), version)
        _flag(DraftPiece.objects.filter(task=row), today)
        detail = {"what": "task.change", "task": row.pk, "changed": changed} | asked.detail
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)
        return row


def remove_task(actor: Actor, number: str, task_id: int, *, today: date) -> None:
    """Take a task out of its function; what lay in jobs that are not made yet goes too."""
    with transaction.atomic():
        require(actor, "bench.change")
        bench = open_for_change(locked_bench(actor, number))
        row = task_of(bench, task_id)
        _drop(DraftPiece.objects.filter(task=row), today)
        row.delete()
        detail = {"what": "task.remove", "task": task_id}
        journal.enter(actor, "bench.change", "bench", bench.number, detail=detail)


def _wrong(bench: Bench, new: NewFunction, today: date, row: Function | None = None) -> Iterator[Refused]:
    yield from wrong_function(new)
    same = Function.objects.filter(bench=bench, name=tidy(new.name)[:80]).exclude(pk=row.pk if row else 0)
    if same.exists():
        message = _("Deze functie staat al op de bank. Geef haar een andere naam, of wijzig die ene.")
        yield AlreadyThere(message, field="name")
    stays = row is not None and row.branch_id == new.branch_id
    there = dict(open_branches(bench.employer, today)) if new.branch_id is not None else {}
    if new.branch_id is not None and not stays and str(new.branch_id) not in there:
        message = _("Deze vestiging hoort niet bij deze werkgever, of is gesloten. Kies een andere.")
        yield NotPossible(message, field="branch")


def _function_columns(new: NewFunction) -> dict[str, Any]:
    given = {one.name: getattr(new, one.name) for one in fields(new)}
    return given | {"name": tidy(new.name), "must_stay": tidy(new.must_stay)}


def _task_columns(new: NewTask) -> dict[str, Any]:
    given = {one.name: getattr(new, one.name) for one in fields(new)}
    del given["hours_week"]
    return given | {
        "words": tidy(new.words),
        "quarters": in_quarters(new.hours_week),
        "days": list(in_order(new.days, DAYS)),
        "times": list(in_order(new.times, TIMES)),
        "demands": dict(new.demands),
    }


def _rewrite(row: Function | FunctionTask, typed: dict[str, Any], version: int) -> list[str]:
    """Write what was typed on a row that is locked by its bench; return the names of what changed."""
    now = {name: getattr(row, name) for name in typed}
    refuse_changed(opened=version, version=row.version, now=_on_form(now), typed=_on_form(typed))
    changed = sorted(name for name in typed if now[name] != typed[name])
    if not changed:
        raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
    for name in changed:
        setattr(row, name, typed[name])
    row.version += 1
    row.save()
    return changed


def _on_form(values: dict[str, Any]) -> dict[str, Any]:
    """Columns under the names of the form, so that two versions can be laid side by side."""
    given = dict(values)
    if "branch_id" in given:
        given["branch"] = given.pop("branch_id")
    if "quarters" in given:
        given["hours_week"] = (given.pop("quarters") or 0) / _FOUR
        given |= {f"demand_{code}": value for code, value in given.pop("demands").items()}
    return given


def _names(function: Function, without: FunctionTask | None = None) -> set[tuple[str, str]]:
    rows = FunctionTask.objects.filter(function=function).exclude(pk=without.pk if without else 0)
    return {(task, words.casefold()) for task, words in rows.values_list("task", "words")}


def _wrong_new(
    function: Function, news: Sequence[NewTask], row: FunctionTask | None = None
) -> Iterator[Refused]:
    """Give what stands in the function already, or twice among what is new."""
    seen = _names(function, row)
    for new in news:
        name = (new.task, tidy(new.words).casefold())
        if name in seen:
            message = _("Deze taak staat al bij de functie: %(task)s. Tel de uren bij elkaar op.")
            words = {"task": tidy(new.words) or str(TASK_WORDS.get(new.task, new.task))}
            yield AlreadyThere(message % words, field="lines" if len(news) > 1 else "words")
            return
        seen.add(name)


def _first_of_each(news: Sequence[NewTask]) -> list[NewTask]:
    return list({new.words.casefold(): new for new in reversed(news)}.values())[::-1]


def _too_many(bench: Bench, more: int) -> list[Refused]:
    there = FunctionTask.objects.filter(function__bench=bench).count()
    message = _(
        "Op een banenbank passen %(most)s taken, en er staan er %(there)s. Neem taken samen, of begin een "
        "tweede bank."
    )
    return wrong_number(there, more, MOST_TASKS, message)


def _taken(row: FunctionTask, new: NewTask) -> Iterator[Refused]:
    taken = sum(DraftPiece.objects.filter(task=row).values_list("quarters", flat=True))
    if (in_quarters(new.hours_week) or 0) < taken:
        message = _("Van deze taak zit al %(hours)s uur in banen. Haal die er eerst uit.")
        yield NotPossible(message % {"hours": in_hours(taken)}, field="hours_week")
    if taken and new.kept and not row.kept:
        message = _("Deze taak zit al in een baan. Haal hem daar eerst uit.")
        yield NotPossible(message, field="kept")


def _drop(pieces: Any, today: date) -> None:
    """Jobs that were made keep their piece without its task; others lose it."""
    _flag(pieces, today)
    pieces.filter(draft__job__isnull=True).delete()


def _flag(pieces: Any, today: date) -> None:
    made = DraftJob.objects.filter(pk__in=pieces.values("draft_id"), job__isnull=False)
    made.update(donor_changed_on=today)
