"""From a job on the bench to what is reckoned with: its functions, its terms, and whose loonwaarde counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meedoen.access.actors import Actor
from meedoen.matching.carving_shapes import AN_HOUR
from meedoen.register.bench.models import Bench
from meedoen.register.bench.selectors import DraftShown, draft_of, drafts_of, functions_of
from meedoen.register.bench.whole import hours_of_job, summed
from meedoen.register.carving.figures import EXAMPLES, Donor, Figures, Offer, figures
from meedoen.register.people.selectors import sections_of_people
from meedoen.register.profiles.selectors import loonwaarden_of

HUNDRED = Decimal(100)


def draft_shown(bench: Bench, draft_id: int) -> DraftShown:
    """Return one job on a bench with its tasks; refuses a key that is not on it."""
    row = draft_of(bench, draft_id)
    return next(one for one in drafts_of(bench, functions_of(bench)) if one.row.pk == row.pk)


def donors_of(draft: DraftShown) -> tuple[Donor, ...]:
    """Return every function that a job takes tasks of: hours before, what goes here and to other jobs."""
    functions = {piece.function.pk: piece.function for piece in draft.pieces}
    taken = dict.fromkeys(functions, 0)
    for piece in draft.pieces:
        taken[piece.function.pk] += piece.quarters
    return tuple(
        Donor(
            str(key),
            function.name,
            _hours(function.quarters),
            _hours(taken[key]),
            _hours(function.out - taken[key]),
            function.wage,
        )
        for key, function in functions.items()
    )


def offer_of(draft: DraftShown) -> Offer:
    """Return the terms of a job; a scale is no amount, so that it is reckoned at the minimum wage."""
    row, whole = draft.row, summed(draft.pieces)
    return Offer(
        hours=hours_of_job(row, whole.quarters) or Decimal(0),
        wage_part=(row.wage_percentage or HUNDRED) / HUNDRED if row.wage == "wml" else Decimal(1),
        wage_month=row.wage_amount if row.wage == "amount" else None,
        is_wage_known=row.wage in ("wml", "amount"),
        guide=row.guide,
        guidance_minutes=row.guidance_minutes,
        days=len(whole.days) or None,
    )


def whose_loonwaarde(actor: Actor, draft: DraftShown, on: date) -> tuple[str, Decimal] | None:
    """Return the number of whom a job is for and the loonwaarde that holds, if the actor may see that."""
    person = draft.row.for_person
    if person is None or "register" not in sections_of_people(actor, [person.pk]).get(person.pk, frozenset()):
        return None
    held = [
        row
        for row in loonwaarden_of(person)
        if row.measured_on <= on and (row.valid_until is None or row.valid_until >= on)
    ]
    last = max(held, key=lambda row: row.measured_on, default=None)
    return (person.number, last.percentage / HUNDRED) if last else None


def figures_of(draft: DraftShown, on: date, loonwaarde: Decimal | None = None) -> Figures:
    """Reckon a job through at someone's loonwaarde, or at examples; refuses as the rule book does."""
    loonwaarden = EXAMPLES if loonwaarde is None else (loonwaarde,)
    return figures(donors_of(draft), offer_of(draft), on, loonwaarden=loonwaarden)


def _hours(quarters: int) -> Decimal:
    return Decimal(quarters) / AN_HOUR
