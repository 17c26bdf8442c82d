"""What may be done with placements: register, change hours, write down paid hours, end, correct, look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.primitives.period import Month, day_in_words
from meedoen.register.checks import (
    AHEAD,
    AlreadyThere,
    InRow,
    NotPossible,
    refuse_first,
    text,
    together,
    wrong_day,
)
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.people.looking import names_shown
from meedoen.register.people.selectors import locked_by_key, locked_people
from meedoen.register.placements.against import STARTS_BEFORE_ENTRY, WITHOUT_ENTRY, Beside, tidied
from meedoen.register.placements.listing import (
    PlacementFilters,
    PlacementRow,
    PlacementsPage,
    placements_at_employer,
    placements_visible_to,
)
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.placements.selectors import as_new, hours_of, placement_by_number
from meedoen.register.placements.spells import spells_of
from meedoen.register.placements.validity import (
    NewPlacement,
    outside,
    wrong_ending,
    wrong_hours_week,
    wrong_paid,
)
from meedoen.register.writing import insert_rows

Rows = tuple[PlacementRow, ...]

__all__ = [
    "STARTS_BEFORE_ENTRY",
    "WITHOUT_ENTRY",
    "NewPlacement",
    "change_hours",
    "correct_placement",
    "end_placement",
    "look_at_placement",
    "look_at_placements",
    "look_at_placements_at",
    "record_paid_hours",
    "register_placement",
    "register_placements",
]


def register_placement(
    actor: Actor, new: NewPlacement, *, accepted: frozenset[str] = frozenset(), today: date
) -> Placement:
    """Register one placement; what is unusual is done only when its code is in `accepted`."""
    with transaction.atomic():
        require(actor, "placement.register")
        try:
            return register_placements(actor, [new], accepted=accepted, today=today)[0]
        except InRow as refusal:
            raise refusal.refusal from refusal


def register_placements(
    actor: Actor,
    news: Sequence[NewPlacement],
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> list[Placement]:
    """Register many placements, all or nothing, with an entry in the journal for each."""
    with transaction.atomic():
        require(actor, "placement.register")
        news = [tidied(new) for new in news]
        beside = Beside.of(actor, locked_people(actor, (new.person_number for new in news), "work"))
        refuse_first(beside.wrong(news, accepted, today))
        placements = _insert(actor, news, beside, today)
        journal.enter_many(
            actor,
            [
                journal.Note("placement.register", "placement", placement.number, _particulars(new))
                for placement, new in zip(placements, news, strict=True)
            ],
        )
        return placements


def change_hours(
    actor: Actor, number: str, from_on: date, hours_week: Decimal, *, today: date
) -> ContractHours:
    """Write down other hours a week from a day on; what held before stays."""
    with transaction.atomic():
        require(actor, "placement.change_hours")
        placement, beside = _locked(actor, number)
        wrong = list(wrong_hours_week(hours_week))
        wrong += wrong_day(from_on, _("De eerste dag met deze uren"), "from_on", latest=today + AHEAD)
        wrong += outside(from_on, placement.starts_on, placement.ends_before, "from_on")
        together(wrong)
        hours = hours_of(placement)
        if any(starts_on == from_on for starts_on, _hours in hours):
            message = _("Op deze dag staan al uren. Kies een andere dag, of corrigeer de plaatsing.")
            raise AlreadyThere(message, field="from_on")
        if next((was for day, was in reversed(hours) if day < from_on), None) == hours_week:
            message = _("De kandidaat werkt dan al dit aantal uren. Vul andere uren in.")
            raise NotPossible(message, field="hours_week")
        together(_too_much(beside, placement, placement.ends_before, [*hours, (from_on, hours_week)]))
        row = ContractHours.objects.create(placement=placement, starts_on=from_on, hours_week=hours_week)
        detail = {"from": from_on.isoformat(), "hours_week": str(hours_week)}
        journal.enter(actor, "placement.change_hours", "placement", placement.number, detail=detail)
        return row


def record_paid_hours(actor: Actor, number: str, month: Month, hours: Decimal, *, today: date) -> PaidHours:
    """Write down what was paid in a month; it counts there instead of the contract.

    The journal keeps what stood there before.
    """
    with transaction.atomic():
        require(actor, "placement.record_paid_hours")
        placement, _beside = _locked(actor, number)
        together(wrong_paid(month, hours, placement.starts_on, placement.ends_before, today))
        before = (
            PaidHours.objects.filter(placement=placement, month_on=month.first_day)
            .values_list("hours", flat=True)
            .first()
        )
        row, _created = PaidHours.objects.update_or_create(
            placement=placement, month_on=month.first_day, defaults={"hours": hours}
        )
        detail = {"month": str(month), "hours": str(hours)}
        if before is not None:
            detail["before"] = str(before)
        journal.enter(actor, "placement.record_paid_hours", "placement", placement.number, detail=detail)
        return row


def end_placement(actor: Actor, number: str, ends_before: date, end_reason: str, *, today: date) -> Placement:
    """End a placement, or set another end while the agreed end has not come yet.

    An end in the past is history: who has it wrong corrects the placement, so that the old row stays.
    """
    with transaction.atomic():
        require(actor, "placement.end")
        placement, beside = _locked(actor, number)
        if placement.ends_before is not None and placement.ends_before <= today:
            message = _(
                "Deze plaatsing is al beëindigd. Klopt de einddatum niet? Corrigeer de plaatsing dan."
            )
            raise NotPossible(message, field="ends_before")
        together(wrong_ending(placement.starts_on, ends_before, end_reason, today))
        together(_stranded(placement, ends_before))
        together(_too_much(beside, placement, ends_before, hours_of(placement)))
        placement.ends_before, placement.end_reason = ends_before, end_reason
        placement.save(update_fields=["ends_before", "end_reason"])
        detail = {"ends_before": ends_before.isoformat(), "reason": end_reason}
        journal.enter(actor, "placement.end", "placement", placement.number, detail=detail)
        return placement


def correct_placement(
    actor: Actor,
    number: str,
    changes: Mapping[str, Any],
    reason: str,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Placement:
    """Put a right row in the place of a wrong one, which stays readable with the day and the reason.

    `changes` holds the fields of `NewPlacement` that were wrong; the person cannot change.
    """
    with transaction.atomic():
        require(actor, "placement.correct")
        old, beside = _locked(actor, number)
        together(text(reason, _("De reden van de correctie"), "reason", 300)[1])
        before = as_new(old)
        unknown = set(changes) - ({field.name for field in fields(NewPlacement)} - {"person_number"})
        if unknown:
            raise NotPossible(_("Dit kan een correctie niet veranderen: %s.") % ", ".join(sorted(unknown)))
        new = tidied(replace(before, **changes))
        if new == before:
            raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
        beside.check(new, accepted, today)
        old.replaced_on = today
        old.correction_reason = text(reason, "", "reason", 300)[0]
        old.save(update_fields=["replaced_on", "correction_reason"])
        placement = _insert(actor, [new], beside, today, replaces=old)[0]
        changed = sorted(
            field.name for field in fields(new) if getattr(new, field.name) != getattr(before, field.name)
        )
        # The reason is free text: it stands in the row, and not in a journal that nobody can mend.
        detail = {"replaces": old.number, "changed": changed}
        journal.enter(actor, "placement.correct", "placement", placement.number, detail=detail)
        return placement


def look_at_placement(actor: Actor, number: str) -> Placement:
    """Return one placement, and write down who looked."""
    with transaction.atomic():
        require(actor, "placement.see")
        placement = placement_by_number(actor, number)
        detail = {"person": placement.person.number}
        journal.enter(actor, "placement.see", "placement", placement.number, detail=detail, is_look=True)
        return placement


def look_at_placements(actor: Actor, filters: PlacementFilters, after: int | None = None) -> PlacementsPage:
    """Return a page of placements; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "placement.list")
        page = placements_visible_to(actor, filters, after)
        journal.enter_many(actor, names_shown("placement.list", page.rows))
        return page


