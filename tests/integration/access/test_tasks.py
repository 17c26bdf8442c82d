"""Long tasks: a state follows another only along the table, and what was abandoned is found."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotFound, Refused
from meedoen.access.tasks import selectors, services
from meedoen.access.tasks.models import MOVES, LongTask
from meedoen.access.tasks.running import SILENCE, Stopped, Tell, fail_abandoned, run
from meedoen.access.tasks.states import move
from tests.factories import exchange
from tests.factories.access import TODAY, Cast

NOW = datetime(2018, 4, 30, 12, 0, tzinfo=UTC)


def now() -> datetime:
    return NOW


@pytest.mark.parametrize("before", LongTask.State.values)
@pytest.mark.parametrize("after", LongTask.State.values)
def test_a_state_follows_another_only_along_the_table(cast: Cast, before: str, after: str) -> None:
    ended = None if MOVES[before] else NOW
    task = exchange.long_task(state=before, ended_at=ended)
    may = after in MOVES[before]
    more = {} if MOVES[after] else {"ended_at": NOW}
    assert move(task.pk, after, **more) is may
    task.refresh_from_db()
    assert task.state == (after if may else before)


def test_a_task_is_done_by_who_asked_with_its_progress(cast: Cast) -> None:
    task = services.ask_task(cast.alice.actor, "iets", at=NOW)

    def work(actor: object, asked: LongTask, tell: Tell) -> None:
        assert actor == cast.alice.actor
        tell.progress(5, 10)
        assert LongTask.objects.get(pk=asked.pk).done == 5
        tell.finish({"rows": 10})

    run(task.pk, work, today=TODAY, clock=now)
    task.refresh_from_db()
    assert (task.state, task.result, task.ended_at) == ("done", {"rows": 10}, NOW)
    run(task.pk, lambda *_: pytest.fail("it was done already"), today=TODAY, clock=now)
    assert JournalEntry.objects.filter(deed="task.ask", subject_id=str(task.pk)).exists()


def test_a_refusal_ends_a_task_with_its_words_and_a_fault_too(cast: Cast) -> None:
    refused, broken = (services.ask_task(cast.alice.actor, "iets", at=NOW) for _ in range(2))

    def refuse(*_: object) -> None:
        raise Refused("Dit mag niet. Doe iets anders.")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    run(refused.pk, refuse, today=TODAY, clock=now)
    with pytest.raises(ZeroDivisionError):
        run(broken.pk, fail, today=TODAY, clock=now)
    refused.refresh_from_db()
    broken.refresh_from_db()
    assert (refused.state, refused.words) == ("failed", "Dit mag niet. Doe iets anders.")
    assert broken.state == "failed"
    assert "niets half bewaard" in broken.words


def test_a_task_that_is_stopped_keeps_nothing(cast: Cast) -> None:
    actor = cast.alice.actor
    task = services.ask_task(actor, "iets", at=NOW)
    heard = []

    def work(_actor: object, asked: LongTask, tell: Tell) -> None:
        services.cancel_task(actor, asked.pk, at=NOW)
        for tells in (lambda: tell.progress(1, 1), lambda: tell.finish({})):
            with pytest.raises(Stopped):
                tells()
            heard.append(True)
        raise Stopped

    run(task.pk, work, today=TODAY, clock=now)
    task.refresh_from_db()
    assert (task.state, len(heard)) == ("cancelled", 2)
    with pytest.raises(services.HasEnded):
        services.cancel_task(actor, task.pk, at=NOW)


def test_a_task_is_seen_by_who_asked_only(cast: Cast) -> None:
    task = services.ask_task(cast.alice.actor, "iets", at=NOW)
    assert selectors.tasks_of(cast.alice.actor) == [task]
    for other in (cast.hans, cast.jan, cast.farid):
        assert selectors.tasks_of(other.actor) == []
        with pytest.raises(NotFound):
            services.cancel_task(other.actor, task.pk, at=NOW)


@pytest.mark.parametrize(
    ("worker", "silent", "gone"),
    [
        (f"{socket.gethostname()[:80]}:{os.getpid()}", timedelta(0), False),
        (f"{socket.gethostname()[:80]}:999999999", timedelta(0), True),
        ("elders:1", timedelta(0), False),
        ("elders:1", SILENCE + timedelta(seconds=1), True),
    ],
    ids=("works here", "is no more", "works elsewhere", "elsewhere, too long silent"),
)
def test_a_task_whose_worker_is_no_more_is_found(
    cast: Cast, worker: str, silent: timedelta, gone: bool
) -> None:
    task = exchange.long_task(state="running", worker=worker, started_at=NOW, seen_at=NOW - silent)
    assert fail_abandoned(NOW) == int(gone)
    task.refresh_from_db()
    assert task.state == ("failed" if gone else "running")
    assert ("afgebroken" in task.words) is gone
