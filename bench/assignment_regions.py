"""Invented regions of people and jobs as rows of pairs, for the benchmark of the assignment."""

from __future__ import annotations

from typing import Any

import numpy as np

Region = tuple[Any, Any, Any, Any]
BLOCK = 500


def region(people: int, jobs: int, *, scarce: bool, reach: float, seed: int = 2026) -> Region:
    """Towns on a plane; six of ten jobs in reach fit: travel 250, skills 300, sector 200, hours 150 points.

    `scarce` gives each job one seat, else one to five. Each row has its best pairs first, as the search for
    pairs gives them.
    """
    draw = np.random.default_rng(seed)
    towns = draw.random((max(3, jobs // 60), 2)) * np.sqrt(jobs)
    at_job = towns[draw.integers(0, len(towns), jobs)] + draw.normal(0, 1.5, (jobs, 2))
    at_person = towns[draw.integers(0, len(towns), people)] + draw.normal(0, 1.5, (people, 2))
    radius = draw.uniform(0.3, 1.7, people) * reach
    skills_job, skills_person = draw.random((jobs, 8)), draw.random((people, 8))
    sector, liked = draw.integers(0, 21, jobs), draw.random((people, 21)) < 0.2
    hours_job, hours_person = draw.integers(8, 41, jobs), draw.integers(8, 41, people)
    rows, columns, points = [], [], []
    # People from west to east, so that a block of them needs only the jobs of its own strip.
    at_person = at_person[np.argsort(at_person[:, 0])]
    for first in range(0, people, BLOCK):
        some = slice(first, first + BLOCK)
        west, east = at_person[some][[0, -1], 0] + (-1.7 * reach, 1.7 * reach)
        strip = np.flatnonzero((at_job[:, 0] >= west) & (at_job[:, 0] <= east))
        apart = np.hypot(*(at_person[some, None] - at_job[strip]).transpose(2, 0, 1))
        person, at = np.nonzero(apart < radius[some, None])
        job = strip[at]
        fits = draw.random(len(job)) < 0.6
        person, at, job = person[fits], at[fits], job[fits]
        near = 1 - apart[person, at] / radius[some][person]
        skill = (skills_person[some][person] * skills_job[job]).sum(1) / 8
        hours = 1 - abs(hours_person[some][person] - hours_job[job]) / 32
        worth = 250 * near + 300 * skill + 200 * liked[some][person, sector[job]] + 150 * hours
        worth = (worth + draw.integers(1, 101, len(job))).astype(np.int32)
        best_first = np.lexsort((job, -worth, person))
        points.append(worth[best_first])
        columns.append(job[best_first].astype(np.int32))
        rows.append(np.bincount(person, minlength=min(BLOCK, people - first)))
    starts = np.concatenate([[0], np.cumsum(np.concatenate(rows))]).astype(np.int64)
    seats = np.ones(jobs, np.int64) if scarce else draw.integers(1, 6, jobs)
    return starts, np.concatenate(columns), np.concatenate(points), seats


def crowd(people: int, jobs: int, kind: str, *, dense: float = 0.3, seed: int = 2026) -> Region:
    """Adversarial: "same" lets everybody rank the jobs alike, "levels" knows six scores, "drawn" is noise."""
    draw = np.random.default_rng(seed)
    person, job = np.nonzero(draw.random((people, jobs)) < dense)
    if kind == "same":
        points = (draw.integers(1, 32, people)[person] * draw.integers(1, 32, jobs)[job]).astype(np.int32)
    elif kind == "levels":
        points = (100 * draw.integers(1, 7, len(job))).astype(np.int32)
    else:
        points = draw.integers(1, 1002, len(job)).astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(person, minlength=people))]).astype(np.int64)
    return starts, job.astype(np.int32), points, np.ones(jobs, np.int64)