def look_at_placements_at(actor: Actor, employer_id: int, most: int, *, today: date) -> Rows:
    """Return the latest placements with an employer; write down whose names they show."""
    with transaction.atomic():
        require(actor, "placement.list")
        rows = placements_at_employer(actor, employer_id, today, most)
        journal.enter_many(actor, names_shown("placement.list", rows))
        return rows


def _locked(actor: Actor, number: str) -> tuple[Placement, Beside]:
    """Return a placement that holds, its person locked, and what else this person works."""
    found = placement_by_number(actor, number)
    person = locked_by_key(found.person_id)
    # Read again under the lock: someone may have corrected it a moment ago.
    placement = placement_by_number(actor, number)
    if placement.replaced_on is not None:
        message = _("Deze plaatsing is gecorrigeerd op %(day)s. Ga naar de nieuwe plaatsing.")
        raise NotPossible(message % {"day": day_in_words(placement.replaced_on)})
    return placement, Beside.of(actor, {person.number: person}, without=placement.pk)


def _too_much(
    beside: Beside, placement: Placement, ends_before: date | None, hours: Sequence[tuple[date, Decimal]]
) -> list[Refused]:
    in_order = sorted((day, int(hours_week * 100)) for day, hours_week in hours)
    spells = list(spells_of(placement.pk, placement.number, ends_before, in_order))
    return list(beside.too_much(placement.person_id, spells))


