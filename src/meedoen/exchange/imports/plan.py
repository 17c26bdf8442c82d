"""What would happen with each line of a file: new, known, wrong, asked about or skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused, Several
from meedoen.exchange.imports.values import Cells

NEW, KNOWN, WRONG, ASKED, SKIPPED = "new", "known", "wrong", "asked", "skipped"
KEEP, SKIP = "keep", "skip"
# By line and question.
Answers = Mapping[tuple[int, str], str]
# How far, of how much.
Progress = Callable[[int, int], None]
# What came of it; called within the transaction.
End = Callable[[Mapping[str, int]], None]


def nothing(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def no_end(_counts: Mapping[str, int]) -> None:
    """Nobody waits for the end."""


@dataclass(frozen=True)
class Said:
    """Something about one line; with a `question` it waits for an answer, without one it has to be mended."""

    line: int
    field: str
    message: str
    question: str = ""


@dataclass
class Plan:
    """`work` is what the noun needs to carry it out; only without faults and open questions."""

    work: Any = None
    states: dict[int, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return how many lines there are of each state."""
        found = Counter(self.states.values())
        return {state: found[state] for state in (NEW, KNOWN, WRONG, ASKED, SKIPPED)}

    def is_ready(self) -> bool:
        """Whether nothing has to be mended or answered first."""
        return not any(state in (WRONG, ASKED) for state in self.states.values())

    def fault(self, line: int, name: str, message: str) -> None:
        """Say what is wrong with a line; the same words once."""
        self.states[line] = WRONG
        said = Said(line, name, message)
        if said not in self.said[-20:]:
            self.said.append(said)

    def faults_of(self, cells: Cells) -> bool:
        """Say what was wrong while a line was read; whether anything was."""
        for name, message in cells.wrong:
            self.fault(cells.line, name, message)
        return bool(cells.wrong)

    def refusals(self, line: int, refused: Iterable[Refused], names: Mapping[str, str]) -> None:
        """Say what the register refuses of a line; `names` are its fields under the names of the columns."""
        for refusal in refused:
            parts = refusal.refusals if isinstance(refusal, Several) else [refusal]
            for one in parts:
                self.fault(line, names.get(one.field or "", one.field or ""), one.message)

    def ask(self, line: int, name: str, message: str, question: str, answers: Answers) -> str:
        """Ask about a line, unless that was answered; return the state of the line."""
        answer = answers.get((line, question), "")
        self.said.append(Said(line, name, message, question))
        self.states[line] = {KEEP: NEW, SKIP: SKIPPED}.get(answer, ASKED)
        return self.states[line]


def words_of_state(state: str) -> str:
    """Return the words for what would happen with a line."""
    return {
        NEW: _("nieuw"),
        KNOWN: _("al bekend"),
        WRONG: _("fout"),
        ASKED: _("wacht op uw keuze"),
        SKIPPED: _("overgeslagen"),
    }[state]
