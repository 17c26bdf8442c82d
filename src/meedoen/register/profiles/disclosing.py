"""How findable the people of other organisations are: numbers only, and none that speaks of a few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists

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


def organisations_found(
    actor: Actor, on: date, *, at_work: Exists, least: int
) -> tuple[OrganisationFound, ...]:
    """Return the organisations of the actor's region besides the actor's own, the largest first."""
    found = {
        organisation: one
        for organisation, one in found_in(actor.region or "", on, at_work=at_work).items()
        if organisation != actor.organisation_id and one.everyone
    }
    names = dict(organisations().filter(pk__in=list(found)).values_list("pk", "name"))
    sizes = disclosed(_reading(on, [_cell(key, one.everyone) for key, one in found.items()]), least, False)
    # Who is not findable is the whole less who is: where one of both is few, both are hidden.
    parts = disclosed(_reading(on, [cell for key, one in found.items() for cell in _halves(key, one)]), least)
    shown = {(cell.cell.dims["organisation"], cell.cell.dims["found"]): cell for cell in parts.cells}
    rows = []
    for size, (key, one) in zip(sizes.cells, found.items(), strict=True):
        half = shown[str(key), "yes"]
        is_shown = size.hidden is None and half.hidden is None
        share = one.findable / one.everyone if is_shown else None
        rows.append((one.everyone, OrganisationFound(names[key], _told(size), _told(half), share)))
    return tuple(row for _size, row in sorted(rows, key=lambda pair: (-pair[0], pair[1].name)))


def _told(cell: PublicCell) -> int | str:
    return cell.text or int(cell.cell.value or 0)


def _halves(key: int, found: Found) -> tuple[Cell, Cell]:
    return _cell(key, found.findable, found="yes"), _cell(key, found.everyone - found.findable, found="no")


def _cell(key: int, people: int, **dims: str) -> Cell:
    return Cell({"organisation": str(key), **dims}, people=people, value=people)


def _reading(on: date, cells: list[Cell]) -> Reading:
    number = sum(cell.people or 0 for cell in cells)
    tag = IndicatorTag("people.findable", 1, Unit.PERSOON, "")
    question = Question(tag.code, Month.of(on))
    return Reading(question, tag, tuple(cells), Cell(people=number, value=number), ())
