"""What may be done with the bedrijfsscan: record one, name tasks and advice, and follow the advice up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import colleagues_in
from meedoen.access.powers import DESK, require
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import AHEAD, NotPossible, in_hundredths, together, wrong_day
from meedoen.register.employers.agreed import advice_line, scan_of, task_of
from meedoen.register.employers.models import Employer, Scan, ScanAdvice, ScanTask
from meedoen.register.employers.noted import needed, noted, wrong_code
from meedoen.register.employers.selectors import account_of, branch_of, locked_employer
from meedoen.register.employers.words import ADVICE, DROPPED
from meedoen.register.free_text import warned, warned_all

# A week has no more hours, in hundredths.
MOST_HOURS_C = 168 * 100


@dataclass(frozen=True)
class NewTask:
    """A task that could be taken out of a work process, for how many hours a week, on what condition."""

    process: str
    task: str
    hours_week: Decimal
    conditions: str = ""


@dataclass(frozen=True)
class NewAdvice:
    """A line of advice, and who follows it up by when."""

    kind: str
    note: str
    follow_up_on: date
    account_id: int


def record_scan(
    actor: Actor,
    kvk: str,
    done_on: date,
    branch_id: int | None = None,
    *,
    tasks: tuple[NewTask, ...] = (),
    advice: tuple[NewAdvice, ...] = (),
    today: date,
) -> Scan:
    """Write down that a bedrijfsscan was done, with what it found as far as that is known already."""
    with transaction.atomic():
        require(actor, "scan.record")
        account_id, organisation_id = account_of(actor), actor.organisation_id
        if organisation_id is None:
            raise NotAllowed(_("Dit kan alleen iemand die bij een organisatie werkt."))
        employer = locked_employer(actor, kvk)
        branch = branch_of(employer, branch_id) if branch_id is not None else None
        wrong = wrong_day(done_on, _("De dag van de bedrijfsscan"), "done_on", latest=today)
        wrong += [one for task in tasks for one in _wrong_task(task)]
        wrong += _wrong_advice(advice, done_on, today)
        together(wrong)
        scan = Scan.objects.create(
            employer=employer,
            branch=branch,
            done_on=done_on,
            account_id=account_id,
            organisation_id=organisation_id,
        )
        ScanTask.objects.bulk_create(_task(scan, task) for task in tasks)
        ScanAdvice.objects.bulk_create(_advice(scan, line) for line in advice)
        detail = {"scan": scan.pk, "on": done_on.isoformat(), "tasks": len(tasks), "advice": len(advice)}
        journal.enter(actor, "scan.record", "employer", employer.kvk, detail=detail)
        return scan


def add_task(
    actor: Actor,
    kvk: str,
    scan_id: int,
    new: NewTask,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> ScanTask:
    """Write down one more task that could be carved; a text about someone is asked once more."""
    with transaction.atomic():
        require(actor, "scan.add_task")
        employer, scan = _locked(actor, kvk, scan_id)
        text = warned_all(actor, {"task": new.task, "conditions": new.conditions}, accepted)
        together([*_wrong_task(new), *text.refusals])
        row = _task(scan, new)
        row.save()
        detail = {"scan": scan.pk} | text.detail
        journal.enter(actor, "scan.add_task", "employer", employer.kvk, detail=detail)
        return row


def remove_task(actor: Actor, kvk: str, scan_id: int, task_id: int, *, today: date) -> None:
    """Take a task out that was written down by mistake."""
    with transaction.atomic():
        require(actor, "scan.remove_task")
        employer, scan = _locked(actor, kvk, scan_id)
        task_of(scan, task_id).delete()
        journal.enter(actor, "scan.remove_task", "employer", employer.kvk, detail={"scan": scan.pk})


def add_advice(
    actor: Actor,
    kvk: str,
    scan_id: int,
    new: NewAdvice,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> ScanAdvice:
    """Write down one more line of advice, with who follows it up by when."""
    with transaction.atomic():
        require(actor, "scan.add_advice")
        employer, scan = _locked(actor, kvk, scan_id)
        text = warned(actor, new.note, "note", accepted)
        together([*_wrong_advice((new,), scan.done_on, today), *text.refusals])
        row = _advice(scan, new)
        row.save()
        detail = {"scan": scan.pk, "kind": new.kind, "by": new.account_id} | text.detail
        journal.enter(actor, "scan.add_advice", "employer", employer.kvk, detail=detail)
        return row


def close_advice(
    actor: Actor, kvk: str, scan_id: int, advice_id: int, *, done: bool, because: str = "", today: date
) -> ScanAdvice:
    """Write down that advice was followed, or why it is not."""
    with transaction.atomic():
        require(actor, "scan.follow_up")
        employer, scan = _locked(actor, kvk, scan_id)
        row = advice_line(scan, advice_id)
        if row.closed_on is not None:
            message = _("Dit advies is al afgesloten, op %(day)s.")
            raise NotPossible(message % {"day": day_in_words(row.closed_on)})
        if not done:
            together(wrong_code(because, DROPPED, "because"))
        row.state, row.closed_on = ("done" if done else "dropped"), today
        row.dropped_because = "" if done else because
        row.save(update_fields=["state", "closed_on", "dropped_because"])
        detail = {"scan": scan.pk, "advice": row.pk, "state": row.state, "because": row.dropped_because}
        journal.enter(actor, "scan.follow_up", "employer", employer.kvk, detail=detail)
        return row


def _locked(actor: Actor, kvk: str, scan_id: int) -> tuple[Employer, Scan]:
    employer = locked_employer(actor, kvk)
    return employer, scan_of(employer, scan_id)


def _task(scan: Scan, new: NewTask) -> ScanTask:
    return ScanTask(
        scan=scan,
        process=needed(new.process, "", "process", 80)[0],
        task=needed(new.task, "", "task", 200)[0],
        hours_week=new.hours_week,
        conditions=noted(new.conditions, "", "conditions", 200)[0],
    )


def _advice(scan: Scan, new: NewAdvice) -> ScanAdvice:
    return ScanAdvice(
        scan=scan,
        kind=new.kind,
        note=noted(new.note, "", "note", 200)[0],
        follow_up_on=new.follow_up_on,
        account_id=new.account_id,
    )


def _wrong_task(new: NewTask) -> Iterator[Refused]:
    yield from needed(new.process, _("Het werkproces"), "process", 80)[1]
    yield from needed(new.task, _("De taak"), "task", 200)[1]
    yield from noted(new.conditions, _("De voorwaarden"), "conditions", 200)[1]
    hours_c = in_hundredths(new.hours_week)
    if hours_c is None or not 0 < hours_c <= MOST_HOURS_C:
        message = _("Dit aantal uren kan niet. Vul meer dan 0 en hoogstens 168 uur per week in.")
        yield NotPossible(message, field="hours_week")


def _wrong_advice(lines: tuple[NewAdvice, ...], done_on: date, today: date) -> Iterator[Refused]:
    colleagues = {one.account_id for one in colleagues_in(DESK, today)} if lines else set()
    for new in lines:
        yield from wrong_code(new.kind, ADVICE, "kind")
        yield from noted(new.note, _("De toelichting"), "note", 200)[1]
        what = _("De dag van opvolgen")
        yield from wrong_day(new.follow_up_on, what, "follow_up_on", earliest=done_on, latest=today + AHEAD)
        if new.account_id not in colleagues:
            message = _("Deze collega werkt hier nu niet. Kies iemand uit de lijst.")
            yield NotPossible(message, field="account")
