"""A job out of its pieces: what it asks, what someone finds there, and whether it can be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.matching.carving_demands import DEMANDS as READINGS
from meedoen.matching.carving_demands import RUNGS
from meedoen.matching.carving_shapes import A_WEEK
from meedoen.register.bench.models import Bench, DraftJob
from meedoen.register.bench.selectors import DraftShown, PieceShown
from meedoen.register.bench.words import in_hours
from meedoen.register.checks import NotPossible
from meedoen.register.jobs.demands import DEMANDS
from meedoen.register.jobs.parts import NewJob, TaskLine, Terms, What, Work
from meedoen.register.jobs.validity import MOST_TASKS
from meedoen.register.jobs.whole import contradictions
from meedoen.register.profiles.cards import in_order
from meedoen.register.profiles.words import DAYS, TIMES

HALF = Decimal("0.5")


@dataclass(frozen=True)
class Summed:
    """What the pieces of a job are together.

    `demands`: the heaviest of what is asked, and what is there in every task. `lost`: what is there in some
    tasks only, and so not in the job.
    """

    quarters: int
    demands: Mapping[str, int]
    lost: tuple[str, ...]
    level: str
    days: tuple[str, ...]
    times: tuple[str, ...]


def summed(pieces: Sequence[PieceShown]) -> Summed:
    """Return what these pieces are together."""
    tasks = [piece.task for piece in pieces]
    demands, lost = {}, []
    for code in DEMANDS:
        values = [task.demands[code] for task in tasks if code in task.demands]
        if not values:
            continue
        if READINGS[code][0] == "asks":
            demands[code] = max(values)
        elif len(values) == len(tasks):
            demands[code] = min(values)
        else:
            lost.append(code)
    return Summed(
        sum(piece.quarters for piece in pieces),
        demands,
        tuple(lost),
        max((task.level for task in tasks if task.level), key=lambda code: RUNGS.get(code, 0), default=""),
        in_order(tuple({day for task in tasks for day in task.days}), DAYS),
        in_order(tuple({time for task in tasks for time in task.times}), TIMES),
    )


def job_of(
    bench: Bench, draft: DraftShown, growth: str = "", when_donor_changes: str = "", sbi: str = ""
) -> NewJob:
    """Return the job as it would be registered."""
    row, whole = draft.row, summed(draft.pieces)
    places = {(piece.function.branch_id, piece.function.municipality) for piece in draft.pieces}
    branch_id, municipality = places.pop() if len(places) == 1 else (None, bench.employer.municipality)
    names = list(dict.fromkeys(piece.function.name for piece in draft.pieces))
    return NewJob(
        What(
            kind="carved",
            title=row.title,
            municipality=municipality,
            branch_id=branch_id,
            sbi=sbi,
            hours_min=row.hours_min,
            hours_max=hours_of_job(row, whole.quarters),
            days=whole.days,
            times=whole.times,
        ),
        Work(tasks=_lines(draft.pieces), demands=dict(whole.demands), level=whole.level),
        Terms(
            guide=row.guide,
            guidance_minutes=row.guidance_minutes,
            wage=row.wage,
            wage_percentage=row.wage_percentage,
            wage_amount=row.wage_amount,
            wage_scale=row.wage_scale,
            growth=growth,
            donor_function=_shortened(names),
            when_donor_changes=when_donor_changes,
        ),
    )


def hours_of_job(row: DraftJob, quarters: int) -> Decimal | None:
    """The hours that were wanted if the tasks fit in them, else those of the tasks, up to a half hour."""
    if not quarters:
        return row.hours_max
    hours = Decimal(quarters) / 4
    needed = max((hours / HALF).to_integral_value(ROUND_CEILING) * HALF, Decimal(1))
    return row.hours_max if row.hours_max is not None and row.hours_max >= needed else needed


def _lines(pieces: Sequence[PieceShown]) -> tuple[TaskLine, ...]:
    """The same task out of two functions is one task of the job."""
    found: dict[tuple[str, str], TaskLine] = {}
    for piece in pieces:
        task, hours = piece.task, Decimal(piece.quarters) / 4
        name = (task.task, task.words.casefold())
        before = found[name].hours_week if name in found else Decimal(0)
        found[name] = TaskLine(task.task, task.words, before + hours)
    return tuple(found.values())


def _shortened(names: Sequence[str]) -> str:
    """All names, or as many as fit and how many more there are."""
    for number in range(len(names), 0, -1):
        more = len(names) - number
        words = ", ".join(names[:number])
        if more:
            words = _("%(names)s en nog %(more)s") % {"names": words, "more": more}
        if len(words) <= 120:
            return words
    return ""


def cannot_be_made(bench: Bench, draft: DraftShown) -> Iterator[Refused]:
    """Give why this job cannot be made of its pieces."""
    if not draft.pieces:
        yield NotPossible(_("Deze baan heeft nog geen taken. Zet er eerst een taak in."))
        return
    if draft.quarters > A_WEEK:
        message = _("Deze baan is %(hours)s uur per week; hoogstens 40 uur kan. Haal er taken uit.")
        yield NotPossible(message % {"hours": in_hours(draft.quarters)})
    wanted = draft.row.hours_max
    if wanted is not None and wanted * 4 < draft.quarters:
        message = _(
            "De taken zijn samen %(hours)s uur, en de baan zou hoogstens %(wanted)s uur zijn. Haal er taken "
            "uit, of wijzig de gewenste uren."
        )
        words = {"hours": in_hours(draft.quarters), "wanted": in_hours(int(wanted * 4))}
        yield NotPossible(message % words)
    if draft.row.hours_min is not None and draft.row.hours_min * 4 > draft.quarters:
        message = _(
            "De taken zijn samen %(hours)s uur, en de baan zou minstens %(wanted)s uur zijn. Zet er taken "
            "bij, of wijzig de gewenste uren."
        )
        words = {"hours": in_hours(draft.quarters), "wanted": in_hours(int(draft.row.hours_min * 4))}
        yield NotPossible(message % words)
    if len(_lines(draft.pieces)) > MOST_TASKS:
        message = _("Een baan heeft hoogstens %(most)s taken. Neem taken die bij elkaar horen samen.")
        yield NotPossible(message % {"most": MOST_TASKS})
    if draft.quarters <= A_WEEK:
        yield from contradictions(job_of(bench, draft))
