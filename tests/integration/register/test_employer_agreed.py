"""Arrangements and the bedrijfsscan: what was agreed, what was advised, and how it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import ChangedMeanwhile
from meedoen.register.employers import arrangements, scans
from meedoen.register.employers.agreed import advice_of, arrangements_of, follow_ups_due, scans_of, tasks_of
from meedoen.register.employers.arrangements import NewArrangement
from meedoen.register.employers.models import Arrangement, Employer, Scan
from meedoen.register.employers.scans import NewAdvice, NewTask
from meedoen.register.employers.words import ARRANGEMENT_MOVES, ARRANGEMENT_STATES
from tests.factories import employers, register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds

START = date(2018, 1, 1)
DAY = timedelta(days=1)


@pytest.fixture
def employer(db: None) -> Employer:
    return register.employer()


@pytest.fixture
def new(cast: Cast) -> NewArrangement:
    return NewArrangement("jobs", "Banen in het magazijn", 5, START, None, cast.alice.account.pk)


def _made(cast: Cast, employer: Employer, new: NewArrangement) -> Arrangement:
    return arrangements.make_arrangement(cast.alice.actor, employer.kvk, new, today=TODAY)


def _move(cast: Cast, employer: Employer, row: Arrangement, to: str, on: date | None = None) -> Arrangement:
    return arrangements.move_arrangement(cast.alice.actor, employer.kvk, row.pk, to, on=on, today=TODAY)


def test_an_arrangement_is_made_agreed_and_ended(cast: Cast, employer: Employer, new: NewArrangement) -> None:
    row = _made(cast, employer, new)
    assert row.number.startswith("A-")
    assert not arrangements_of(employer, TODAY)[0].runs
    _move(cast, employer, row, "agreed")
    assert arrangements_of(employer, TODAY)[0].runs
    _move(cast, employer, row, "ended", TODAY)
    shown = arrangements_of(employer, TODAY)[0]
    assert (shown.state, shown.ends_before, shown.runs) == ("ended", TODAY, False)
    assert [deed for deed, _kind, _key in deeds()] == ["arrangement.make", *["arrangement.move"] * 2]


def test_only_the_moves_of_the_table_are_possible(cast: Cast, employer: Employer) -> None:
    states = [code for code, _words in ARRANGEMENT_STATES]
    assert set(ARRANGEMENT_MOVES) == set(states)
    for state in states:
        for to in [*states, "", "onzin"]:
            row = employers.arrangement(employer, state=state)
            if to in ARRANGEMENT_MOVES[state]:
                assert _move(cast, employer, row, to).state == to
            else:
                with pytest.raises(Refused):
                    _move(cast, employer, row, to)


def test_the_end_lies_after_the_start_and_not_ahead(
    cast: Cast, employer: Employer, new: NewArrangement
) -> None:
    row = _made(cast, employer, new)
    _move(cast, employer, row, "agreed")
    for on in (START, TODAY + 2 * DAY):
        with pytest.raises(Refused):
            _move(cast, employer, row, "ended", on)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "feest"},
        {"what": ""},
        {"what": "x" * 201},
        {"places": 0},
        {"places": 10**30},
        {"starts_on": date(1, 1, 1)},
        {"ends_before": START},
        {"responsible_id": 2**70},
    ],
)
def test_an_arrangement_that_cannot_be_is_refused(
    cast: Cast, employer: Employer, new: NewArrangement, changes: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        _made(cast, employer, replace(new, **changes))
    assert not Arrangement.objects.exists()


def test_the_second_who_changes_an_arrangement_is_told(
    cast: Cast, employer: Employer, new: NewArrangement
) -> None:
    row = _made(cast, employer, new)
    first, second = replace(new, places=6), replace(new, places=7)
    arrangements.correct_arrangement(cast.alice.actor, employer.kvk, row.pk, first, version=1, today=TODAY)
    with pytest.raises(ChangedMeanwhile) as told:
        arrangements.correct_arrangement(cast.bob.actor, employer.kvk, row.pk, second, version=1, today=TODAY)
    assert told.value.now == {"places": 6}
    arrangements.correct_arrangement(
        cast.bob.actor, employer.kvk, row.pk, second, version=told.value.version, today=TODAY
    )
    _move(cast, employer, row, "cancelled")
    with pytest.raises(Refused, match="verandert niet meer"):
        arrangements.correct_arrangement(cast.bob.actor, employer.kvk, row.pk, first, version=4, today=TODAY)


def test_a_consulent_makes_no_arrangement(cast: Cast, employer: Employer, new: NewArrangement) -> None:
    for member in (cast.hans, cast.ilse, cast.farid, cast.greta):
        with pytest.raises(NotAllowed):
            arrangements.make_arrangement(member.actor, employer.kvk, new, today=TODAY)
    other = employers.arrangement(register.employer())
    with pytest.raises(NotFound):
        _move(cast, employer, other, "agreed")


def _task(**changes: Any) -> NewTask:
    return replace(NewTask("Magazijn", "Dozen vouwen", Decimal("12.5"), "Zittend werk"), **changes)


def _advice(cast: Cast, **changes: Any) -> NewAdvice:
    return replace(NewAdvice("carve", "", TODAY + 10 * DAY, cast.bob.account.pk), **changes)


def test_a_scan_is_recorded_with_tasks_and_advice(cast: Cast, employer: Employer) -> None:
    branch = employer.branches.get()
    scan = scans.record_scan(
        cast.alice.actor,
        employer.kvk,
        TODAY,
        branch.pk,
        tasks=(_task(), _task(process="Kantine", hours_week=Decimal(4))),
        advice=(_advice(cast),),
        today=TODAY,
    )
    (row,) = scans_of(employer)
    assert (row.tasks, row.hours_week, row.advice, row.open_advice) == (2, Decimal("16.5"), 1, 1)
    assert [task.process for task in tasks_of(scan)] == ["Kantine", "Magazijn"]
    assert [one.employer for one in follow_ups_due(cast.bob.actor, TODAY + 10 * DAY)] == [employer.name]
    assert follow_ups_due(cast.bob.actor, TODAY) == follow_ups_due(cast.alice.actor, TODAY + 10 * DAY) == ()
    assert deeds() == [("scan.record", "employer", employer.kvk)]


def test_advice_is_closed_once_with_a_reason_when_dropped(cast: Cast, employer: Employer) -> None:
    scan = employers.scan(employer, by=cast.alice.account)
    (line,) = advice_of(scan)
    assert line.is_late(line.follow_up_on + DAY)
    with pytest.raises(Refused):
        scans.close_advice(cast.bob.actor, employer.kvk, scan.pk, line.pk, done=False, today=TODAY)
    scans.close_advice(
        cast.bob.actor, employer.kvk, scan.pk, line.pk, done=False, because="too_costly", today=TODAY
    )
    (line,) = advice_of(scan)
    assert (line.state, line.because, line.closed_on) == ("dropped", "te duur", TODAY)
    with pytest.raises(Refused, match="al afgesloten"):
        scans.close_advice(cast.bob.actor, employer.kvk, scan.pk, line.pk, done=True, today=TODAY)


def test_tasks_and_advice_are_added_and_a_wrong_task_taken_out(cast: Cast, employer: Employer) -> None:
    scan = employers.scan(employer)
    made = scans.add_task(cast.alice.actor, employer.kvk, scan.pk, _task(task="Vegen"), today=TODAY)
    scans.add_advice(cast.alice.actor, employer.kvk, scan.pk, _advice(cast), today=TODAY)
    assert (len(tasks_of(scan)), len(advice_of(scan))) == (2, 2)
    scans.remove_task(cast.alice.actor, employer.kvk, scan.pk, made.pk, today=TODAY)
    assert [task.task for task in tasks_of(scan)] == ["Dozen vouwen"]
    elsewhere = employers.scan(register.employer())
    with pytest.raises(NotFound):
        scans.remove_task(cast.alice.actor, employer.kvk, scan.pk, elsewhere.tasks.get().pk, today=TODAY)
    with pytest.raises(NotFound):
        scans.add_task(cast.alice.actor, employer.kvk, elsewhere.pk, _task(), today=TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"process": ""},
        {"task": "x" * 201},
        {"conditions": "x" * 201},
        {"hours_week": Decimal(0)},
        {"hours_week": Decimal("NaN")},
        {"hours_week": Decimal("1e400")},
        {"hours_week": Decimal("168.01")},
        {"hours_week": Decimal("1.005")},
    ],
)
def test_a_task_that_cannot_be_is_refused(cast: Cast, employer: Employer, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        scans.record_scan(cast.alice.actor, employer.kvk, TODAY, tasks=(_task(**changes),), today=TODAY)
    assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "toveren"},
        {"note": "x" * 201},
        {"follow_up_on": TODAY - DAY},
        {"follow_up_on": TODAY + 400 * DAY},
        {"account_id": 2**70},
    ],
)
def test_advice_that_nobody_can_follow_is_refused(
    cast: Cast, employer: Employer, changes: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        scans.record_scan(
            cast.alice.actor, employer.kvk, TODAY, advice=(_advice(cast, **changes),), today=TODAY
        )
    assert not Scan.objects.exists()
