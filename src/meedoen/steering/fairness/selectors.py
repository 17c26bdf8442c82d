"""What may be asked about fairness: counts and shares by one way of dividing people, small numbers hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from fractions import Fraction

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound
from meedoen.primitives.period import Quarter as Span
from meedoen.register.people.grounds import ground_label
from meedoen.register.places import place_name
from meedoen.register.rounds.disclosing import Told, ToldRow, rows_told
from meedoen.register.rounds.selectors import chosen_people, latest_result, region_of
from meedoen.steering.fairness.population import NO_GROUND, Population, population_of
from meedoen.steering.fairness.shape import Fairness, GroupFairness, Quarter

YEAR = timedelta(days=365)
QUARTERS = 8
BY: Mapping[str, Promise] = {
    "ground": gettext_lazy("Grond in het doelgroepregister"),
    "municipality": gettext_lazy("Gemeente"),
    "age": gettext_lazy("Leeftijd"),
    "hours": gettext_lazy("Uren die iemand wil werken"),
}
BANDS: Mapping[str, Promise] = {
    NO_GROUND: gettext_lazy("niet in het doelgroepregister"),
    "under_18": gettext_lazy("jonger dan 18"),
    "18_26": gettext_lazy("18 tot en met 26"),
    "27_34": gettext_lazy("27 tot en met 34"),
    "35_49": gettext_lazy("35 tot en met 49"),
    "50_59": gettext_lazy("50 tot en met 59"),
    "60_over": gettext_lazy("60 en ouder"),
    "to_12": gettext_lazy("tot en met 12 uur"),
    "to_24": gettext_lazy("meer dan 12, tot en met 24 uur"),
    "to_32": gettext_lazy("meer dan 24, tot en met 32 uur"),
    "over_32": gettext_lazy("meer dan 32 uur"),
}


def fairness_of(actor: Actor, by: str, *, on: date) -> Fairness:
    """Return who is findable and never proposed, beside proposals, placements and the last round.

    Placements are those that began in the year until the day; a round is the last of the actor's region.
    """
    require(actor, "fairness.see")
    if by not in BY:
        raise NotFound(_("Deze verdeling bestaat niet. Kies er een uit de lijst."))
    people = population_of(region_of(actor), on)
    result = latest_result(actor)
    chosen = chosen_people(result.round_id) if result else frozenset()
    least = settings.SMALL_NUMBER
    groups, whole = _lines(people, by, chosen, on, least)
    return Fairness(
        by=by,
        on=on,
        groups=groups,
        whole=whole,
        quarters=tuple(_quarter(people, by, span, least) for span in _spans(on)),
        round_number=result.round.number if result else "",
    )


def group_words(by: str, code: str) -> str:
    """Return what a group is called."""
    if by == "municipality":
        return place_name(code)
    return str(BANDS[code]) if code in BANDS else ground_label(code)


def _lines(
    people: Population, by: str, chosen: Collection[int], on: date, least: int
) -> tuple[tuple[GroupFairness, ...], GroupFairness]:
    """Each group, the largest first, and everyone together."""
    members: dict[str, list[int]] = {}
    for one, code in people.groups[by].items():
        members.setdefault(code, []).append(one)
    codes = sorted(members, key=lambda code: (-len(members[code]), code))
    never = people.people - people.proposed.keys()
    lately = {one for one, days in people.placed.items() if max(days) > on - YEAR}
    parts = (never, lately, frozenset(chosen))
    rows = [
        (len(members[code]), [sum(one in part for one in members[code]) for part in parts]) for code in codes
    ]
    told, whole = rows_told(rows, least)
    lines = tuple(_line(group_words(by, code), one) for code, one in zip(codes, told, strict=True))
    return lines, _line(_("Samen"), whole)


def _line(name: str, told: ToldRow) -> GroupFairness:
    if not told.parts:
        return GroupFairness(name, told.people, 0, None, None, None, None)
    never, placed, chosen = (_share(told.people, part) for part in told.parts)
    proposed = None if never is None else 1 - never
    return GroupFairness(name, told.people, told.parts[0], never, proposed, placed, chosen)


def _share(whole: Told, part: Told) -> Fraction | None:
    """Which part of a group; not told where either of both is hidden."""
    if isinstance(whole, str) or isinstance(part, str) or not whole:
        return None
    return Fraction(part, whole)


def _spans(on: date) -> list[Span]:
    """The last quarters that are over, oldest first."""
    spans = [Span.of(on)]
    for _each in range(QUARTERS):
        spans.append(Span.of(spans[-1].first_day - timedelta(days=1)))
    return spans[:0:-1]


def _quarter(people: Population, by: str, span: Span, least: int) -> Quarter:
    """How many were proposed in a quarter, and how far that was from an equal division over the groups."""
    proposed = [
        one
        for one, days in people.proposed.items()
        if any(span.first_day <= day <= span.last_day for day in days)
    ]
    told: Told = len(proposed) if not 0 < len(proposed) < least else f"< {least}"
    distance = _distance(people.groups[by], proposed) if len(proposed) >= least else None
    return Quarter(str(span), span.last_day, told, distance)


def _distance(of: Mapping[int, str], proposed: Collection[int]) -> Fraction:
    """Which part of the proposals would have to go to another group for every group to get its part."""
    everyone, mine = Counter(of.values()), Counter(of[one] for one in proposed)
    gaps = (
        abs(Fraction(mine[code], len(proposed)) - Fraction(many, len(of))) for code, many in everyone.items()
    )
    return sum(gaps, Fraction(0)) / 2
