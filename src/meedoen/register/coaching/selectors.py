"""What may be asked about one coaching: the row, its hours, visits, actions and evaluations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.colleagues import colleagues_in
from meedoen.access.refusals import NotFound
from meedoen.register.coaching.models import AgreedAction, Coaching, Evaluation, EvaluationPart, Visit
from meedoen.register.coaching.words import KINDS, MARKS, SIDES, VOICES, WITH_WHOM
from meedoen.register.people.selectors import clean, locked_by_key, sight_of
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import standing_version, versions_of

AROUND = (
    "placement__person",
    "placement__workplace_employer",
    "payer",
    "coach",
    "substitute",
    "granted_by",
)
# Who guides people is who is trained for it and sees their whole file.
COACHES = frozenset({"consulent"})


def no_such_coaching() -> NotFound:
    return NotFound(_("Deze begeleiding bestaat niet of hoort niet bij u. Controleer het nummer."))


def coaching_by_number(actor: Actor, number: str) -> Coaching:
    """Return the coaching with this number, if the actor may see it."""
    found = Coaching.objects.visible_to(actor).select_related(*AROUND).filter(number=clean(number)).first()
    if found is None:
        raise no_such_coaching()
    return found


def locked_coaching(actor: Actor, number: str) -> Coaching:
    """Return it with its person locked: two deeds at one coaching wait for each other."""
    locked_by_key(coaching_by_number(actor, number).placement.person_id)
    # Read again under the lock: someone may have changed it a moment ago.
    return standing_at(coaching_by_number(actor, number))


def standing_at(coaching: Coaching) -> Coaching:
    """Return it at the row of its placement that holds, where that was corrected meanwhile."""
    coaching.placement = standing_version(coaching.placement) or coaching.placement
    return coaching


def coachings_of_placement(actor: Actor, placement: Placement) -> list[Coaching]:
    """Return the coaching at this job that the actor may see, the latest first, of corrected rows too."""
    rows = [one.pk for one in versions_of(actor, placement)] or [placement.pk]
    seen = Coaching.objects.visible_to(actor).filter(placement_id__in=rows)
    return list(seen.select_related("coach", "payer").order_by("-starts_on", "-pk"))


def ends_at(coaching: Coaching) -> date:
    """Return the first day without: of the coaching itself, or of the work where that ends sooner."""
    work = coaching.placement.ends_before
    return coaching.ends_before if work is None else min(coaching.ends_before, work)


def is_running(coaching: Coaching, on: date) -> bool:
    return coaching.starts_on <= on < ends_at(coaching)


def may_be_ended_by(coaching: Coaching, organisation_id: int | None) -> bool:
    """True if and only if this organisation pays for it, or keeps the file of the person."""
    return organisation_id in (coaching.payer_id, coaching.placement.person.responsible_id)


def is_own(actor: Actor, coaching: Coaching) -> bool:
    """True if and only if the actor is coach or substitute of it."""
    return actor.account_id is not None and actor.account_id in (
        coaching.coach_id,
        coaching.substitute_id,
    )


def sees_notes(actor: Actor, coaching: Coaching) -> bool:
    """Whether what was talked about is for the actor: the same as for plan and talks."""
    return "plan" in sight_of(actor, coaching.placement.person).sections


def coach_choices(day: date) -> list[tuple[int, str]]:
    """Return who may be coach or substitute."""
    return [(one.account_id, one.words) for one in colleagues_in(COACHES, day)]


@dataclass(frozen=True, slots=True)
class Used:
    """Hours granted, used and left; `left` is below nothing where more was used than granted."""

    granted: Decimal
    used: Decimal

    @property
    def left(self) -> Decimal:
        return self.granted - self.used

    @property
    def is_over(self) -> bool:
        return self.used > self.granted


def in_hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def minutes_of(coaching_ids: Iterable[int]) -> dict[int, int]:
    """Return how many minutes were spent on each of these."""
    rows = Visit.objects.filter(coaching_id__in=list(coaching_ids)).order_by("coaching_id")
    return dict(rows.values_list("coaching_id").annotate(minutes=Sum("minutes")))


def used_of(coachings: Iterable[Coaching]) -> dict[int, Used]:
    """Return the hours of each of these coachings."""
    asked = list(coachings)
    spent = minutes_of(one.pk for one in asked)
    return {one.pk: Used(one.hours, in_hours(spent.get(one.pk, 0))) for one in asked}


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as a page shows it; the note is empty where it is not for who asks."""

    happened_on: date
    minutes: int
    kind: str
    with_whom: str
    note: str
    by: str


def visits_of(coaching: Coaching, *, with_notes: bool, most: int = 200) -> list[VisitRow]:
    """Return the visits, the latest first."""
    rows = Visit.objects.filter(coaching=coaching).select_related("by").order_by("-happened_on", "-pk")
    return [
        VisitRow(
            row.happened_on,
            row.minutes,
            str(KINDS[row.kind]),
            str(WITH_WHOM[row.with_whom]),
            row.note if with_notes else "",
            row.by.name,
        )
        for row in rows[:most]
    ]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One agreed action as a page shows it."""

    pk: int
    words: str
    side: str
    by_on: date
    done_on: date | None


def actions_of(coaching: Coaching) -> list[ActionRow]:
    """Return what was agreed: what is open first, the nearest day first."""
    rows = sorted(
        AgreedAction.objects.filter(coaching=coaching),
        key=lambda row: (row.done_on is not None, row.by_on, row.pk),
    )
    return [ActionRow(row.pk, row.words, str(SIDES[row.side]), row.by_on, row.done_on) for row in rows]


def action_of(coaching: Coaching, key: int) -> AgreedAction:
    """Return one action of this coaching."""
    found = AgreedAction.objects.filter(coaching=coaching, pk=key).first()
    if found is None:
        raise NotFound(_("Deze afspraak hoort niet bij deze begeleiding. Ga terug en kies opnieuw."))
    return found


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One evaluation: each of the three voices with its mark and words, or None where it has yet to speak."""

    on: date
    parts: tuple[tuple[str, EvaluationPart | None, str], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(words for words, part, _mark in self.parts if part is None)


def evaluations_of(coaching: Coaching) -> list[EvaluationRow]:
    """Return the evaluations with their parts, the latest first."""
    found = []
    rows = Evaluation.objects.filter(coaching=coaching).prefetch_related("parts__written_by")
    for row in rows.order_by("-on"):
        said = {part.voice: part for part in row.parts.all()}
        parts: list[tuple[str, Any, str]] = []
        for voice, words in VOICES.items():
            part = said.get(voice)
            parts.append((str(words), part, str(MARKS[part.mark]) if part else ""))
        found.append(EvaluationRow(row.on, tuple(parts)))
    return found
