"""The same pairs as one question to DuckDB: a join over the places in reach, then bits, then tasks."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from meedoen.matching.kernel import AMOUNT_GUARD, SPEECH_GUARD, TOP_SCORE, Rules
from meedoen.matching.packing import FIELD_OF, Crowd, Openings

PAIRS = """
with way as (
  select p.place here, j.place there,
    greatest(
      floor(sqrt((p.x-j.x)*(p.x-j.x) + (p.y-j.y)*(p.y-j.y) + (p.z-j.z)*(p.z-j.z)))::bigint, {within}) metres
  from here p, there j
), met as (
  select p.id person, j.id job, way.metres, p.means, p.most, p.wishes, p.stated,
    least(p.high, j.high) - greatest(p.low, j.low) shared, least(p.high - p.low, j.high - j.low) narrow,
    ((p.roomy_more | j.more | {amount}) - (p.roomy_less | j.less)) & p.stated roomy
  from person p
  join way on way.here = p.place and way.metres <= p.reach
  join job j on j.place = way.there
  where p.sets & j.sets = 0
    and ((p.more | j.more | {amount}) - (p.less | j.less)) & {amount} = {amount}
    and ((p.speech | {speech}) - j.speech) & {speech} = {speech}
    and p.low <= j.high and j.low <= p.high and p.available <= j.latest
    and p.groups & j.offered != 0
), work as (
  select met.person, job, sum(t.weight) whole, sum(t.weight * coalesce(a.percent, 0)) earned,
    sum(case when a.percent > 0 then t.weight else 0 end) known,
    sum(t.weight * ((met.wishes >> t.field) & 1)) wished
  from met join task t using (job) left join able a on a.person = met.person and a.task = t.task
  group by met.person, job
)
select count(*), sum(score) from (
  select {tasks} * earned // (100 * whole) + {wishes} * wished // whole
    + {hours} * (shared + 100) // (narrow + 100)
    + {travel} * (2 * most - least({minutes})) // (2 * most)
    + case when stated = 0 then {room} else {room} * bit_count(roomy) // bit_count(stated) end score
  from met join work using (person, job) where 100 * known >= {least} * whole)
"""


class Asked:
    """The tables in a database of its own, and the question."""

    def __init__(self, crowd: Crowd, jobs: Openings, rules: Rules, threads: int = 2) -> None:
        self.connection = duckdb.connect(config={"threads": threads})
        for name, columns in _tables(crowd, jobs).items():
            table = pa.table(columns)
            self.connection.register("arrow", table)
            self.connection.execute(f"create table {name} as select * from arrow")
            self.connection.unregister("arrow")
        minutes = ", ".join(
            f"case when (means >> {code}) & 1 = 1 then {start} + "
            f"(metres * {detour * 6} + {speed * 10_000 - 1}) // {speed * 10_000} else most end"
            for code, (start, detour, speed) in enumerate(
                zip(rules.start, rules.detour, rules.speed, strict=True)
            )
        )
        self.question = PAIRS.format(
            amount=f"{AMOUNT_GUARD}::ubigint",
            speech=f"{SPEECH_GUARD}::ubigint",
            minutes=minutes,
            room=int(rules.room[0, 0]),
            **{
                name: getattr(rules, name)
                for name in ("within", "tasks", "wishes", "hours", "travel", "least")
            },
        )

    def __call__(self) -> tuple[int, int]:
        """How many pairs, and their points together."""
        count, score = self.connection.execute(self.question).fetchall()[0]
        return count, int(score or 0)


def _tables(crowd: Crowd, jobs: Openings) -> dict[str, dict[str, Any]]:
    here, place = np.unique(crowd.place, axis=0, return_inverse=True)
    who, task = np.nonzero(crowd.percent)
    rows = np.arange(crowd.order.size)
    owner = np.repeat(jobs.row, np.diff(jobs.task_starts))
    person = {name: getattr(crowd, name) for name in PERSON} | {"id": rows, "place": place.ravel()}
    person |= {"low": crowd.hours[:, 0].copy(), "high": crowd.hours[:, 1].copy(), "most": crowd.limit}
    job = {name: getattr(jobs, name) for name in ("sets", "more", "less", "speech", "latest", "offered")}
    job |= {"id": jobs.row, "place": np.repeat(np.arange(jobs.places.shape[0]), np.diff(jobs.starts))}
    job |= {"low": jobs.hours[:, 0].copy(), "high": jobs.hours[:, 1].copy()}
    return {
        "person": person,
        "job": job,
        "here": _points(here),
        "there": _points(jobs.places),
        "task": {"job": owner, "task": jobs.tasks, "weight": jobs.weights, "field": FIELD_OF[jobs.tasks]},
        "able": {"person": who, "task": task, "percent": crowd.percent[who, task].astype(np.int64)},
    }


PERSON = (
    "reach",
    "means",
    "sets",
    "more",
    "less",
    "roomy_more",
    "roomy_less",
    "stated",
    "speech",
    "available",
    "wishes",
    "groups",
)


def _points(places: Any) -> dict[str, Any]:
    return {"place": np.arange(len(places)), **{axis: places[:, at].copy() for at, axis in enumerate("xyz")}}


def counted(packed: Any) -> tuple[int, int]:
    """The same two numbers of pairs that are packed."""
    return packed.size, int((TOP_SCORE - (packed >> 24 & TOP_SCORE)).sum())
