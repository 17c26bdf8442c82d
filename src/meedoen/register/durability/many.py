"""Many at once of what voices said and of what came after work: from lists that were kept somewhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import AlreadyThere, NotPossible, refuse_first, tidy, wrong_day
from meedoen.register.durability.models import AfterWork, Check
from meedoen.register.durability.nexts import STOPS
from meedoen.register.durability.questions import QUESTIONS
from meedoen.register.durability.validity import (
    Told,
    known_moment,
    known_voice,
    wrong_moment,
    wrong_next,
    wrong_told,
)
from meedoen.register.free_text import warned
from meedoen.register.people.models import seen_people
from meedoen.register.placements.models import Placement
from meedoen.register.writing import insert_rows


@dataclass(frozen=True)
class ToldCheck:
    """What a voice said on a day about a placement at a moment."""

    number: str
    moment: str
    voice: str
    told: Told
    on: date


@dataclass(frozen=True)
class ToldNext:
    """What came after a placement, as it was agreed on a day."""

    number: str
    then: str
    because: str
    on: date


def record_checks(actor: Actor, told: Sequence[ToldCheck], *, today: date) -> int:
    """Write down what voices said, all or nothing, with an entry in the journal for each."""
    with transaction.atomic():
        require(actor, "check.record")
        placements = _placements(actor, {one.number for one in told})
        keys = [one.pk for one in placements.values()]
        there = set(
            Check.objects.filter(placement__in=keys).values_list("placement__number", "moment", "voice")
        )
        wrong: dict[int, list[Refused]] = {}
        for row, one in enumerate(told, start=1):
            found = list(_wrong_check(actor, one, placements.get(one.number), there, today))
            if found:
                wrong[row] = found
            there.add((one.number, one.moment, one.voice))
        refuse_first(wrong)
        insert_rows([_check(actor, one, placements[one.number]) for one in told])
        journal.enter_many(
            actor,
            [
                journal.Note(
                    "check.record", "placement", one.number, {"moment": one.moment, "voice": one.voice}
                )
                for one in told
            ],
        )
        return len(told)


def record_nexts(actor: Actor, told: Sequence[ToldNext], *, today: date) -> int:
    """Write down what came after work of which the end is known, all or nothing."""
    with transaction.atomic():
        require(actor, "placement.end")
        placements = _placements(actor, {one.number for one in told})
        there = AfterWork.objects.filter(placement__in=[one.pk for one in placements.values()])
        said = set(there.values_list("placement__number", flat=True))
        wrong: dict[int, list[Refused]] = {}
        for row, one in enumerate(told, start=1):
            found = list(_wrong_next(one, placements.get(one.number), said, today))
            if found:
                wrong[row] = found
            said.add(one.number)
        refuse_first(wrong)
        insert_rows(
            [
                AfterWork(
                    placement=placements[one.number],
                    then=one.then,
                    because=one.because if one.then == STOPS else "",
                    on=one.on,
                    account_id=actor.account_id,
                )
                for one in told
            ]
        )
        notes = [
            journal.Note(
                "placement.after", "placement", one.number, {"then": one.then, "because": one.because}
            )
            for one in told
        ]
        journal.enter_many(actor, notes)
        return len(told)


def _placements(actor: Actor, numbers: Iterable[str]) -> dict[str, Placement]:
    asked, found = sorted(numbers), {}
    for start in range(0, len(asked), 500):
        rows = Placement.objects.standing().filter(
            seen_people(actor, "person__", "work"), number__in=asked[start : start + 500]
        )
        found.update({row.number: row for row in rows.select_related("person", "workplace_employer")})
    return found


def _wrong_check(
    actor: Actor,
    one: ToldCheck,
    placement: Placement | None,
    there: set[tuple[str, str, str]],
    today: date,
) -> Iterable[Refused]:
    moment, voice = known_moment(one.moment), known_voice(one.voice)
    if placement is None:
        yield NotPossible(_("Deze plaatsing bestaat niet, of u ziet deze kandidaat niet."), field="number")
        return
    if (one.number, one.moment, one.voice) in there:
        yield AlreadyThere(_("Deze stem heeft over dit moment al iets gezegd."), field="voice")
    yield from wrong_day(one.on, _("De dag"), "on", latest=today, earliest=placement.starts_on)
    yield from wrong_moment(placement, moment, today)
    yield from wrong_told(voice, one.told)
    names = (placement.person.name, placement.workplace_employer.name)
    yield from warned(actor, one.told.words, "words", (), names).refusals


def _wrong_next(one: ToldNext, placement: Placement | None, said: set[str], today: date) -> Iterable[Refused]:
    if placement is None or placement.ends_before is None:
        yield NotPossible(_("Deze plaatsing bestaat niet, of loopt nog."), field="number")
        return
    if one.number in said:
        yield AlreadyThere(_("Er staat al wat er na deze plaatsing kwam."), field="number")
    yield from wrong_day(one.on, _("De dag"), "on", latest=today, earliest=placement.starts_on)
    yield from wrong_next(one.then, one.because, placement.end_reason)


def _check(actor: Actor, one: ToldCheck, placement: Placement) -> Check:
    return Check(
        placement=placement,
        moment=one.moment,
        due_on=known_moment(one.moment).on(placement.starts_on),
        voice=one.voice,
        answers={asked.code: one.told.answers[asked.code] for asked in QUESTIONS[one.voice]},
        words=tidy(one.told.words),
        on=one.on,
        account_id=actor.account_id,
    )
