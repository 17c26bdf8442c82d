"""The same pairs with numpy, filter after filter over blocks of people; the tests' oracle as well."""

from __future__ import annotations

from typing import Any

import numpy as np

from meedoen.matching.kernel import AMOUNT_GUARD, ROW_SHIFT, SCORE_SHIFT, SPEECH_GUARD, TOP_SCORE, Rules
from meedoen.matching.packing import FIELD_OF, Crowd, Openings

BLOCK = 500
Arrays = Any


def staged(crowd: Crowd, jobs: Openings, rules: Rules) -> Arrays:
    """Every pair as the kernel writes it, sorted: filters one after the other over blocks of people."""
    at_place = np.repeat(np.arange(jobs.places.shape[0]), np.diff(jobs.starts))
    weight = np.zeros((jobs.row.size, FIELD_OF.size), dtype=np.int64)
    owner = np.repeat(np.arange(jobs.row.size), np.diff(jobs.task_starts))
    weight[owner, jobs.tasks] = jobs.weights
    parts = [np.empty(0, dtype=np.int64)]
    for first in range(0, crowd.order.size, BLOCK):
        who = crowd.order[first : first + BLOCK]
        parts.append(_of_block(who, crowd, jobs, rules, at_place, weight))
    return np.sort(np.concatenate(parts))


def _of_block(
    who: Arrays, crowd: Crowd, jobs: Openings, rules: Rules, at_place: Arrays, weight: Arrays
) -> Arrays:
    between = crowd.place[who][:, None, :] - jobs.places[None, :, :]
    square = (between * between).sum(axis=2)
    root = np.sqrt(square.astype(np.float64)).astype(np.int64)
    root -= root * root > square
    metres = np.maximum(root, rules.within)
    near = metres <= crowd.reach[who][:, None]
    row, job = np.nonzero(near[:, at_place])
    person = who[row]
    keep = crowd.sets[person] & jobs.sets[job] == 0
    row, person, job = row[keep], person[keep], job[keep]
    more, less = crowd.more[person] | jobs.more[job] | AMOUNT_GUARD, crowd.less[person] | jobs.less[job]
    keep = (more - less) & AMOUNT_GUARD == AMOUNT_GUARD
    row, person, job = row[keep], person[keep], job[keep]
    keep = ((crowd.speech[person] | SPEECH_GUARD) - jobs.speech[job]) & SPEECH_GUARD == SPEECH_GUARD
    keep &= crowd.available[person] <= jobs.latest[job]
    keep &= crowd.groups[person] & jobs.offered[job] != 0
    low = np.maximum(crowd.hours[person, 0], jobs.hours[job, 0])
    high = np.minimum(crowd.hours[person, 1], jobs.hours[job, 1])
    keep &= low <= high
    keep &= 100 * ((crowd.percent[person] > 0) * weight[job]).sum(axis=1) >= rules.least * jobs.whole[job]
    row, person, job = row[keep], person[keep], job[keep]
    points = _points(person, job, crowd, jobs, rules, weight) + _travel(
        metres[row, at_place[job]], crowd.means[person], crowd.limit[person], rules
    )
    return person << ROW_SHIFT | (TOP_SCORE - points) << SCORE_SHIFT | jobs.row[job]


def _travel(metres: Arrays, means: Arrays, limit: Arrays, rules: Rules) -> Arrays:
    minutes = limit.copy()
    for code in range(rules.speed.size):
        pace = rules.speed[code] * 10_000
        took = rules.start[code] + -(-metres * rules.detour[code] * 6 // pace)
        minutes = np.where(means >> code & 1, np.minimum(minutes, took), minutes)
    return rules.travel * (2 * limit - minutes) // (2 * limit)


def _points(
    person: Arrays, job: Arrays, crowd: Crowd, jobs: Openings, rules: Rules, weight: Arrays
) -> Arrays:
    whole = jobs.whole[job]
    points = rules.tasks * (crowd.percent[person] * weight[job]).sum(axis=1) // (100 * whole)
    wished = (crowd.wishes[person][:, None] >> FIELD_OF[None, :].astype(np.uint64)) & np.uint64(1)
    points += rules.wishes * (wished.astype(np.int64) * weight[job]).sum(axis=1) // whole
    low = np.maximum(crowd.hours[person, 0], jobs.hours[job, 0])
    high = np.minimum(crowd.hours[person, 1], jobs.hours[job, 1])
    mine, theirs = crowd.hours[person], jobs.hours[job]
    narrow = np.minimum(mine[:, 1] - mine[:, 0], theirs[:, 1] - theirs[:, 0])
    points += rules.hours * (high - low + 100) // (narrow + 100)
    more = crowd.roomy_more[person] | jobs.more[job] | AMOUNT_GUARD
    roomy = (more - (crowd.roomy_less[person] | jobs.less[job])) & crowd.stated[person]
    counted = [np.bitwise_count(one).astype(np.int64) for one in (crowd.stated[person], roomy)]
    return points + rules.room[counted[0], counted[1]]


def read(packed: Arrays) -> list[tuple[int, int, int]]:
    """Pairs as person, job and score."""
    person, job = packed >> ROW_SHIFT, packed & ((1 << SCORE_SHIFT) - 1)
    score = TOP_SCORE - (packed >> SCORE_SHIFT & TOP_SCORE)
    return list(zip(person.tolist(), job.tolist(), score.tolist(), strict=True))
