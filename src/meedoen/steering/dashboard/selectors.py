"""What may be asked of the dashboard: where an area stands in a period, and one goal over time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound
from meedoen.counting import Attribution
from meedoen.counting.indicators import Indicator
from meedoen.primitives.period import Quarter, Span
from meedoen.rules import places
from meedoen.steering.areas import Area, area_on, codes_within
from meedoen.steering.counted.facts_of_register import Snapshot, current_facts
from meedoen.steering.counted.movement import Movement, movement
from meedoen.steering.counted.questions import (
    attribution_on,
    indicator_of,
    latest_complete_quarter,
    quarters_until,
)
from meedoen.steering.dashboard.pictures import series_of, tiles_of
from meedoen.steering.dashboard.rows import Answers, goal_row, parts_of, vintages_of
from meedoen.steering.dashboard.shape import Dashboard, Goal, IndicatorPage, Series, Vintage
from meedoen.steering.indicators.goals import goals_of
from meedoen.steering.indicators.selectors import freezes_of, frozen_readings
from meedoen.steering.indicators.shape import Frozen
from meedoen.steering.labels import ATTRIBUTION, BREAKDOWN
from meedoen.steering.publications.selectors import realised, vintages
from meedoen.steering.targets.selectors import in_force, standing_targets
from meedoen.steering.targets.shape import TargetShown


def dashboard(actor: Actor, area: str, span: Span, snapshot: Snapshot | None = None) -> Dashboard:
    """Return where an area stands on the last day of a period."""
    require(actor, "dashboard.see")
    found = snapshot or current_facts()
    place = area_on(area, span.last_day)
    book = standing_targets(codes_within(area, span.last_day))
    goals = goals_of(area, span.last_day, book)
    published = vintages({goal.indicator for goal in goals}, {place.code, *(goal.area for goal in goals)})
    freezes = freezes_of(place.code)
    answers = _answers(found, place, span, freezes, goals[0] if goals else Goal("", area))
    rows = tuple(goal_row(goal, span, answers, book, published) for goal in goals)
    head = rows[0].goal if rows else None
    return Dashboard(
        area=place.code,
        area_name=place.name,
        span=span,
        label=span.label,
        reference_on=span.last_day,
        municipality_count=len(places.municipalities_of(place.code, span.last_day)) if place.region else 1,
        rows=rows,
        series=series_of(head, span.last_day, answers, book, published) if head else Series(),
        tiles=tiles_of(head, span, answers) if head else (),
        attribution_words=str(ATTRIBUTION[attribution_on(span.last_day)]),
        frozen=freezes.get(str(span)),
        latest_with_target=_latest_target(head, book, span.last_day),
        latest_with_publication=_latest_publication(head, published, span.last_day),
        movement=movement(found, place.code, span),
        stamp=f"{found.stamp[0]}-{found.stamp[1][:16]}",
    )


def indicator_page(
    actor: Actor,
    indicator: str,
    area: str,
    span: Span,
    *,
    programme: str = "",
    employer_id: int | None = None,
    by: str = "",
    attribution: Attribution | None = None,
    snapshot: Snapshot | None = None,
) -> IndicatorPage:
    """Return one goal over time, split up in one way, with what it rests on."""
    require(actor, "indicator.see")
    definition = indicator_of(indicator)
    found = snapshot or current_facts()
    place = area_on(area, span.last_day)
    book = standing_targets(codes_within(area, span.last_day))
    goal = _goal(goals_of(area, span.last_day, book), indicator, area, programme, employer_id)
    published = vintages({indicator}, {place.code, goal.area})
    freezes = freezes_of(place.code)
    default = attribution_on(span.last_day)
    chosen = None if attribution in (None, default) else attribution
    answers = _answers(found, place, span, freezes, goal, chosen)
    row = goal_row(goal, span, answers, book, published)
    if by and by not in definition.breakdowns:
        raise NotFound(
            _("Dit cijfer kan zo niet worden uitgesplitst. Kies een andere uitsplitsing."), field="by"
        )
    counted = row.reading is not None and row.reading.value is not None
    return IndicatorPage(
        row=row,
        span=span,
        label=span.label,
        series=series_of(row.goal, span.last_day, answers, book, published),
        breakdowns=tuple((name, str(BREAKDOWN[name])) for name in definition.breakdowns),
        by=by,
        parts=parts_of(row.goal, span, answers, (by,)) if by and counted else row.parts,
        tiles=tiles_of(row.goal, span, answers),
        frozen=freezes.get(str(span)),
        movement=_moved(found, row.goal, definition, span),
    )


def span_choices(today: date) -> list[tuple[str, str]]:
    """Return the complete quarters that can be chosen, newest first."""
    return [(str(span), span.label) for span in reversed(quarters_until(latest_complete_quarter(today)))]


def area_choices(region: str, day: date) -> list[tuple[str, str]]:
    """Return a region and its municipalities on a day."""
    place = area_on(region)
    return [
        (place.code, place.name),
        *((one.code, one.name) for one in places.municipalities_of(place.code, day)),
    ]


def _answers(
    snapshot: Snapshot,
    place: Area,
    span: Span,
    freezes: dict[str, Frozen],
    headline: Goal,
    attribution: Attribution | None = None,
) -> Answers:
    confirmed = any(one.is_confirmed for one in freezes.values())
    kept = frozen_readings(place.code, span) if confirmed else []
    frozen = {(*one.goal.key, str(one.span)): one for one in kept}
    return Answers(snapshot, span, frozen, headline.key, attribution)


def _moved(snapshot: Snapshot, goal: Goal, definition: Indicator, span: Span) -> Movement | None:
    """What began and ended beside a total of work; a register, or one employer, has no such flow."""
    if definition.needs_employer or definition.coverage == "register":
        return None
    return movement(snapshot, goal.area, span, programme=goal.programme)


def _goal(goals: Iterable[Goal], indicator: str, area: str, programme: str, employer_id: int | None) -> Goal:
    """Return the declared or promised goal that is meant, or else a goal of its own."""
    asked = Goal(indicator, area, programme, employer_id)
    same = (
        one
        for one in goals
        if (one.indicator, one.programme, one.employer_id) == (indicator, programme, employer_id)
    )
    return next(same, asked)


def _latest_target(goal: Goal | None, book: Collection[TargetShown], on: date) -> Quarter | None:
    """The quarter itself where a target holds, else the last one for which a target was set."""
    if goal is None:
        return None
    own = [one for one in book if one.key == goal.key]
    if in_force(own, on) is not None:
        return Quarter.of(on)
    return max((Quarter.of(one.reference_on) for one in own if one.reference_on <= on), default=None)


def _latest_publication(goal: Goal | None, published: Iterable[Vintage], on: date) -> Quarter | None:
    if goal is None:
        return None
    known = realised(vintages_of(goal, published), on)
    return max((Quarter.of(one.reference_on) for one in known if one.reference_on), default=None)


__all__ = [
    "area_choices",
    "dashboard",
    "indicator_page",
    "latest_complete_quarter",
    "span_choices",
]
