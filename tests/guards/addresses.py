"""Every address of the product, with what is needed to open it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from meedoen.access.powers import POWERS
from tests.factories import (
    access,
    agreements,
    bench,
    carving,
    choices,
    coaching,
    comparisons,
    durability,
    employers,
    exchange,
    privacy,
    profiles,
    proposals,
    register,
    reminders,
    rounds,
    steering,
    subsidies,
)


@dataclass(frozen=True)
class Address:
    """One route: its name, the power it asks for (None: it asks for none), and the parts to fill in."""

    name: str
    route: str
    power: str | None
    parts: tuple[str, ...]
    methods: tuple[str, ...]

    @property
    def is_entrance(self) -> bool:
        """Whether it belongs to signing in; those pages have rules of their own."""
        return self.route.startswith("toegang/")

    def path(self, world: SimpleNamespace) -> str:
        """The address with rows that exist filled in."""
        return reverse(self.name, kwargs={part: example(world, self.name, part) for part in self.parts})


@cache
def addresses() -> tuple[Address, ...]:
    """Every route under the project's urls."""
    return tuple(_walk(get_resolver(), "", ""))


def desk() -> tuple[Address, ...]:
    """The pages that ask for a power."""
    return tuple(address for address in addresses() if address.power is not None)


def pages() -> tuple[Address, ...]:
    """Those that can be looked at, and are not only sent to."""
    return tuple(address for address in desk() if "GET" in address.methods)


def heaps(found: tuple[Address, ...], size: int = 20) -> list[tuple[Address, ...]]:
    """The same addresses in heaps of about this size, each of a bit of everything."""
    number = -(-len(found) // size)
    return [found[start::number] for start in range(number)]


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, here, inner)
        elif isinstance(entry, URLPattern):
            yield Address(
                name=namespace + (entry.name or ""),
                route=here,
                power=getattr(entry.callback, "power", None),
                parts=tuple(entry.pattern.converters),
                methods=getattr(entry.callback, "methods", ()),
            )


# A link of an employer, or of who signs, that is known here.
TOKEN = "een-link-van-een-voorbeeld"

# What may stand in a part of an address, whatever the page.
BY_PART: dict[str, Any] = {
    "code": "banenafspraak.extra_banen",
    "indicator": "banenafspraak.extra_banen",
    "figure": "banenafspraak.extra_banen",
    "path": "banenafspraak.uren_per_baan.maand",
    "parameter": "banenafspraak.uren_per_baan.maand",
    "span": "2017Q4",
    "period": "2017Q4",
    "area": "AM01",
    "region": "AM01",
    "municipality": "GM0106",
    "field": "hours",
    "point": "betaling_ritme",
    "name": "people",
    "form": "csv",
    "kind": "people",
    "question": "duplicate",
    "block": "mijn-taken",
    "format": "csv",
    "extension": "csv",
    "year": 2017,
    "token": TOKEN,
    "turn": 1,
    "change": "transport",
    "voice": "person",
    "side": "employer",
}

# What is asked only of a file that is protected.
_ON_PROTECTED = frozenset({"person-unprotect", "person-name", "person-unname"})


def world() -> SimpleNamespace:
    """A few rows of everything, so that each page has something to show."""
    person = register.person(name="Voorbeeld Persoon")
    employer = register.employer(name="Voorbeeld BV")
    placement = register.placement(person=person, employer=employer, programme=register.programme())
    keeper = person.responsible
    consulent = next(iter(access.desk_of(keeper)), None) or access.account(
        "Vaste Mens", "consulent", at=keeper
    )
    partner = access.organisation("Veendam", municipality="GM0047")
    hidden = _hidden_from_most(keeper)
    around = _around(employer, person, consulent)
    asked = register.person(name="Gevraagde Persoon", municipality="GM0047", responsible=partner)
    return SimpleNamespace(
        organisation=access.organisation("Voorbeeldschool", kind="school"),
        account=access.account("Voorbeeld Account", "consulent"),
        person=person,
        employer=employer,
        branch=employer.branches.get(),
        **around,
        programme=placement.programme,
        placement=placement,
        registration=person.registrations.get(),
        **_told_of(person),
        residence=person.residences.get(),
        member=register.member(person, consulent),
        share=register.share(person, partner, by=consulent),
        hidden=hidden,
        named=hidden.named.first(),
        hand_over=register.hand_over(asked, keeper, by=consulent),
        offered=register.hand_over(register.person(), partner, by=consulent),
        target=steering.target(),
        period=steering.frozen_period(),
        # Confirming counts everything; one that is confirmed already refuses at once.
        confirmed=steering.frozen_period(span="2017Q3", confirmed=True),
        publication=steering.publication(),
        file=exchange.import_file(),
        task=exchange.long_task(),
        view=access.saved_view(),
        reading=steering.reading(),
        request_id=privacy.request(person),
        notice=privacy.notice(person),
        restriction=privacy.restriction(person),
        retention=privacy.term(),
        reminder=reminders.sent(person, *access.desk_of(keeper)),
        proposal=_proposed(person, around["job"], consulent),
        comparison=comparisons.answered(),
        round=rounds.answered(),
        duplicate=register.pair(person, register.person(name="Voorbeeld Persoon")),
    )


