"""One line of the dashboard: our reading, the target, what was published, and how it stands in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.counting import Attribution, CountingRefused, Reading
from meedoen.primitives.number import format_whole, half_up
from meedoen.primitives.period import Quarter, Span, day_in_words
from meedoen.steering.counted.facts_of_register import Snapshot
from meedoen.steering.counted.questions import (
    FIRST_QUARTER,
    in_words,
    indicator_of,
    quarters_until,
    whole,
    year_before,
)
from meedoen.steering.counted.selectors import traced
from meedoen.steering.dashboard.shape import GoalRow, Note, OwnReading, Part, Status, Trend, Vintage
from meedoen.steering.indicators.goals import question_of, since, target_of
from meedoen.steering.indicators.shape import Goal, KeptReading
from meedoen.steering.labels import ATTRIBUTION, UNIT, part_label
from meedoen.steering.publications.selectors import realised
from meedoen.steering.targets.shape import TargetShown

COMPOSITION = ("form", "sector")
_EXISTING = {"form": "inleen", "newness": "existing"}
Key = tuple[str, str, str, int | None, str]


@dataclass(frozen=True)
class Answers:
    """Where the numbers of a page come from: the frozen reading where there is one, else the rows now.

    `span` is the period of the page. What the page shows beside it is asked together with it, because
    asking takes longer than counting: all quarters of the headline, the year before of every other goal.
    """

    snapshot: Snapshot
    span: Span
    frozen: Mapping[Key, KeptReading]
    headline: tuple[str, str, str, int | None]
    attribution: Attribution | None = None

    def spans(self, goal: Goal) -> tuple[Span, ...]:
        """Return the periods that are counted in one go for a goal."""
        before = year_before(self.span)
        beside = (before, self.span) if before.first_day >= FIRST_QUARTER.first_day else (self.span,)
        if goal.key != self.headline:
            return beside
        quarters = quarters_until(Quarter(max(self.span.last_day.year, FIRST_QUARTER.year), 4))
        return (*quarters, *(span for span in beside if span not in quarters))

    def kept(self, goal: Goal, span: Span) -> KeptReading | None:
        """Frozen readings are attributed as the rule book says; another attribution is always counted."""
        return None if self.attribution else self.frozen.get((*goal.key, str(span)))

    def reading(self, goal: Goal, span: Span, by: tuple[str, ...] = ()) -> Reading:
        """Return the number with the parts of one breakdown, or refuse in words."""
        kept = self.kept(goal, span)
        if kept is not None:
            return kept.as_counted(by)
        together = () if by else self.spans(goal)
        if span not in together:
            return self._over(goal, (span,), by)[0]
        return self._over(goal, together, by)[together.index(span)]

    def _over(self, goal: Goal, spans: tuple[Span, ...], by: tuple[str, ...]) -> tuple[Reading, ...]:
        question = question_of(goal, spans[-1], by)
        if self.attribution:
            question = replace(question, attribution=self.attribution)
        try:
            return self.snapshot.series(question, spans)
        except (CountingRefused, LookupError) as refusal:
            raise in_words(refusal) from refusal

    def own(self, goal: Goal, span: Span) -> OwnReading:
        """Return the number with everything that belongs beside it."""
        kept = self.kept(goal, span)
        if kept is not None:
            return kept.own
        counted = self.reading(goal, span)
        return OwnReading(
            question=counted.question,
            value=whole(counted.total.value),
            people=counted.total.people,
            unit=counted.indicator.unit.value,
            reference_on=span.last_day,
            definition_version=counted.indicator.version,
            rows_version=self.snapshot.rows_version,
            attribution_words=str(ATTRIBUTION[counted.question.attribution]),
            trace=traced(counted.trace),
        )


def goal_row(
    goal: Goal, span: Span, answers: Answers, book: Iterable[TargetShown], published: Iterable[Vintage]
) -> GoalRow:
    """Return one goal with all that is known of it on the last day of a period."""
    definition = indicator_of(goal.indicator)
    target = target_of(goal, book, span.last_day)
    asked = since(goal, target)
    why = ""
    reading: OwnReading | None = None
    try:
        reading = answers.own(asked, span)
        if reading.value is None:
            why = _("Onze rijen zeggen niets over deze periode.")
    except Refused as refusal:
        why = refusal.message
    vintages = tuple(realised(vintages_of(asked, published), span.last_day))
    value = reading.value if reading else None
    return GoalRow(
        goal=asked,
        name=goal.title or definition.name,
        unit=str(UNIT[definition.unit.value]),
        definition=definition.definition,
        reading=reading,
        why_no_reading=why,
        target=target,
        publication=vintages[0] if vintages else None,
        vintages=vintages,
        trend=None if value is None else _trend(asked, span, value, answers),
        status=status_of(value, target, span.last_day),
        parts=() if value is None else parts_of(asked, span, answers, COMPOSITION),
        existing=None if value is None else _existing(asked, span, answers),
    )


def vintages_of(goal: Goal, published: Iterable[Vintage]) -> list[Vintage]:
    """Return what was published about a goal; what is about one employer elsewhere is another goal."""
    return [one for one in published if one.figure == goal.indicator and one.area == goal.area]


def status_of(value: int | None, target: TargetShown | None, on: date) -> Status:
    """Return how a number stands to its target: reached, behind on its day, or still to go before it."""
    if target is None:
        return Status("no_target", _("Geen doel bekend voor deze periode"))
    if value is None:
        return Status("no_reading", _("Nog niet te zeggen: er is geen eigen telling"))
    percent = half_up(value * 100, target.value) if target.value else None
    if value >= target.value:
        words = (
            _("Doel gehaald")
            if percent is None
            else _("Doel gehaald (%(percent)s %%)") % {"percent": percent}
        )
        return Status("reached", words, percent)
    left = {"left": format_whole(target.value - value)}
    if on >= target.reference_on:
        return Status("behind", _("Achter op doel: %(left)s te gaan") % left, percent)
    left["day"] = day_in_words(target.reference_on)
    return Status("to_go", _("Nog %(left)s te gaan tot %(day)s") % left, percent)


def parts_of(goal: Goal, span: Span, answers: Answers, by: tuple[str, ...]) -> tuple[Part, ...]:
    """Return the parts of a number; none where the indicator can't be split so, or the freeze kept none."""
    if not set(by) <= set(indicator_of(goal.indicator).breakdowns):
        return ()
    counted = answers.reading(goal, span, by)
    return tuple(
        Part(part_label(cell.dims), dict(cell.dims), whole(cell.value), cell.people) for cell in counted.cells
    )


