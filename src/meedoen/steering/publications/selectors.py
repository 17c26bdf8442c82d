"""What may be asked about publications; everyone with a role may see what was published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, QuerySet

from meedoen.steering.labels import CERTAINTY, STATUS
from meedoen.steering.publications.models import Publication
from meedoen.steering.publications.shape import Vintage


def vintages(figures: Collection[str], areas: Collection[str]) -> list[Vintage]:
    """Return every published value of these figures in these areas, parts and targets too, newest first."""
    return _shown(Publication.objects.filter(figure__in=figures, area__in=areas))


def published(
    *, figure: str = "", area: str = "", status: str = "", until: date | None = None, limit: int = 500
) -> list[Vintage]:
    """Return what was published, newest reference first, narrowed by what is given."""
    rows = Publication.objects.all()
    for name, value in (("figure", figure), ("area", area), ("status", status)):
        if value:
            rows = rows.filter(**{name: value})
    if until is not None:
        rows = rows.filter(reference_on__lte=until)
    return _shown(rows, limit)


def figures() -> list[str]:
    """Return the name of every figure that was ever published here."""
    return list(Publication.objects.order_by("figure").values_list("figure", flat=True).distinct())


def areas() -> list[str]:
    """Return the code of every area that something was published about."""
    return list(Publication.objects.order_by("area").values_list("area", flat=True).distinct())


def statuses() -> list[tuple[str, str]]:
    """Return each status with its words."""
    return [(code, str(words)) for code, words in STATUS.items()]


def realised(found: Iterable[Vintage], on: date, breakdown: str = "") -> list[Vintage]:
    """Return those that say what was reached at or before a day, newest reference and publication first."""
    return [
        one
        for one in found
        if one.status != "target"
        and one.breakdown == breakdown
        and one.reference_on is not None
        and one.reference_on <= on
    ]


def _shown(rows: QuerySet[Publication], limit: int | None = None) -> list[Vintage]:
    ordered = rows.order_by(
        F("reference_on").desc(nulls_last=True), F("published_on").desc(nulls_last=True), "breakdown", "id"
    )
    return [_vintage(row) for row in ordered[:limit]]


def _vintage(row: Publication) -> Vintage:
    return Vintage(
        id=row.pk,
        figure=row.figure,
        area=row.area,
        breakdown=row.breakdown,
        value=row.value,
        unit=row.unit,
        reference=row.reference,
        reference_on=row.reference_on,
        published=row.published,
        published_on=row.published_on,
        status=row.status,
        status_words=str(STATUS[row.status]),
        certainty=row.certainty,
        certainty_words=str(CERTAINTY[row.certainty]),
        source=row.source,
        url=row.url,
        is_rounded=row.is_rounded,
        note=row.note,
    )
