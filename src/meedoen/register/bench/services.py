"""What may be done with a bench: open and close it, and work through its nine steps."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.matching.redesign import BY_CODE
from meedoen.register.bench.models import Bench, BenchStep
from meedoen.register.bench.selectors import locked_bench
from meedoen.register.bench.validity import LONGEST_NOTE, lines, open_for_change
from meedoen.register.bench.words import CLOSED
from meedoen.register.checks import NotPossible, refuse_changed, text, together
from meedoen.register.employers.selectors import locked_employer
from meedoen.register.free_text import warned
from meedoen.register.numbers import number_of, provisional_mark

PREFIX = "BB"


def open_bench(
    actor: Actor, kvk: str, title: str, *, accepted: frozenset[str] = frozenset(), today: date
) -> Bench:
    """Begin to take work at an employer apart."""
    with transaction.atomic():
        require(actor, "bench.open")
        employer = locked_employer(actor, kvk)
        kept, wrong = text(title, _("De titel"), "title", 120)
        asked = warned(actor, kept, "title", accepted)
        together([*wrong, *asked.refusals])
        bench = Bench.objects.create(
            number=provisional_mark(),
            employer=employer,
            title=kept,
            opened_on=today,
            opened_by_id=actor.account_id,
        )
        bench.number = number_of(PREFIX, bench.pk)
        bench.save(update_fields=["number"])
        detail = {"bench": bench.number} | asked.detail
        journal.enter(actor, "bench.open", "bench", bench.number, detail=detail)
        return bench


def close_bench(actor: Actor, number: str, because: str, *, today: date) -> Bench:
    """Close a bench for a reason; the jobs that were made of it go on."""
    with transaction.atomic():
        require(actor, "bench.close")
        bench = open_for_change(locked_bench(actor, number))
        if because not in CLOSED:
            raise NotPossible(_("Kies een reden uit de lijst."), field="because")
        bench.closed_on, bench.closed_because = today, because
        bench.version += 1
        bench.save()
        detail = {"because": because}
        journal.enter(actor, "bench.close", "bench", bench.number, detail=detail)
        return bench


def note_step(
    actor: Actor,
    number: str,
    code: str,
    note: str,
    *,
    done: bool,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> BenchStep:
    """Write down what was found or agreed at a step, and whether the step is done."""
    with transaction.atomic():
        require(actor, "bench.note")
        bench = open_for_change(locked_bench(actor, number))
        step = _step(bench, code)
        kept = lines(note)
        asked = warned(actor, kept, "note", accepted)
        together([*_too_long(kept), *asked.refusals])
        now = {"note": step.note, "done": step.done_on is not None}
        refuse_changed(opened=version, version=step.version, now=now, typed={"note": kept, "done": done})
        step.note, step.by_id = kept, actor.account_id
        step.done_on = (step.done_on or today) if done else None
        _save(step)
        detail = {"step": code, "done": done} | asked.detail
        journal.enter(actor, "bench.note", "bench", bench.number, detail=detail)
        return step


def finish_step(actor: Actor, number: str, code: str, *, today: date) -> BenchStep:
    """Say that a step is done, in whatever order."""
    with transaction.atomic():
        require(actor, "bench.note")
        return _set_done(actor, number, code, today)


def reopen_step(actor: Actor, number: str, code: str, *, today: date) -> BenchStep:
    """Take up a step again; what was written down stays."""
    with transaction.atomic():
        require(actor, "bench.note")
        return _set_done(actor, number, code, None)


def _set_done(actor: Actor, number: str, code: str, done_on: date | None) -> BenchStep:
    bench = open_for_change(locked_bench(actor, number))
    step = _step(bench, code)
    step.done_on, step.by_id = done_on, actor.account_id
    _save(step)
    detail = {"step": code, "done": done_on is not None}
    journal.enter(actor, "bench.note", "bench", bench.number, detail=detail)
    return step


def _step(bench: Bench, code: str) -> BenchStep:
    if code not in BY_CODE:
        raise NotPossible(_("Deze stap bestaat niet. Kies een van de negen."))
    # Nobody else writes it: its bench is locked.
    return BenchStep.objects.filter(bench=bench, code=code).first() or BenchStep(bench=bench, code=code)


def _save(step: BenchStep) -> None:
    step.version += 1
    step.save()


def _too_long(note: str) -> list[Refused]:
    if len(note) <= LONGEST_NOTE:
        return []
    message = _("%(what)s is te lang. Gebruik hoogstens %(longest)s tekens.")
    return [NotPossible(message % {"what": _("De notitie"), "longest": LONGEST_NOTE}, field="note")]
