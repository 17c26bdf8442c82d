"""People in a file: several lines with the same person are one person with several entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.exchange.imports import plan as planning
from meedoen.exchange.imports.plan import Answers, Plan, Progress
from meedoen.exchange.imports.values import Cells, day, municipality, one_of
from meedoen.register.checks import EARLIEST, AlreadyThere
from meedoen.register.people.against import NewEntry, wrong_entries, wrong_people
from meedoen.register.people.alike import Alike, Candidate, possible_duplicates
from meedoen.register.people.grounds import ground_choices
from meedoen.register.people.names import folded
from meedoen.register.people.selectors import clean, end_reason_choices, known_people
from meedoen.register.people.services import (
    Lived,
    NewPerson,
    Registered,
    add_registrations,
    register_people,
)
from meedoen.register.people.validity import wrong_person
from meedoen.register.places import area_of, place_name

DUPLICATE = "duplicate"
# Fields of the register under the names that the columns have.
_NAMES = {
    "starts_on": "entry_starts_on",
    "ends_before": "entry_ends_before",
    "because": "entry_because",
    "on": "last_contact_on",
}


Code = Callable[[str], str]


@dataclass
class _Group:
    """The lines that are about one person."""

    lines: list[tuple[int, NewPerson]] = field(default_factory=list)

    @property
    def first(self) -> NewPerson:
        return self.lines[0][1]

    def whole(self) -> NewPerson:
        """Return the person of the first line with the entries of all, each once."""
        entries = {(one.ground, one.starts_on): one for _line, new in self.lines for one in new.registrations}
        first = self.first
        return NewPerson(
            name=first.name,
            birth_on=first.birth_on,
            residences=first.residences,
            registrations=tuple(entries.values()),
            responsible_id=first.responsible_id,
            last_contact_on=first.last_contact_on,
            registered_on=first.registered_on,
            number=first.number,
        )


@dataclass(frozen=True)
class Work:
    people: list[NewPerson]
    entries: list[NewEntry]


def plan(actor: Actor, rows: Sequence[Cells], answers: Answers, today: date, tell: Progress) -> Plan:
    """Return what would happen with each line."""
    found = Plan()
    groups = _groups(actor, rows, found, today, tell)
    known = _known(actor, groups, found, answers)
    fresh = [
        group
        for position, group in enumerate(groups)
        if position not in known and found.states.get(group.lines[0][0], planning.NEW) == planning.NEW
    ]
    people = _fresh(actor, fresh, found, today)
    entries = _entries(actor, [(groups[at], number) for at, number in known.items()], found, today)
    found.work = Work(people, entries)
    tell(len(rows), len(rows))
    return found


def carry_out(actor: Actor, found: Plan, today: date) -> None:
    """Write down who and what is new."""
    work: Work = found.work
    if work.people:
        register_people(actor, work.people, today=today)
    if work.entries:
        add_registrations(actor, work.entries, today=today)


def _groups(actor: Actor, rows: Sequence[Cells], found: Plan, today: date, tell: Progress) -> list[_Group]:
    grounds, reasons = one_of(ground_choices()), one_of(end_reason_choices())
    groups: dict[tuple[object, ...], _Group] = {}
    for done, row in enumerate(rows):
        new = _read(actor, row, grounds, reasons, today)
        tell(done // 2, len(rows))
        if found.faults_of(row):
            continue
        living = new.residences[-1].municipality
        key = ("number", new.number) if new.number else (folded(new.name), new.birth_on, living)
        group = groups.setdefault(key, _Group())
        if group.lines and not _is_one_person(group.first, new):
            message = _("Kandidaatnummer %(number)s hoort op regel %(line)s bij iemand anders. Verbeter het.")
            words = {"number": new.number, "line": group.lines[0][0]}
            found.fault(row.line, "number", message % words)
            continue
        group.lines.append((row.line, new))
    return list(groups.values())


def _is_one_person(one: NewPerson, other: NewPerson) -> bool:
    return (folded(one.name), one.birth_on) == (folded(other.name), other.birth_on)


def _read(actor: Actor, row: Cells, grounds: Code, reasons: Code, today: date) -> NewPerson:
    registered_on = row.read("registered_on", day, today)
    lives_since = row.read("lives_since", day, registered_on)
    name = row.text("name") or " ".join(
        part for part in (row.text("first_name"), row.text("infix"), row.text("last_name")) if part
    )
    if not name:
        row.wrong.append(("name", _("Deze cel is leeg. Vul haar in.")))
    living = row.need("municipality", lambda text: municipality(text, lives_since), "")
    entry = read_entry(row, grounds, reasons, "entry_")
    return NewPerson(
        name=name,
        birth_on=row.need("birth_on", day, EARLIEST),
        residences=(Lived(living, lives_since),),
        registrations=(entry,) if entry else (),
        responsible_id=actor.organisation_id or 0,
        last_contact_on=row.read("last_contact_on", day, EARLIEST) if row.text("last_contact_on") else None,
        registered_on=registered_on,
        number=clean(row.text("number")),
    )


def read_entry(row: Cells, grounds: Code, reasons: Code, before: str = "") -> Registered | None:
    """Return the entry of a line, or None where there is none; `before` stands before its columns."""
    starts, ends, because = f"{before}starts_on", f"{before}ends_before", f"{before}because"
    if not any(row.text(name) for name in ("ground", starts, ends, because)):
        return None
    return Registered(
        ground=row.need("ground", grounds, ""),
        starts_on=row.need(starts, day, EARLIEST),
        ends_before=row.read(ends, day, EARLIEST) if row.text(ends) else None,
        because=row.read(because, reasons, ""),
    )


def _known(actor: Actor, groups: Sequence[_Group], found: Plan, answers: Answers) -> dict[int, str]:
    """Return the candidate number of the groups that are known; ask about those that may be."""
    owned = known_people(actor, [group.first.number for group in groups if group.first.number])
    alike = possible_duplicates(
        actor, [Candidate(group.first.name, group.first.birth_on) for group in groups]
    )
    known: dict[int, str] = {}
    for position, group in enumerate(groups):
        first = group.first
        same = owned.get(first.number) if first.number else None
        if same is not None and same.birth_on == first.birth_on:
            known[position] = same.number
        elif same is not None:
            message = _("Kandidaatnummer %(number)s is van iemand met een andere geboortedatum.")
            for line, _new in group.lines:
                found.fault(line, "number", message % {"number": same.number})
        elif position in alike:
            number = "" if first.number else _same_person(first, alike[position])
            if number:
                known[position] = number
            else:
                _ask(group, alike[position], found, answers)
    return known


def _same_person(new: NewPerson, alike: Sequence[Alike]) -> str:
    """Return the number of who has the same name, birthday and municipality, under whatever code it had."""
    here = area_of(new.residences[-1].municipality)
    for one in alike:
        if one.is_same_name and one.number and (one.municipality in here or area_of(one.municipality) & here):
            return one.number
    return ""


def _ask(group: _Group, alike: Sequence[Alike], found: Plan, answers: Answers) -> None:
    seen = [one for one in alike if one.number]
    if seen:
        message = _("Lijkt op %(others)s: dezelfde geboortedatum en achternaam. Is dit iemand anders?")
        others = ", ".join(f"{one.number} ({place_name(one.municipality)})" for one in seen[:3])
        message %= {"others": others}
    else:
        message = _("Mogelijk al bekend bij een andere organisatie. Overleg voordat u nog een dossier maakt.")
    first = group.lines[0][0]
    state = found.ask(first, "name", message, DUPLICATE, answers)
    for line, _new in group.lines[1:]:
        found.states[line] = state


def _fresh(actor: Actor, groups: Sequence[_Group], found: Plan, today: date) -> list[NewPerson]:
    """Return who is new, after everything that is wrong with them was told at the line it stands on."""
    whole = [group.whole() for group in groups]
    wrong = wrong_people(actor, whole, today)
    people = []
    for row, (group, new) in enumerate(zip(groups, whole, strict=True), start=1):
        if row not in wrong:
            people.append(new)
            _mark_new(group, found)
            continue
        told = False
        if len(group.lines) > 1:
            for line, one in group.lines:
                refused = _telling(wrong_person(one, today))
                told = told or bool(refused)
                found.refusals(line, refused, _NAMES)
        if not told:
            found.refusals(group.lines[-1][0], _telling(wrong[row]), _NAMES)
    return people


def _telling(refused: Sequence[Refused]) -> list[Refused]:
    """Return the refusals without those that only follow from a wrong birthday."""
    birth = next((one for one in refused if one.field == "birth_on"), None)
    if birth is None:
        return list(refused)
    return [
        one for one in refused if one is birth or one.field not in {"birth_on", "lives_since", "starts_on"}
    ]


def _mark_new(group: _Group, found: Plan) -> None:
    seen: set[tuple[str, date]] = set()
    for position, (line, new) in enumerate(group.lines):
        entries = {(one.ground, one.starts_on) for one in new.registrations}
        is_new = position == 0 or bool(entries - seen)
        found.states.setdefault(line, planning.NEW if is_new else planning.KNOWN)
        seen |= entries


def _entries(actor: Actor, groups: Sequence[tuple[_Group, str]], found: Plan, today: date) -> list[NewEntry]:
    """Return the new entries of people who are known."""
    lines: list[int] = []
    news: list[NewEntry] = []
    for group, number in groups:
        for line, new in group.lines:
            found.states[line] = planning.KNOWN
            for entry in new.registrations:
                lines.append(line)
                news.append(NewEntry(number, entry))
    return keep_new(lines, news, wrong_entries(actor, news, today), found, _NAMES)


def keep_new(
    lines: Sequence[int],
    news: Sequence[NewEntry],
    wrong: Mapping[int, list[Refused]],
    found: Plan,
    names: Mapping[str, str],
) -> list[NewEntry]:
    """Return the entries that are new, after the others were told as known or wrong."""
    kept = []
    for row, (line, new) in enumerate(zip(lines, news, strict=True), start=1):
        refused = wrong.get(row)
        if not refused:
            found.states[line] = planning.NEW
            kept.append(new)
        elif all(isinstance(one, AlreadyThere) for one in refused):
            found.states[line] = planning.KNOWN
        else:
            found.refusals(line, refused, names)
    return kept
