"""The employers of the demo: municipalities, public bodies, SW companies, temp agencies and firms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.shape import Firm
from meedoen.exchange.demo.towns import GRONINGEN, beyond, name_of, towns, working_place
from meedoen.rules import places

EMPLOYERS = 1500
# No chamber of commerce ever gave out a number that starts with two zeros: nobody is meant.
FIRST_KVK = 100_001
FIRST_YEAR = 2012


class Firms:
    """All employers, and the drawing of one for a placement."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._kvk = (f"{number:08d}" for number in itertools.count(FIRST_KVK, 7))
        self.all: list[Firm] = []
        self.municipality = {code: self._add_municipality(code) for code in self._municipalities()}
        self.sw = {
            key: self._add(one["name"], one["town"], "sw", is_overheid=True, weight=1)
            for key, one in [*read("towns")["sw_companies"].items(), ("beyond", read("towns")["sw_beyond"])]
        }
        self.temp = [
            self._add(name, GRONINGEN, "uitzend", is_overheid=False, weight=1)
            for name in read("words")["temp_agencies"]
        ]
        self.public = [*self._public_bodies()]
        self.market = [*self._market_firms(EMPLOYERS - len(self.all))]
        self.market += [firm for firm in self.public if not firm.counts_as_overheid]
        self._by_town: dict[str, list[Firm]] = {}
        self._kept: dict[tuple[str, int], tuple[list[Firm], list[float]]] = {}
        for firm in self.market:
            self._by_town.setdefault(firm.town, []).append(firm)

    def market_firm(self, chance: Chance, town: str, year: int) -> Firm:
        """A firm in that town if it has one by then, else anywhere."""
        there, weights = self._old_enough(town if town in self._by_town else "", max(year, FIRST_YEAR))
        return chance.choices(there, cum_weights=weights)[0]

    def _old_enough(self, town: str, year: int) -> tuple[list[Firm], list[float]]:
        """Firms of a town (or of all) that exist in that year, with their running weights."""
        if (town, year) not in self._kept:
            there = [firm for firm in self._by_town.get(town, self.market) if firm.since <= year] or [
                firm for firm in self.market if firm.since <= year
            ]
            self._kept[town, year] = there, list(itertools.accumulate(firm.weight for firm in there))
        return self._kept[town, year]

    def hirer(self, chance: Chance, town: str, year: int) -> Firm:
        """Where a seconded person works: at a municipality, a public body or a firm."""
        draw = chance.random()
        if draw < 0.18 and town in towns():
            return self.municipality[places.municipality_on(town, self.day).code]
        if draw < 0.27:
            return chance.one_of(self.public)
        return self.market_firm(chance, town, year)

    def public_employer(self, chance: Chance) -> Firm:
        """Any overheid employer except the gemeente Groningen, which is aimed at by itself."""
        others = [firm for code, firm in self.municipality.items() if code not in (GRONINGEN, beyond())]
        return chance.one_of([*others, *(firm for firm in self.public if firm.counts_as_overheid)])

    def _add(self, name: str, town: str, kind: str, *, is_overheid: bool, weight: float) -> Firm:
        firm = Firm(next(self._kvk), name, town, kind, is_overheid, weight)
        self.all.append(firm)
        return firm

    def _municipalities(self) -> list[str]:
        region = read("towns")["region"]
        return [*(one.code for one in places.municipalities_of(region, self.day)), beyond()]

    def _add_municipality(self, code: str) -> Firm:
        return self._add(f"Gemeente {name_of(code, self.day)}", code, "gemeente", is_overheid=True, weight=1)

    def _public_bodies(self) -> Iterator[Firm]:
        chance = Chance("public bodies")
        large = ("GM0014", "GM0106", "GM1895", "GM0037", "GM0047")
        for body in read("words")["public_bodies"]:
            if body.get("once"):
                yield self._add(body["word"], large[0], "overheid", is_overheid=True, weight=1)
                continue
            for town in towns() if body["each_town"] else large:
                name = f"{body['word']} {name_of(town, date(2015, 1, 1))}"
                yield self._add(name, town, "overheid", is_overheid=True, weight=1)
        # Overheid by name, markt by the premium they pay: the rule of the sectorfonds has someone to work on.
        for number, town in enumerate(large[1:4]):
            name = f"Afvaldienst {name_of(town, date(2015, 1, 1))}"
            firm = self._add(name, town, "overheid", is_overheid=True, weight=1)
            firm.pays_sectorfonds = True
            firm.share_under_sectorfonds = ("0.7500", "0.5000", "0.3000")[number]
            firm.weight = 1 + chance.random()
            yield firm

    def _market_firms(self, count: int) -> Iterator[Firm]:
        chance = Chance("market firms")
        words = read("words")
        trades = words["trades"]
        taken = {firm.name for firm in self.all}
        every_town = [town for town in towns() for _ in range(6)]
        while count:
            town = every_town.pop() if every_town else working_place(chance, "")
            if not every_town and count % 60 == 0:
                town = beyond()
            trade = chance.one_of(trades, [one["weight"] for one in trades])["word"]
            name = f"{trade} {chance.one_of(words['second_words'])}"
            if name in taken:
                name = f"{name} {name_of(town, date(2015, 1, 1))}"
            if name in taken:
                continue
            taken.add(name)
            # A few large employers and many small ones.
            firm = self._add(name, town, "markt", is_overheid=False, weight=chance.paretovariate(1.1))
            firm.weight = min(firm.weight, 60)
            firm.since = FIRST_YEAR if chance.happens(0.85) else chance.randint(2013, self.day.year)
            if chance.happens(0.06):
                firm.branches = ((f"Vestiging {name_of(town, self.day)}", town), ("Magazijn", town))
            count -= 1
            yield firm
