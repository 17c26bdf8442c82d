"""1 January: every subsidy that runs goes along with the minimum wage (Pw art. 10d lid 7).

The plan is made first, in parts that tell how far they are; then everything is written at once, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible
from meedoen.register.people.models import area_codes
from meedoen.register.people.selectors import colleague_of
from meedoen.register.subsidies.keeping import draft
from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.planning import Part, parts_of
from meedoen.register.subsidies.selectors import cases_of, periods_in
from meedoen.register.writing import insert_rows, update_rows
from meedoen.rules.lks import Job, on_new_year
from meedoen.rules.refusal import NoValueForThisDay

CHUNK = 1000
PAGE = 50
Tell = Callable[[int, int], None]
End = Callable[[dict[str, int]], None]


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
    asked = _running(actor, year)
    in_all = asked.count()
    rows = list(asked.filter(pk__gt=after or 0).order_by("pk")[: PAGE + 1])
    found = tuple(_renewed(rows[:PAGE], year))
    return Trial(found, in_all, rows[PAGE - 1].pk if len(rows) > PAGE else None)


def plan_reindex(actor: Actor, year: int, tell: Tell) -> list[Renewed]:
    """Calculate everything, and tell how far it is after each part."""
    require(actor, "subsidy.reindex")
    unknown = why_unknown(year)
    if unknown:
        raise NotPossible(unknown, field="year")
    keys = list(_running(actor, year).order_by("pk").values_list("pk", flat=True))
    found: list[Renewed] = []
    for start in range(0, len(keys), CHUNK):
        part = Subsidy.objects.filter(pk__in=keys[start : start + CHUNK]).order_by("pk")
        found += _renewed(list(part.select_related("placement__person")), year)
        tell(min(start + CHUNK, len(keys)), len(keys))
    return found


def keep_reindex(
    actor: Actor, year: int, plan: Sequence[Renewed], *, today: date, finish: End | None = None
) -> dict[str, int]:
    """Propose the whole plan at once, or nothing: a second person approves. What someone changed since the
    plan was made is left out and counted; the same year again finds nothing to do."""
    with transaction.atomic():
        require(actor, "subsidy.reindex")
        account, _organisation = colleague_of(actor)
        now = dict(_running(actor, year).values_list("pk", "version"))
        able = [one for one in plan if now.get(one.subsidy.pk) == one.subsidy.version and one.first]
        rows = [row for one in able for row in _rows(one, account, today)]
        subsidies = [one.subsidy for one in able]
        for one in subsidies:
            one.state, one.version = "proposed", one.version + 1
        insert_rows(rows)
        update_rows(subsidies, ["state", "version"])
        counts = {"proposed": len(able), "left_out": len(plan) - len(able)}
        journal.enter(actor, "subsidy.reindex", "subsidy", str(year), detail=counts)
        if finish is not None:
            finish(counts)
        return counts


def _rows(one: Renewed, account: int, today: date) -> Iterator[SubsidyPeriod]:
    for part in one.parts:
        if not part.gap:
            row = draft(one.subsidy, part, account, today, ())
            row.state, row.proposed_by_id, row.proposed_on = "proposed", account, today
            yield row


def _running(actor: Actor, year: int) -> QuerySet[Subsidy]:
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


def _renewed(subsidies: Sequence[Subsidy], year: int) -> Iterator[Renewed]:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    cases, approved = cases_of(subsidies), periods_in(subsidies, "approved")
    for one in subsidies:
        old = next(row for row in approved[one.pk] if row.holds_until == first)
        yield Renewed(one, old, tuple(parts_of(cases[one.pk], after, first)))
