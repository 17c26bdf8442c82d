"""What may be done with the choices of a municipality: make one from a day on, correct it, withdraw it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound, Refused
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import (
    FAR_AHEAD,
    ChangedMeanwhile,
    NotPossible,
    text,
    together,
    wrong_day,
)
from meedoen.register.choices.models import Choice
from meedoen.register.choices.selectors import NotYourMunicipality, code_of, known_point, version_of
from meedoen.rules.local_choices import Point, kept, years_in

# The law that leaves this room began then.
FIRST_DAY = date(2015, 1, 1)


def set_choice(
    actor: Actor,
    organisation_id: int,
    code: str,
    value: str | Mapping[str, str],
    starts_on: date,
    reason: str,
    *,
    version: int,
    today: date,
) -> Choice:
    """Write down what the actor's municipality chooses on one point, from a day on.

    A row of that same day is corrected: it stays, and counts no more. `version` is that of the point when
    the form was opened.
    """
    with transaction.atomic():
        require(actor, "choice.set")
        found = known_point(code)
        _require_own(actor, organisation_id, today)
        why, wrong = text(reason, _("De reden"), "reason", 300)
        wrong += wrong_day(
            starts_on, _("De eerste dag"), "starts_on", earliest=FIRST_DAY, latest=today + FAR_AHEAD
        )
        chosen, refused = _chosen(found, value, starts_on)
        together([*wrong, *refused])
        typed: dict[str, object] = {"starts_on": starts_on, "reason": why}
        typed |= years_in(chosen) if found.kind == "years" else {"value": chosen}
        _refuse_changed(organisation_id, found, version, typed)
        of_point = Choice.objects.select_for_update().filter(organisation_id=organisation_id, point=code)
        old = of_point.standing().filter(starts_on=starts_on).first()
        if old is not None and old.value == chosen:
            message = _("Deze keuze staat er al vanaf die dag. Kies iets anders, of ga terug.")
            raise NotPossible(message, field="value")
        row = Choice(
            organisation_id=organisation_id,
            point=code,
            value=chosen,
            starts_on=starts_on,
            reason=why,
            set_on=today,
            version=version_of(organisation_id, code) + 1,
            replaces=old,
        )
        _write(row, old, today)
        detail = {"point": code, "starts_on": starts_on.isoformat(), "version": row.version}
        if old is not None:
            detail["corrects"] = old.version
        journal.enter(actor, "choice.set", "organisation", organisation_id, detail=detail)
        return row


def withdraw_choice(
    actor: Actor, organisation_id: int, choice_id: int, reason: str, *, version: int, today: date
) -> Choice:
    """Take back a row that should not have been written: it stays readable, and counts no more."""
    with transaction.atomic():
        require(actor, "choice.set")
        _require_own(actor, organisation_id, today)
        rows = Choice.objects.select_for_update().filter(organisation_id=organisation_id)
        row = rows.filter(pk=choice_id).first()
        if row is None:
            raise NotFound(_("Deze keuze bestaat niet, of is van een andere gemeente."))
        why, wrong = text(reason, _("De reden"), "reason", 300)
        together(wrong)
        if row.replaced_on is not None:
            raise NotPossible(_("Deze keuze geldt al niet meer. Ga terug en kijk wat er nu staat."))
        _refuse_changed(organisation_id, known_point(row.point), version, {})
        row.replaced_on, row.withdrawn_because = today, why
        # A form that was opened before must be told.
        row.version = version_of(organisation_id, row.point) + 1
        row.save(update_fields=["replaced_on", "withdrawn_because", "version"])
        detail = {"point": row.point, "starts_on": row.starts_on.isoformat(), "version": row.version}
        journal.enter(actor, "choice.withdraw", "organisation", organisation_id, detail=detail)
        return row


def _require_own(actor: Actor, organisation_id: int, today: date) -> None:
    code_of(organisation_id, today)
    if actor.organisation_id != organisation_id:
        raise NotYourMunicipality()


def _chosen(found: Point, value: str | Mapping[str, str], starts_on: date) -> tuple[str, list[Refused]]:
    try:
        return kept(found, value, starts_on), []
    except NotValid as refusal:
        return "", [NotPossible(str(refusal), field=refusal.field)]


def _refuse_changed(organisation_id: int, found: Point, opened: int, typed: Mapping[str, object]) -> None:
    """Refuse what was opened before the last row of this point was written."""
    last = (
        Choice.objects.filter(organisation_id=organisation_id, point=found.code).order_by("-version").first()
    )
    version = 0 if last is None else last.version
    if last is None or opened == version:
        return
    now: dict[str, object] = {"starts_on": last.starts_on, "reason": last.reason}
    now |= years_in(last.value) if found.kind == "years" else {"value": last.value}
    raise ChangedMeanwhile(version, {name: one for name, one in now.items() if typed.get(name) != one})


def _write(row: Choice, old: Choice | None, today: date) -> None:
    if old is not None:
        old.replaced_on = today
        old.save(update_fields=["replaced_on"])
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(
            _("Iemand anders legde net een keuze vast op dit punt. Bekijk haar en probeer het opnieuw.")
        ) from error
