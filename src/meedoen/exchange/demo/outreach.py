"""Who speaks with the employers of the demo: owners, people there, contacts, limits, arrangements, scans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from meedoen.access.actors import Actor
from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Firm
from meedoen.exchange.demo.towns import towns
from meedoen.register.employers.agreed import advice_of
from meedoen.register.employers.arrangements import NewArrangement, make_arrangement, move_arrangement
from meedoen.register.employers.contact_people import NewContactPerson, add_contact_people
from meedoen.register.employers.limits import pause_employer, set_limit
from meedoen.register.employers.moments import NOT_OWNER, NewMoment, record_moments
from meedoen.register.employers.owning import become_owner_of_many, offer_employer
from meedoen.register.employers.particulars import note_in_place, record_headcount
from meedoen.register.employers.scans import NewAdvice, NewTask, close_advice, record_scan
from meedoen.register.employers.selectors import employer_by_kvk
from meedoen.register.employers.words import PAUSES, choices

MOMENTS = 3000
YEAR = 365
ARRANGEMENTS, SCANS = 25, 30
IN_PLACE, HEADS, LIMITED, PAUSED = 150, 100, 40, 20
# Which account manager owns the employers that an SW company's towns have; the others are Gerda's.
OWNER_OF = {"assen": "Alice", "veendam": "Bob", "stadskanaal": "Bob", "oldambt": "Bob"}
# Who comes by as well, and belongs to another municipality or has another task.
ELSEWHERE = ("Hans", "Bea", "Alice", "Bob", "Gerda")
HOW = {"visit": 4, "phone": 7, "mail": 6, "meeting": 1}
ABOUT = {
    "acquaintance": 3,
    "vacancy": 6,
    "candidate": 5,
    "placement": 4,
    "complaint": 0.3,
    "sroi": 1,
    "scan": 1.5,
}
ACCEPTED = frozenset({NOT_OWNER})


class Outreach:
    """Writes down a year of speaking with employers."""

    def __init__(self, rows: Rows, seats: Seats, progress: Progress) -> None:
        self.seats, self.day, self.progress = seats, rows.plan.day, progress
        own = [firm for firm in rows.plan.firms if firm.town in towns()]
        self.firms = [firm for firm in own if firm.kind != "gemeente"]
        self.market = sorted(
            (firm for firm in self.firms if firm.kind == "markt"), key=lambda firm: (-firm.weight, firm.kvk)
        )
        self.owner: dict[str, str] = {}
        self.words = read("outreach")

    def write(self) -> None:
        """Write everything down; the limits last, so that they hold for what comes after."""
        self._owners()
        self._people()
        self._moments()
        self._particulars()
        self._arrangements()
        self._scans()
        self._limits()

    def member(self, name: str) -> Actor:
        return self.seats.members[name]

    def account(self, name: str) -> int:
        """The key of an account of the cast, who all have one."""
        key = self.member(name).account_id
        assert key is not None
        return key

    def _owners(self) -> None:
        chance, taken = Chance("owners"), defaultdict(list)
        for firm in self.firms:
            if chance.happens(0.93):
                name = OWNER_OF.get(towns()[firm.town]["sw"], "Gerda")
                self.owner[firm.kvk] = name
                since = chance.day_between(self.day - timedelta(days=5 * YEAR), self.day - timedelta(days=20))
                taken[name].append((firm.kvk, since))
        for name, takings in sorted(taken.items()):
            become_owner_of_many(self.member(name), takings, today=self.day)
        self.progress("accountmanagers", len(self.owner), len(self.owner))
        gerdas = [firm.kvk for firm in self.market if self.owner.get(firm.kvk) == "Gerda"]
        for kvk, to in zip(gerdas[3:6], ("Alice", "Alice", "Bob"), strict=True):
            offer_employer(self.member("Gerda"), kvk, self.account(to), today=self.day)

    def _people(self) -> None:
        chance, names, news = Chance("contact people"), read("words"), []
        for firm in self.firms:
            for turn in range(chance.one_of((0, 1, 2), (2, 6, 2))):
                name = f"{chance.one_of(names['first_names'])} {chance.one_of(names['last_names'])}"
                ago = min(int(chance.expovariate(1 / 140)), 900)
                new = NewContactPerson(
                    name=name,
                    function=chance.one_of(self.words["functions"]),
                    phone=f"050 000 {chance.randrange(100):02} {chance.randrange(100):02}",
                    email=f"contact{turn + 1}@{firm.kvk}.example",
                    is_main=turn == 0,
                )
                news.append((firm.kvk, new, self.day - timedelta(days=ago)))
        add_contact_people(self.seats.desk("GM0014"), news, today=self.day)
        self.progress("contactpersonen", len(news), len(news))

    def _moments(self) -> None:
        spoken: dict[str, list[NewMoment]] = defaultdict(list)
        for name, new in self._planned_moments():
            spoken[name].append(new)
        done = 0
        for name, news in sorted(spoken.items()):
            news.sort(key=lambda new: (new.on, new.kvk))
            done += record_moments(self.member(name), news, accepted=ACCEPTED, today=self.day)
        self.progress("contactmomenten", done, MOMENTS)

    def _planned_moments(self) -> Iterator[tuple[str, NewMoment]]:
        chance = Chance("moments")
        weights = [firm.weight**0.5 for firm in self.firms]
        for _turn in range(MOMENTS):
            firm = chance.one_of(self.firms, weights)
            by = self.owner.get(firm.kvk) if chance.happens(0.8) else None
            on = self.day - timedelta(days=chance.randint(1, YEAR))
            on -= timedelta(days=max(0, on.weekday() - 4))
            kind, about = _drawn(chance, HOW), _drawn(chance, ABOUT)
            name = by or chance.one_of(ELSEWHERE)
            new = NewMoment(
                kvk=firm.kvk,
                on=on,
                kind=kind,
                about=about,
                is_by_employer=chance.happens(0.15),
                note=chance.one_of(self.words["notes"][about]),
                **self._next(chance, on, name),
            )
            yield name, new

    def _next(self, chance: Chance, on: date, name: str) -> dict[str, Any]:
        """A step to take, where it was agreed lately; nobody remembers older ones."""
        if (self.day - on).days > 30 or not chance.happens(0.25):
            return {}
        return {
            "next_step": chance.one_of(self.words["steps"]),
            "next_on": on + timedelta(days=chance.randint(7, 45)),
            "next_account_id": self.account(name),
        }

    def _particulars(self) -> None:
        chance = Chance("in place")
        for firm in chance.sample(self.firms, IN_PLACE):
            found = chance.sample(self.words["in_place"], chance.randint(1, 5))
            numbers = {what: chance.randint(1, 4) if what == "harrie" else None for what in sorted(found)}
            on = self.day - timedelta(days=chance.randint(10, YEAR))
            note_in_place(self._by(firm), firm.kvk, numbers, on, version=1, today=self.day)
        for firm in self.market[:HEADS]:
            people = int(firm.weight * chance.randint(6, 15)) + 2
            record_headcount(self._by(firm), firm.kvk, people, date(self.day.year, 1, 1), today=self.day)
        self.progress("voorzieningen", IN_PLACE, IN_PLACE)

    def _limits(self) -> None:
        chance = Chance("limits")
        chosen = chance.sample(self.market[:600], LIMITED + PAUSED)
        for firm in chosen[:LIMITED]:
            version = self._version(firm)
            set_limit(self._by(firm), firm.kvk, chance.randint(1, 3), version=version, today=self.day)
        for firm in chosen[LIMITED:]:
            until = self.day + timedelta(days=chance.randint(10, 120))
            because = chance.one_of([code for code, _words in choices(PAUSES)])
            version = self._version(firm)
            pause_employer(self._by(firm), firm.kvk, until, because, version=version, today=self.day)
        self.progress("grenzen en rust", len(chosen), len(chosen))

    def _version(self, firm: Firm) -> int:
        return employer_by_kvk(self._by(firm), firm.kvk).version

    def _arrangements(self) -> None:
        chance = Chance("arrangements")
        for turn, firm in enumerate(self.market[:ARRANGEMENTS]):
            agreed, name = chance.one_of(self.words["arrangements"]), self.owner.get(firm.kvk, "Gerda")
            starts_on = date(self.day.year - chance.randint(0, 1), chance.randint(1, 9), 1)
            new = NewArrangement(
                kind=agreed["kind"],
                what=agreed["what"],
                places=chance.randint(2, 12),
                starts_on=min(starts_on, self.day - timedelta(days=30)),
                ends_before=None if chance.happens(0.4) else date(self.day.year + 2, 1, 1),
                responsible_id=self.account(name),
            )
            actor = self.member(name)
            key = make_arrangement(actor, firm.kvk, new, today=self.day).pk
            for to in _way(turn):
                move_arrangement(actor, firm.kvk, key, to, today=self.day)
        self.progress("afspraken", ARRANGEMENTS, ARRANGEMENTS)

    def _scans(self) -> None:
        chance = Chance("scans")
        for turn, firm in enumerate(self.market[5 : 5 + SCANS]):
            name = ("Alice", "Bob", "Gerda")[turn % 3]
            done_on = self.day - timedelta(days=chance.randint(10, 200))
            tasks = tuple(
                NewTask(one["process"], one["task"], Decimal(one["hours"]), one["conditions"])
                for one in chance.sample(self.words["tasks"], chance.randint(2, 4))
            )
            advice = tuple(
                NewAdvice(
                    kind, "", self._due(chance, done_on), self.account(chance.one_of((name, "Alice", "Bob")))
                )
                for kind in chance.sample(self.words["advice"], chance.randint(2, 3))
            )
            actor = self.member(name)
            scan = record_scan(actor, firm.kvk, done_on, tasks=tasks, advice=advice, today=self.day)
            if chance.happens(0.6):
                followed = chance.happens(0.7)
                close_advice(
                    actor,
                    firm.kvk,
                    scan.pk,
                    advice_of(scan)[0].pk,
                    done=followed,
                    because="" if followed else "not_wanted",
                    today=self.day,
                )
        self.progress("bedrijfsscans", SCANS, SCANS)

    def _due(self, chance: Chance, done_on: date) -> date:
        """Most of what is open is due in the coming weeks, some of it is late."""
        return max(done_on, self.day + timedelta(days=chance.randint(-15, 60)))

    def _by(self, firm: Firm) -> Actor:
        return self.member(self.owner.get(firm.kvk, "Gerda"))


def _way(turn: int) -> tuple[str, ...]:
    """Most arrangements hold; some are being prepared, a few ended or did not go on."""
    return {4: (), 9: (), 14: (), 19: ("agreed", "ended"), 22: ("cancelled",)}.get(turn, ("agreed",))


def _drawn(chance: Chance, weights: Mapping[str, float]) -> str:
    return chance.one_of(list(weights), list(weights.values()))
