"""Employers in a file: several lines with one KvK number are one employer with several branches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.exchange.imports import plan as planning
from meedoen.exchange.imports.plan import Answers, Plan, Progress
from meedoen.exchange.imports.values import Cells, kvk, municipality, share, year, yes_or_no
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

# Fields of a branch under the names that the columns have.
_OF_BRANCH = {"name": "branch_name", "municipality": "branch_municipality"}


@dataclass
class Work:
    employers: list[NewEmployer] = field(default_factory=list)
    branches: list[tuple[str, NewBranch]] = field(default_factory=list)


@dataclass
class _Group:
    """The lines with one KvK number."""

    lines: list[tuple[int, NewEmployer, bool]] = field(default_factory=list)

    def whole(self) -> NewEmployer:
        """Return the employer of the first line with the branches of all, each once."""
        branches = {tidy(new.branches[0].name).casefold(): new.branches[0] for _line, new, _own in self.lines}
        return replace(self.lines[0][1], branches=tuple(branches.values()))


def plan(actor: Actor, rows: Sequence[Cells], answers: Answers, today: date, tell: Progress) -> Plan:
    """Return what would happen with each line."""
    found = Plan(work=Work())
    groups: dict[str, _Group] = {}
    for done, row in enumerate(rows):
        tell(done, len(rows))
        new = _read(row, today)
        if not found.faults_of(row):
            own_branch = bool(row.text("branch_name"))
            groups.setdefault(new.kvk, _Group()).lines.append((row.line, new, own_branch))
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
    for line, new, own_branch in group.lines:
        (branch,) = new.branches
        name = tidy(branch.name).casefold()
        if not own_branch or name in names:
            found.states[line] = planning.KNOWN
            continue
        refused = list(wrong_branch(branch, today))
        if refused:
            found.refusals(line, refused, _OF_BRANCH)
            continue
        names.add(name)
        found.states[line] = planning.NEW
        found.work.branches.append((number, branch))


def _fresh(groups: Sequence[_Group], found: Plan, today: date) -> None:
    whole = [group.whole() for group in groups]
    wrong = wrong_employers(whole, today)
    for row, (group, new) in enumerate(zip(groups, whole, strict=True), start=1):
        if row not in wrong:
            found.work.employers.append(new)
            seen: set[str] = set()
            for line, one, _own in group.lines:
                name = tidy(one.branches[0].name).casefold()
                found.states[line] = planning.KNOWN if name in seen else planning.NEW
                seen.add(name)
            continue
        told = False
        for line, one, _own in group.lines:
            refused = list(wrong_employer(one, today))
            told = told or bool(refused)
            found.refusals(line, refused, {})
        if not told:
            found.refusals(group.lines[0][0], wrong[row], {})
