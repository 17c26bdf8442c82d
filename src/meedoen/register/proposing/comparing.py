"""One person and one job compared, as whoever proposes sees it and as it is kept with the proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoen.matching.fit import fit
from meedoen.matching.near import misses_of
from meedoen.matching.points import weights_on
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.fits.selectors import costs_on
from meedoen.register.proposals.scores import ScoreShown, kept_of, shown


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison as JSON, and whether it fits; nothing where one of both is not to be compared."""

    kept: dict[str, Any]

    @property
    def fits(self) -> bool:
        return self.score is not None

    @property
    def score(self) -> int | None:
        return self.kept.get("score")

    @property
    def shown(self) -> ScoreShown:
        return shown(self.kept)


def compare(person_id: int, job_id: int, on: date) -> Compared:
    """Compare a person whose profile the actor may see with a job, with the weights of that day."""
    people, jobs = people_to_match(on, keys=[person_id]), jobs_to_match(on, keys=[job_id])
    if not people or not jobs:
        return Compared({})
    weights = weights_on(on)
    found = fit(people[0], jobs[0], weights, on)
    return Compared(
        kept_of(found, weights.name, misses_of(found, people[0], jobs[0], weights, on, costs_on(on)))
    )
