"""What may be done when something stands wrong: correct or withdraw it, and keep what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import (
    EARLIEST,
    NotPossible,
    refuse_changed,
    text,
    together,
    wrong_day,
    wrong_municipality,
)
from meedoen.register.people.finding import keep_words
from meedoen.register.people.models import Correction, Person, Registration, Residence
from meedoen.register.people.selectors import entry_of, locked_person, own_sight, residence_of
from meedoen.register.people.validity import Registered, wrong_registrations

What = Correction.What
_ENTRY = ("ground", "starts_on", "ends_before", "ended_because")


def correct_person(
    actor: Actor, number: str, *, name: str, birth_on: date, reason: str, version: int, today: date
) -> Person:
    """Mend a name or birthday that was written down wrongly; the former one is kept with the file.

    `version`: that of the person when it was read; who saved in between is not overwritten. `reason`: a code
    of `Correction.Because`, here and below.
    """
    with transaction.atomic():
        require(actor, "person.correct")
        person = locked_person(actor, number)
        own_sight(actor, person)
        kept_name, wrong = text(name, _("De naam"), "name", 120)
        wrong += wrong_day(birth_on, _("De geboortedatum"), "birth_on", latest=_latest_birth(person))
        together([*wrong, *_wrong_reason(reason)])
        typed = {"name": kept_name, "birth_on": birth_on}
        before = _mend(person, typed, version)
        keep_words([person], anew=True)
        _keep(actor, person, What.PERSON, before, reason, today)
        detail = {"changed": sorted(before), "reason": reason}
        journal.enter(actor, "person.correct", "person", person.number, detail=detail)
        return person


def correct_registration(
    actor: Actor,
    number: str,
    registration_id: int,
    mended: Registered,
    reason: str,
    *,
    version: int,
    today: date,
) -> Registration:
    """Mend an entry in the doelgroepregister: counts follow the mended row, what stood there is kept."""
    with transaction.atomic():
        require(actor, "registration.correct")
        person = locked_person(actor, number)
        own_sight(actor, person, "register")
        entry = entry_of(person, registration_id)
        others = Registration.objects.filter(person=person).exclude(pk=entry.pk).values_list(*_ENTRY)
        wrong = wrong_registrations((*(Registered(*row) for row in others), mended), person.birth_on, today)
        together([*wrong, *_wrong_reason(reason)])
        values = (mended.ground, mended.starts_on, mended.ends_before, mended.because)
        before = _mend(entry, dict(zip(_ENTRY, values, strict=True)), version)
        # The ground says which entry of several it was.
        _keep(actor, person, What.REGISTRATION, {"ground": entry.ground, **before}, reason, today)
        detail = {"registration": entry.pk, "changed": sorted(before), "reason": reason}
        journal.enter(actor, "registration.correct", "person", person.number, detail=detail)
        return entry


def withdraw_registration(
    actor: Actor, number: str, registration_id: int, reason: str, *, today: date
) -> None:
    """Take away an entry that never was: it counts on no day any more, what stood there is kept."""
    with transaction.atomic():
        require(actor, "registration.withdraw")
        person = locked_person(actor, number)
        own_sight(actor, person, "register")
        entry = entry_of(person, registration_id)
        together(_wrong_reason(reason))
        before = {name: getattr(entry, name) for name in _ENTRY}
        detail = {"registration": entry.pk, "ground": entry.ground, "reason": reason}
        entry.delete()
        _keep(actor, person, What.REGISTRATION, before, reason, today, is_withdrawal=True)
        journal.enter(actor, "registration.withdraw", "person", person.number, detail=detail)


def correct_residence(
    actor: Actor,
    number: str,
    residence_id: int,
    *,
    municipality: str,
    starts_on: date,
    reason: str,
    version: int,
    today: date,
) -> Residence:
    """Mend where someone lived or since when; the spell before it ends or begins to fit."""
    with transaction.atomic():
        require(actor, "residence.correct")
        person = locked_person(actor, number)
        own_sight(actor, person)
        spell = residence_of(person, residence_id)
        earlier = _spell_before(spell)
        wrong = _wrong_spell(person, spell, earlier, municipality, starts_on, today)
        together([*wrong, *_wrong_reason(reason)])
        was_on = spell.starts_on
        before = _mend(spell, {"municipality": municipality, "starts_on": starts_on}, version)
        if earlier is not None and starts_on != was_on:
            _lengthen(earlier, was_on, starts_on)
        _keep(actor, person, What.RESIDENCE, before, reason, today)
        _live_where_the_last_spell_says(person)
        detail = {"residence": spell.pk, "changed": sorted(before), "reason": reason}
        journal.enter(actor, "residence.correct", "person", person.number, detail=detail)
        return spell


def withdraw_residence(actor: Actor, number: str, residence_id: int, reason: str, *, today: date) -> None:
    """Take away a move that never was: whoever lived somewhere before it, stayed there."""
    with transaction.atomic():
        require(actor, "residence.withdraw")
        person = locked_person(actor, number)
        own_sight(actor, person)
        spell = residence_of(person, residence_id)
        together(_wrong_reason(reason))
        earlier = _spell_before(spell)
        if earlier is None:
            raise NotPossible(
                _("Dit is de eerste woongemeente die bekend is. Corrigeer die in plaats van intrekken.")
            )
        before = {"municipality": spell.municipality, "starts_on": spell.starts_on}
        end = spell.ends_before
        spell.delete()
        earlier.ends_before = end
        earlier.version += 1
        earlier.save(update_fields=["ends_before", "version"])
        _keep(actor, person, What.RESIDENCE, before, reason, today, is_withdrawal=True)
        _live_where_the_last_spell_says(person)
        detail = {"municipality": before["municipality"], "reason": reason}
        journal.enter(actor, "residence.withdraw", "person", person.number, detail=detail)


def _mend(row: Person | Registration | Residence, typed: Mapping[str, Any], version: int) -> dict[str, Any]:
    """Write what was typed into a locked row; return what stood in the fields that changed."""
    now = {name: getattr(row, name) for name in typed}
    refuse_changed(opened=version, version=row.version, now=now, typed=typed)
    before = {name: value for name, value in now.items() if typed[name] != value}
    if not before:
        raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
    for name in before:
        setattr(row, name, typed[name])
    row.version += 1
    row.save(update_fields=[*before, "version"])
    return before


def _keep(
    actor: Actor,
    person: Person,
    what: str,
    before: Mapping[str, Any],
    reason: str,
    today: date,
    *,
    is_withdrawal: bool = False,
) -> None:
    Correction.objects.create(
        person=person,
        what=what,
        before={name: _as_json(value) for name, value in before.items()},
        is_withdrawal=is_withdrawal,
        because=reason,
        corrected_on=today,
        corrected_by_id=actor.account_id,
    )


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _wrong_reason(reason: str) -> list[Refused]:
    if reason in Correction.Because.values:
        return []
    return [NotPossible(_("Kies waarom dit verandert."), field="reason")]


def _latest_birth(person: Person) -> date:
    firsts = [
        person.registered_on - timedelta(days=1),
        *Residence.objects.filter(person=person).values_list("starts_on", flat=True),
        *Registration.objects.filter(person=person).values_list("starts_on", flat=True),
    ]
    return min(firsts)


def _spell_before(spell: Residence) -> Residence | None:
    spells = Residence.objects.filter(person_id=spell.person_id, starts_on__lt=spell.starts_on)
    return spells.order_by("-starts_on").first()


def _wrong_spell(
    person: Person,
    spell: Residence,
    earlier: Residence | None,
    municipality: str,
    starts_on: date,
    today: date,
) -> list[Refused]:
    what = _("De eerste dag in deze gemeente")
    earliest = max(EARLIEST, person.birth_on)
    wrong = wrong_day(starts_on, what, "starts_on", latest=today, earliest=earliest)
    wrong += wrong_municipality(municipality, starts_on, "municipality")
    if spell.ends_before is not None and starts_on >= spell.ends_before:
        message = _("Op %(day)s woonde de kandidaat hier al niet meer. Kies een eerdere dag.")
        wrong.append(NotPossible(message % {"day": day_in_words(spell.ends_before)}, field="starts_on"))
    if earlier is not None and starts_on <= earlier.starts_on:
        message = _("Op %(day)s ging de kandidaat ergens anders wonen. Kies een latere dag.")
        wrong.append(NotPossible(message % {"day": day_in_words(earlier.starts_on)}, field="starts_on"))
    return wrong


def _lengthen(earlier: Residence, was_on: date, starts_on: date) -> None:
    """Let the spell before end where this one begins, where it did so or would now overlap."""
    if earlier.ends_before is None or earlier.ends_before == was_on or earlier.ends_before > starts_on:
        earlier.ends_before = starts_on
        earlier.version += 1
        earlier.save(update_fields=["ends_before", "version"])


def _live_where_the_last_spell_says(person: Person) -> None:
    last = Residence.objects.filter(person=person).order_by("-starts_on").first()
    if last is not None and last.municipality != person.municipality:
        person.municipality = last.municipality
        person.save(update_fields=["municipality"])
