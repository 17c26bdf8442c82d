"""The people of the demo: who they are, since when they stand in the register, and who is free for a job."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.months import first_day, month_of
from meedoen.exchange.demo.shape import Entry, Person
from meedoen.exchange.demo.towns import code_on, living_place

# The map is carried back to this day and no further.
FIRST_DAY = date(2010, 1, 1)
PARTICIPATIEWET = date(2015, 1, 1)
GROUNDS = {
    "wsw": (("1b",), (1.0,)),
    "wajong": (("1c",), (1.0,)),
    "id": (("38f5",), (1.0,)),
    "pw": (
        ("1a", "1e", "1d", "6", "vso_pro", "wajong_afgewezen"),
        (0.62, 0.08, 0.05, 0.02, 0.17, 0.06),
    ),
}
BIRTH_YEARS = {
    "wsw": (1953, 1990),
    "wajong": (1966, 1996),
    "id": (1953, 1975),
    "pw": (1964, 1997),
    "bijstand": (1958, 1998),
    "beschut": (1962, 1999),
}


class Folk:
    """Everybody, with for each track those who look for work."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._names = Chance("names")
        self._looking: dict[str, list[Person]] = {track: [] for track in BIRTH_YEARS}

    def add(
        self, chance: Chance, track: str, since: date, *, town: str = "", entries: list[Entry] | None = None
    ) -> Person:
        """Add someone who is known since that day; without `entries` nobody stands in the register."""
        first, last = BIRTH_YEARS[track]
        birth_on = chance.day_between(date(first, 1, 1), date(min(last, since.year - 19), 12, 28))
        home = town or living_place(chance)
        known = max(FIRST_DAY, min(since, date(birth_on.year + 18, 1, 1)))
        person = Person(
            key=len(self.all) + 1,
            name=self._name(),
            birth_on=birth_on,
            track=track,
            homes=[(code_on(home, known), known)],
            entries=entries or [],
            registered_on=since,
        )
        self.all.append(person)
        return person

    def add_registered(self, chance: Chance, track: str, by: date, *, town: str = "") -> Person:
        """Add someone who stands in the register since some time before that day."""
        starts_on = entered_on(chance, track, by)
        grounds, weights = GROUNDS[track]
        ground = chance.one_of(grounds, weights)
        if ground == "6" and starts_on < date(2016, 1, 1):
            ground = "1a"
        entries = [Entry(ground, starts_on)]
        if ground == "1a" and chance.happens(0.06) and starts_on < by - timedelta(days=60):
            # Two entries at once happen: a pupil who signed up and was assessed as well.
            entries.append(Entry("vso_pro", chance.day_between(starts_on, by - timedelta(days=1))))
        person = self.add(chance, track, min(starts_on, by), town=town, entries=entries)
        person.registered_on = max(FIRST_DAY, starts_on)
        return person

    def frees(self, person: Person, month: int) -> None:
        """Say that this person looks for work from that month on."""
        person.free_from = month
        self._looking[person.track].append(person)

    def looking(self, chance: Chance, track: str, month: int) -> Person | None:
        """Take someone who looks for work by that month, if a few tries find one."""
        pool = self._looking[track]
        for _ in range(min(6, len(pool))):
            spot = chance.randrange(len(pool))
            person = pool[spot]
            if person.free_from <= month and person.age_on(first_day(month)) < 60:
                pool[spot] = pool[-1]
                pool.pop()
                return person
        return None

    def _name(self) -> str:
        words = read("words")
        particle = self._names.one_of(words["particles"])
        return (
            f"{self._names.one_of(words['first_names'])} {particle}{self._names.one_of(words['last_names'])}"
        )


def entered_on(chance: Chance, track: str, by: date) -> date:
    """A first day in the register that this track can have, before the month of `by`."""
    latest = first_day(month_of(by)) - timedelta(days=1)
    if track == "wsw":
        # Nobody entered the Wsw any more from 2015 on.
        return chance.day_between(date(2003, 1, 1), min(latest, date(2014, 12, 31)))
    if track == "wajong":
        return chance.day_between(date(2004, 1, 1), min(latest, date(2014, 12, 31)))
    if track == "id":
        return chance.day_between(date(2002, 1, 1), min(latest, date(2003, 12, 31)))
    earliest = max(PARTICIPATIEWET, latest - timedelta(days=500))
    return chance.day_between(earliest, latest)


def tracks_for(year: int, *, wsw: float) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Which groups find work in a year: the Participatiewet brings a new one in 2015."""
    if year < PARTICIPATIEWET.year:
        return ("wajong", "wsw", "id"), (0.7, wsw, 0.05)
    pw = min(0.75, 0.25 + 0.06 * (year - PARTICIPATIEWET.year))
    return ("pw", "wajong", "wsw"), (pw, 0.85 - pw, wsw * 0.5)
