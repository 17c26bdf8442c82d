"""What 1 January does to every subsidy that runs (Pw art. 10d lid 7); nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible
from meedoen.register.people.models import area_codes
from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.planning import Part, parts_of
from meedoen.register.subsidies.selectors import cases_of, periods_in
from meedoen.rules.lks import Job, on_new_year
from meedoen.rules.refusal import NoValueForThisDay

CHUNK = 1000
PAGE = 50
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Renewed:
    """One subsidy in the new year: what stood on 31 December, and the parts of the year."""

    subsidy: Subsidy
    old: SubsidyPeriod
    parts: tuple[Part, ...]

    @property
    def old_amount(self) -> Decimal:
        return Decimal(self.old.amount_c) / 100

    @property
    def first(self) -> Part | None:
        return next((part for part in self.parts if not part.gap), None)

    @property
    def new_amount(self) -> Decimal | None:
        first = self.first
        return None if first is None or first.amount_c is None else Decimal(first.amount_c) / 100

    @property
    def difference(self) -> Decimal | None:
        return None if self.new_amount is None else self.new_amount - self.old_amount


@dataclass(frozen=True)
class Trial:
    """What taking a year along would do, a page at a time."""

    rows: tuple[Renewed, ...]
    in_all: int
    next_after: int | None


def why_unknown(year: int) -> str:
    """Return why nobody can be taken along to a year yet; "" where it can be done."""
    someone = Job(loonwaarde=Decimal("0.5"), hours=Decimal(36))
    answer = on_new_year(someone, year)
    return str(answer) if isinstance(answer, NoValueForThisDay) else ""


def try_reindex(actor: Actor, year: int, after: int | None = None) -> Trial:
    """Return what it would do, without writing anything."""
    require(actor, "subsidy.reindex")
    asked = running(actor, year)
    in_all = asked.count()
    rows = list(asked.filter(pk__gt=after or 0).order_by("pk")[: PAGE + 1])
    found = tuple(renewed(rows[:PAGE], year))
    return Trial(found, in_all, rows[PAGE - 1].pk if len(rows) > PAGE else None)


def plan_reindex(actor: Actor, year: int, tell: Tell) -> list[Renewed]:
    """Calculate everything, and tell how far it is after each part."""
    require(actor, "subsidy.reindex")
    unknown = why_unknown(year)
    if unknown:
        raise NotPossible(unknown, field="year")
    keys = list(running(actor, year).order_by("pk").values_list("pk", flat=True))
    found: list[Renewed] = []
    for start in range(0, len(keys), CHUNK):
        part = Subsidy.objects.filter(pk__in=keys[start : start + CHUNK]).order_by("pk")
        found += renewed(list(part.select_related("placement__person")), year)
        tell(min(start + CHUNK, len(keys)), len(keys))
    return found


def running(actor: Actor, year: int) -> QuerySet[Subsidy]:
    """Approved, paid on 31 December, going on in the new year, and not taken along before; of the actor's
    municipality, or of every one in the actor's region."""
    first = date(year, 1, 1)
    before = SubsidyPeriod.objects.filter(
        subsidy=OuterRef("pk"), state="approved", cut_on__isnull=True, ends_before=first
    )
    goes_on = (Q(ends_before__isnull=True) | Q(ends_before__gt=first)) & (
        Q(placement__ends_before__isnull=True) | Q(placement__ends_before__gt=first)
    )
    whose = (
        Q(payer_id=actor.organisation_id)
        if actor.municipality
        else Q(payer__municipality__in=area_codes(actor))
    )
    rows = Subsidy.objects.filter(whose, goes_on, Exists(before), state="approved", runs_until=first)
    return rows.select_related("placement__person", "placement__employer", "payer")


def renewed(subsidies: Sequence[Subsidy], year: int) -> Iterator[Renewed]:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    cases, approved = cases_of(subsidies), periods_in(subsidies, "approved")
    for one in subsidies:
        old = next((row for row in approved[one.pk] if row.holds_until == first), None)
        # None where someone decided otherwise since the keys were read.
        if old is not None:
            yield Renewed(one, old, tuple(parts_of(cases[one.pk], after, first)))
