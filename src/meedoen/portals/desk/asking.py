"""A question as it stands in the address of a page: read with care, written back the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound, Refused
from meedoen.counting import Attribution, Question
from meedoen.portals.layout import today
from meedoen.primitives.period import Span
from meedoen.steering.counted.questions import (
    indicator_of,
    latest_complete_quarter,
    question_for,
    span_of,
)
from meedoen.steering.dashboard.shape import Goal

_ATTRIBUTIONS: Mapping[str, Attribution] = {"woon": "woon", "werk": "werk"}


@dataclass(frozen=True)
class Asked:
    """Where and when, and for one indicator: for whom, split how, which part."""

    area: str
    span: Span
    programme: str = ""
    employer_id: int | None = None
    since: date | None = None
    # Where the period is not over: what has yet to happen does not count, though a contract says when.
    until: date | None = None
    by: str = ""
    attribution: Attribution | None = None
    cell: Mapping[str, str] = field(default_factory=dict)

    def query(self, **more: str) -> str:
        """The part of an address behind the question mark."""
        given = {
            "periode": str(self.span),
            "gebied": self.area,
            "programma": self.programme,
            "werkgever": str(self.employer_id or ""),
            "vanaf": self.since.isoformat() if self.since else "",
            "tot": self.until.isoformat() if self.until else "",
            "per": self.by,
            "toerekening": self.attribution or "",
            **more,
        }
        pairs = [(name, value) for name, value in given.items() if value]
        pairs += [("deel", f"{name}:{value}") for name, value in self.cell.items()]
        return urlencode(pairs)

    def question(self, indicator: str, *, by: tuple[str, ...] = ()) -> Question:
        """What the engine is asked."""
        return question_for(
            indicator,
            self.area,
            self.span,
            programme=self.programme,
            employer_id=self.employer_id,
            by=by,
            attribution=self.attribution,
            cumulative_from=self.since,
            until=self.until,
        )


def read(request: HttpRequest) -> Asked:
    """Read the question of an address; what nobody can ask answers 404 in words."""
    given = request.GET
    try:
        span = span_of(given["periode"]) if given.get("periode") else latest_complete_quarter(today())
        since = date.fromisoformat(given["vanaf"]) if given.get("vanaf") else None
        until = date.fromisoformat(given["tot"]) if given.get("tot") else None
        employer = given.get("werkgever", "")
        employer_id = int(employer) if employer else None
        if employer_id is not None and not 0 < employer_id < 2**63:
            raise ValueError(employer)
    except (Refused, ValueError) as refusal:
        raise NotFound(_("Dit adres vraagt naar iets dat niet bestaat.")) from refusal
    if span.first_day > today():
        raise NotFound(_("%(span)s is nog niet begonnen. Kies een eerdere periode.") % {"span": span.label})
    cell = dict(part.split(":", 1) for part in given.getlist("deel") if ":" in part)
    return Asked(
        area=given.get("gebied") or settings.REGION,
        span=span,
        programme=given.get("programma", "")[:40],
        employer_id=employer_id,
        since=since,
        until=until,
        by=given.get("per", ""),
        attribution=_ATTRIBUTIONS.get(given.get("toerekening", "")),
        cell=cell,
    )


def for_goal(goal: Goal, asked: Asked, cell: Mapping[str, Any] | None = None) -> Asked:
    """The question of one goal of a page, in the page's own period."""
    # The goal of an employer stands on the page of its region, but is asked in its own area.
    flow = indicator_of(goal.indicator).timing == "flow"
    return Asked(
        area=goal.area,
        span=asked.span,
        programme=goal.programme,
        employer_id=goal.employer_id,
        since=goal.cumulative_from if flow and _has_begun(goal, asked) else None,
        attribution=asked.attribution,
        cell=dict(cell or {}),
    )


def _has_begun(goal: Goal, asked: Asked) -> bool:
    return goal.cumulative_from is not None and goal.cumulative_from <= asked.span.last_day


def indicator_url(goal: Goal, asked: Asked) -> str:
    """The page of one goal."""
    return f"{reverse('indicator', args=[goal.indicator])}?{for_goal(goal, asked).query()}"


def rows_url(goal: Goal, asked: Asked, cell: Mapping[str, Any] | None = None) -> str:
    """The rows behind the number of a goal, or behind one part of it."""
    return f"{reverse('indicator-rows', args=[goal.indicator])}?{for_goal(goal, asked, cell).query()}"


def question_url(question: Question, area: str) -> str:
    """The rows behind a question as the engine was asked it."""
    given = Asked(area, question.span, programme=question.programme or "", until=question.until)
    return f"{reverse('indicator-rows', args=[question.indicator])}?{given.query()}"
