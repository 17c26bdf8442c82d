"""Writes down what people tell: profiles for everyone, and more for those the cast sees first."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from meedoen.access.actors import Actor
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.profiles import new_profile, told_words
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Person
from meedoen.exchange.demo.towns import code_on
from meedoen.register.profiles.measuring import add_target_group, record_loonwaarde
from meedoen.register.profiles.notes import (
    NewGoal,
    NewLoonwaarde,
    NewReach,
    NewRepresentative,
    NewStep,
    NewTargetGroup,
)
from meedoen.register.profiles.planning import discuss_plan, finish_step, set_goal, set_step
from meedoen.register.profiles.reaching import add_representative, change_reach
from meedoen.register.profiles.services import write_profiles

# The desks of the cast, and how many of the newest people of each are told of at length.
DESKS, AT_LENGTH = ("GM0106", "GM0047", "GM0014", "GM1708"), 10


def tell(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Write profiles a desk at a time, and the rest for a few people of the desks of the cast."""
    by_desk: dict[str, list[Person]] = {}
    for person in rows.plan.people:
        by_desk.setdefault(code_on(person.home, rows.day), []).append(person)
    done = 0
    for home, people in sorted(by_desk.items()):
        desk = seats.desk(home)
        # The list of people begins with who was registered last.
        first = people[-AT_LENGTH:] if home in DESKS else []
        known = {id(person) for person in first}
        news = [
            new_profile(one, rows.person_number[one.key], rows.day, with_words=id(one) in known)
            for one in people
        ]
        done += write_profiles(desk, [one for one in news if one is not None], today=rows.day)
        for person in first:
            _tell_more(desk, person, rows.person_number[person.key], rows.day)
    progress("profielen", done, done)


def _tell_more(desk: Actor, person: Person, number: str, day: date) -> None:
    chance = Chance("telling", person.key)
    # No telephone in the Netherlands begins with 06 0.
    phone = f"06 0{chance.randrange(1_000_000, 9_999_999)}"
    channel = chance.one_of(["call", "message", "email"])
    reach = NewReach(phone, f"kandidaat.{person.key}@voorbeeld.example", "", channel)
    change_reach(desk, number, reach, version=0, today=day)
    if chance.happens(0.35):
        kind = chance.one_of(["mentor", "bewindvoerder", "parent", "curator"])
        name = f"Kantoor {chance.one_of(['De Brug', 'Het Anker', 'Noorderlicht'])}"
        since = max(person.registered_on, day - timedelta(days=chance.randrange(200, 900)))
        spokesman = NewRepresentative(kind, name, "050 1234567", "", since)
        add_representative(desk, number, spokesman, today=day)
    _groups(chance, desk, person, number, day)
    _loonwaarde(chance, desk, person, number, day)
    _plan(chance, desk, number, day)


def _groups(chance: Chance, desk: Actor, person: Person, number: str, day: date) -> None:
    since = max(person.registered_on, day - timedelta(days=chance.randrange(100, 700)))
    age = person.age_on(since)
    codes = ["youth"] if age < 27 else ["fifty"] if age >= 50 else []
    codes += [
        code for code, often in (("bijstand", 0.5), ("startkwalificatie", 0.4)) if chance.happens(often)
    ]
    for code in codes:
        add_target_group(desk, number, NewTargetGroup(code, since), today=day)


def _loonwaarde(chance: Chance, desk: Actor, person: Person, number: str, day: date) -> None:
    if not chance.happens(0.6):
        return
    for days_ago in sorted(chance.sample(range(30, 1100), chance.randrange(1, 3)), reverse=True):
        measured_on = day - timedelta(days=days_ago)
        if measured_on <= person.registered_on:
            continue
        new = NewLoonwaarde(
            Decimal(chance.randrange(30, 81, 5)),
            measured_on,
            "Meetbureau Noord",
            chance.one_of(told_words()["functions"]),
            "uniform",
        )
        record_loonwaarde(desk, number, new, today=day)


def _plan(chance: Chance, desk: Actor, number: str, day: date) -> None:
    words, steps = chance.one_of(told_words()["goals"])
    goal = set_goal(desk, number, NewGoal(words, day + timedelta(days=180)), today=day)
    for turn, step in enumerate(steps):
        by_on = day + timedelta(days=chance.randrange(-10, 20) + 21 * turn)
        who = chance.one_of(["candidate", "contact"])
        made = set_step(desk, number, NewStep(step, who, by_on), goal=goal.pk, today=day)
        if turn == 0 and chance.happens(0.4):
            finish_step(desk, number, made.pk, today=day)
    discuss_plan(desk, number, day - timedelta(days=chance.randrange(0, 60)), today=day)
