"""Who could do which job, and for how many points: checked before anything is computed with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from meedoen.primitives.words import N_, Words

Whole = NDArray[np.int64]

# A bid or a path is a sum of points beside a number of a job in one word of 64 bits.
MOST_POINTS = 1_000_000
MOST_SEATS = 1_000_000_000
MOST_JOBS = 1 << 24


class AssignmentRefused(ValueError):
    """Nothing was assigned; the words say what has to change first."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Row p holds the jobs that person p could do, with the points of each, and the seats of every job."""

    indptr: Whole
    indices: NDArray[np.integer[Any]]
    scores: NDArray[np.integer[Any]]
    seats: Whole

    @property
    def people(self) -> int:
        return len(self.indptr) - 1

    @property
    def jobs(self) -> int:
        return len(self.seats)


def checked(indptr: Any, indices: Any, scores: Any, seats: Any) -> Pairs:
    """The same arrays, whole numbers of one dimension that belong together; refuses in words otherwise."""
    pairs = Pairs(
        _row(indptr, N_("de rijwijzers")).astype(np.int64, copy=False),
        _row(indices, N_("de banen")),
        _row(scores, N_("de punten")),
        _row(seats, N_("de plekken")).astype(np.int64, copy=False),
    )
    _check_rows(pairs)
    _check_seats(pairs)
    _check_points(pairs)
    return pairs


def _row(given: Any, what: str) -> NDArray[np.integer[Any]]:
    array = np.asarray(given)
    if array.ndim == 1 and not len(array):
        return np.zeros(0, np.int64)
    if array.ndim != 1 or array.dtype.kind not in "iu" or array.dtype == np.uint64:
        raise AssignmentRefused(Words(N_("Geef voor %(what)s een rij van hele getallen."), {"what": what}))
    return np.ascontiguousarray(array)


def _check_rows(pairs: Pairs) -> None:
    starts, count = pairs.indptr, len(pairs.indices)
    if len(pairs.scores) != count:
        raise AssignmentRefused(
            Words(
                N_("Er zijn %(jobs)s banen en %(points)s scores. Geef bij elke baan precies één score."),
                {"jobs": count, "points": len(pairs.scores)},
            )
        )
    if not len(starts) or starts[0] != 0 or starts[-1] != count or (np.diff(starts) < 0).any():
        raise AssignmentRefused(
            Words(
                N_(
                    "De rijwijzers moeten bij 0 beginnen, niet dalen en eindigen bij het aantal paren "
                    "(%(count)s)."
                ),
                {"count": count},
            )
        )


def _check_seats(pairs: Pairs) -> None:
    if pairs.jobs > MOST_JOBS or (pairs.jobs and pairs.seats.max() > MOST_SEATS):
        raise AssignmentRefused(Words(N_("Dit zijn meer banen of plekken dan één verdeling aankan.")))
    if pairs.jobs and (worst := int(pairs.seats.argmin())) >= 0 and pairs.seats[worst] < 0:
        raise AssignmentRefused(
            Words(
                N_("Baan %(job)s heeft een negatief aantal plekken (%(seats)s). Geef 0 of meer."),
                {"job": worst, "seats": int(pairs.seats[worst])},
            )
        )
    if pairs.people and not pairs.seats.sum():
        raise AssignmentRefused(
            Words(N_("Er is geen enkele open plek, dus er valt niets te verdelen. Voeg eerst plekken toe."))
        )


def _check_points(pairs: Pairs) -> None:
    if not len(pairs.indices):
        return
    low, high = int(pairs.indices.min()), int(pairs.indices.max())
    if low < 0 or high >= pairs.jobs:
        raise AssignmentRefused(
            Words(
                N_("Baan %(job)s bestaat niet: de banen lopen van 0 tot en met %(last)s."),
                {"job": low if low < 0 else high, "last": pairs.jobs - 1},
            )
        )
    least, most = int(pairs.scores.min()), int(pairs.scores.max())
    if least < 0:
        raise AssignmentRefused(
            Words(
                N_("Een score is negatief (%(points)s). Laat een paar dat niet past weg uit de rij."),
                {"points": least},
            )
        )
    if most > MOST_POINTS:
        raise AssignmentRefused(
            Words(
                N_("Een score is %(points)s punten; het meeste is %(most)s."),
                {"points": most, "most": MOST_POINTS},
            )
        )
