"""People and jobs as matching compares them, kept in this process for as long as their versions stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import date
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db.models import Count, Max, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast

from meedoen.matching.asking import Opening
from meedoen.matching.shapes import Job, Person
from meedoen.register.fits.facts import jobs_told, openings_told, people_told
from meedoen.register.fits.models import Neighbourhood
from meedoen.register.jobs.models import Job as JobRow
from meedoen.register.people.models import is_open
from meedoen.register.profiles.models import Findability, Loonwaarde, Profile, TargetGroup
from meedoen.register.profiles.needed import fresh_from

Shape = TypeVar("Shape")
Read = Callable[[date, Collection[int]], Mapping[int, Shape]]


class Kept(Generic[Shape]):
    """Shapes by key. Measured: 4.500 profiles take over a second to read, and 20 ms to see what changed."""

    def __init__(self, read: Read[Shape]) -> None:
        self._read: Read[Shape] = read
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Let go of everything: for whoever changes rows past the services, as a restore or a test does."""
        self._beside: Hashable = None
        self._versions: dict[int, Hashable] = {}
        self._shapes: dict[int, Shape] = {}

    def at(self, on: date, versions: Mapping[int, Hashable], beside: Hashable) -> dict[int, Shape]:
        """Return the shapes of these keys; read are those that have another version than they had.

        `versions` are read before the rows: what changes in between is read again next time. `beside`: what
        is not in the version of a row; with another one everything is read. As long as nothing changed the
        same object comes back.
        """
        with self._lock:
            if self._beside != (on, beside):
                self._beside, self._versions, self._shapes = (on, beside), {}, {}
            if versions == self._versions:
                return self._shapes
            changed = [key for key, version in versions.items() if self._versions.get(key) != version]
            shapes = {**self._shapes, **self._read(on, changed)} if changed else self._shapes
            self._shapes = {key: shapes[key] for key in versions if key in shapes}
            self._versions = {key: versions[key] for key in self._shapes}
            return self._shapes


_PEOPLE: Kept[Person] = Kept(people_told)
_OTHERS: Kept[Person] = Kept(people_told)
_JOBS: Kept[Job] = Kept(jobs_told)
_OPENINGS: Kept[Opening] = Kept(openings_told)


def forget() -> None:
    """Let go of people, jobs and openings."""
    for kept in (_PEOPLE, _OTHERS, _JOBS, _OPENINGS):
        kept.forget()


def findable_people(on: date) -> dict[int, Person]:
    """Return everyone who is findable that day and has an open file, by key.

    Also who may not be used for matching: that is asked apart.
    """
    return _PEOPLE.at(on, _people_now(Q(pk__in=_findable(on))), _beside())


def people_with_profile(on: date) -> dict[int, Person]:
    """Return everyone with a profile and an open file, by key: also who is not findable.

    Who has no profile says too little to be matched. Who may not be used for matching is in it too.
    """
    others = _OTHERS.at(on, _people_now(~Q(pk__in=_findable(on))), _beside())
    return findable_people(on) | others


def _findable(on: date) -> Any:
    return Findability.objects.filter(missing=0, confirmed_on__gte=fresh_from(on)).values("person_id")


def _people_now(who: Q) -> dict[int, Hashable]:
    rows = Profile.objects.filter(is_open("person__"), who).order_by("pk")
    # The day as it is kept: making dates of them would take longer than all the rest.
    names = ("person_id", "version", Cast("confirmed_on", TextField()), "person__municipality")
    return {row[0]: row for row in rows.values_list(*names)}


def _beside() -> Hashable:
    return _rows_beside(TargetGroup), _rows_beside(Loonwaarde), _map()


def open_jobs_told(on: date) -> dict[int, Job]:
    """Return what `jobs_told` does."""
    rows = JobRow.objects.filter(state="open", expires_on__gt=on)
    return _JOBS.at(on, _versions(rows), _map())


def openings(on: date) -> list[Opening]:
    """Return the work that was seen in every job there is or was."""
    return list(_OPENINGS.at(on, _versions(JobRow.objects.all()), _map()).values())


def _versions(jobs: QuerySet[JobRow]) -> dict[int, Hashable]:
    names = ("pk", "version", "expires_on", "branch__postcode")
    return {key: tuple(version) for key, *version in jobs.order_by("pk").values_list(*names)}


def _rows_beside(model: type[TargetGroup] | type[Loonwaarde]) -> Hashable:
    """A mark of rows that stand beside a profile: another one if a row came, went or was changed."""
    found = model._default_manager.aggregate(Count("pk"), Max("pk"), Sum("version"))
    return tuple(found.values())


def _map() -> Hashable:
    return tuple(Neighbourhood.objects.aggregate(Count("pk"), Max("loaded_on"), Sum("lat_e5")).values())
