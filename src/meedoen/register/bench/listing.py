"""Lists of benches, and of jobs whose function is no longer what they were cut from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from meedoen.access.actors import Actor
from meedoen.register.bench.models import Bench, BenchStep, DraftJob, FunctionTask
from meedoen.register.checks import tidy
from meedoen.register.employers.models import Employer, Owner

PAGE = 50
# What of a job is still going on, and so worth a look.
GOES_ON = ("concept", "open", "filled")


@dataclass(frozen=True)
class BenchFilters:
    """What narrows the list: words in the title or the employer's name, own employers, closed ones too."""

    words: str = ""
    is_mine: bool = False
    with_closed: bool = False


@dataclass(frozen=True, slots=True)
class BenchRow:
    """`quarters`: what all tasks take in a week; `done`: how many of the nine steps are done."""

    pk: int
    number: str
    title: str
    employer: str
    employer_kvk: str
    opened_on: date
    closed_on: date | None
    functions: int
    tasks: int
    quarters: int
    drafts: int
    made: int
    done: int


@dataclass(frozen=True)
class BenchesPage:
    rows: tuple[BenchRow, ...]
    next_after: int | None


def benches_visible_to(
    actor: Actor, filters: BenchFilters, after: int | None = None, *, limit: int = PAGE
) -> BenchesPage:
    """Return a page of benches, the newest first; `after` is the key of the last one seen."""
    benches = Bench.objects.visible_to(actor)
    if not filters.with_closed:
        benches = benches.filter(closed_on__isnull=True)
    if filters.is_mine:
        benches = benches.filter(_mine(actor))
    words = tidy(filters.words)
    if words:
        benches = benches.filter(
            Q(number__iexact=words) | Q(title__icontains=words) | Q(employer__name__icontains=words)
        )
    if after is not None:
        benches = benches.filter(pk__lt=after)
    rows = _rows(benches.order_by("-pk")[: limit + 1])
    return BenchesPage(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None)


def benches_at(actor: Actor, employer: Employer, most: int) -> tuple[BenchRow, ...]:
    """Return the benches of this employer, the newest first."""
    return _rows(Bench.objects.visible_to(actor).filter(employer=employer).order_by("-pk")[:most])


def _mine(actor: Actor) -> Exists:
    owners = Owner.objects.filter(employer=OuterRef("employer"), ends_before__isnull=True)
    return Exists(owners.filter(account_id=actor.account_id or 0))


def _rows(benches: QuerySet[Bench]) -> tuple[BenchRow, ...]:
    rows = list(benches.select_related("employer"))
    keys = [row.pk for row in rows]
    tasks = _by_bench(
        FunctionTask.objects.filter(function__bench__in=keys)
        .values_list("function__bench")
        .annotate(Count("function", distinct=True), Count("pk"), Sum("quarters"))
    )
    drafts = _by_bench(
        DraftJob.objects.filter(bench__in=keys).values_list("bench").annotate(Count("pk"), Count("job"))
    )
    done = _by_bench(
        BenchStep.objects.filter(bench__in=keys, done_on__isnull=False)
        .values_list("bench")
        .annotate(Count("pk"))
    )
    return tuple(
        BenchRow(
            row.pk,
            row.number,
            row.title,
            row.employer.name,
            row.employer.kvk,
            row.opened_on,
            row.closed_on,
            *tasks.get(row.pk, (0, 0, 0)),
            *drafts.get(row.pk, (0, 0)),
            *done.get(row.pk, (0,)),
        )
        for row in rows
    )


def _by_bench(counted: QuerySet[Any, Any]) -> dict[int, tuple[int, ...]]:
    return {key: tuple(numbers) for key, *numbers in counted}


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A job that was cut from a function that changed since."""

    draft_id: int
    bench: str
    employer: str
    employer_kvk: str
    job: str
    title: str
    since: date


def jobs_with_changed_functions(actor: Actor, most: int) -> tuple[ChangedRow, ...]:
    """Return those at employers of which the actor is account manager, the longest waiting first."""
    rows = _changed().filter(bench__in=Bench.objects.visible_to(actor).filter(_mine(actor)))
    return _changed_rows(rows.order_by("donor_changed_on", "pk")[:most])


def change_of_job(actor: Actor, job_id: int) -> ChangedRow | None:
    """Return that the function of this job changed, as long as nobody looked at it."""
    rows = _changed().filter(bench__in=Bench.objects.visible_to(actor), job_id=job_id)
    return next(iter(_changed_rows(rows[:1])), None)


def bench_of_job(actor: Actor, job_id: int) -> tuple[str, str, str] | None:
    """Return number and title of the bench on which a job was made, and the employer's KvK number."""
    rows = DraftJob.objects.filter(bench__in=Bench.objects.visible_to(actor), job_id=job_id)
    return rows.values_list("bench__number", "bench__title", "bench__employer__kvk").first()


def _changed() -> QuerySet[DraftJob]:
    return DraftJob.objects.filter(donor_changed_on__isnull=False, job__state__in=GOES_ON)


def _changed_rows(rows: QuerySet[DraftJob]) -> tuple[ChangedRow, ...]:
    names = (
        "pk",
        "bench__number",
        "bench__employer__name",
        "bench__employer__kvk",
        "job__number",
        "job__title",
        "donor_changed_on",
    )
    return tuple(ChangedRow(*row) for row in rows.values_list(*names))
