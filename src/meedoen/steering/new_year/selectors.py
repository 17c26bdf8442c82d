"""What may be asked about the turn of a year: who gets another amount or loses a scheme."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.conf import settings

from meedoen.access.actors import Actor
from meedoen.primitives.refusal import NotValid
from meedoen.register.choices.selectors import region_choices
from meedoen.register.people.selectors import visible_names
from meedoen.register.people.terms import grounds_on, keys_in_sight
from meedoen.register.placements.jobs import RunningJob, jobs_counted, jobs_visible_to
from meedoen.register.places import place_name
from meedoen.register.profiles.terms import Measured, keys_in_group, loonwaarden_on
from meedoen.rules import places
from meedoen.rules.new_year import Change, Work
from meedoen.rules.new_year_terms import changes, not_looked_at, require_known
from meedoen.rules.refusal import PlaceNotOnThisDay, UnknownPlace
from meedoen.steering.new_year.shape import Asked, AtMunicipality, ChangeRow, Count, Key, NewYear

PAGE = 50
FULL_TIMES = (Decimal(36), Decimal(38), Decimal(40))
# What follows from the placement alone, but for a wage of the young; the others tell of someone's age, or of
# what is in their file.
OF_PLACEMENT = frozenset({"minimum_wage", "liv_ends"})
# That someone stands in the register is said beside each placement, to who steers too.
OF_ENTRY = frozenset({"lkv_amount", "lkv_ends", "lkv_lasting", "lkv_unclear"})
OF_PERSON = frozenset({"youth_wage", "aow"})
STEERING = ("policy_adviser", "controller", "coordinator", "auditor")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the register knows on a day, by the key of the person or the code of the municipality."""

    grounds: Mapping[int, frozenset[str]]
    measured: Mapping[int, Measured]
    in_bijstand: frozenset[int]
    # How many months of forfait a municipality gives; 0: none. One that said nothing is not in it.
    forfait: Mapping[str, int]


def new_year(actor: Actor, asked: Asked, after: Key | None = None, *, limit: int = PAGE) -> NewYear:
    """Return a page of the changes that the actor may see, the earliest first, and the counts of all."""
    rows, jobs, left_out = _all(actor, asked)
    shown = [row for row in rows if row.is_visible and _is_asked(row, asked)]
    follow = [row for row in shown if after is None or row.key > after]
    some = follow[:limit]
    names = visible_names(actor, {row.person_id for row in some})
    by_kind: dict[str, list[ChangeRow]] = defaultdict(list)
    for row in rows:
        by_kind[row.change.kind].append(row)
    return NewYear(
        rows=tuple(replace(row, person_name=names.get(row.person_id, "")) for row in some),
        next_after=some[-1].key if some and len(follow) > limit else None,
        by_kind={kind: _count(found) for kind, found in by_kind.items()},
        places=_by_place(rows),
        total=_total(rows, by_kind),
        jobs=jobs,
        left_out=left_out,
        not_looked_at=not_looked_at(asked.window),
    )


def how_many_changes(actor: Actor, asked: Asked) -> int:
    """Count the changes that the actor may see."""
    return sum(1 for _row in changes_visible_to(actor, asked))


def changes_visible_to(actor: Actor, asked: Asked) -> Iterator[ChangeRow]:
    """Give every change that the actor may see, the earliest first, with the name of who is in sight."""
    rows, _jobs, _left_out = _all(actor, asked)
    shown = [row for row in rows if row.is_visible and _is_asked(row, asked)]
    names = visible_names(actor, {row.person_id for row in shown})
    return (replace(row, person_name=names.get(row.person_id, "")) for row in shown)


def _is_asked(row: ChangeRow, asked: Asked) -> bool:
    return asked.kind in ("", row.change.kind) and asked.municipality in ("", row.municipality)


def _all(actor: Actor, asked: Asked) -> tuple[list[ChangeRow], int, int]:
    """Every change in the area and in sight, with how many jobs were looked at and how many could not be."""
    window = asked.window
    require_known(window)
    visible = {job.placement_id: job for job in jobs_visible_to(actor, window.old, window.new)}
    jobs = {job.placement_id: job for job in jobs_counted(actor, window.old, window.new)} | visible
    known = _known(window.old)
    in_sight, in_file = keys_in_sight(actor), keys_in_sight(actor, "register")
    steers = actor.has_role(*STEERING)
    rows: list[ChangeRow] = []
    left_out = 0
    for job in jobs.values():
        try:
            found = () if job.hours_week is None else changes(_work(job, known, window.old), window)
        except NotValid:
            found, left_out = (), left_out + 1
        left_out += job.hours_week is None
        here = job.placement_id in visible
        code = _code_on(job.municipality, window.old)
        for change in found:
            allowed = here and (
                (change.kind in OF_PLACEMENT and not _tells_age(change))
                or job.person_id in in_file
                or (change.kind in OF_ENTRY and steers)
                or (change.kind in OF_PERSON | OF_PLACEMENT and job.person_id in in_sight)
            )
            rows.append(
                ChangeRow(
                    job.placement_id,
                    job.number,
                    job.person_id,
                    job.person_number,
                    job.kind,
                    job.workplace,
                    code,
                    change,
                    allowed,
                )
            )
    rows.sort(key=lambda row: row.key)
    return rows, len(jobs), left_out


