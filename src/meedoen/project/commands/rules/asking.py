"""How a calculation is asked and answered on the command line; the same for every scheme."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any

import click

from meedoen.primitives.number import format_decimal
from meedoen.primitives.period import day_in_words
from meedoen.primitives.refusal import NotValid
from meedoen.rules.answer import Answer, Step
from meedoen.rules.book import Value
from meedoen.rules.refusal import NoValueForThisDay, UnknownParameter

# What someone knows, or does not.
KNOWN = {"yes": True, "no": False, "unknown": None}
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
CERTAINTY = {"confirmed": "bevestigd", "derived": "afgeleid", "assumed": "aangenomen"}


class Number(click.ParamType):
    """A number as 32, 32.5 or 32,5."""

    name = "getal"

    def convert(self, value: Any, param: Any, ctx: Any) -> Decimal:
        try:
            found = value if isinstance(value, Decimal) else Decimal(str(value).replace(",", "."))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or abs(found) > 10**12:
            self.fail(f"“{value}” is geen getal. Schrijf 32 of 32,5.", param, ctx)
        return found


class Part(Number):
    """A part of a whole as 0.60, 0,60 or 60%."""

    name = "deel"

    def convert(self, value: Any, param: Any, ctx: Any) -> Decimal:
        text = str(value).strip()
        if text.endswith("%"):
            return super().convert(text[:-1], param, ctx) / 100
        return super().convert(value, param, ctx)


class Day(click.ParamType):
    """A day as 2026-07-01."""

    name = "dag"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            found: date | None = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            found = None
        # Arithmetic with the last days of the calendar fails; the pages draw the line here as well.
        if found is None or not FIRST_DAY <= found <= LAST_DAY:
            self.fail(f"“{value}” is geen dag. Schrijf jaar-maand-dag, zoals 2026-07-01.", param, ctx)
        return found


def asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--format`, and say a refusal in its own words with exit code 1."""

    @click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Leesbaar, of JSON."
    )
    @wraps(command)
    def answering(*args: Any, **kwargs: Any) -> Any:
        with _in_words():
            return command(*args, **kwargs)

    return answering


def show(answer: Answer, title: str, form: str) -> None:
    """Print an answer with its steps, its remarks and what it stands on."""
    click.echo(
        json.dumps(as_json(answer), ensure_ascii=False, indent=2)
        if form == "json"
        else as_text(answer, title)
    )


def as_text(answer: Answer, title: str) -> str:
    steps = [(str(step.words), _amount(step)) for step in answer.steps]
    width = max((len(words) for words, _amount_ in steps), default=0)
    amount = "geen bedrag" if answer.amount is None else f"{format_decimal(answer.amount, 2)} {answer.unit}"
    lines = [f"{title}: {amount}", ""]
    lines += [f"  {words.ljust(width)}  {written:>14}" for words, written in steps]
    lines += [f"\n{'Let op: ' if one.kind == 'warning' else ''}{one.words}" for one in answer.remarks]
    lines += ["", "Steunt op:", *(f"  {_stands_on(value)}" for value in answer.trace)]
    if answer.is_assumed:
        lines += ["", "Dit bedrag steunt op een aanname; zie hierboven bij “aangenomen”."]
    return "\n".join(lines)


def as_json(answer: Answer) -> dict[str, Any]:
    """The same for a program; numbers are texts, so that no cent is lost."""
    return {
        "amount": None if answer.amount is None else str(answer.amount),
        "unit": answer.unit,
        "is_assumed": answer.is_assumed,
        "steps": [
            {
                "what": str(step.words),
                "amount": str(step.amount),
                "unit": step.unit,
                "stands_on": [value.path for value in step.stands_on],
            }
            for step in answer.steps
        ],
        "remarks": [{"kind": one.kind, "text": str(one.words)} for one in answer.remarks],
        "trace": [
            {
                "parameter": value.path,
                "value": str(value.value),
                "from": value.starts_on.isoformat(),
                "article": value.law_text,
                "status": value.status,
                "source": value.source,
            }
            for value in answer.trace
        ],
    }


def _amount(step: Step) -> str:
    return (
        f"{format_decimal(step.amount * 100, 2)}%" if step.unit == "deel" else format_decimal(step.amount, 2)
    )


def _stands_on(value: Value) -> str:
    return (
        f"{value.path} = {value.value} vanaf {day_in_words(value.starts_on)}"
        f" · {value.law_text or 'geen artikel'} · {CERTAINTY[value.status]}"
    )


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (NotValid, NoValueForThisDay, UnknownParameter) as refusal:
        raise click.ClickException(str(refusal)) from None
