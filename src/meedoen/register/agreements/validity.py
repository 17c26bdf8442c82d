"""What can be wrong with an agreement before it is made or changed: kind, parties, terms, days."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused, Several
from meedoen.register.agreements.limits import past_limit
from meedoen.register.agreements.models import Agreement
from meedoen.register.agreements.states import BASES, INSTRUMENTS
from meedoen.register.agreements.terms import NewAgreement, Signer, Terms
from meedoen.register.checks import (
    AHEAD,
    FAR_AHEAD,
    NotPossible,
    text,
    tidy,
    wrong_day,
    wrong_end,
    wrong_municipality,
)
from meedoen.register.free_text import warned_all
from meedoen.register.placements.models import Placement
from meedoen.register.placements.validity import LENT, wrong_hours_week
from meedoen.register.profiles.words import DAYS

LONGEST_TASKS = 1000
LONGEST_NAME = 120
# The person, the employer and the payer always; the hirer when someone works at another than the employer.
ALWAYS = ("person", "employer", "payer")


def sides_of(kind: str) -> tuple[str, ...]:
    """Return which sides must sign an agreement of this kind, in the order of the page."""
    return ("person", "employer", "hirer", "payer") if kind in LENT else ALWAYS


def wrong_agreement(
    actor: Actor, new: NewAgreement, accepted: Collection[str], today: date
) -> Iterator[Refused]:
    """Give everything that is wrong with a new agreement on its own."""
    if new.kind not in Placement.Kind.values:
        yield NotPossible(_("Kies een soort uit de lijst."), field="kind")
        return
    if new.basis not in BASES:
        yield NotPossible(_("Kies van wie de kandidaat een uitkering of hulp krijgt."), field="basis")
    same = new.workplace_kvk == new.employer_kvk
    if new.kind in LENT and same:
        message = _("Bij detachering en inleen is de inlener een ander bedrijf. Vul het KvK-nummer in.")
        yield NotPossible(message, field="workplace_kvk")
    if new.kind not in LENT and not same:
        message = _("Bij deze soort gebeurt het werk bij de werkgever zelf. Laat de inlener leeg.")
        yield NotPossible(message, field="workplace_kvk")
    yield from wrong_signers(new.kind, new.signers)
    yield from wrong_terms(new.kind, new.terms, today)
    yield from past_limit(
        new.kind, new.basis, new.terms.starts_on, new.terms.ends_before, accepted, extended=False
    )
    yield from warned_all(actor, free_texts(new.terms), accepted, _names(new)).refusals


def wrong_signers(kind: str, signers: Mapping[str, Signer]) -> Iterator[Refused]:
    """Refuse an agreement that nobody signs for a side."""
    labels = {
        "employer": _("Wie namens de werkgever tekent"),
        "hirer": _("Wie namens de inlener tekent"),
        "payer": _("Wie namens de gemeente of UWV tekent"),
    }
    for side in sides_of(kind):
        if side in labels:
            name = signers[side].name if side in signers else ""
            yield from text(name, labels[side], f"{side}_name", LONGEST_NAME)[1]
    if "representative" in signers:
        name = signers["representative"].name
        yield from text(name, _("De vertegenwoordiger"), "representative_name", LONGEST_NAME)[1]


def wrong_terms(kind: str, terms: Terms, today: date) -> Iterator[Refused]:
    """Give what is wrong with the terms, whoever they are between."""
    yield from text(terms.tasks, _("Het werk"), "tasks", LONGEST_TASKS)[1]
    yield from wrong_hours_week(terms.hours_week)
    for field, value, what, longest in (
        ("guidance", terms.guidance, _("De begeleiding"), LONGEST_TASKS),
        ("supervisor", terms.supervisor, _("De begeleider op het werk"), LONGEST_NAME),
    ):
        if tidy(value):
            yield from text(value, what, field, longest)[1]
    if set(terms.days) - set(DAYS):
        yield NotPossible(_("Kies dagen uit de lijst."), field="days")
    if set(terms.instruments) - set(INSTRUMENTS):
        yield NotPossible(_("Kies instrumenten uit de lijst."), field="instruments")
    yield from wrong_municipality(terms.work_municipality, terms.starts_on, "work_municipality")
    yield from wrong_day(terms.starts_on, _("De eerste dag"), "starts_on", latest=today + AHEAD)
    yield from wrong_end(terms.starts_on, terms.ends_before, "ends_before")
    if terms.ends_before is not None:
        yield from wrong_day(terms.ends_before, _("De laatste dag"), "ends_before", latest=today + FAR_AHEAD)
    if kind == Placement.Kind.BESCHUT_WERK:
        yield from _wrong_advice(terms, today)


def _wrong_advice(terms: Terms, today: date) -> Iterator[Refused]:
    if terms.advice_on is None:
        message = _("Voor beschut werk is een advies van UWV nodig. Vul de dag van het advies in.")
        yield NotPossible(message, field="advice_on")
    else:
        yield from wrong_day(terms.advice_on, _("De dag van het advies"), "advice_on", latest=today)


def free_texts(terms: Terms) -> dict[str, str]:
    """Return what was written in words of one's own, by field."""
    return {"tasks": terms.tasks, "guidance": terms.guidance}


def tidied(terms: Terms) -> dict[str, Any]:
    """Return the free texts of terms, what stood on lines of its own after each other; nothing unseen."""
    return {name: _on_one_line(getattr(terms, name)) for name in ("tasks", "guidance", "supervisor")}


def _on_one_line(text: str) -> str:
    lines = (tidy(line).rstrip(";") for line in text.splitlines())
    return "; ".join(line for line in lines if line)


def collected(found: Iterator[Refused]) -> list[Refused]:
    """Return refusals one by one, those that came together too."""
    return [each for one in found for each in (one.refusals if isinstance(one, Several) else [one])]


def wrong_interest(actor: Actor, row: Agreement, side: str) -> list[Refused]:
    """Refuse who is the employer or hirer and speaks for the candidate or who represents them."""
    own = {row.employer.organisation_id, row.workplace_employer.organisation_id} - {None}
    if side not in ("person", "representative") or actor.organisation_id not in own:
        return []
    message = _("Uw organisatie is hier de werkgever. Die tekent nooit namens de kandidaat.")
    return [NotPossible(message)]


def _names(new: NewAgreement) -> list[str]:
    return [one.name for one in new.signers.values() if one.name]
