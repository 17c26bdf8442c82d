"""What may be asked about runs of the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.counting.hiding import hidden
from meedoen.rules.bijstand import HOUSEHOLDS
from meedoen.rules.comparison_spread import BANDS, PARTIES, SAME, Spread
from meedoen.steering.areas import area_on
from meedoen.steering.comparisons.models import ComparisonQuestion, ComparisonRun
from meedoen.steering.comparisons.shape import Asked, Count, ShownRun, ShownSpread

PAGE = 50
# Each tenth of the people has to be no small number itself.
TENTHS = 10


def questions_of(actor: Actor, after: int | None = None) -> tuple[tuple[Asked, ...], int | None]:
    """Return the latest questions of the actor's region, and the key to go on from."""
    rows = _questions(actor).order_by("-pk")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: PAGE + 1])
    return tuple(_asked(row) for row in found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else None


def question_of(actor: Actor, question_id: int) -> Asked:
    """Return a question of the actor's region."""
    return _asked(kept_question(actor, question_id))


def run_of(actor: Actor, question_id: int) -> ShownRun:
    """Return the answer to a question of the actor's region, small numbers hidden."""
    run = ComparisonRun.objects.visible_to(actor).filter(question_id=question_id)
    row = run.select_related("question__asked_by").first()
    if row is None:
        raise NotFound(_("Deze vergelijking is er niet, is nog niet klaar, of is van een andere regio."))
    return shown(row, settings.SMALL_NUMBER)


def kept_question(actor: Actor, question_id: int) -> ComparisonQuestion:
    """Return the row of a question of the actor's region."""
    row: ComparisonQuestion | None = _questions(actor).filter(pk=question_id).first()
    if row is None:
        raise NotFound(_("Deze vergelijking is er niet, of is van een andere regio."))
    return row


def shown(row: ComparisonRun, least: int) -> ShownRun:
    """Return a run with what speaks of fewer than `least` people hidden."""
    # Each distribution adds up to who takes part, so that number hides no other. It is no part of a sum here:
    # how many there are together is shown nowhere.
    counts: dict[str, int] = {"in": row.people, "out": sum(row.left_out.values()), **row.left_out}
    gone = hidden(counts, [("out", *row.left_out)], least)
    return ShownRun(
        asked=_asked(row.question, row.people),
        made_on=row.made_on,
        people=row.people,
        included=_count("in", row.people, gone, least),
        with_bijstand=_half(row.with_bijstand, row.people, least),
        by_wish=_half(row.by_wish, row.people, least),
        left_out=tuple((why, _count(why, number, gone, least)) for why, number in row.left_out.items()),
        spreads={
            household: {party: _spread(row.result[household][party], row.people, least) for party in PARTIES}
            for household in HOUSEHOLDS
        },
        assumptions=tuple(row.assumptions),
        trace=tuple(row.trace),
        least=least,
    )


def _questions(actor: Actor) -> Any:
    answered = ComparisonRun.objects.filter(question=OuterRef("pk"))
    rows = ComparisonQuestion.objects.visible_to(actor).select_related("asked_by")
    return rows.annotate(is_answered=Exists(answered))


def _asked(row: Any, people: int | None = None) -> Asked:
    return Asked(
        id=row.pk,
        area=row.area,
        area_name=area_on(row.area).name,
        day=row.day,
        wage_level=row.wage_level,
        full_time=row.full_time,
        sharers=row.sharers,
        asked_by=row.asked_by.name if row.asked_by else _("het systeem"),
        asked_on=row.asked_on,
        is_answered=people is not None or row.is_answered,
        people=people,
    )


def _spread(kept: Mapping[str, list[int]], people: int, least: int) -> ShownSpread:
    spread = Spread(tuple(kept["bands"]), tuple(kept["deciles"]))
    bands = {f"{place}": count for place, count in enumerate(spread.bands) if place != SAME}
    sums = {"all": people, "worse": spread.worse, "same": spread.same, "better": spread.better}
    worse = [key for key in bands if int(key) < SAME]
    better = [key for key in bands if int(key) > SAME]
    sides = [("all", "worse", "same", "better"), ("worse", *worse), ("better", *better)]
    lines = [*sides, ("all", "same", *bands)]
    counts = {**sums, **bands}
    gone = hidden(counts, lines, least)

    def told(key: str) -> Count:
        return _count(key, counts[key], gone, least)

    is_many = people >= TENTHS * least
    return ShownSpread(
        worse=told("worse"),
        same=told("same"),
        better=told("better"),
        bands=tuple(told("same" if place == SAME else f"{place}") for place in range(BANDS)),
        deciles=tuple(Decimal(one).scaleb(-2) for one in spread.deciles) if is_many else (),
    )


def _half(number: int, whole: int, least: int) -> Count:
    """A part of everyone; what is not in it is a count as well."""
    counts = {"all": whole, "part": number, "rest": whole - number}
    return _count("part", number, hidden(counts, [("all", "part", "rest")], least), least)


def _count(key: str, number: int, gone: frozenset[str], least: int) -> Count:
    if key not in gone:
        return Count(number)
    return Count(None, f"< {least}" if number < least else "*")
