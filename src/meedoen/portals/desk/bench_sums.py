"""What a job on the bench comes to: hours, demands, its effect on every function, and whether it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.matching.carving_report import effects_of
from meedoen.matching.carving_shapes import Effect, Limits
from meedoen.matching.fit import fit
from meedoen.matching.points import weights_on
from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.register_pages import address
from meedoen.portals.formats import said
from meedoen.register.bench.meeting import who_meet
from meedoen.register.bench.selectors import DraftShown, FunctionShown, whom_for
from meedoen.register.bench.shapes import as_job, functions_for, pieces_for
from meedoen.register.bench.whole import cannot_be_made, hours_of_job, job_of, summed
from meedoen.register.bench.words import in_hours, level_words
from meedoen.register.fits.facts import people_to_match
from meedoen.register.fits.main_places import main_place
from meedoen.register.jobs.demands import ASKED, demand_in_words, demand_words
from meedoen.register.people.services import look_at_person
from meedoen.rules import places

# By hand everything may be tried; the engine keeps narrower limits.
BY_HAND = Limits(share=100)


@dataclass(frozen=True)
class Asked:
    """One thing that the work asks of the body, and how many findable people meet it."""

    words: str
    meet: int
    findable: int


@dataclass(frozen=True)
class FitShown:
    """Whether the job fits the person it is made for: what is in the way, or points and reasons."""

    number: str
    name: str
    points: int | None
    good: tuple[str, ...]
    wrong: tuple[str, ...]
    days_are_open: bool


@dataclass(frozen=True)
class Sums:
    hours: str
    wanted: str
    asks: tuple[Asked, ...]
    level: str
    offers: tuple[str, ...]
    lost: tuple[str, ...]
    effects: tuple[tuple[str, Effect], ...]
    freed: str
    freed_value: Decimal | None
    problems: tuple[str, ...]
    fit: FitShown | None
    for_someone: bool
    cost_url: str | None


def sums_of(
    actor: Actor,
    bench: Any,
    functions: tuple[FunctionShown, ...],
    drafts: tuple[DraftShown, ...],
    chosen: DraftShown,
    day: date,
) -> Sums:
    """Return what the chosen job comes to, and what all jobs of the bench together do to the functions."""
    whole = summed(chosen.pieces)
    findable, meet = who_meet(actor, whole.demands, day) if chosen.pieces else (0, {})
    effects = _effects(bench, functions, drafts)
    touched = {piece.function.pk for draft in drafts for piece in draft.pieces}
    known = [one.value for _name, one in effects if one.value is not None and one.taken]
    number = whom_for(actor, chosen.row)
    return Sums(
        hours=in_hours(whole.quarters),
        wanted=_wanted(chosen),
        asks=tuple(
            Asked(demand_in_words(code, value), meet[code], findable)
            for code, value in whole.demands.items()
            if code in ASKED
        ),
        level=level_words(whole.level) if whole.level else "",
        offers=tuple(
            demand_in_words(code, value) for code, value in whole.demands.items() if code not in ASKED
        ),
        lost=tuple(demand_words(code) for code in whole.lost),
        effects=tuple((name, one) for name, one in effects if int(one.function) in touched),
        freed=in_hours(sum(one.taken for _name, one in effects)),
        freed_value=sum(known, Decimal(0)) if known else None,
        problems=tuple(one.message for one in cannot_be_made(bench, chosen)) if chosen.pieces else (),
        fit=_fit(actor, bench, chosen, number, day) if number and chosen.pieces else None,
        for_someone=chosen.row.for_person_id is not None,
        cost_url=_cost_url(bench, chosen, day),
    )


def _wanted(chosen: DraftShown) -> str:
    least, most = chosen.row.hours_min, chosen.row.hours_max
    shown = [in_hours(int(hours * 4)) for hours in (least, most) if hours is not None]
    if len(set(shown)) == 2:
        return _("%(least)s tot %(most)s") % {"least": shown[0], "most": shown[1]}
    return shown[0] if shown else ""


def _effects(
    bench: Any, functions: Sequence[FunctionShown], drafts: Sequence[DraftShown]
) -> list[tuple[str, Effect]]:
    names = {str(function.pk): function.name for function in functions}
    kvk = bench.employer.kvk
    pieces = pieces_for((piece for draft in drafts for piece in draft.pieces), kvk)
    found = effects_of(functions_for(functions, kvk), pieces, BY_HAND)
    return [(names[one.function], one) for one in found]


def _fit(actor: Actor, bench: Any, chosen: DraftShown, number: str, day: date) -> FitShown | None:
    """Showing whether it fits someone is a look at their profile, and written down as one."""
    person = look_at_person(actor, number, "profile").person
    known = people_to_match(day, [person.pk])
    if not known:
        words = _("Deze kandidaat wil niet dat er werk bij wordt gezocht.")
        return FitShown(number, person.name, None, (), (words,), False)
    job = job_of(bench, chosen)
    compared = fit(
        known[0],
        as_job(bench.number, job, known[0], main_place(job.what.municipality)),
        weights_on(day),
        day,
    )
    wrong = [said(words) for words in compared.unmatched]
    wrong += [said(limit.words) for limit in compared.limits if not limit.is_kept]
    good = tuple(said(part.words) for part in compared.parts)
    points = sum(part.points for part in compared.parts) if compared.parts else None
    return FitShown(number, person.name, points, good, tuple(wrong), not job.what.days)


def _cost_url(bench: Any, chosen: DraftShown, day: date) -> str | None:
    """The calculator with what is known of this job; without hours there is nothing to reckon."""
    row = chosen.row
    hours = hours_of_job(row, chosen.quarters)
    if hours is None or row.wage == "none":
        return None
    of_region = {one.code for one in places.municipalities_of(settings.REGION, day)}
    place = bench.employer.municipality
    asked = {
        "hours": _plain(hours),
        "full_time": "36",
        "wage_part": _plain(row.wage_percentage) or ("" if row.wage_amount else "100"),
        "wage_month": _plain(row.wage_amount),
        "day": day.isoformat(),
        "municipality": place if place in of_region else "",
    }
    return address(reverse("calculate-job"), asked)


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
