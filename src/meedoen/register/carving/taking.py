"""What may be done with what the engine found: lay it on the bench, where a person goes on with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound
from meedoen.matching.carving_shapes import AN_HOUR
from meedoen.matching.shapes import Person as ToMatch
from meedoen.register.bench.composing import add_draft, make_job, put_piece
from meedoen.register.bench.content import NewDraft
from meedoen.register.bench.models import DraftJob
from meedoen.register.bench.selectors import locked_bench
from meedoen.register.carving.week import Block, Slot, week_of
from meedoen.register.checks import NotPossible
from meedoen.register.fits.facts import people_to_match
from meedoen.register.jobs.models import Job
from meedoen.register.numbers import number_of, provisional_mark
from meedoen.register.searches.models import Search, Stack, StackPart
from meedoen.register.searches.selectors import (
    Bundle,
    BundlePiece,
    found_by,
    parts_of,
    search_by_key,
    stack_by_number,
)

PREFIX = "SB"


def take_over_proposal(
    actor: Actor, key: int, turn: int, title: str, *, accepted: frozenset[str] = frozenset(), today: date
) -> DraftJob:
    """Lay one proposal on the bench as a job to be changed by hand; nothing is made by itself."""
    with transaction.atomic():
        require(actor, "carving.take_over")
        search = search_by_key(actor, key)
        bundle = _bundle(search, turn)
        if search.bench is None:
            raise NotPossible(_("Dit is een stapelbaan. Neem haar over als stapelbaan."))
        draft = _lay(actor, search, bundle.pieces, title, accepted, today)
        detail = {"search": key, "turn": turn, "draft": draft.pk}
        journal.enter(actor, "carving.take_over", "bench", search.bench.number, detail=detail)
        return draft


def take_over_stack(
    actor: Actor, key: int, turn: int, title: str, *, accepted: frozenset[str] = frozenset(), today: date
) -> Stack:
    """Lay one proposal on the benches of its employers, as jobs that are one week of one person."""
    with transaction.atomic():
        require(actor, "stack.take_over")
        search = search_by_key(actor, key)
        bundle = _bundle(search, turn)
        week = week_for(search, bundle, today)
        if week is None:
            message = _(
                "Deze uren passen niet in de dagen en tijden van deze persoon. Kies een ander voorstel, of "
                "vraag om minder uren of minder werkgevers."
            )
            raise NotPossible(message)
        _lock(actor, (piece.bench.number for piece in bundle.pieces))
        stack = Stack.objects.create(number=provisional_mark(), made_on=today, made_by_id=actor.account_id)
        stack.number = number_of(PREFIX, stack.pk)
        stack.save(update_fields=["number"])
        for kvk, mine in bundle.by_employer():
            draft = _lay(actor, search, mine, title, accepted, today)
            StackPart.objects.create(stack=stack, draft=draft, slots=_kept(week, kvk))
        detail = {"search": key, "turn": turn, "parts": len(bundle.employers)}
        journal.enter(actor, "stack.take_over", "stack", stack.number, detail=detail)
        return stack


def make_stack(
    actor: Actor,
    number: str,
    *,
    growth: str,
    when_donor_changes: str,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> list[Job]:
    """Register the job of every employer in a stapelbaan, all or none."""
    with transaction.atomic():
        require(actor, "stack.make")
        stack = stack_by_number(actor, number)
        _lock(actor, (part.draft.bench.number for part in parts_of(stack)))
        waiting = [part for part in parts_of(stack) if part.draft.job_id is None]
        if not waiting:
            raise NotPossible(_("Alle banen van deze stapelbaan zijn al gemaakt."))
        made = [
            make_job(
                actor,
                part.draft.bench.number,
                part.draft_id,
                growth=growth,
                when_donor_changes=when_donor_changes,
                accepted=accepted,
                today=today,
            )
            for part in waiting
        ]
        detail = {"jobs": [job.number for job in made]}
        journal.enter(actor, "stack.make", "stack", stack.number, detail=detail)
        return made


def _lock(actor: Actor, numbers: Iterable[str]) -> None:
    """Lock these benches in one order, or two weeks that share benches could wait for each other for ever."""
    for number in sorted(set(numbers)):
        locked_bench(actor, number)


def week_for(search: Search, bundle: Bundle, today: date) -> tuple[Slot, ...] | None:
    """When someone would be where, in the days and times of their profile; None when it does not fit in."""
    person = _matched(search, today)
    if person is None:
        return None
    blocks = [
        Block(kvk, sum(one.quarters for one in mine), _all_of(mine, "days"), _all_of(mine, "times"))
        for kvk, mine in bundle.by_employer()
    ]
    return week_of(blocks, person.days, person.times)


def _matched(search: Search, today: date) -> ToMatch | None:
    if search.for_person_id is None:
        return None
    return next(iter(people_to_match(today, [search.for_person_id])), None)


def _all_of(mine: Iterable[BundlePiece], what: str) -> frozenset[str]:
    """The days or times of all tasks; nothing when one of them can be done at any."""
    given = [frozenset(getattr(one.task, what)) for one in mine]
    none: frozenset[str] = frozenset()
    return none.union(*given) if all(given) else none


def _kept(week: Sequence[Slot], kvk: str) -> list[list[str | int]]:
    return [[slot.day, slot.part, slot.begins, slot.ends] for slot in week if slot.employer == kvk]


def _bundle(search: Search, turn: int) -> Bundle:
    found = found_by(search)
    bundle = next((one for one in found.bundles if one.turn == turn), None) if found else None
    if bundle is None:
        raise NotFound(_("Dit voorstel bestaat niet. Kies er een uit de lijst."))
    if bundle.is_stale:
        message = _(
            "Dit voorstel kan zo niet meer: een taak is veranderd of zit al in een andere baan. Laat "
            "opnieuw rekenen."
        )
        raise NotPossible(message)
    return bundle


def _lay(
    actor: Actor,
    search: Search,
    pieces: Sequence[BundlePiece],
    title: str,
    accepted: frozenset[str],
    today: date,
) -> DraftJob:
    """Begin a job with these tasks on their bench; one employer that has two gets it on the first."""
    number = pieces[0].bench.number
    person = search.for_person.number if search.for_person else ""
    draft = add_draft(actor, number, NewDraft(title, person_number=person), accepted=accepted, today=today)
    for piece in pieces:
        hours = Decimal(piece.quarters) / AN_HOUR
        put_piece(actor, number, draft.pk, piece.task.pk, hours, today=today)
    return draft
