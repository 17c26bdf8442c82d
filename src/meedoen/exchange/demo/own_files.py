"""What people of the demo asked about their own file, and how long the region keeps files."""

from __future__ import annotations

from datetime import timedelta

from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Rows
from meedoen.exchange.demo.towns import code_on
from meedoen.register.people.selectors import sees_person
from meedoen.register.privacy.ending import announce, pause_notice, set_term
from meedoen.register.privacy.selectors import notices_visible_to
from meedoen.register.privacy.services import answer_request, record_request

# Invented, as the reasons say: no source names a term. Contact details have none, to show how that looks.
TERMS = (
    ("without_placement", 24, "Verzonnen voor de demo: besluit van de regio"),
    ("with_placement", 36, "Verzonnen voor de demo: besluit van de regio, na advies van de archivaris"),
    ("journal", 60, "Verzonnen voor de demo: advies van de functionaris gegevensbescherming"),
)
DECIDED, ANNOUNCED = timedelta(days=60), timedelta(days=35)
# Who writes it down, what is asked, against what, how many days ago, and the answer.
ASKED = (
    ("Hans", "inzage", "", 12, ""),
    ("Hans", "correctie", "", 40, ""),
    ("Hans", "bezwaar", "matching", 25, "granted"),
    ("Bea", "inzage", "", 5, ""),
)


def keep_own_files(rows: Rows, seats: Seats) -> None:
    """Decide on terms and announce what is due, put one off, and record what a few people asked."""
    jan = seats.members["Jan"]
    for category, months, reason in TERMS:
        set_term(jan, category, months, reason, today=seats.day - DECIDED)
    announce(jan, today=seats.day - ANNOUNCED)
    _ask(rows, seats)
    _put_off(seats)


def _ask(rows: Rows, seats: Seats) -> None:
    chance = Chance("own files")
    taken: set[str] = set()
    long_known = seats.day - timedelta(days=400)
    for name, kind, against, ago, answer in ASKED:
        actor = seats.members[name]
        received_on = seats.day - timedelta(days=ago)
        numbers = [
            rows.person_number[person.key]
            for person in rows.plan.people
            if code_on(person.home, seats.day) == actor.municipality and person.registered_on < long_known
        ]
        others = [one for one in numbers if one not in taken]
        number = next(one for one in chance.sample(others, len(others)) if sees_person(actor, one))
        taken.add(number)
        made = record_request(actor, number, kind, received_on, against=against, today=seats.day)
        if answer:
            answer_request(actor, number, made.pk, answer, today=seats.day - timedelta(days=3))


def _put_off(seats: Seats) -> None:
    for name in ("Hans", "Bea"):
        actor = seats.members[name]
        for notice in notices_visible_to(actor).rows[1:2]:
            until = seats.day + timedelta(days=90)
            pause_notice(actor, notice.person.number, "new_start", until, today=seats.day)
