"""Which goals stand on the dashboard of an area: a declared list, and what the target book adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.counting import Question
from meedoen.primitives.period import Span
from meedoen.steering.areas import AreaKind, area_on, codes_within
from meedoen.steering.counted.questions import indicator_of, question_for
from meedoen.steering.indicators.shape import Goal
from meedoen.steering.targets.selectors import in_force
from meedoen.steering.targets.shape import TargetShown

EVERYWHERE: tuple[AreaKind, ...] = ("region", "municipality")


@dataclass(frozen=True)
class Declared:
    """An indicator that is a goal in every area of a kind, or in the areas that are named."""

    indicator: str
    kinds: tuple[AreaKind, ...] = ()
    areas: tuple[str, ...] = ()
    programme: str = ""
    cumulative_from: date | None = None
    title: str | Promise = ""


# In the order of the page. The plan of the 1000 jobs began in March 2018.
DECLARED: tuple[Declared, ...] = (
    Declared("banenafspraak.extra_banen", EVERYWHERE, title=gettext_lazy("Banenafspraak, extra banen")),
    Declared(
        "placements.lasting_24h",
        areas=("AM01",),
        programme="1000_banenplan",
        cumulative_from=date(2018, 3, 1),
        title=gettext_lazy("Duurzaam via 1000-banenplan, 24 uur of meer"),
    ),
    Declared(
        "placements.lasting",
        areas=("AM01",),
        programme="1000_banenplan",
        cumulative_from=date(2018, 3, 1),
        title=gettext_lazy("Duurzaam via 1000-banenplan"),
    ),
    Declared("beschut_werk.filled", EVERYWHERE, title=gettext_lazy("Beschut werk")),
    Declared("people.at_work", EVERYWHERE, title=gettext_lazy("Mensen aan het werk")),
    Declared("register.size", EVERYWHERE, title=gettext_lazy("Mensen in het doelgroepregister")),
    Declared("placements.started", EVERYWHERE, title=gettext_lazy("Plaatsingen begonnen")),
)


def goals_of(area: str, day: date, book: Iterable[TargetShown]) -> tuple[Goal, ...]:
    """Return the goals of an area: those declared, then every promise in the book that is not among them.

    What was promised for an employer in a municipality stands on the page of its region too; other
    promises of a municipality stand on its own page only.
    """
    place = area_on(area, day)
    within = codes_within(area, day)
    goals = [
        Goal(one.indicator, place.code, one.programme, None, one.cumulative_from, str(one.title))
        for one in DECLARED
        if place.kind in one.kinds or place.code in one.areas
    ]
    known = {goal.key for goal in goals}
    for target in book:
        here = target.area in (area, place.code) or (target.employer_id is not None and target.area in within)
        if here and target.key not in known:
            known.add(target.key)
            goals.append(
                Goal(
                    target.indicator,
                    target.area,
                    target.programme,
                    target.employer_id,
                    title=_("%(employer)s als werkgever") % {"employer": target.employer_name}
                    if target.employer_id
                    else "",
                )
            )
    return tuple(goals)


def target_of(goal: Goal, book: Iterable[TargetShown], on: date) -> TargetShown | None:
    """Return the target of a goal that holds on a day."""
    return in_force((one for one in book if one.key == goal.key), on)


def since(goal: Goal, target: TargetShown | None) -> Goal:
    """Return the goal with the day from which it is added up: its own, else that of its target."""
    if goal.cumulative_from is None and target is not None:
        flow = indicator_of(goal.indicator).timing == "flow"
        return replace(goal, cumulative_from=target.counts_from if flow else None)
    return goal


def question_of(goal: Goal, span: Span, by: tuple[str, ...] = ()) -> Question:
    """Return what is asked of the engine for a goal in a period."""
    starts_on = goal.cumulative_from
    return question_for(
        goal.indicator,
        goal.area,
        span,
        programme=goal.programme,
        employer_id=goal.employer_id,
        by=by,
        # Before its first day there is nothing to add up; the engine is then asked about the period alone.
        cumulative_from=starts_on if starts_on is not None and starts_on <= span.last_day else None,
    )


# What is kept with a reading: what pages show of it. Employers and single kinds stay with the live count.
_TOGETHER = (("form", "sector"), ("form", "newness"))
_SINGLE = ("form", "sector", "sector_at_work", "municipality", "ground", "newness")


def breakdowns_of(goal: Goal) -> tuple[tuple[str, ...], ...]:
    """Return the breakdowns whose parts are kept when a goal is frozen."""
    allowed = indicator_of(goal.indicator).breakdowns
    wanted = (*_TOGETHER, *((name,) for name in _SINGLE))
    return tuple(names for names in wanted if set(names) <= set(allowed))
