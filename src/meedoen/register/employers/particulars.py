"""What may be done with the particulars of an employer: correct, close, count heads, note what is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import (
    AHEAD,
    AlreadyThere,
    NotPossible,
    refuse_changed,
    text,
    tidy,
    together,
    wrong_day,
    wrong_municipality,
)
from meedoen.register.employers.models import Branch, Correction, Employer, Headcount, InPlace
from meedoen.register.employers.selectors import branch_of, locked_employer
from meedoen.register.employers.validity import (
    MOST_PEOPLE,
    NewBranch,
    kept_postcode,
    wrong_branch,
    wrong_namesake,
)
from meedoen.register.employers.words import COUNTED, IN_PLACE

MOST_HARRIES = 9_999


def correct_employer(
    actor: Actor, kvk: str, *, name: str, municipality: str, version: int, today: date
) -> Employer:
    """Mend the name or municipality of an employer; what stood there is kept.

    `version`: that of the employer when it was read; who saved in between is not overwritten.
    """
    with transaction.atomic():
        require(actor, "employer.correct")
        employer = locked_employer(actor, kvk)
        kept, wrong = text(name, _("De naam"), "name", 160)
        if municipality != employer.municipality:
            wrong += wrong_municipality(municipality, today, "municipality")
        together(wrong)
        typed = {"name": kept, "municipality": municipality}
        now = {field: getattr(employer, field) for field in typed}
        refuse_changed(opened=version, version=employer.version, now=now, typed=typed)
        changed = _keep(actor, employer, None, now, typed, today)
        employer.name, employer.municipality = kept, municipality
        employer.version += 1
        employer.save(update_fields=["name", "municipality", "version"])
        journal.enter(actor, "employer.correct", "employer", employer.kvk, detail={"changed": changed})
        return employer


def correct_branch(
    actor: Actor, kvk: str, branch_id: int, new: NewBranch, *, version: int, today: date
) -> Branch:
    """Mend what is written of a branch; what stood there is kept."""
    with transaction.atomic():
        require(actor, "employer.correct_branch")
        employer = locked_employer(actor, kvk)
        branch = branch_of(employer, branch_id)
        # A place that is gone from the map stays where it is until somebody moves it.
        wrong = [
            one
            for one in wrong_branch(new, today)
            if one.field != "municipality" or new.municipality != branch.municipality
        ]
        if branch.ends_before is None:
            wrong += wrong_namesake(employer, new.name, branch.pk)
        together(wrong)
        typed = {
            "name": tidy(new.name),
            "municipality": new.municipality,
            "postcode": kept_postcode(new.postcode),
            "number": new.number,
        }
        now = {field: getattr(branch, field) for field in typed}
        refuse_changed(opened=version, version=branch.version, now=now, typed=typed)
        changed = _keep(actor, employer, branch, now, typed, today)
        for field, value in typed.items():
            setattr(branch, field, value)
        branch.version += 1
        branch.save(update_fields=[*typed, "version"])
        detail = {"branch": branch.pk, "changed": changed}
        journal.enter(actor, "employer.correct_branch", "employer", employer.kvk, detail=detail)
        return branch


def close_branch(actor: Actor, kvk: str, branch_id: int, ends_before: date, *, today: date) -> Branch:
    """Write down from which day there is no work at a branch any more."""
    with transaction.atomic():
        require(actor, "employer.close_branch")
        employer = locked_employer(actor, kvk)
        branch = branch_of(employer, branch_id)
        if branch.ends_before is not None:
            message = _("Deze vestiging is al gesloten per %(day)s.")
            raise NotPossible(message % {"day": day_in_words(branch.ends_before)})
        together(
            wrong_day(ends_before, _("De dag van sluiting"), "last_on", latest=today + AHEAD),
        )
        branch.ends_before = ends_before
        branch.version += 1
        branch.save(update_fields=["ends_before", "version"])
        detail = {"branch": branch.pk, "ends_before": ends_before.isoformat()}
        journal.enter(actor, "employer.close_branch", "employer", employer.kvk, detail=detail)
        return branch


def record_headcount(actor: Actor, kvk: str, people: int, on: date, *, today: date) -> Headcount:
    """Write down how many people worked for an employer on a day."""
    with transaction.atomic():
        require(actor, "employer.record_headcount")
        employer = locked_employer(actor, kvk)
        wrong = wrong_day(on, _("De peildatum"), "on", latest=today)
        if not 0 <= people <= MOST_PEOPLE:
            message = _("Dit aantal kan niet. Vul een heel getal in van 0 t/m 999.999.")
            wrong.append(NotPossible(message, field="people"))
        together(wrong)
        known = Headcount.objects.filter(employer=employer, on=on).first()
        if known is not None:
            message = _("Op deze dag staan er al %(people)s. Kies een andere dag.")
            raise AlreadyThere(message % {"people": known.people}, field="on")
        row = Headcount.objects.create(employer=employer, on=on, people=people)
        detail = {"on": on.isoformat(), "people": people}
        journal.enter(actor, "employer.record_headcount", "employer", employer.kvk, detail=detail)
        return row


def note_in_place(
    actor: Actor, kvk: str, found: Mapping[str, int | None], on: date, *, version: int, today: date
) -> Employer:
    """Write down everything that is in place at an employer on a day; what is not in `found` is not there.

    `found`: a code, and how many where they are counted (None: not known).
    """
    with transaction.atomic():
        require(actor, "employer.note_in_place")
        employer = locked_employer(actor, kvk)
        there = {row.what: row for row in InPlace.objects.filter(employer=employer, ends_before__isnull=True)}
        together(_wrong_in_place(found, on, there, today))
        refuse_changed(
            opened=version,
            version=employer.version,
            now={"what": sorted(there), **{f"number_{what}": there[what].number for what in there}},
            typed={"what": sorted(found), **{f"number_{what}": number for what, number in found.items()}},
        )
        for what, row in there.items():
            if what not in found:
                row.ends_before = on
            else:
                row.seen_on, row.number = on, found[what]
            row.save(update_fields=["ends_before", "seen_on", "number"])
        new = [what for what in found if what not in there]
        InPlace.objects.bulk_create(
            InPlace(employer=employer, what=what, number=found[what], seen_on=on) for what in new
        )
        employer.version += 1
        employer.save(update_fields=["version"])
        detail = {"on": on.isoformat(), "in_place": sorted(found)}
        journal.enter(actor, "employer.note_in_place", "employer", employer.kvk, detail=detail)
        return employer


def _wrong_in_place(
    found: Mapping[str, int | None], on: date, there: Mapping[str, InPlace], today: date
) -> list[Refused]:
    last = max((row.seen_on for row in there.values()), default=None)
    wrong = wrong_day(on, _("De dag waarop u dit navroeg"), "on", latest=today)
    if last is not None and on < last:
        message = _("Op %(day)s is dit al nagevraagd. Kies die dag of een latere.")
        wrong.append(NotPossible(message % {"day": day_in_words(last)}, field="on"))
    if not found.keys() <= dict(IN_PLACE).keys():
        wrong.append(NotPossible(_("Deze keuze bestaat niet. Kies uit de lijst."), field="what"))
    for what, number in found.items():
        if number is not None and (what not in COUNTED or not 1 <= number <= MOST_HARRIES):
            message = _("Dit aantal kan niet. Laat het leeg als u het niet weet.")
            wrong.append(NotPossible(message, field=f"number_{what}"))
    return wrong


def _keep(
    actor: Actor,
    employer: Employer,
    branch: Branch | None,
    now: Mapping[str, Any],
    typed: Mapping[str, Any],
    today: date,
) -> list[str]:
    """Keep what stood there, and return the names of the fields that change."""
    changed = [field for field in typed if now[field] != typed[field]]
    if not changed:
        raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
    Correction.objects.bulk_create(
        Correction(
            employer=employer,
            branch=branch,
            field=field,
            stood_there=now[field],
            corrected_on=today,
            account_id=actor.account_id,
        )
        for field in changed
    )
    return changed
