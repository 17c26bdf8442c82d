"""What a person to be registered looks like, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import (
    AHEAD,
    EARLIEST,
    NotPossible,
    text,
    wrong_day,
    wrong_end,
    wrong_municipality,
)
from meedoen.register.people.grounds import GROUNDS
from meedoen.register.people.models import Registration


@dataclass(frozen=True)
class Lived:
    """Where someone lived, under the code the municipality had on the first day; None: lives there still."""

    municipality: str
    starts_on: date
    ends_before: date | None = None


@dataclass(frozen=True)
class Registered:
    """One entry in the doelgroepregister; an ended one says why (`Registration.Because`)."""

    ground: str
    starts_on: date
    ends_before: date | None = None
    because: str = ""


@dataclass(frozen=True)
class NewPerson:
    """A person to be registered. `number` only for who keeps an own number; empty means: the next one."""

    name: str
    birth_on: date
    residences: tuple[Lived, ...]
    registrations: tuple[Registered, ...]
    responsible_id: int
    last_contact_on: date | None
    registered_on: date
    number: str = ""


def wrong_person(new: NewPerson, today: date) -> list[Refused]:
    """Return everything that is wrong with a new person, apart from power and sight."""
    wrong = list(text(new.name, _("De naam"), "name", 120)[1])
    wrong += wrong_day(new.birth_on, _("De geboortedatum"), "birth_on", latest=today)
    wrong += wrong_day(new.registered_on, _("De dag van inschrijving"), "registered_on", latest=today)
    if new.birth_on >= new.registered_on:
        message = _("De geboortedatum ligt niet vóór de dag van inschrijving. Controleer de datum.")
        wrong.append(NotPossible(message, field="birth_on"))
    if new.last_contact_on is not None:
        wrong += wrong_contact(new.last_contact_on, new.birth_on, today)
    wrong += _wrong_number(new.number)
    wrong += _wrong_residences(new, today)
    wrong += wrong_registrations(new.registrations, new.birth_on, today)
    return wrong


def wrong_contact(on: date, birth_on: date, today: date) -> list[Refused]:
    """Refuse a conversation in the future or before birth."""
    return wrong_day(on, _("De dag van het gesprek"), "on", latest=today, earliest=max(EARLIEST, birth_on))


def wrong_registrations(entries: tuple[Registered, ...], birth_on: date, today: date) -> list[Refused]:
    """Refuse entries that cannot be: ground, days, reason, or two of one ground at once."""
    wrong: list[Refused] = []
    for entry in entries:
        wrong += _wrong_entry(entry, birth_on, today)
    by_ground = sorted(entries, key=lambda entry: (entry.ground, entry.starts_on))
    for one, following in pairwise(by_ground):
        if one.ground == following.ground and (
            one.ends_before is None or one.ends_before > following.starts_on
        ):
            message = _(
                "Op deze grond loopt al een inschrijving. Beëindig die eerst, of kies een andere dag."
            )
            wrong.append(NotPossible(message, field="starts_on"))
    return wrong


def _wrong_entry(entry: Registered, birth_on: date, today: date) -> Iterator[Refused]:
    if entry.ground not in GROUNDS:
        yield NotPossible(_("Deze grond bestaat niet. Kies een grond uit de lijst."), field="ground")
    what = _("De eerste dag in het doelgroepregister")
    yield from wrong_day(entry.starts_on, what, "starts_on", latest=today, earliest=max(EARLIEST, birth_on))
    if entry.ends_before is None:
        if entry.because:
            message = _("Er staat een reden van einde zonder einddatum. Vul de einddatum in.")
            yield NotPossible(message, field="ends_before")
        return
    yield from wrong_end(entry.starts_on, entry.ends_before, "ends_before")
    what = _("Het einde van de inschrijving")
    yield from wrong_day(entry.ends_before, what, "ends_before", latest=today + AHEAD)
    if entry.because not in Registration.Because.values:
        yield NotPossible(_("De reden van einde ontbreekt. Kies een reden."), field="because")


def _wrong_number(number: str) -> Iterator[Refused]:
    if number and (len(number) > 12 or not number.isascii() or not number.isalnum()):
        message = _("Een eigen kandidaatnummer heeft hoogstens twaalf letters en cijfers.")
        yield NotPossible(message, field="number")


def _wrong_residences(new: NewPerson, today: date) -> Iterator[Refused]:
    if not new.residences or new.residences[-1].ends_before is not None:
        message = _("De gemeente waar de kandidaat nu woont ontbreekt. Kies een gemeente.")
        yield NotPossible(message, field="municipality")
        return
    for lived in new.residences:
        what = _("De eerste dag in deze gemeente")
        yield from wrong_day(
            lived.starts_on, what, "lives_since", latest=today, earliest=max(EARLIEST, new.birth_on)
        )
        yield from wrong_end(lived.starts_on, lived.ends_before, "lives_since")
        yield from wrong_municipality(lived.municipality, lived.starts_on, "municipality")
    for one, following in pairwise(new.residences):
        if one.ends_before is None or one.ends_before > following.starts_on:
            message = _("De woonperiodes overlappen. Zet ze op volgorde en laat elke periode eerst eindigen.")
            yield NotPossible(message, field="lives_since")