def _stranded(placement: Placement, ends_before: date) -> list[Refused]:
    """Refuse an end that leaves hours behind it."""
    wrong: list[Refused] = []
    if ContractHours.objects.filter(placement=placement, starts_on__gte=ends_before).exists():
        message = _("Na deze dag staat nog een urenwijziging. Corrigeer de plaatsing als die niet doorgaat.")
        wrong.append(NotPossible(message, field="ends_before"))
    if PaidHours.objects.filter(placement=placement, month_on__gte=ends_before).exists():
        message = _("Na deze dag staan nog betaalde uren. Kies een latere dag, of corrigeer de plaatsing.")
        wrong.append(NotPossible(message, field="ends_before"))
    return wrong


def _insert(
    actor: Actor,
    news: Sequence[NewPlacement],
    beside: Beside,
    today: date,
    *,
    replaces: Placement | None = None,
) -> list[Placement]:
    if actor.organisation_id is None:
        raise NotAllowed(
            _("Een plaatsing hoort bij de organisatie die haar invoert. U hoort bij geen enkele.")
        )
    mark = provisional_mark()
    placements = [
        Placement(
            number=f"{mark}{row}",
            person_id=beside.people[new.person_number].pk,
            kind=new.kind,
            employer_id=beside.employers[new.employer_kvk],
            workplace_employer_id=beside.employers[new.workplace_kvk],
            work_municipality=new.work_municipality,
            starts_on=new.starts_on,
            ends_before=new.ends_before,
            end_reason=new.end_reason,
            is_new_job=new.is_new_job,
            programme=beside.programmes[new.programme] if new.programme else None,
            job_id=new.job_id,
            registered_by_id=actor.organisation_id,
            registered_on=today,
            replaces=replaces,
        )
        for row, new in enumerate(news)
    ]
    insert_rows(placements)
    keys = give_numbers(Placement.objects.all(), mark, "P")
    for placement in placements:
        placement.pk = keys[placement.number]
        placement.number = number_of("P", placement.pk)
    pairs = list(zip(placements, news, strict=True))
    insert_rows(
        [
            ContractHours(placement=row, starts_on=day, hours_week=h)
            for row, new in pairs
            for day, h in new.hours
        ]
    )
    insert_rows(
        [PaidHours(placement=row, month_on=m.first_day, hours=h) for row, new in pairs for m, h in new.paid]
    )
    return placements


def _particulars(new: NewPlacement) -> dict[str, Any]:
    return {
        "person": new.person_number,
        "kind": new.kind,
        "employer": new.employer_kvk,
        "starts_on": new.starts_on.isoformat(),
    }
