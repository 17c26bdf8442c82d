"""What may be asked of the target book; everyone with a role may see what was promised."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from meedoen.steering.targets.models import Target
from meedoen.steering.targets.shape import TargetShown


def standing_targets(areas: Collection[str]) -> list[TargetShown]:
    """Return the targets of these areas that no later version replaced, by the day they are for."""
    return _shown(Target.objects.filter(area__in=areas, replaced_on__isnull=True))


def target_book(area: str = "", indicator: str = "") -> list[TargetShown]:
    """Return every version ever written, newest version of a target first."""
    rows = Target.objects.all()
    if area:
        rows = rows.filter(area=area)
    if indicator:
        rows = rows.filter(indicator=indicator)
    return _shown(rows)


def target_in_force(
    indicator: str, area: str, on: date, *, programme: str = "", employer_id: int | None = None
) -> TargetShown | None:
    """Return the target that holds on a day, or None: nothing is carried on beyond its own day."""
    key = (indicator, area, programme, employer_id)
    return in_force((one for one in standing_targets([area]) if one.key == key), on)


def in_force(targets: Iterable[TargetShown], on: date) -> TargetShown | None:
    """Return the nearest of these targets that holds on a day.

    A target holds from the day it counts from (or else from 1 January of its year) up to and with the day
    for which it was set.
    """
    held = [one for one in targets if one.replaced_on is None and one.counts_from <= on <= one.reference_on]
    return min(held, key=lambda one: one.reference_on, default=None)


def _shown(rows: QuerySet[Target]) -> list[TargetShown]:
    ordered = rows.select_related("employer").order_by(
        "indicator", "area", "programme", "employer_id", "reference_on", "-version"
    )
    return [
        TargetShown(
            id=row.pk,
            indicator=row.indicator,
            area=row.area,
            programme=row.programme,
            employer_id=row.employer_id,
            value=row.value,
            starts_on=row.starts_on,
            reference_on=row.reference_on,
            version=row.version,
            reason=row.reason,
            source=row.source,
            set_on=row.set_on,
            replaced_on=row.replaced_on,
            employer_name=row.employer.name if row.employer else "",
        )
        for row in ordered
    ]