def _tells_age(change: Change) -> bool:
    """Whether the amount is one of the young, which is another one for each age."""
    return any(value.path.startswith("wml.jeugd.") for value in change.stands_on)


def _known(day: date) -> _Known:
    return _Known(grounds_on(day), loonwaarden_on(day), keys_in_group("bijstand", day), _forfait(day))


def _forfait(day: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for body in region_choices(settings.REGION, day).municipalities:
        said = {one.point.code: one.row.value for one in body.points if one.row is not None}
        if said.get("forfait_aangeboden") == "nee":
            found[body.code] = 0
        elif "forfait_maanden" in said:
            found[body.code] = int(said["forfait_maanden"])
    return found


def _work(job: RunningJob, known: _Known, day: date) -> Work:
    """A job as the rules look at it. The register holds no decisions and no wages, so these stay open."""
    hours = job.hours_week or Decimal(0)
    measured = known.measured.get(job.person_id)
    grounds = known.grounds.get(job.person_id, frozenset())
    months = known.forfait.get(_code_on(job.municipality, day))
    return Work(
        kind=job.kind,
        birth_on=job.birth_on,
        starts_on=job.starts_on,
        ends_before=job.ends_before,
        hours=hours,
        full_time=next((full for full in FULL_TIMES if hours <= full), FULL_TIMES[-1]),
        loonwaarde=None if measured is None else measured.percentage / 100,
        valid_until=None if measured is None else measured.valid_until,
        forfait=measured is None and months != 0,
        forfait_months=months or None,
        grounds=grounds,
        in_bijstand=job.person_id in known.in_bijstand,
        no_risk="lasting" if grounds else "",
    )


def _code_on(code: str, day: date) -> str:
    """The municipality that a recorded code stands for on a day; as it was recorded where nobody can say."""
    try:
        return places.municipality_on(code, day).code
    except (UnknownPlace, PlaceNotOnThisDay):
        return code


def _count(rows: Iterable[ChangeRow]) -> Count:
    found = list(rows)
    visible = sum(row.is_visible for row in found)
    unknown = sum(row.change.why_unknown is not None for row in found)
    if _too_few(len(found), visible):
        return Count(None, visible, is_few=True)
    return Count(len(found), visible, unknown)


def _total(rows: Sequence[ChangeRow], by_kind: Mapping[str, Sequence[ChangeRow]]) -> Count:
    """All of them; not told where the kinds that are hidden would follow from it."""
    found = _count(rows)
    sizes = [(len(some), sum(row.is_visible for row in some)) for some in by_kind.values()]
    away = [many for many, visible in sizes if _too_few(many, visible)]
    if found.counted is None or not _follow(away):
        return found
    return Count(None, found.visible, found.unknown)


def _too_few(counted: int, visible: int) -> bool:
    """Fewer than may be told to who does not see them all."""
    least: int = settings.SMALL_NUMBER
    return visible < counted < least


def _follow(away: Sequence[int]) -> bool:
    """Whether hidden parts under a sum that is shown give themselves away: one alone, or few together."""
    least: int = settings.SMALL_NUMBER
    return len(away) == 1 or 0 < sum(away) < least


def _by_place(rows: Iterable[ChangeRow]) -> tuple[AtMunicipality, ...]:
    counted: Counter[tuple[str, str]] = Counter()
    visible: Counter[tuple[str, str]] = Counter()
    for row in rows:
        cell = (row.municipality, row.change.kind)
        counted[cell] += 1
        visible[cell] += row.is_visible
    few = {cell for cell, many in counted.items() if _too_few(many, visible[cell])}
    hidden = set(few)
    for kind in {kind for _code, kind in few}:
        # What is left out follows from the total: the next smallest goes with it, until that says nothing.
        others = [cell for cell in counted if cell[1] == kind and cell not in few]
        others.sort(key=lambda cell: (counted[cell], cell))
        while others and _follow([counted[cell] for cell in hidden if cell[1] == kind]):
            hidden.add(others.pop(0))
    codes = sorted({code for code, _kind in counted}, key=place_name)
    return tuple(
        AtMunicipality(
            code,
            place_name(code),
            {
                cell[1]: Count(None if cell in hidden else many, visible[cell], is_few=cell in few)
                for cell, many in counted.items()
                if cell[0] == code
            },
        )
        for code in codes
    )
