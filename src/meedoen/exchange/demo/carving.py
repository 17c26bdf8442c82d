"""What the engine of the bench found in the demo: proposals on a bench, and a week at several employers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.towns import code_on
from meedoen.matching.ready import missing_in_person
from meedoen.register.bench.content import NewFunction, NewTask
from meedoen.register.bench.functions import add_function, add_tasks
from meedoen.register.bench.listing import BenchFilters, benches_visible_to
from meedoen.register.bench.services import open_bench
from meedoen.register.carving.services import answer_search, ask_search, ask_stack
from meedoen.register.carving.taking import take_over_stack, week_for
from meedoen.register.fits.facts import people_to_match
from meedoen.register.people.listing import PeopleFilters, people_visible_to
from meedoen.register.searches.asking import Asked
from meedoen.register.searches.selectors import found_by

WHO = "Alice"
# So many people are looked at, and so many of them tried, before the demo goes without a stapelbaan.
LOOKED_AT, TRIED = 400, 25
MANY = Asked(Decimal(12), Decimal(24))
STACKED = Asked(Decimal(6), Decimal(20), functions=3, employers=3, share=100)
# What a small place can offer to nearly everybody.
CALM = (
    "quiet_place",
    "few_people",
    "own_place",
    "no_stairs",
    "no_heights",
    "fixed_structure",
    "one_task",
    "own_pace",
    "steps_on_paper",
    "plain_words",
    "no_phone",
    "no_customers",
)
# Function, what an hour of it costs, and its tasks with hours; each has too little work for one job.
SMALL = (
    ("Bedrijfsleider", "23.50", (("cleaning.floors", 5), ("catering.dishes", 4))),
    ("Terreinbeheerder", "25.20", (("green.weed", 6), ("green.litter", 3))),
    ("Planner", "21.90", (("office.post", 5), ("office.scan", 4))),
)


def propose_jobs(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Ask the engine once for many people, and for one person whose week lies at more than one employer."""
    actor, day = seats.members[WHO], rows.plan.day
    benches = benches_visible_to(actor, BenchFilters(is_mine=True), None).rows
    if benches:
        search = ask_search(actor, benches[0].number, MANY, today=day)
        answer_search(actor, search.pk, today=day)
    lay_small_benches(actor, list(_small_firms(actor, rows)), rows)
    made = _stack(actor, rows)
    progress("stapelbanen", made, made)


def _small_firms(actor: Actor, rows: Rows) -> Iterator[str]:
    """The smallest firms of the actor's own town."""
    day = rows.plan.day
    near = [
        one for one in rows.plan.firms if one.kind == "markt" and code_on(one.town, day) == actor.municipality
    ]
    for firm in sorted(near, key=lambda one: (one.weight, one.kvk))[: len(SMALL)]:
        yield firm.kvk


def lay_small_benches(actor: Actor, kvks: list[str], rows: Rows) -> None:
    """Take one function apart at each of these."""
    day = rows.plan.day
    for kvk, (name, wage, tasks) in zip(kvks, SMALL, strict=False):
        bench = open_bench(actor, kvk, f"Tijd vrijmaken voor de {name.lower()}", today=day)
        function = NewFunction(name, Decimal(32), wage=Decimal(wage))
        row = add_function(actor, bench.number, function, today=day)
        demands = {"lift_kg": 5, "stand_minutes": 30, "walk_minutes": 30} | dict.fromkeys(CALM, 1)
        news = [NewTask(task, "", Decimal(hours), demands=demands) for task, hours in tasks]
        add_tasks(actor, bench.number, row.pk, news, today=day)


class _NotThisOne(Exception):
    """No week at more than one employer comes out for this person: nothing of the try stays."""


def _stack(actor: Actor, rows: Rows) -> int:
    for number in _who_can_be_matched(actor, rows)[:TRIED]:
        try:
            with transaction.atomic():
                _stack_for(actor, number, rows)
        except (Refused, _NotThisOne):
            continue
        return 1
    return 0


def _who_can_be_matched(actor: Actor, rows: Rows) -> list[str]:
    seen = {row.pk: row.number for row in people_visible_to(actor, PeopleFilters(), limit=LOOKED_AT).rows}
    people = people_to_match(rows.plan.day, list(seen))
    return [seen[int(person.key)] for person in people if not missing_in_person(person)]


def _stack_for(actor: Actor, number: str, rows: Rows) -> None:
    day = rows.plan.day
    asked = ask_stack(actor, replace(STACKED, person=number), today=day)
    search = answer_search(actor, asked.pk, today=day)
    found = found_by(search)
    bundle = found.bundles[0] if found and found.bundles else None
    if bundle is None or len(bundle.employers) < 2 or week_for(search, bundle, day) is None:
        raise _NotThisOne
    take_over_stack(actor, search.pk, 1, "Eén week, meer werkgevers", today=day)
