"""What may be done with the comparison over a region: ask it, and keep its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import NotPossible
from meedoen.rules.bijstand import HOUSEHOLDS
from meedoen.rules.book import Value
from meedoen.rules.comparison import compare
from meedoen.rules.comparison_shape import Case, Comparison
from meedoen.rules.comparison_spread import People, spread_of
from meedoen.rules.comparison_terms import Assumptions
from meedoen.rules.refusal import NoValueForThisDay
from meedoen.steering.areas import require_area
from meedoen.steering.comparisons.models import ComparisonQuestion, ComparisonRun
from meedoen.steering.comparisons.own import kept, read
from meedoen.steering.comparisons.population import population_of
from meedoen.steering.comparisons.selectors import kept_question
from meedoen.steering.comparisons.shape import NewQuestion

End = Callable[[Mapping[str, int]], None]
# Someone in the middle: to see that a question can be answered before it is kept.
_TRIED_AGE = 30


class AlreadyAnswered(Refused):
    """A question has one answer; who wants another asks again."""


def _no_end(_counts: Mapping[str, int]) -> None:
    """Nobody waits for the counts."""


def ask_comparison(actor: Actor, asked: NewQuestion, *, today: date) -> ComparisonQuestion:
    """Keep a question that can be answered; refuses one that cannot, at its field."""
    with transaction.atomic():
        require(actor, "comparison.run")
        area = require_area(actor, asked.area, today)
        if area.kind != "region":
            raise NotPossible(_("Kies een regio: voor één gemeente zijn het te weinig mensen."), field="area")
        _answerable(asked)
        row = ComparisonQuestion(
            area=area.code,
            day=asked.day,
            wage_level=asked.wage_level,
            full_time=asked.full_time,
            sharers=asked.sharers,
            own=kept(asked.own),
            asked_by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            asked_on=today,
        )
        row.save()
        journal.enter(actor, "comparison.ask", "comparison", row.pk, detail=_detail(row))
        return row


def answer_comparison(actor: Actor, question_id: int, *, today: date, finish: End = _no_end) -> ComparisonRun:
    """Compute the answer to a question from one state of the rows and keep it, whole or not at all."""
    require(actor, "comparison.run")
    question = kept_question(actor, question_id)
    before = journal.stamp()
    population = population_of(question.area, today, question.day)
    result = _computed(question, population.people)
    with transaction.atomic():
        told = _told(question)
        row = ComparisonRun(
            question=question,
            made_on=today,
            people=population.people.number,
            with_bijstand=population.with_bijstand,
            by_wish=population.by_wish,
            left_out=dict(population.left_out),
            result=result,
            assumptions=_assumptions(told[0]),
            trace=[_value(value) for value in dict.fromkeys(value for one in told for value in one.trace)],
            rows_version=before[0],
        )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise AlreadyAnswered(_("Deze vergelijking is al gemaakt. Bekijk de lijst.")) from error
        counts = {"people": row.people, "left_out": sum(population.left_out.values())}
        journal.enter(actor, "comparison.run", "comparison", question.pk, detail=_detail(question) | counts)
        finish(counts)
        return row


def _answerable(asked: NewQuestion) -> None:
    """Refuse in words what the engine would refuse, before anything is kept."""
    nobody = People(loonwaarde=[], hours=[], age=[])
    ways: dict[str, Any] = {
        "full_time": asked.full_time,
        "wage_level": asked.wage_level,
        "sharers": asked.sharers,
    }
    try:
        _compared(asked.day, asked.own, ways)
        spread_of(nobody, asked.day, assumptions=asked.own, **ways)
    except NotValid as refusal:
        raise NotPossible(str(refusal), field=refusal.field) from refusal
    except NoValueForThisDay as refusal:
        raise NotPossible(str(refusal), field="day") from refusal


def _computed(question: ComparisonQuestion, people: People) -> dict[str, Any]:
    spreads = spread_of(
        people,
        question.day,
        full_time=question.full_time,
        wage_level=question.wage_level,
        sharers=question.sharers,
        assumptions=read(question.own),
    )
    return {
        household: {
            party: {"bands": list(spread.bands), "deciles": list(spread.deciles)}
            for party, spread in parties.items()
        }
        for household, parties in spreads.items()
    }


def _told(question: ComparisonQuestion) -> list[Comparison]:
    """A case of each kind of household with the same assumptions: what they stand on, everyone stands on."""
    ways = {
        "full_time": question.full_time,
        "wage_level": question.wage_level,
        "sharers": question.sharers,
    }
    return _compared(question.day, read(question.own), ways)


def _compared(day: date, own: Assumptions, ways: Mapping[str, Any]) -> list[Comparison]:
    worth = Decimal("0.5")
    cases = [Case(day=day, household=one, loonwaarde=worth, age=_TRIED_AGE, **ways) for one in HOUSEHOLDS]
    return [compare(case, own) for case in cases]


def _assumptions(told: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "code": used.code,
            "words": used.words.sentence,
            "value": used.value_in_words,
            "status": used.status,
            "sources": [value.source for value in used.stands_on],
        }
        for used in told.assumptions
    ]


def _value(value: Value) -> dict[str, Any]:
    return {
        "path": value.path,
        "title": value.title,
        "value": _worth(value),
        "starts_on": value.starts_on.isoformat(),
        "law": value.law_text,
        "status": value.status,
    }


def _worth(value: Value) -> str:
    """A value as it was, exact; truths in words."""
    if isinstance(value.value, bool):
        return "ja" if value.value else "nee"
    return str(value.value)


def _detail(question: ComparisonQuestion) -> dict[str, Any]:
    return {"area": question.area, "day": question.day.isoformat(), "own": sorted(question.own)}
