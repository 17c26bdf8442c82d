"""The list of employers, a page at a time, with who owns each and who spoke with it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from meedoen.access.actors import Actor
from meedoen.register.employers.models import ContactMoment, Employer, Owner, SectorYear
from meedoen.register.employers.selectors import matching
from meedoen.register.places import area_of

PAGE = 50
LONG_AGO = timedelta(days=180)


@dataclass(frozen=True)
class EmployerFilters:
    """What narrows the list, read on the day `on`.

    `owner`: "mine", "none" or empty; `contact`: "long_ago" (180 days or never) or empty.
    """

    on: date
    words: str = ""
    municipality: str = ""
    sector: str = ""
    owner: str = ""
    is_paused: bool = False
    contact: str = ""


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """`sector` is empty where it is not fixed for the year of the day that was asked."""

    kvk: str
    name: str
    municipality: str
    sector: str
    owner: str
    last_on: date | None
    last_by: str
    last_at: str
    paused_until: date | None


@dataclass(frozen=True)
class EmployersPage:
    rows: tuple[EmployerRow, ...]
    next_after: str | None


def employers_visible_to(
    actor: Actor, filters: EmployerFilters, after: str = "", *, limit: int = PAGE
) -> EmployersPage:
    """Return a page of employers by name; `after` is the KvK number of the last one seen."""
    employers = _filtered(actor, filters)
    last = Employer.objects.visible_to(actor).filter(kvk=after).first() if after.isdigit() else None
    if last is not None:
        employers = employers.filter(name__gte=last.name).exclude(name=last.name, pk__lte=last.pk)
    keys = list(employers.order_by("name", "pk").values_list("pk", flat=True)[: limit + 1])
    # What stands beside an employer is only looked up for those of this page.
    rows = tuple(_rows(keys[:limit], filters.on))
    return EmployersPage(rows, rows[-1].kvk if len(keys) > limit else None)


def how_many_employers(actor: Actor, filters: EmployerFilters, *, most: int) -> int:
    """Count employers that fit, and stop counting at `most`."""
    return len(_filtered(actor, filters).order_by("pk").values_list("pk", flat=True)[:most])


def _filtered(actor: Actor, filters: EmployerFilters) -> QuerySet[Employer]:
    employers = matching(Employer.objects.visible_to(actor), filters.words)
    if filters.municipality:
        employers = employers.filter(municipality__in=area_of(filters.municipality))
    if filters.sector:
        fixed = SectorYear.objects.filter(employer=OuterRef("pk"), year=filters.on.year)
        known = filters.sector in SectorYear.Sector.values
        employers = employers.filter(Exists(fixed.filter(sector=filters.sector)) if known else ~Exists(fixed))
    owners = Owner.objects.filter(employer=OuterRef("pk"), ends_before__isnull=True)
    if filters.owner == "mine":
        employers = employers.filter(Exists(owners.filter(account_id=actor.account_id or 0)))
    elif filters.owner == "none":
        employers = employers.filter(~Exists(owners))
    if filters.is_paused:
        employers = employers.filter(paused_from__lte=filters.on, paused_until__gt=filters.on)
    if filters.contact == "long_ago":
        lately = ContactMoment.objects.filter(employer=OuterRef("pk"), on__gte=filters.on - LONG_AGO)
        employers = employers.filter(~Exists(lately))
    return employers


def _rows(keys: list[int], on: date) -> list[EmployerRow]:
    fixed = SectorYear.objects.filter(employer=OuterRef("pk"), year=on.year)
    owner = Owner.objects.filter(employer=OuterRef("pk"), ends_before__isnull=True)
    spoken = ContactMoment.objects.filter(employer=OuterRef("pk")).order_by("-on", "-pk")
    rows = list(
        Employer.objects.filter(pk__in=keys)
        .annotate(
            sector=Subquery(fixed.values("sector")[:1]),
            owner=Subquery(owner.values("account__name")[:1]),
            last=Subquery(spoken.values("pk")[:1]),
        )
        .order_by("name", "pk")
        .values_list(
            "kvk",
            "name",
            "municipality",
            "sector",
            "owner",
            "last",
            "paused_from",
            "paused_until",
        )
    )
    moments = ContactMoment.objects.filter(pk__in=[row[5] for row in rows if row[5] is not None])
    last = {
        key: (day, by, at)
        for key, day, by, at in moments.values_list("pk", "on", "account__name", "organisation__name")
    }
    found = []
    for kvk, name, place, sector, owned_by, moment, begins, until in rows:
        last_on, last_by, last_at = last.get(moment or 0, (None, "", ""))
        rests = begins is not None and until is not None and begins <= on < until
        found.append(
            EmployerRow(
                kvk,
                name,
                place,
                sector or "",
                owned_by or "",
                last_on,
                last_by,
                last_at,
                until if rests else None,
            )
        )
    return found
