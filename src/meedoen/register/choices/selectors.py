"""What may be asked about the choices of municipalities; everyone may know them, employers too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound, Refused
from meedoen.access.selectors import organisations
from meedoen.register.choices.models import Choice
from meedoen.register.choices.shape import ChoiceRow, Chosen, Deviation, MunicipalityChoices, RegionChoices
from meedoen.rules import places
from meedoen.rules.local_choices import (
    Point,
    UnknownPoint,
    in_words,
    limit_on,
    point,
    points,
    preferred_on,
)
from meedoen.rules.refusal import PlaceNotOnThisDay, UnknownPlace


class NotYourMunicipality(Refused):
    """A municipality speaks for itself: nobody else does, the region's coordinator neither."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Alleen een medewerker van deze gemeente legt haar keuzes vast. "
                "Vraag de beleidsadviseur van die gemeente."
            )
        )


class _Body(NamedTuple):
    """A municipality as it works here: its organisation, and the code it has on the day."""

    pk: int
    name: str
    code: str


def known_point(code: str) -> Point:
    """Return the point with this code."""
    try:
        return point(code)
    except UnknownPoint:
        raise NotFound(_("Over dit punt legt een gemeente hier geen keuze vast.")) from None


def choices_of(code: str, day: date) -> MunicipalityChoices:
    """Return what the municipality with this code chose, as it holds on that day.

    A point that it said nothing about has no row: what others agreed on is not what it chose.
    """
    try:
        now = places.municipality_on(code, day)
    except (UnknownPlace, PlaceNotOnThisDay):
        raise _no_such_municipality() from None
    found = [one for one in _municipalities(day, now.region) if one.code == now.code]
    if not found:
        raise _no_such_municipality()
    return _of_bodies(found, day)[0]


def region_choices(region: str, day: date) -> RegionChoices:
    """Return what every municipality of a region chose, and how many deviate on each point."""
    every = tuple(_of_bodies(_municipalities(day, region), day))
    return RegionChoices(day, every, tuple(_deviation(turn, one, every) for turn, one in enumerate(points())))


def deviations(region: str, day: date) -> tuple[Deviation, ...]:
    """Return for each point how many municipalities of a region chose what, and how many deviate."""
    return region_choices(region, day).deviations


def history_of(organisation_id: int, point: Point) -> tuple[ChoiceRow, ...]:
    """Return every row ever written on one point, the latest day first."""
    rows = Choice.objects.filter(organisation_id=organisation_id, point=point.code)
    return tuple(_row(one, point) for one in rows.order_by("-starts_on", "-version"))


def version_of(organisation_id: int, code: str) -> int:
    """Return how many times something was written or withdrawn on one point; 0 where nothing ever was."""
    rows = Choice.objects.filter(organisation_id=organisation_id, point=code)
    return rows.order_by("-version").values_list("version", flat=True).first() or 0


def municipality_names(region: str, day: date) -> list[tuple[str, str]]:
    """Return the municipalities of a region that work here, code and name."""
    return [(one.code, one.name) for one in _municipalities(day, region)]


def chosen_values(code: str, day: date) -> dict[int, str]:
    """Return what each organisation chose on one point, as it is kept, for those that chose."""
    rows = Choice.objects.begun(day).filter(point=known_point(code).code).order_by("starts_on")
    return dict(rows.values_list("organisation_id", "value"))


def code_of(organisation_id: int, day: date) -> str:
    """Return the municipality code of an organisation on a day; refuse an organisation that is none."""
    found = organisations().filter(pk=organisation_id, kind="municipality").exclude(municipality="").first()
    if found is None or not found.exists_on(day):
        raise _no_such_municipality()
    return places.municipality_on(found.municipality, day).code


def _no_such_municipality() -> NotFound:
    return NotFound(_("Deze gemeente werkt hier niet mee, of bestaat op deze dag niet. Kies een andere."))


def _municipalities(day: date, region: str) -> list[_Body]:
    """Municipal organisations that exist that day, by name; one for each municipality."""
    found: dict[str, _Body] = {}
    rows = organisations().filter(kind="municipality", region=region).exclude(municipality="")
    for row in rows:
        if not row.exists_on(day):
            continue
        try:
            now = places.municipality_on(row.municipality, day)
        except (UnknownPlace, PlaceNotOnThisDay):
            continue
        # The organisation of the municipality itself goes before one that still bears an older code.
        if now.code not in found or row.municipality == now.code:
            found[now.code] = _Body(row.pk, now.name, now.code)
    return sorted(found.values(), key=lambda one: one.name)


def _of_bodies(bodies: Iterable[_Body], day: date) -> list[MunicipalityChoices]:
    asked = list(bodies)
    held: dict[tuple[int, str], Choice] = {}
    ahead: dict[tuple[int, str], list[Choice]] = defaultdict(list)
    rows = Choice.objects.standing().filter(organisation_id__in=[one.pk for one in asked])
    for row in rows.order_by("starts_on"):
        key = (row.organisation_id, row.point)
        if row.starts_on <= day:
            held[key] = row
        else:
            ahead[key].append(row)
    beside = [(one, preferred_on(one, day), limit_on(one, day)) for one in points()]
    return [
        MunicipalityChoices(
            body.pk,
            body.name,
            body.code,
            day,
            tuple(
                Chosen(
                    one,
                    _row(held[key], one) if (key := (body.pk, one.code)) in held else None,
                    preferred,
                    limit,
                    tuple(_row(later, one) for later in ahead.get(key, ())),
                )
                for one, preferred, limit in beside
            ),
        )
        for body in asked
    ]


def _deviation(turn: int, point: Point, every: tuple[MunicipalityChoices, ...]) -> Deviation:
    here = [one.points[turn] for one in every]
    preferred = here[0].preferred if here else None
    return Deviation(
        point,
        preferred,
        len(every),
        tuple(one.row.value for one in here if one.row is not None),
        None if preferred is None else sum(bool(one.deviates) for one in here),
    )


def _row(row: Choice, point: Point) -> ChoiceRow:
    return ChoiceRow(
        row.pk,
        row.value,
        row.starts_on,
        row.reason,
        row.set_on,
        row.version,
        row.replaced_on,
        row.withdrawn_because,
        in_words(point, row.value),
    )
