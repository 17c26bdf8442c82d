"""From plan to rows: every row through a service, by the desk of the municipality that it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from meedoen.exchange.demo import banenplan
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.shape import Firm, Job, Mistake, Person, Plan
from meedoen.exchange.demo.towns import code_on
from meedoen.primitives.period import Month
from meedoen.register.employers.services import NewBranch, NewEmployer, register_employers
from meedoen.register.people.services import Lived, NewPerson, Registered, register_people
from meedoen.register.placements.services import (
    STARTS_BEFORE_ENTRY,
    WITHOUT_ENTRY,
    NewPlacement,
    correct_placement,
    register_placements,
)
from meedoen.register.programmes.services import register_programme
from meedoen.rules import places

# Said yes to beforehand: who works without an entry works all the same, and does not count.
ACCEPTED = frozenset({WITHOUT_ENTRY, STARTS_BEFORE_ENTRY})
BATCH = 500
Progress = Callable[[str, int, int], None]
T = TypeVar("T")


class Rows:
    """Writes a plan down."""

    def __init__(self, plan: Plan, seats: Seats, progress: Progress) -> None:
        self.plan, self.seats, self.progress = plan, seats, progress
        self.day = plan.day
        self.person_number: dict[int, str] = {}
        self.placement_number: dict[int, str] = {}
        self.employer_id: dict[str, int] = {}
        self._wrong = {mistake.job.key: mistake for mistake in plan.mistakes}

    def write(self) -> None:
        """Write employers, the programme, people and placements; then mend most of the mistakes."""
        self._employers()
        register_programme(
            self.seats.members["Carla"],
            banenplan.CODE,
            "1000-banenplan",
            self.seats.members["Carla"].region or "",
            banenplan.STARTS_ON,
            today=self.day,
        )
        self._people()
        self._placements()
        self.mend(mistake for mistake in self.plan.mistakes if not mistake.after_freeze)

    def mend(self, mistakes: Iterable[Mistake]) -> None:
        """Correct what was entered wrong on purpose, so that the plan stands."""
        for mistake in mistakes:
            right = self._new_placement(mistake.job)
            part = "hours" if mistake.part == "hours" else "work_municipality"
            placement = correct_placement(
                self.seats.desk(mistake.job.person.home),
                self.placement_number[mistake.job.key],
                {part: getattr(right, part)},
                mistake.reason,
                accepted=ACCEPTED,
                today=self.day,
            )
            self.placement_number[mistake.job.key] = placement.number

    def _employers(self) -> None:
        own = {one.name: one.pk for one in self.seats.partners}
        own |= {f"Gemeente {one.name}": one.pk for one in self.seats.municipalities.values()}
        actor = self.seats.desk("GM0014")
        for batch, done in _batches(self.plan.firms):
            news = [self._new_employer(firm, own) for firm in batch]
            made = register_employers(actor, news, today=self.day)
            self.employer_id |= {one.kvk: one.pk for one in made}
            self.progress("werkgevers", done, len(self.plan.firms))

    def _new_employer(self, firm: Firm, organisations: dict[str, int]) -> NewEmployer:
        code = code_on(firm.town, self.day)
        # The town goes by its name of today, so it is written down once that name was on the map.
        registered_on = max(date(firm.since, 1, 1), places.municipality_on(code, self.day).starts_on)
        return NewEmployer(
            name=firm.name,
            kvk=firm.kvk,
            municipality=code,
            is_overheid=firm.is_overheid,
            pays_sectorfonds=firm.pays_sectorfonds,
            share_under_sectorfonds=_decimal(firm.share_under_sectorfonds),
            branches=tuple(NewBranch(name, code_on(town, self.day)) for name, town in firm.branches),
            active_since_year=firm.since,
            registered_on=registered_on,
            organisation_id=organisations.get(firm.name),
        )

    def _people(self) -> None:
        done = 0
        for home, people in _by_desk(self.plan.people, lambda person: code_on(person.home, self.day)):
            desk = self.seats.desk(home)
            for batch, _ in _batches(people):
                made = register_people(
                    desk, [self._new_person(one, desk.organisation_id) for one in batch], today=self.day
                )
                self.person_number |= {one.key: row.number for one, row in zip(batch, made, strict=True)}
                done += len(batch)
                self.progress("kandidaten", done, len(self.plan.people))

    def _new_person(self, person: Person, keeper: int | None) -> NewPerson:
        assert keeper is not None
        ends: list[date | None] = [since for _, since in person.homes[1:]]
        return NewPerson(
            name=person.name,
            birth_on=person.birth_on,
            residences=tuple(
                Lived(code, since, end)
                for (code, since), end in zip(person.homes, [*ends, None], strict=True)
            ),
            registrations=tuple(
                Registered(entry.ground, entry.starts_on, entry.ends_before, entry.because)
                for entry in person.entries
            ),
            responsible_id=keeper,
            last_contact_on=person.last_contact_on,
            registered_on=person.registered_on,
        )

    def _placements(self) -> None:
        done = 0
        for home, jobs in _by_desk(self.plan.jobs, lambda job: code_on(job.person.home, self.day)):
            desk = self.seats.desk(home)
            for batch, _ in _batches(jobs):
                made = register_placements(
                    desk, [self._as_entered(job) for job in batch], accepted=ACCEPTED, today=self.day
                )
                self.placement_number |= {job.key: row.number for job, row in zip(batch, made, strict=True)}
                done += len(batch)
                self.progress("plaatsingen", done, len(self.plan.jobs))

    def _as_entered(self, job: Job) -> NewPlacement:
        """The placement as it is first typed in: right, or with the planned mistake in it."""
        mistake = self._wrong.get(job.key)
        if mistake is None:
            return self._new_placement(job)
        if mistake.part == "hours":
            return self._new_placement(job, hours=((job.starts_on, Decimal(mistake.wrong)),))
        return self._new_placement(job, work_municipality=mistake.wrong)

    def _new_placement(self, job: Job, **wrong: Any) -> NewPlacement:
        right: dict[str, Any] = {
            "person_number": self.person_number[job.person.key],
            "kind": job.kind,
            "employer_kvk": job.employer.kvk,
            "workplace_kvk": job.workplace.kvk,
            "work_municipality": job.work_town,
            "starts_on": job.starts_on,
            "hours": tuple((day, _hours(hours_c)) for day, hours_c in job.hours),
            "ends_before": job.ends_before,
            "end_reason": job.end_reason,
            "is_new_job": job.is_new,
            "programme": job.programme,
            "paid": tuple((Month.from_index(month), _hours(c)) for month, c in sorted(job.paid.items())),
        }
        return NewPlacement(**(right | wrong))


def _hours(hours_c: int) -> Decimal:
    return Decimal(hours_c) / 100


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _by_desk(rows: Sequence[T], home: Callable[[T], str]) -> Iterator[tuple[str, list[T]]]:
    """Rows in the order of the plan, a municipality at a time."""
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[home(row)].append(row)
    yield from sorted(found.items())


def _batches(rows: Sequence[T]) -> Iterator[tuple[Sequence[T], int]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH], min(start + BATCH, len(rows))
