"""Employers in a file: several lines with one KvK number are one employer with several branches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.exchange.imports import plan as planning
from meedoen.exchange.imports.plan import Answers, Plan, Progress
from meedoen.exchange.imports.values import Cells, kvk, municipality, share, short, year, yes_or_no
from meedoen.register.checks import tidy
from meedoen.register.employers.selectors import branch_names, employer_ids
from meedoen.register.employers.services import add_branch, register_employers
from meedoen.register.employers.validity import (
    NewBranch,
    NewEmployer,
    wrong_branch,
    wrong_employer,
    wrong_employers,
)

# What is of the employer, and so has to be the same on every line with its number.
_OF_EMPLOYER = (
    "name",
    "municipality",
    "is_overheid",
    "pays_sectorfonds",
    "share_under_sectorfonds",
    "active_since_year",
)
# Fields of a branch under the names that the columns have.
_OF_BRANCH = {"name": "branch_name", "municipality": "branch_municipality"}


@dataclass
class Work:
    employers: list[NewEmployer] = field(default_factory=list)
    branches: list[tuple[str, NewBranch]] = field(default_factory=list)


@dataclass
class _Group:
    """The lines with one KvK number."""

    lines: list[tuple[Cells, NewEmployer]] = field(default_factory=list)

    def whole(self) -> NewEmployer:
        """Return the employer, of whom all lines say the same, with the branches of all, each once."""
        branches = {tidy(new.branches[0].name).casefold(): new.branches[0] for _row, new in self.lines}
        return replace(self.lines[0][1], branches=tuple(branches.values()))


def plan(actor: Actor, rows: Sequence[Cells], answers: Answers, today: date, tell: Progress) -> Plan:
    """Return what would happen with each line."""
    found = Plan(work=Work())
    groups: dict[str, _Group] = {}
    for done, row in enumerate(rows):
        tell(done, len(rows))
        new = _read(row, today)
        if not found.faults_of(row):
            groups.setdefault(new.kvk, _Group()).lines.append((row, new))
    ids = employer_ids(actor)
    standing = branch_names(actor, [ids[number] for number in groups if number in ids])
    fresh = []
    for number, group in groups.items():
        if number in ids:
            _known(number, group, standing.get(ids[number], set()), found, today)
        else:
            fresh.append(group)
    _fresh(fresh, found, today)
    tell(len(rows), len(rows))
    return found


def carry_out(actor: Actor, found: Plan, today: date) -> None:
    """Write down the new employers, and the new branches of those that are known."""
    work: Work = found.work
    if work.employers:
        register_employers(actor, work.employers, today=today)
    for number, branch in work.branches:
        add_branch(actor, number, branch, today=today)


def _read(row: Cells, today: date) -> NewEmployer:
    def place(text: str) -> str:
        return municipality(text, today)

    located = row.need("municipality", place, "")
    if row.texts.get("name", "") == "":
        row.wrong.append(("name", _("Deze cel is leeg. Vul haar in.")))
    pays = row.read("pays_sectorfonds", yes_or_no, False)
    branch = NewBranch(
        row.text("branch_name") or _("Hoofdvestiging"),
        row.read("branch_municipality", place, located),
        row.text("postcode"),
    )
    return NewEmployer(
        name=row.text("name"),
        kvk=row.need("kvk", kvk, ""),
        municipality=located,
        is_overheid=row.read("is_overheid", yes_or_no, False),
        pays_sectorfonds=pays,
        share_under_sectorfonds=row.read("share_under_sectorfonds", share, None),
        branches=(branch,),
        active_since_year=row.read("active_since_year", year, today.year),
        registered_on=today,
    )


def _known(number: str, group: _Group, names: set[str], found: Plan, today: date) -> None:
    """Tell which branches of a known employer are new; nothing else of it changes."""
    for row, new in group.lines:
        (branch,) = new.branches
        name = tidy(branch.name).casefold()
        if not row.text("branch_name") or name in names:
            found.states[row.line] = planning.KNOWN
            continue
        refused = list(wrong_branch(branch, today))
        if refused:
            found.refusals(row.line, refused, _OF_BRANCH)
            continue
        names.add(name)
        found.states[row.line] = planning.NEW
        found.work.branches.append((number, branch))


def _agreed(group: _Group, found: Plan) -> _Group:
    """Return the lines that say the same of the employer as the first; tell where others differ."""
    first, employer = group.lines[0]
    same = _Group([group.lines[0]])
    for row, new in group.lines[1:]:
        other = [name for name in _OF_EMPLOYER if _differs(name, row, new, employer)]
        for name in other:
            found.fault(row.line, name, _otherwise(first, name))
        if not other:
            same.lines.append((row, new))
    return same


def _differs(name: str, row: Cells, new: NewEmployer, employer: NewEmployer) -> bool:
    if name == "municipality" and not row.text("branch_municipality"):
        # Without a column of its own this is where the branch of the line is.
        return False
    here, there = getattr(new, name), getattr(employer, name)
    if isinstance(here, str):
        return tidy(here).casefold() != tidy(there).casefold()
    return bool(here != there)


def _otherwise(first: Cells, name: str) -> str:
    if not first.text(name):
        message = _(
            "Regel %(line)s heeft hetzelfde KvK-nummer, maar daar is deze cel leeg. "
            "Het is één werkgever: maak de regels gelijk, of verbeter het KvK-nummer."
        )
        return message % {"line": first.line}
    message = _(
        "Regel %(line)s heeft hetzelfde KvK-nummer, maar daar staat “%(text)s”. "
        "Het is één werkgever: maak de regels gelijk, of verbeter het KvK-nummer."
    )
    return message % {"line": first.line, "text": short(first.text(name))}


def _fresh(given: Sequence[_Group], found: Plan, today: date) -> None:
    groups = [_agreed(group, found) for group in given]
    whole = [group.whole() for group in groups]
    wrong = wrong_employers(whole, today)
    for row, (group, new) in enumerate(zip(groups, whole, strict=True), start=1):
        if row not in wrong:
            found.work.employers.append(new)
            seen: set[str] = set()
            for line, one in group.lines:
                name = tidy(one.branches[0].name).casefold()
                found.states[line.line] = planning.KNOWN if name in seen else planning.NEW
                seen.add(name)
            continue
        told = False
        for line, one in group.lines:
            refused = list(wrong_employer(one, today))
            told = told or bool(refused)
            found.refusals(line.line, refused, {})
        if not told:
            found.refusals(group.lines[0][0].line, wrong[row], {})
