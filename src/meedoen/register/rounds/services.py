"""What may be done with rounds: ask for one, answer it, and do it again to see whether it says the same."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.matching.pairs import AssignmentRefused
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Person
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import AHEAD, NotPossible, text, together
from meedoen.register.jobs.models import Job
from meedoen.register.rounds.computing import Answer, Crowd, answered, digest, engine_version, mark
from meedoen.register.rounds.models import Round, RoundChoice, RoundResult
from meedoen.register.rounds.selectors import (
    choice_mark,
    choices_of,
    is_whole,
    kept_round,
    region_of,
    result_of,
    sealed,
)
from meedoen.register.rounds.shape import SHARE_BY, ChoicesPage, NewRound, Repeated
from meedoen.register.rounds.taking_part import Around, Sources, crowd_on

End = Callable[[Mapping[str, int]], None]
Compared = Callable[[Repeated, Mapping[str, int]], None]
Progress = Callable[[int, int], None]
LONGEST_REASON = 300


class AlreadyAnswered(Refused):
    """A round has one answer; who wants another asks again."""


def _nobody_waits(*_told: Any) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True)
class _Found:
    """An answer with what went in."""

    crowd: Crowd
    around: Around
    answer: Answer
    marks: dict[str, dict[str, str]]
    seconds: Decimal


def ask_round(actor: Actor, asked: NewRound, *, today: date) -> Round:
    """Keep what is asked; refuses a share that is no part of the whole, or one without a reason."""
    with transaction.atomic():
        require(actor, "round.run")
        reason, refusals = _checked(asked, today)
        together(refusals)
        weights = weights_on(asked.day, asked.weights)
        row = Round(
            region=region_of(actor),
            day=asked.day,
            share_by=asked.share_by,
            share=asked.share if asked.share_by else None,
            reason=reason,
            weights_name=weights.name,
            weights_from=weights.starts_on,
            asked_by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            asked_on=today,
        )
        row.save()
        journal.enter(actor, "round.ask", "round", row.number, detail=_detail(row))
        return row


def _checked(asked: NewRound, today: date) -> tuple[str, list[Refused]]:
    """The reason on one line, and everything that is wrong with what is asked."""
    refusals: list[Refused] = []
    reason = ""
    if not today <= asked.day <= today + AHEAD:
        words = _("Een ronde gaat over vandaag of een dag in het komende jaar: vul die in.")
        refusals.append(NotPossible(words, field="day"))
    try:
        weights_on(asked.day, asked.weights)
    except (NotValid, FileNotFoundError):
        refusals.append(NotPossible(_("Voor deze dag is er geen puntenverdeling."), field="day"))
    if asked.share_by:
        reason, wrong = text(asked.reason, _("De reden"), "reason", LONGEST_REASON)
        refusals += wrong
        if asked.share_by not in SHARE_BY:
            refusals.append(NotPossible(_("Kies een verdeling uit de lijst."), field="share_by"))
        if not _is_part(asked.share):
            words = _("Kies een deel boven 0 en tot en met 100 procent, met hoogstens twee decimalen.")
            refusals.append(NotPossible(words, field="share"))
    return reason, refusals


def _is_part(share: Decimal | None) -> bool:
    if share is None or not share.is_finite() or not 0 < share <= 1:
        return False
    return share == share.quantize(Decimal("0.0001"))


def answer_round(
    actor: Actor,
    number: str,
    of: Sources,
    *,
    at: datetime,
    tell: Progress = _nobody_waits,
    finish: End = _nobody_waits,
) -> RoundResult:
    """Compute the answer and keep it, whole or not at all; nobody is proposed by it."""
    require(actor, "round.run")
    asked = kept_round(actor, number)
    found = _found(asked, of, tell)
    with transaction.atomic():
        row = _result(asked, found, at)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise AlreadyAnswered(_("Deze ronde is al gemaakt. Bekijk de lijst.")) from error
        RoundChoice.objects.bulk_create(_choices(asked, found), batch_size=500)
        counts = {name: found.answer.figures[name] for name in ("people", "seats", "pairs", "placed")}
        journal.enter(actor, "round.run", "round", asked.number, detail=_detail(asked) | counts)
        finish(counts)
        return row


def repeat_round(
    actor: Actor,
    number: str,
    of: Sources,
    *,
    tell: Progress = _nobody_waits,
    finish: Compared = _nobody_waits,
) -> Repeated:
    """Do a kept round again with what stands in the register now, and compare; nothing new is kept."""
    require(actor, "round.run")
    asked = kept_round(actor, number)
    kept = result_of(actor, number)
    again = _found(asked, of, tell)
    changed, new, gone = _differences(kept.facts["people"], again.marks["people"])
    jobs = _differences(kept.facts["jobs"], again.marks["jobs"])
    seal = sealed(_told(again), _marks(asked, again))
    told = Repeated(
        number=asked.number,
        is_same=seal == kept.result_digest,
        is_whole=is_whole(kept),
        is_same_engine=kept.engine == engine_version(),
        people_changed=len(changed),
        people_new=len(new),
        people_gone=len(gone),
        jobs_changed=jobs[0],
        jobs_new=jobs[1],
        jobs_gone=jobs[2],
    )
    with transaction.atomic():
        counts = {
            "same": int(told.is_same),
            "whole": int(told.is_whole),
            "engine": int(told.is_same_engine),
            "people": told.people_changed + told.people_new + told.people_gone,
            "jobs": sum(map(len, jobs)),
        }
        journal.enter(actor, "round.repeat", "round", asked.number, detail=counts)
        finish(told, counts)
    return told


def look_at_choices(actor: Actor, number: str, after: int | None = None) -> ChoicesPage:
    """Return a page of the choices that the actor may see; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "round.see")
        page = choices_of(actor, number, after)
        if page.rows:
            detail = {"round": number, "numbers": [row.person_number for row in page.rows]}
            journal.enter(actor, "round.see", "people", "", detail=detail, is_look=True)
        return page


