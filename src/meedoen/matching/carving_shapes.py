"""What the carving bench takes and gives: functions with their tasks, people, limits, jobs and effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from meedoen.primitives.words import N_, Words

AN_HOUR = 4  # every number of hours here is a whole number of quarters of an hour a week
A_WEEK = 40 * AN_HOUR

FREQUENCIES: Mapping[str, str] = {
    "daily": N_("elke dag"),
    "weekly": N_("elke week"),
    "monthly": N_("elke maand"),
    "seasonal": N_("in een deel van het jaar"),
    "on_call": N_("als het nodig is"),
}
# Why a task stays where it is.
KEPT: Mapping[str, str] = {
    "heart": N_("Dit is de kern van de functie."),
    "paper": N_("Dit mag alleen iemand met het diploma of de bevoegdheid."),
    "safety": N_("Dit hoort om de veiligheid bij degene die ook de rest doet."),
    "joined": N_("Dit kan niet los van een andere taak gedaan worden."),
    "wanted": N_("De medewerker houdt deze taak graag zelf."),
    "agreed": N_("Dat is zo afgesproken met de werkgever."),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a function. `quarters` is its time in a week on average, whatever its frequency.

    `demands` are condition codes with a value, read as `carving_demands` says. `work` is the code of the task
    in the list that profiles use, or empty. `kept` is empty when the task can be taken out, else why not.
    """

    key: str
    quarters: int
    frequency: str = "weekly"
    demands: Mapping[str, int] = field(default_factory=dict)
    level: str = "none"
    work: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of an employer with all its tasks; `wage` is what an hour of it costs, in euros."""

    key: str
    employer: str
    tasks: tuple[Task, ...]
    wage: Decimal | None = None

    @property
    def quarters(self) -> int:
        return sum(task.quarters for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Carver:
    """What a person can do: condition codes with values, quarters of an hour a week from `least` to `most`.

    `able`, `liked` and `wanted` are task codes of the profile. `minutes` is the travel time to each employer;
    an employer that is not in it costs no points and is not out of reach.
    """

    key: str
    least: int
    most: int
    codes: Mapping[str, int] = field(default_factory=dict)
    level: str = "none"
    able: frozenset[str] = frozenset()
    liked: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    minutes: Mapping[str, int] = field(default_factory=dict)
    furthest: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """The weights, in whole points; our own choice, no law or study says so."""

    job: int = 200
    function: int = 15
    employer: int = 40
    travel_minute: int = 1
    quarter: int = 2
    able: int = 1
    liked: int = 1
    wanted: int = 1


# One more person with a job outweighs anything that better fitting jobs could bring.
MOST_PEOPLE = Points(job=10_000)


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many functions and employers in one job; at most `share` percent of a function taken out.

    `employers` above 1 allows a stapelbaan. `most` is the longest week of any job, whatever a person can do.
    """

    functions: int = 3
    employers: int = 1
    share: int = 60
    most: int = A_WEEK
    points: Points = field(default_factory=Points)


@dataclass(frozen=True, slots=True)
class Piece:
    """A task in a job, and the points that the person gets for it."""

    function: str
    employer: str
    task: str
    quarters: int
    points: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score with its reason."""

    code: str
    points: int
    words: Words


@dataclass(frozen=True, slots=True)
class Job:
    """A carved job: for whom, out of which tasks, and its points by part."""

    person: str
    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...]

    @property
    def quarters(self) -> int:
        return sum(piece.quarters for piece in self.pieces)

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def employers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.employer for piece in self.pieces))

    @property
    def is_stacked(self) -> bool:
        """Whether it is a stapelbaan: one week, several employers."""
        return len(self.employers) > 1


@dataclass(frozen=True, slots=True)
class Effect:
    """What carving does to one function: quarters before, taken and left; `value` of what is freed a week.

    `allowed` is what may be taken at most.
    """

    function: str
    employer: str
    before: int
    taken: int
    allowed: int
    value: Decimal | None
    words: Words

    @property
    def left(self) -> int:
        return self.before - self.taken


@dataclass(frozen=True, slots=True)
class Without:
    """Someone for whom no job was made, and why."""

    person: str
    words: Words


@dataclass(frozen=True, slots=True)
class Carved:
    """The jobs that were found, what they do to every function, and how much better any plan could be.

    No plan within the limits has more than `bound` points. `is_cut` says that time ran out before the asked
    iterations: only then may another run give another answer.
    """

    jobs: tuple[Job, ...]
    without: tuple[Without, ...]
    effects: tuple[Effect, ...]
    bound: int
    iterations: int
    is_cut: bool
    words: Words

    @property
    def points(self) -> int:
        return sum(job.points for job in self.jobs)

    @property
    def gap(self) -> int:
        return self.bound - self.points

    @property
    def is_proven(self) -> bool:
        """Whether no better plan exists."""
        return self.gap == 0

    @property
    def freed(self) -> int:
        """Quarters of an hour a week that the people of all functions get back."""
        return sum(effect.taken for effect in self.effects)

    @property
    def freed_value(self) -> Decimal | None:
        """What the freed time of functions with a known wage costs in a week; None when none is known."""
        known = [effect.value for effect in self.effects if effect.value is not None]
        return sum(known, Decimal(0)) if known else None


def hours_of(quarters: int) -> Decimal:
    """Quarters of an hour as hours: 26 is 6,5."""
    return Decimal(quarters) / AN_HOUR
