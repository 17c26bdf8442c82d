"""What may be done with arrangements: make one with an employer, correct it, bring it to its next state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import FAR_AHEAD, NotPossible, refuse_changed, together, wrong_day, wrong_end
from meedoen.register.employers.agreed import arrangement_of
from meedoen.register.employers.face import may_own
from meedoen.register.employers.models import Arrangement
from meedoen.register.employers.noted import needed, wrong_code
from meedoen.register.employers.selectors import locked_employer
from meedoen.register.employers.words import ARRANGEMENT_MOVES, ARRANGEMENT_STATES, ARRANGEMENTS, label_of
from meedoen.register.numbers import number_of, provisional_mark

MOST_PLACES = 9_999


@dataclass(frozen=True)
class NewArrangement:
    """What is agreed: how many places a year, of which kind, from when, and who sees to it."""

    kind: str
    what: str
    places: int
    starts_on: date
    ends_before: date | None
    responsible_id: int


def make_arrangement(actor: Actor, kvk: str, new: NewArrangement, *, today: date) -> Arrangement:
    """Write down an arrangement in preparation."""
    with transaction.atomic():
        require(actor, "arrangement.make")
        employer = locked_employer(actor, kvk)
        together(_wrong(new, today))
        row = Arrangement(employer=employer, number=provisional_mark(), **_values(new))
        row.save()
        row.number = number_of("A", row.pk)
        row.save(update_fields=["number"])
        detail = {"arrangement": row.number, "kind": new.kind, "places": new.places}
        journal.enter(actor, "arrangement.make", "employer", employer.kvk, detail=detail)
        return row


def correct_arrangement(
    actor: Actor, kvk: str, arrangement_id: int, new: NewArrangement, *, version: int, today: date
) -> Arrangement:
    """Change an arrangement that has not ended."""
    with transaction.atomic():
        require(actor, "arrangement.correct")
        employer = locked_employer(actor, kvk)
        row = arrangement_of(employer, arrangement_id)
        if not ARRANGEMENT_MOVES[row.state]:
            message = _("Deze afspraak is %(state)s en verandert niet meer. Maak een nieuwe.")
            raise NotPossible(message % {"state": label_of(ARRANGEMENT_STATES, row.state)})
        together(_wrong(new, today, keeps=row.responsible_id))
        typed = _values(new)
        now = {field: getattr(row, field) for field in typed}
        refuse_changed(opened=version, version=row.version, now=_on_form(now), typed=_on_form(typed))
        changed = [field for field in typed if now[field] != typed[field]]
        if not changed:
            raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
        for field, value in typed.items():
            setattr(row, field, value)
        row.version += 1
        row.save()
        detail = {"arrangement": row.number, "changed": changed}
        journal.enter(actor, "arrangement.correct", "employer", employer.kvk, detail=detail)
        return row


def move_arrangement(
    actor: Actor, kvk: str, arrangement_id: int, to: str, *, on: date | None = None, today: date
) -> Arrangement:
    """Bring an arrangement to its next state; `on`: the first day on which an ended one holds no more."""
    with transaction.atomic():
        require(actor, "arrangement.move")
        employer = locked_employer(actor, kvk)
        row = arrangement_of(employer, arrangement_id)
        if to not in ARRANGEMENT_MOVES[row.state]:
            message = _("Deze afspraak is %(state)s. Dit kan er nu niet mee.")
            raise NotPossible(message % {"state": label_of(ARRANGEMENT_STATES, row.state)}, field="to")
        if to == "ended":
            day = on or today
            wrong = wrong_day(day, _("De dag van einde"), "last_on", latest=today + timedelta(days=1))
            together(wrong or wrong_end(row.starts_on, day, "last_on"))
            row.ends_before = day if row.ends_before is None else min(day, row.ends_before)
        row.state, row.version = to, row.version + 1
        row.save()
        detail = {"arrangement": row.number, "state": to}
        journal.enter(actor, "arrangement.move", "employer", employer.kvk, detail=detail)
        return row


def _values(new: NewArrangement) -> dict[str, object]:
    return asdict(new) | {"what": needed(new.what, "", "what", 200)[0]}


def _on_form(values: dict[str, object]) -> dict[str, object]:
    """Values under the names and in the words of the form, which asks for a last day and for a colleague."""
    ends_before = values["ends_before"]
    last = ends_before - timedelta(days=1) if isinstance(ends_before, date) else None
    kept = {name: value for name, value in values.items() if name not in {"ends_before", "responsible_id"}}
    return kept | {"last_on": last, "responsible": str(values["responsible_id"])}


def _wrong(new: NewArrangement, today: date, keeps: int = 0) -> Iterator[Refused]:
    yield from wrong_code(new.kind, ARRANGEMENTS, "kind")
    yield from needed(new.what, _("Wat is afgesproken"), "what", 200)[1]
    if not 1 <= new.places <= MOST_PLACES:
        message = _("Vul een aantal plaatsen in van 1 t/m 9.999.")
        yield NotPossible(message, field="places")
    yield from wrong_day(new.starts_on, _("De eerste dag"), "starts_on", latest=today + FAR_AHEAD)
    yield from wrong_end(new.starts_on, new.ends_before, "last_on")
    if new.ends_before is not None:
        yield from wrong_day(new.ends_before, _("De laatste dag"), "last_on", latest=today + FAR_AHEAD)
    known = {one.account_id for one in may_own(today)} | {keeps}
    if new.responsible_id not in known:
        message = _("Deze collega is nu geen accountmanager. Kies iemand uit de lijst.")
        yield NotPossible(message, field="responsible")
