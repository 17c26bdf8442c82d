"""Tasks as someone pastes them, one a line: “taak; uren; hoe vaak”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.matching.carving_shapes import FREQUENCIES
from meedoen.primitives.hours import decimal_of, parse_hours
from meedoen.primitives.refusal import NotValid
from meedoen.register.bench.content import NewTask
from meedoen.register.bench.validity import wrong_task
from meedoen.register.checks import NotPossible, tidy
from meedoen.register.profiles.work import TASK_WORDS

# What people write for how often, beside the words of the list.
WRITTEN = {
    "": "weekly",
    "dagelijks": "daily",
    "per dag": "daily",
    "wekelijks": "weekly",
    "per week": "weekly",
    "maandelijks": "monthly",
    "per maand": "monthly",
    "seizoen": "seasonal",
    "in het seizoen": "seasonal",
    "af en toe": "on_call",
    "soms": "on_call",
}
# Who has more to mend than this sees the rest the next time.
SHOWN = 20


def read_lines(text: str) -> tuple[list[NewTask], list[Refused]]:
    """Return the tasks that the lines name, and what is wrong with which line; empty lines are left out."""
    news, wrong = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not tidy(line):
            continue
        found = _read(line)
        problems = [found] if isinstance(found, str) else [one.message for one in wrong_task(found)]
        if isinstance(found, NewTask) and not problems:
            news.append(found)
        for problem in problems:
            message = _("Regel %(number)s: %(message)s") % {"number": number, "message": problem}
            wrong.append(NotPossible(message, field="lines"))
    return news, list(_first(wrong))


def _read(line: str) -> NewTask | str:
    cells = [tidy(cell) for cell in line.replace("\t", ";").split(";")]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    if not 2 <= len(cells) <= 3:
        return _("schrijf taak; uren; hoe vaak. Hoe vaak mag u weglaten.")
    try:
        hours = decimal_of(parse_hours(cells[1]))
    except NotValid as refusal:
        return str(refusal)
    frequency = _frequencies().get(cells[2].casefold() if len(cells) > 2 else "")
    if frequency is None:
        known = ", ".join(_(words) for words in FREQUENCIES.values())
        return _("“%(words)s” ken ik niet. Schrijf: %(known)s.") % {"words": cells[2][:40], "known": known}
    code = _codes().get(cells[0].casefold(), "")
    return NewTask(code, "" if code else cells[0], hours, frequency)


def _frequencies() -> dict[str, str]:
    named = {_(words).casefold(): code for code, words in FREQUENCIES.items()}
    return WRITTEN | {words.casefold(): code for code, words in FREQUENCIES.items()} | named


def _codes() -> dict[str, str]:
    return {str(words).casefold(): code for code, words in TASK_WORDS.items()}


def _first(wrong: Sequence[Refused]) -> Iterator[Refused]:
    yield from wrong[:SHOWN]
    if len(wrong) > SHOWN:
        message = _("En nog %(more)s regels.") % {"more": len(wrong) - SHOWN}
        yield NotPossible(message, field="lines")
