"""How findable the people of other organisations are: numbers only, and none that speaks of a few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.access.actors import Actor
from meedoen.access.selectors import organisations
from meedoen.counting.disclosure import PublicCell, disclosed
from meedoen.counting.question import Cell, IndicatorTag, Question, Reading, Unit
from meedoen.primitives.period import Month
from meedoen.register.profiles.findability import Found, found_in


@dataclass(frozen=True)
class OrganisationFound:
    """One organisation; a number that may not leave it is a text such as “< 10” or “*”."""

    name: str
    everyone: int | str
    findable: int | str
    share: float | None

    @property
    def cells(self) -> list[object]:
        return [self.name, self.everyone, self.findable, self.share]


def organisations_found(actor: Actor, on: date, *, least: int) -> tuple[OrganisationFound, ...]:
    """Return the organisations of the actor's region besides the actor's own, the largest first."""
    found = {
        organisation: one
        for organisation, one in found_in(actor.region or "", on).items()
        if organisation != actor.organisation_id and one.everyone
    }
    names = dict(organisations().filter(pk__in=list(found)).values_list("pk", "name"))
    rows = sorted(found.items(), key=lambda pair: (-pair[1].everyone, names[pair[0]]))
    return tuple(_row(names[key], one, on, least) for key, one in rows)


def _row(name: str, found: Found, on: date, least: int) -> OrganisationFound:
    """Hide what speaks of a few, and what less the whole would give them away; no whole over organisations
    is shown, so that nothing has to be covered across them."""
    halves = [_cell(found.findable, "yes"), _cell(found.everyone - found.findable, "no")]
    public = disclosed(_reading(on, halves), least)
    half, size = public.cells[0], public.total
    is_shown = size.hidden is None and half.hidden is None
    share = found.findable / found.everyone if is_shown else None
    return OrganisationFound(name, _told(size), _told(half), share)


def _told(cell: PublicCell) -> int | str:
    return cell.text or int(cell.cell.value or 0)


def _cell(people: int, found: str) -> Cell:
    return Cell({"found": found}, people=people, value=people)


def _reading(on: date, cells: list[Cell]) -> Reading:
    number = sum(cell.people or 0 for cell in cells)
    tag = IndicatorTag("people.findable", 1, Unit.PERSOON, "")
    question = Question(tag.code, Month.of(on))
    return Reading(question, tag, tuple(cells), Cell(people=number, value=number), ())
