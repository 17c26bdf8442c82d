"""Loonwaarden of many people, so that what the rules would give them can be counted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.profiles import told_words
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Person
from meedoen.exchange.demo.telling import AT_LENGTH, DESKS
from meedoen.exchange.demo.towns import code_on
from meedoen.register.profiles.measuring import record_loonwaarden
from meedoen.register.profiles.notes import NewLoonwaarde

OFTEN = 0.18
# Most people earn about half of the minimum wage; few almost nothing, few almost all of it.
LOWEST, HIGHEST = 20, 96
OLDEST = 64


def measure(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Write them down a desk at a time; those who were told of at length have theirs already."""
    by_desk: dict[str, list[Person]] = {}
    for person in rows.plan.people:
        by_desk.setdefault(code_on(person.home, rows.day), []).append(person)
    done = 0
    for home, people in sorted(by_desk.items()):
        rest = people[:-AT_LENGTH] if home in DESKS else people
        news = [(rows.person_number[one.key], _measurement(one, rows.day)) for one in rest]
        done += record_loonwaarden(
            seats.desk(home), [(number, new) for number, new in news if new is not None], today=rows.day
        )
    progress("loonwaarden", done, done)


def _measurement(person: Person, day: date) -> NewLoonwaarde | None:
    chance = Chance("measured", person.key)
    measured_on = day - timedelta(days=chance.randrange(30, 1000))
    is_in_time = person.registered_on < measured_on and person.age_on(day) < OLDEST
    if not is_in_time or not chance.happens(OFTEN):
        return None
    percentage = (chance.randrange(LOWEST, HIGHEST) + chance.randrange(LOWEST, HIGHEST)) // 2
    function = chance.one_of(told_words()["functions"])
    return NewLoonwaarde(Decimal(percentage), measured_on, "Meetbureau Noord", function, "uniform")
