"""What may be asked about employers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.primitives.kvk import KvK
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import tidy
from meedoen.register.employers.models import Branch, Employer, SectorYear
from meedoen.register.places import area_of

PAGE = 50


def employer_by_kvk(actor: Actor, kvk: str) -> Employer:
    """Return the employer with this number in the trade register, if the actor may see it."""
    try:
        number = KvK.parse(kvk).number
    except NotValid:
        number = ""
    employer = Employer.objects.visible_to(actor).filter(kvk=number).first() if number else None
    if employer is None:
        raise NotFound(_("Deze werkgever bestaat hier niet. Controleer het KvK-nummer, of schrijf hem in."))
    return employer


def employer_ids(actor: Actor) -> dict[str, int]:
    """Return the key of every employer that the actor may see, by KvK number."""
    return dict(Employer.objects.visible_to(actor).values_list("kvk", "pk"))


def employer_names(actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """Return the names of these employers, as far as the actor may see them."""
    if not ids:
        return {}
    return dict(Employer.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name"))


def employer_places(actor: Actor) -> dict[str, str]:
    """Return the municipality of every employer that the actor may see, by KvK number."""
    return dict(Employer.objects.visible_to(actor).values_list("kvk", "municipality"))


def branch_names(actor: Actor, ids: Collection[int]) -> dict[int, set[str]]:
    """Return the names of the branches of these employers, in small letters."""
    visible = Employer.objects.visible_to(actor)
    found: dict[int, set[str]] = {}
    asked = list(ids)
    for start in range(0, len(asked), 500):
        rows = Branch.objects.filter(
            employer__in=visible.filter(pk__in=asked[start : start + 500])
        ).values_list("employer_id", "name")
        for key, name in rows:
            found.setdefault(key, set()).add(name.casefold())
    return found


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """`sector` is empty where it is not fixed for the year that was asked."""

    kvk: str
    name: str
    municipality: str
    sector: str


@dataclass(frozen=True)
class EmployersPage:
    rows: tuple[EmployerRow, ...]
    next_after: str | None


def employers_visible_to(
    actor: Actor, words: str, municipality: str, year: int, after: str = "", *, limit: int = PAGE
) -> EmployersPage:
    """Return a page of employers by name; `after` is the KvK number of the last one seen."""
    employers = _matching(Employer.objects.visible_to(actor), words)
    if municipality:
        employers = employers.filter(municipality__in=area_of(municipality))
    last = Employer.objects.visible_to(actor).filter(kvk=after).first() if after.isdigit() else None
    if last is not None:
        employers = employers.filter(name__gte=last.name).exclude(name=last.name, pk__lte=last.pk)
    fixed = SectorYear.objects.filter(employer=OuterRef("pk"), year=year).values("sector")
    rows = [
        EmployerRow(kvk, name, place, sector or "")
        for kvk, name, place, sector in employers.annotate(sector=Subquery(fixed))
        .order_by("name", "pk")
        .values_list("kvk", "name", "municipality", "sector")[: limit + 1]
    ]
    return EmployersPage(tuple(rows[:limit]), rows[limit - 1].kvk if len(rows) > limit else None)


def how_many_employers(actor: Actor, words: str, municipality: str, *, most: int) -> int:
    """Count employers that the actor may see, and stop counting at `most`."""
    employers = _matching(Employer.objects.visible_to(actor), words)
    if municipality:
        employers = employers.filter(municipality__in=area_of(municipality))
    return employers[:most].count()


def employers_named(actor: Actor, words: str, most: int = 20) -> list[tuple[str, str]]:
    """Return KvK number and name of employers whose number starts with, or whose name holds these words."""
    if not tidy(words):
        return []
    found = _matching(Employer.objects.visible_to(actor), words).order_by("name", "pk")
    return list(found.values_list("kvk", "name")[:most])


def branches_of(employer: Employer) -> list[Branch]:
    """Return the places where an employer has work, by name."""
    return list(Branch.objects.filter(employer=employer).order_by("name"))


def sectors_of(employer: Employer) -> list[SectorYear]:
    """Return the sector of each year that is fixed, the latest first."""
    return list(SectorYear.objects.filter(employer=employer).order_by("-year"))


def _matching(employers: QuerySet[Employer], words: str) -> QuerySet[Employer]:
    kept = tidy(words)
    if kept.replace(" ", "").isdigit():
        return employers.filter(kvk__startswith=kept.replace(" ", ""))
    return employers.filter(name__icontains=kept) if kept else employers


def sector_label(sector: str) -> str:
    """Return the words for a sector, or nothing where none is fixed."""
    return str(SectorYear.Sector(sector).label) if sector else ""