def _trend(goal: Goal, span: Span, value: int, answers: Answers) -> Trend | None:
    """Compare with a year before; what is added up since a day has no year before of the same length."""
    before = year_before(span)
    if goal.cumulative_from is not None or before.first_day < FIRST_QUARTER.first_day:
        return None
    try:
        then = whole(answers.reading(goal, before).total.value)
    except Refused:
        return None
    if then is None:
        return None
    difference = value - then
    told = {"number": format_whole(abs(difference)), "span": before.label}
    if difference > 0:
        words = _("%(number)s meer dan in %(span)s") % told
    elif difference < 0:
        words = _("%(number)s minder dan in %(span)s") % told
    else:
        words = _("Evenveel als in %(span)s") % told
    return Trend(before.label, then, difference, words)


def _existing(goal: Goal, span: Span, answers: Answers) -> Note | None:
    """Say how many of the jobs by inleen were there already: they count, but they are not new."""
    if not set(_EXISTING) <= set(indicator_of(goal.indicator).breakdowns):
        return None
    value = whole(answers.reading(goal, span, tuple(_EXISTING)).cell(**_EXISTING).value)
    if not value or value < 0:
        return None
    text = _(
        "Van de banen via inleen en detachering bestonden er %(number)s al. "
        "Ze tellen mee, maar zijn niet nieuw."
    )
    return Note(text % {"number": format_whole(value)}, value, dict(_EXISTING))
