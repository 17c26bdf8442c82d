"""What was agreed with employers and what the bedrijfsscan advised: arrangements, scans, follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.access.refusals import NotFound
from meedoen.register.employers.models import (
    Arrangement,
    Employer,
    Scan,
    ScanAdvice,
    ScanTask,
)
from meedoen.register.employers.words import (
    ADVICE,
    ADVICE_STATES,
    ARRANGEMENT_MOVES,
    ARRANGEMENT_STATES,
    ARRANGEMENTS,
    DROPPED,
    label_of,
)


@dataclass(frozen=True, slots=True)
class ArrangementShown:
    """One arrangement; `moves`: the states that may follow."""

    pk: int
    number: str
    kind: str
    what: str
    places: int
    starts_on: date
    ends_before: date | None
    responsible: str
    state: str
    state_words: str
    moves: frozenset[str]
    runs: bool


def arrangements_of(employer: Employer, today: date) -> list[ArrangementShown]:
    """Return what was agreed with an employer, the newest first."""
    rows = Arrangement.objects.filter(employer=employer).select_related("responsible").order_by("-pk")
    return [
        ArrangementShown(
            row.pk,
            row.number,
            label_of(ARRANGEMENTS, row.kind),
            row.what,
            row.places,
            row.starts_on,
            row.ends_before,
            row.responsible.name,
            row.state,
            label_of(ARRANGEMENT_STATES, row.state),
            ARRANGEMENT_MOVES[row.state],
            row.state == "agreed"
            and row.starts_on <= today
            and (row.ends_before is None or today < row.ends_before),
        )
        for row in rows
    ]


def arrangement_of(employer: Employer, arrangement_id: int) -> Arrangement:
    """Return one arrangement with this employer."""
    rows = Arrangement.objects.filter(employer=employer, pk=arrangement_id)
    row = rows.first() if arrangement_id < 2**63 else None
    if row is None:
        raise NotFound(_("Deze afspraak bestaat niet, of hoort niet bij deze werkgever."))
    return row


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A scan in a list: what could be carved, and how much of the advice still waits."""

    pk: int
    done_on: date
    by: str
    organisation: str
    branch: str
    tasks: int
    hours_week: Decimal
    advice: int
    open_advice: int


def scans_of(employer: Employer) -> list[ScanRow]:
    """Return the bedrijfsscans of an employer, the newest first."""
    rows = Scan.objects.filter(employer=employer).select_related("account", "organisation", "branch")
    scans = list(rows.order_by("-done_on", "-pk"))
    hours: dict[int, list[Decimal]] = {scan.pk: [] for scan in scans}
    for scan_id, of_task in ScanTask.objects.filter(scan__employer=employer).values_list(
        "scan_id", "hours_week"
    ):
        hours[scan_id].append(of_task)
    states: dict[int, list[str]] = {scan.pk: [] for scan in scans}
    for scan_id, state in ScanAdvice.objects.filter(scan__employer=employer).values_list("scan_id", "state"):
        states[scan_id].append(state)
    return [
        ScanRow(
            scan.pk,
            scan.done_on,
            scan.account.name,
            scan.organisation.name,
            scan.branch.name if scan.branch else "",
            len(hours[scan.pk]),
            sum(hours[scan.pk], Decimal(0)),
            len(states[scan.pk]),
            states[scan.pk].count("open"),
        )
        for scan in scans
    ]


def scan_of(employer: Employer, scan_id: int) -> Scan:
    """Return one bedrijfsscan of this employer."""
    rows = Scan.objects.filter(employer=employer, pk=scan_id).select_related(
        "account", "organisation", "branch"
    )
    row = rows.first() if scan_id < 2**63 else None
    if row is None:
        raise NotFound(_("Deze bedrijfsscan bestaat niet, of hoort niet bij deze werkgever."))
    return row


def tasks_of(scan: Scan) -> list[ScanTask]:
    """Return the tasks that could be carved, work process by work process."""
    return list(ScanTask.objects.filter(scan=scan).order_by("process", "pk"))


def task_of(scan: Scan, task_id: int) -> ScanTask:
    """Return one task of this scan."""
    row = ScanTask.objects.filter(scan=scan, pk=task_id).first() if task_id < 2**63 else None
    if row is None:
        raise NotFound(_("Deze taak bestaat niet, of hoort niet bij deze bedrijfsscan."))
    return row


def advice_line(scan: Scan, advice_id: int) -> ScanAdvice:
    """Return one line of advice of this scan."""
    row = ScanAdvice.objects.filter(scan=scan, pk=advice_id).first() if advice_id < 2**63 else None
    if row is None:
        raise NotFound(_("Dit advies bestaat niet, of hoort niet bij deze bedrijfsscan."))
    return row


@dataclass(frozen=True, slots=True)
class AdviceShown:
    """One line of advice: what, who follows it up by when, and how that went."""

    pk: int
    scan_id: int
    kvk: str
    employer: str
    kind: str
    note: str
    follow_up_on: date
    by: str
    state: str
    state_words: str
    because: str
    closed_on: date | None

    def is_late(self, today: date) -> bool:
        return self.state == "open" and self.follow_up_on < today


def advice_of(scan: Scan) -> tuple[AdviceShown, ...]:
    """Return the advice of a scan, what is due first on top."""
    return _advice(ScanAdvice.objects.filter(scan=scan))


def follow_ups_due(actor: Actor, until: date, most: int = 50) -> tuple[AdviceShown, ...]:
    """Return the advice that the actor has to follow up by that day, the oldest first."""
    if actor.account_id is None or not may(actor, "scan.follow_up"):
        return ()
    waiting = ScanAdvice.objects.filter(account_id=actor.account_id, state="open", follow_up_on__lte=until)
    return _advice(waiting, most)


def _advice(rows: QuerySet[ScanAdvice], most: int = 200) -> tuple[AdviceShown, ...]:
    found = rows.select_related("account", "scan__employer").order_by("follow_up_on", "pk")[:most]
    return tuple(
        AdviceShown(
            row.pk,
            row.scan_id,
            row.scan.employer.kvk,
            row.scan.employer.name,
            label_of(ADVICE, row.kind),
            row.note,
            row.follow_up_on,
            row.account.name,
            row.state,
            label_of(ADVICE_STATES, row.state),
            label_of(DROPPED, row.dropped_because) if row.dropped_because else "",
            row.closed_on,
        )
        for row in found
    )
