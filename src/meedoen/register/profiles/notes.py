"""What someone writes down about reach, a representative, a measurement, a target group, a goal or a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import AHEAD, FAR_AHEAD, NotPossible, text, tidy, wrong_day, wrong_end
from meedoen.register.profiles.words import (
    CHANNELS,
    METHODS,
    REPRESENTATIVES,
    TARGET_GROUPS,
    WHO_DOES,
)

# Nobody is reached by fewer digits than these, and no number has more (E.164).
PHONE_DIGITS = range(10, 16)


@dataclass(frozen=True)
class NewReach:
    """How someone is reached; what is empty is not known."""

    phone: str = ""
    email: str = ""
    street: str = ""
    channel: str = ""


@dataclass(frozen=True)
class NewRepresentative:
    kind: str
    name: str
    phone: str
    email: str
    starts_on: date
    ends_before: date | None = None


@dataclass(frozen=True)
class NewLoonwaarde:
    percentage: Decimal
    measured_on: date
    measured_by: str
    function: str
    method: str
    valid_until: date | None = None


@dataclass(frozen=True)
class NewTargetGroup:
    code: str
    starts_on: date
    ends_before: date | None = None


@dataclass(frozen=True)
class NewGoal:
    words: str
    by_on: date | None = None
    state: str = "open"


@dataclass(frozen=True)
class NewStep:
    words: str
    who: str
    by_on: date
    done_on: date | None = None


New = NewReach | NewRepresentative | NewLoonwaarde | NewTargetGroup | NewGoal | NewStep


def tidied(new: New) -> dict[str, Any]:
    """Return what was written, each text on one line, by the name of its field."""
    return {name: tidy(value) if isinstance(value, str) else value for name, value in vars(new).items()}


def wrong_in(new: New, birth_on: date, today: date) -> list[Refused]:
    """Return everything that is wrong with what was written."""
    if isinstance(new, NewReach):
        return [*_wrong_reach(vars(new)), *_wrong_code(new.channel, CHANNELS, "channel", needed=False)]
    if isinstance(new, NewRepresentative):
        return [
            *_wrong_reach(vars(new)),
            *_wrong_code(new.kind, REPRESENTATIVES, "kind"),
            *text(new.name, _("De naam"), "name", 120)[1],
            *_wrong_period(new.starts_on, new.ends_before, birth_on, today),
        ]
    if isinstance(new, NewLoonwaarde):
        return list(_wrong_loonwaarde(new, birth_on, today))
    if isinstance(new, NewTargetGroup):
        period = _wrong_period(new.starts_on, new.ends_before, birth_on, today)
        return [*_wrong_code(new.code, TARGET_GROUPS, "code"), *period]
    if isinstance(new, NewGoal):
        return list(_wrong_goal(new, birth_on, today))
    return list(_wrong_step(new, birth_on, today))


def _wrong_reach(given: Mapping[str, Any]) -> Iterator[Refused]:
    phone, email = tidy(given["phone"]), tidy(given["email"])
    allowed = set("0123456789+-() ")
    if phone and (not set(phone) <= allowed or sum(sign.isdecimal() for sign in phone) not in PHONE_DIGITS):
        message = _("Dit is geen telefoonnummer. Schrijf het als 06 12345678 of +31 6 12345678.")
        yield NotPossible(message, field="phone")
    elif len(phone) > 20:
        yield NotPossible(_("Dit telefoonnummer is te lang. Laat streepjes weg."), field="phone")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            message = _("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.")
            yield NotPossible(message, field="email")
        if len(email) > 120:
            message = _("Dit e-mailadres is te lang. Gebruik hoogstens 120 tekens.")
            yield NotPossible(message, field="email")
    if len(tidy(given.get("street", ""))) > 80:
        yield NotPossible(_("Dit adres is te lang. Gebruik hoogstens 80 tekens."), field="street")


def _wrong_code(code: str, known: Mapping[str, Any], field: str, *, needed: bool = True) -> Iterator[Refused]:
    if code not in known and (code or needed):
        yield NotPossible(_("Deze keuze bestaat niet. Kies uit de lijst."), field=field)


def _wrong_period(
    starts_on: date, ends_before: date | None, birth_on: date, today: date
) -> Iterator[Refused]:
    yield from wrong_day(starts_on, _("De eerste dag"), "starts_on", latest=today + AHEAD, earliest=birth_on)
    yield from wrong_end(starts_on, ends_before, "ends_before")
    if ends_before is not None:
        yield from wrong_day(ends_before, _("De laatste dag"), "ends_before", latest=today + FAR_AHEAD)


def _wrong_loonwaarde(new: NewLoonwaarde, birth_on: date, today: date) -> Iterator[Refused]:
    percentage = new.percentage
    if not percentage.is_finite() or not 0 <= percentage <= 100 or (percentage * 100) % 1:
        message = _("Een loonwaarde ligt tussen 0 en 100 procent, met hoogstens twee cijfers na de komma.")
        yield NotPossible(message, field="percentage")
    yield from wrong_day(
        new.measured_on, _("De dag van de meting"), "measured_on", latest=today, earliest=birth_on
    )
    yield from text(new.measured_by, _("Wie er mat"), "measured_by", 120)[1]
    yield from text(new.function, _("De functie of taak"), "function", 120)[1]
    yield from _wrong_code(new.method, METHODS, "method")
    if new.valid_until is not None:
        latest = today + FAR_AHEAD
        what = _("De laatste dag dat de meting geldt")
        yield from wrong_day(
            new.valid_until, what, "valid_until", latest=latest, earliest=max(birth_on, new.measured_on)
        )


def _wrong_goal(new: NewGoal, birth_on: date, today: date) -> Iterator[Refused]:
    yield from text(new.words, _("Het doel"), "words", 300)[1]
    yield from _wrong_code(new.state, {"open": 1, "reached": 1, "dropped": 1}, "state")
    if new.by_on is not None:
        what = _("De dag van het doel")
        yield from wrong_day(new.by_on, what, "by_on", latest=today + FAR_AHEAD, earliest=birth_on)


def _wrong_step(new: NewStep, birth_on: date, today: date) -> Iterator[Refused]:
    yield from text(new.words, _("De stap"), "words", 300)[1]
    yield from _wrong_code(new.who, WHO_DOES, "who")
    yield from wrong_day(
        new.by_on, _("De dag van de stap"), "by_on", latest=today + FAR_AHEAD, earliest=birth_on
    )
    if new.done_on is not None:
        what = _("De dag waarop het gedaan is")
        yield from wrong_day(new.done_on, what, "done_on", latest=today, earliest=birth_on)
