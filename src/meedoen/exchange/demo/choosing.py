"""What the municipalities of the demo chose themselves: invented, in the way in which they differ."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.exchange.demo.cast import Seat, Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress
from meedoen.register.choices.services import set_choice
from meedoen.rules import places
from meedoen.rules.local_choices import Point, limit_on, points, preferred_on

REASON = "Verzonnen voor de demo: besluit van het college"
# How often a municipality says something, and how often that is what was agreed on.
SAYS, FOLLOWS, LATER = 0.85, 0.72, 0.06
REGIMES = {
    "jobcoach_licht": (1500, 1000),
    "jobcoach_midden": (3000, 2000),
    "jobcoach_intensief": (5000, 3500),
}
WEEKS = {"jobcoach_bezoek_weken": (4, 6, 8, 12)}
STARTS = (date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1), date(2026, 1, 1))
# Two that say nothing yet, so that the page shows what an employer does not know.
SILENT = 2


def choose(seats: Seats, progress: Progress) -> None:
    """Let nearly every municipality of the region say what it chose, and a few what they will choose."""
    region = next(iter(seats.regions))
    chance = Chance("choices")
    bodies = [seats.municipalities[one.code] for one in places.municipalities_of(region, seats.day)]
    speaking = [one for turn, one in enumerate(bodies) if turn % (len(bodies) // SILENT or 1) != 1]
    for number, body in enumerate(speaking, start=1):
        for point in points():
            # With a stream of its own where a point came later: the others stay what they were.
            draws = Chance("choices", point.code, body.name) if point.code in WEEKS else chance
            if draws.happens(SAYS):
                _say(seats, draws, body, point)
        progress("keuzes van gemeenten", number, len(speaking))


def _say(seats: Seats, chance: Chance, body: Seat, point: Point) -> None:
    actor = seats.steers(body.municipality)
    days = [day for day in STARTS if body.starts_on <= day <= seats.day] or [max(body.starts_on, seats.day)]
    starts_on = chance.one_of(days)
    today = max(seats.day - timedelta(days=200), starts_on)
    value = _value(chance, point, starts_on, body.name)
    set_choice(actor, body.pk, point.code, value, starts_on, REASON, version=0, today=today)
    if point.kind == "option" and chance.happens(LATER):
        others = [code for code in point.options if code != value]
        begins = date(seats.day.year + 1, 1, 1)
        set_choice(
            actor, body.pk, point.code, chance.one_of(others), begins, REASON, version=1, today=seats.day
        )


def _value(chance: Chance, point: Point, day: date, name: str) -> str:
    if point.kind == "text":
        return f"Werkgeversservicepunt {name}, via het algemene nummer van de gemeente"
    if point.kind == "years":
        first, second = (amount + 250 * chance.randrange(4) for amount in REGIMES[point.code])
        return f"euro|{first}|{second}" + (f"|{second // 2}" if chance.happens(0.5) else "")
    if point.code in WEEKS:
        return str(chance.one_of(WEEKS[point.code]))
    if point.kind == "number":
        limit = limit_on(point, day)
        most = point.most if limit is None else limit.number
        return str(chance.one_of(range(max(1, int(most) - 2), int(most) + 1)))
    preferred = preferred_on(point, day)
    if preferred is not None and chance.happens(FOLLOWS):
        return preferred.text
    return chance.one_of(list(point.options))