def _found(asked: Round, of: Sources, tell: Progress) -> _Found:
    begun = time.perf_counter()
    with transaction.atomic():
        crowd, around = crowd_on(asked.day, asked.share_by, asked.share, of)
    try:
        answer = answered(crowd, weights_on(asked.day, asked.weights_name), asked.day, tell)
    except AssignmentRefused as refusal:
        raise NotPossible(str(refusal.words), field="share_by") from refusal
    marks = {
        "people": {one.key: mark(one) for one in crowd.people},
        "jobs": {one.key: mark(one) for one in crowd.jobs},
    }
    seconds = Decimal(f"{time.perf_counter() - begun:.2f}")
    return _Found(crowd, around, answer, marks, seconds)


def _result(asked: Round, found: _Found, at: datetime) -> RoundResult:
    told, marks = _told(found), _marks(asked, found)
    return RoundResult(
        round=asked,
        started_at=at,
        seconds=found.seconds,
        engine=engine_version(),
        facts=found.marks,
        facts_digest=digest(found.marks),
        marks=marks,
        result_digest=sealed(told, marks),
        **told,
    )


def _told(found: _Found) -> dict[str, Any]:
    """Everything that an answer says, but for who would go where."""
    answer = found.answer
    return {
        **answer.figures,
        "people_left_out": found.around.without_work - answer.figures["people"],
        "limits": answer.limits,
        "groups": answer.groups,
        "spread": {
            "municipality": _spread(found, lambda one: (found.around.municipality[one.key],)),
            "target_group": _spread(found, lambda one: sorted(one.groups)),
        },
    }


def _spread(found: _Found, places_of: Callable[[Person], Iterable[str]]) -> dict[str, list[int]]:
    """Per municipality or group: people, of them with a place, and with a place at first come."""
    people: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    first: Counter[str] = Counter()
    answer = found.answer
    for place, person in enumerate(found.crowd.people):
        for code in places_of(person):
            people[code] += 1
            placed[code] += answer.chosen[place] >= 0
            first[code] += answer.first[place] >= 0
    return {code: [people[code], placed[code], first[code]] for code in sorted(people)}


def _chosen(found: _Found) -> list[tuple[int, str, int]]:
    """Key of the person, number of the job, points."""
    answer, crowd = found.answer, found.crowd
    return [
        (int(person.key), crowd.jobs[answer.chosen[place]].key, answer.points_of[place])
        for place, person in enumerate(crowd.people)
        if answer.chosen[place] >= 0
    ]


def _marks(asked: Round, found: _Found) -> list[str]:
    return sorted(choice_mark(asked.pk, person, job, points) for person, job, points in _chosen(found))


def _choices(asked: Round, found: _Found) -> list[RoundChoice]:
    chosen = _chosen(found)
    numbers = sorted({job for _person, job, _points in chosen})
    keys: dict[str, int] = {}
    for start in range(0, len(numbers), 500):
        part = Job.objects.filter(number__in=numbers[start : start + 500])
        keys.update(dict(part.values_list("number", "pk")))
    return [
        RoundChoice(round=asked, person_id=person, job_id=keys[job], points=points)
        for person, job, points in chosen
    ]


def _differences(
    before: Mapping[str, str], now: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Keys of what changed, came and went."""
    changed = sorted(key for key in before.keys() & now.keys() if before[key] != now[key])
    return (
        tuple(changed),
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(before.keys() - now.keys())),
    )


def _detail(row: Round) -> dict[str, Any]:
    return {"day": row.day.isoformat(), "share_by": row.share_by, "share": str(row.share or "")}
