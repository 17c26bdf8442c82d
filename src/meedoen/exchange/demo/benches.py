"""The carving benches of the demo: functions taken apart, and the carved jobs that were made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from meedoen.access.actors import Actor
from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.jobs import DAYTIME, ON_BENCH, big_ones
from meedoen.exchange.demo.offering import days_offered, demands_offered, hours_offered, times_offered
from meedoen.exchange.demo.outreach import OWNER_OF
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Firm
from meedoen.exchange.demo.towns import towns
from meedoen.register.bench import composing, functions, services
from meedoen.register.bench.content import NewDraft, NewFunction, NewTask
from meedoen.register.bench.selectors import bench_by_number, functions_of
from meedoen.register.jobs.parts import name_of
from meedoen.register.jobs.selectors import content_of, part_version
from meedoen.register.jobs.services import change_job, confirm_job
from meedoen.register.profiles.work import TASK_WORDS

# The first employer of a trade has all its functions on the bench, the others what was used.
LONGEST_AGO, OPEN_FOR = 100, 75


def lay_benches(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Take work apart at the first employers of each trade, and make their carved jobs of it."""
    chance, day = Chance("benches"), rows.plan.day
    own = [firm for firm in rows.plan.firms if firm.town in towns()]
    number = 0
    for word, trade in read("benches").items():
        for turn, firm in enumerate(big_ones(own, word)[:ON_BENCH]):
            began = day - timedelta(days=chance.randint(LONGEST_AGO - 30, LONGEST_AGO))
            _Bench(_actor(seats, firm), firm, trade, began, day).lay(chance, whole=turn == 0)
            number += 1
    progress("banenbanken", number, number)


def _actor(seats: Seats, firm: Firm) -> Actor:
    """Who is account manager there."""
    return seats.members[OWNER_OF.get(towns()[firm.town]["sw"], "Gerda")]


class _Bench:
    """One bench while it is being laid, with the keys of its tasks by function and name."""

    def __init__(self, actor: Actor, firm: Firm, trade: Mapping[str, Any], began: date, day: date) -> None:
        self.actor, self.trade, self.began, self.day = actor, trade, began, day
        self.number = services.open_bench(actor, firm.kvk, trade["title"], today=began).number
        self.kvk = firm.kvk

    def lay(self, chance: Chance, *, whole: bool) -> None:
        used = {*self.trade["job"]["from"], *(self.trade["functions"] if whole else ())}
        keys = {name: self._function(name) for name in self.trade["functions"] if name in used}
        self._steps(whole)
        made = self.began + timedelta(days=chance.randint(10, 25))
        self._job(keys, made, chance)
        if whole:
            draft = self.trade["draft"]
            self._compose(keys, draft, self.day - timedelta(days=chance.randint(1, 9)))

    def _function(self, name: str) -> dict[str, int]:
        given = self.trade["functions"][name]
        new = NewFunction(
            name[:1].upper() + name[1:],
            Decimal(given["hours"]),
            given["people"],
            given.get("level", ""),
            Decimal(given["wage"]),
            must_stay=given.get("stays", ""),
        )
        row = functions.add_function(self.actor, self.number, new, today=self.began)
        tasks = [_task(*line) for line in given["tasks"]]
        functions.add_tasks(self.actor, self.number, row.pk, tasks, today=self.began)
        bench = bench_by_number(self.actor, self.number)
        return {
            task.task or task.words: task.pk
            for one in functions_of(bench)
            for task in one.tasks
            if one.pk == row.pk
        }

    def _steps(self, whole: bool) -> None:
        for turn, code in enumerate(self.trade["steps"]):
            on = self.began + timedelta(days=turn * 3)
            if whole:
                note = self.trade["notes"][code]
                services.note_step(self.actor, self.number, code, note, done=True, version=1, today=on)
            elif turn < 3:
                services.finish_step(self.actor, self.number, code, today=on)

    def _compose(self, keys: Mapping[str, Mapping[str, int]], given: Mapping[str, Any], on: date) -> int:
        wage = {"wage": "wml", "wage_percentage": Decimal(100)}
        new = NewDraft(given["title"], guide="colleague", guidance_minutes=30, **wage)
        draft = composing.add_draft(self.actor, self.number, new, today=on)
        for task, hours in _pieces(keys, given["from"]):
            composing.put_piece(self.actor, self.number, draft.pk, task, hours, today=on)
        return draft.pk

    def _job(self, keys: Mapping[str, Mapping[str, int]], on: date, chance: Chance) -> None:
        given = self.trade["job"]
        draft = self._compose(keys, given, on)
        job = composing.make_job(
            self.actor,
            self.number,
            draft,
            growth=given["growth"],
            when_donor_changes=given["effect"],
            today=on,
        )
        self._offer(job, on, chance)
        until = self.day + timedelta(days=chance.randint(5, OPEN_FOR))
        confirm_job(self.actor, job.number, until, today=on)

    def _offer(self, job: Any, on: date, chance: Chance) -> None:
        """Say when the work is done, and what the employer has beside what the tasks need."""
        content = content_of(job)
        what, work = content.what, content.work
        most = int(what.hours_max or 0)
        least = hours_offered(chance, most)
        times = times_offered(chance, DAYTIME, most)
        days = days_offered(chance, least, most)
        hours = Decimal(least) if least < most else None
        demands = demands_offered(chance, work.demands, [line.task for line in work.tasks], times)
        for part in (
            replace(what, hours_min=hours, days=days, times=times),
            replace(work, demands=demands),
        ):
            version = part_version(job, name_of(part))
            change_job(self.actor, job.number, part, version=version, today=on)


def _task(name: str, hours: int, frequency: str, demands: Mapping[str, int], kept: str = "") -> NewTask:
    known = name in TASK_WORDS
    return NewTask(
        name if known else "", "" if known else name, Decimal(hours), frequency, demands=demands, kept=kept
    )


def _pieces(
    keys: Mapping[str, Mapping[str, int]], given: Mapping[str, list[list[Any]]]
) -> Iterator[tuple[int, Decimal]]:
    for function, lines in given.items():
        for name, hours in lines:
            yield keys[function][name], Decimal(hours)
