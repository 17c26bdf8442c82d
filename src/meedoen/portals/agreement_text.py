"""An agreement in words, the same for the desk, behind a link and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from meedoen.portals import formats
from meedoen.portals.layout import today
from meedoen.portals.paper import paper
from meedoen.register.agreements.selectors import parties_of, terms_of, text_of
from meedoen.register.agreements.states import INSTRUMENTS
from meedoen.register.placements.selectors import kind_choices
from meedoen.register.places import place_name
from meedoen.register.profiles.words import DAYS

Facts = list[tuple[str, Any]]


def said_terms(found: Any, terms: Any) -> Facts:
    """What was agreed, line by line, in plain words.

    Without the benefit that someone has: no employer reads that.
    """
    lines: Facts = [
        (_("Soort"), dict(kind_choices()).get(found.kind, found.kind)),
        (_("Het werk"), terms.tasks or formats.NOTHING),
        (_("Bij"), found.employer.name),
    ]
    if found.workplace_employer_id != found.employer_id:
        lines.append((_("Het werk gebeurt bij"), found.workplace_employer.name))
    lines += [
        (_("Plaats"), place_name(terms.work_municipality) if terms.work_municipality else formats.NOTHING),
        (_("Eerste dag"), formats.day(terms.starts_on)),
        (
            _("Laatste dag"),
            formats.last_day(terms.ends_before) if terms.ends_before else _("niet afgesproken"),
        ),
        (_("Uren per week"), formats.hours(terms.hours_week)),
        (_("Dagen"), ", ".join(str(DAYS[one]) for one in DAYS if one in terms.days) or _("in overleg")),
        (_("Begeleiding"), terms.guidance or _("niets bijzonders afgesproken")),
        (_("Begeleider op het werk"), terms.supervisor or _("nog niet bekend")),
        (_("Hulpmiddelen"), ", ".join(str(INSTRUMENTS[one]) for one in terms.instruments) or _("geen")),
        (_("Gemeente of UWV"), found.payer.name),
    ]
    if terms.advice_on:
        lines.append((_("Advies beschut werk van UWV"), formats.day(terms.advice_on)))
    return lines


def paper_of(found: Any, day: date, *, is_seen: bool = True) -> dict[str, Any]:
    """What stands on paper: the text that is asked or holds, its sides, and their signatures."""
    text = text_of(found)
    return {
        "agreement": found,
        "maker": settings.PARTNERSHIP,
        "person_name": found.person.name if is_seen else "",
        "facts": said_terms(found, terms_of(found)) if is_seen else [],
        "parties": [
            (one, one.name if is_seen or one.side not in ("person", "representative") else "")
            for one in parties_of(found, day)
        ],
        "text_row": text,
        "day": day,
    }


def agreement_paper(
    request: HttpRequest, found: Any, context: Mapping[str, Any], back: str
) -> HttpResponseBase:
    """Return an agreement as a PDF, or go back to the page with why it can't be drawn."""
    name = f"overeenkomst-{found.number}"
    return paper(request, "desk/agreements/paper.html", context, name=name, back=back, made_on=today())
