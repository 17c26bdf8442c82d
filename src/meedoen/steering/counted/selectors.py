"""What may be counted now, and what the answer rests on."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.counting import INDICATORS, CountingRefused, Question
from meedoen.counting.indicators import Indicator
from meedoen.primitives.number import format_decimal, format_whole
from meedoen.rules.book import Value
from meedoen.steering.counted.facts_of_register import Snapshot, current_facts
from meedoen.steering.counted.questions import in_words
from meedoen.steering.counted.shape import LiveReading, Traced
from meedoen.steering.labels import CERTAINTY


def definitions() -> list[Indicator]:
    """Return the definition of every indicator, in the order in which the engine lists them."""
    return list(INDICATORS.values())


def live(actor: Actor, question: Question, snapshot: Snapshot | None = None) -> LiveReading:
    """Count as the rows are now. Nothing is kept; the same question on the same rows costs nothing."""
    require(actor, "indicator.see")
    found = snapshot or current_facts()
    try:
        return LiveReading(question, found.count(question), found.rows_version)
    except (CountingRefused, LookupError) as refusal:
        raise in_words(refusal) from refusal


def traced(values: Iterable[Value]) -> tuple[Traced, ...]:
    """Return what a number rests on, ready to be read."""
    return tuple(_traced(value) for value in values)


def _traced(value: Value) -> Traced:
    return Traced(
        path=value.path,
        title=value.title,
        value=_worth(value),
        unit=value.unit,
        starts_on=value.starts_on,
        certainty=value.status,
        certainty_words=str(CERTAINTY[value.status]),
        law=value.law_text,
        source=value.source,
        note=value.note,
    )


def _worth(value: Value) -> str:
    worth = value.value
    if isinstance(worth, bool):
        return "ja" if worth else "nee"
    if isinstance(worth, tuple):
        return ", ".join(worth)
    if isinstance(worth, Decimal):
        exponent = worth.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return format_decimal(worth, places) if places else format_whole(int(worth))
    return worth