def _hidden_from_most(keeper: Any) -> Any:
    """Someone protected, for whom the desk of this keeper is named."""
    hidden = register.person(name="Afgeschermde Persoon", state="protected")
    for one in access.desk_of(keeper):
        register.named(hidden, one)
    return hidden


def _proposed(person: Any, job: Any, by: Any) -> Any:
    """Someone proposed for this job, with a link for the answer."""
    proposal = proposals.proposal(person, job, by=by)
    proposals.link(proposal, TOKEN)
    return proposal


def _told_of(person: Any) -> dict[str, Any]:
    """What stands in a file beside the person, and what the municipality chose."""
    profiles.profile(person)
    goal = profiles.goal(person)
    return {
        **subsidies.in_the_world(person),
        **agreements.in_the_world(person, TOKEN),
        **coaching.in_the_world(person),
        **durability.in_the_world(person, TOKEN),
        "goal": goal,
        "step": goal.steps.get(),
        "representative": profiles.representative(person),
        "loonwaarde": profiles.loonwaarde(person),
        "membership": profiles.target_group(person),
        "choice": choices.choice(),
    }


def _around(employer: Any, person: Any, consulent: Any) -> dict[str, Any]:
    """One of everything at an employer, and a bench with a function, tasks and a job being composed."""
    made = bench.filled(employer)
    function = made.functions.get()
    task = function.tasks.order_by("pk").first()
    return {
        **employers.around(employer),
        "bench": made,
        "function": function,
        "of_task": task,
        "draft": made.drafts.get(),
        "search": carving.answered(made),
        "week": carving.week(made, person, consulent),
        "stack": carving.stack(made, person=person),
    }


def example(world: SimpleNamespace, name: str, part: str) -> Any:
    """What may stand in this part of this address; a part nobody explained is an error."""
    if part == "moment" and name.startswith("check-"):
        return "months_3"
    if part in BY_PART:
        return BY_PART[part]
    if part == "kvk":
        return world.employer.kvk
    if name in _ON_PROTECTED and part == "number":
        return world.hidden.number
    rows = vars(world).items()
    # What the part is called says more than the page: an entry on a page about a person is an entry.
    if name.startswith("bench-step") and part == "step":
        return "analysis"
    if name.startswith("stack-search") and part == "search":
        return world.week.pk
    if name in ("subsidy-new", "coaching-new"):
        return world.placement.number
    if name.startswith("check-") or name == "placement-durability":
        return world.followed.number
    if name == "placement-next":
        return world.over.number
    if name == "period-confirm":
        return world.confirmed.pk
    if name == "hand-over-withdraw":
        return world.offered.pk
    row = next((row for key, row in rows if part.startswith(key)), None)
    row = row or next((row for key, row in rows if name.startswith(key)), None)
    if row is None:
        raise LookupError(f"say in {__name__}.example what may stand for {part!r} in the address {name!r}")
    return getattr(row, part) if part in {"number", "kvk"} else row.pk


def allowed(address: Address, roles: frozenset[str]) -> bool:
    """What the power matrix says about opening this address with these roles."""
    assert address.power is not None
    return not POWERS[address.power].isdisjoint(roles)
