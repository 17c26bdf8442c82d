"""What the pages of one subsidy show: its periods in words, who waits for whom, and which deeds are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.portals.desk.forms.fields import DeedForm
from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.placement_tabs import placement_tabs
from meedoen.portals.desk.register_pages import powers_of
from meedoen.portals.frame import Link
from meedoen.primitives.period import Month
from meedoen.register.people.selectors import visible_names
from meedoen.register.subsidies import states
from meedoen.register.subsidies.selectors import (
    illnesses_of,
    paid_for,
    periods_of,
    plan_of,
    state_on,
    subsidies_of_placement,
)
from meedoen.rules.lks_events import stops_when_ill

# Two years of months; older ones stand in the payment lists.
PAID_SHOWN = 24
DEEDS = (
    "subsidy.calculate",
    "subsidy.propose",
    "subsidy.approve",
    "subsidy.return",
    "subsidy.withdraw",
)
# The power that a deed asks for, where it bears another name.
POWER_OF = {"subsidy.calculate": "subsidy.propose", "subsidy.withdraw": "subsidy.request"}


@dataclass(frozen=True)
class PeriodLine:
    """One period as the page says it."""

    row: Any
    basis: str
    state: str
    amount: Decimal

    @property
    def is_assumed(self) -> bool:
        return any(one["status"] == "assumed" for one in self.row.trace)


def subsidy_context(actor: Actor, found: Any, day: date) -> dict[str, Any]:
    """Return everything that the page and the letter of a subsidy show."""
    rows = periods_of(found)
    lines = _lines(rows)
    is_payer = actor.organisation_id == found.payer_id
    plan = plan_of(found, day)
    state = state_on(found.state, found.runs_until, day)
    own = any(
        row.state == "proposed" and actor.account_id in (row.proposed_by_id, row.calculated_by_id)
        for row in rows
    )
    person = found.placement.person
    return {
        "subsidy": found,
        "state": state,
        "state_words": str(states.STATES[state]),
        "kind": str(states.KINDS[found.kind]),
        "person_name": visible_names(actor, [person.pk]).get(person.pk, ""),
        "lines": [line for line in lines if line.row.state in ("approved", "proposed", "calculated")],
        "history": [line for line in lines if line.row.state in ("returned", "replaced")],
        "returned_because": str(states.RETURNED_BECAUSE.get(found.returned_because, "")),
        "stopped_because": str(states.STOPPED_BECAUSE.get(found.stopped_because, "")),
        "gaps": plan.gaps,
        # What was drafted is the plan of its day; only what is decided can fall behind.
        "is_behind": found.state == "approved" and bool(plan.changes),
        "illnesses": [(one, stops_when_ill(one.starts_on)[0]) for one in illnesses_of(found)],
        "paid": [
            (Month.of(month).label, Decimal(cents) / 100, batch.number)
            for batch, month, cents in paid_for(found)[:PAID_SHOWN]
        ],
        "paid_shown": PAID_SHOWN,
        "grounds": _grounds(rows),
        "is_payer": is_payer,
        "is_own": own,
        "open": {
            deed: is_payer and states.may_do(found.state, deed) and may(actor, POWER_OF.get(deed, deed))
            for deed in DEEDS
        }
        | {"was_decided": any(row.state in ("approved", "replaced") for row in rows)},
        "can": powers_of(actor, "subsidy.stop", "subsidy.correct", "payment.see", "placement.see"),
        "may_change": is_payer and found.state not in ("withdrawn", "proposed"),
        "day": day,
    }


def _lines(rows: Sequence[Any]) -> list[PeriodLine]:
    return [
        PeriodLine(
            row,
            str(states.BASES[row.basis]),
            str(states.PERIOD_STATES[row.state]),
            Decimal(row.amount_c) / 100,
        )
        for row in rows
    ]


def _grounds(rows: Sequence[Any]) -> tuple[tuple[str, str, str], ...]:
    """What the decided amounts stand on: title, article and how sure, each once."""
    traces = (one for row in rows if row.state == "approved" for one in row.trace if one["law"])
    return tuple(dict.fromkeys((one["title"], one["law"], one["status"]) for one in traces))


def about_placement(actor: Actor, found: Any, day: date) -> Mapping[str, Any]:
    """Return what the tab of a placement shows."""
    rows = [
        (one, str(states.STATES[state_on(one.state, one.runs_until, day)]), one.amount_c)
        for one in subsidies_of_placement(actor, found)
    ]
    name = visible_names(actor, [found.person.pk]).get(found.person.pk, "")
    return {
        "placement": found,
        "person_name": name,
        "rows": [(one, words, None if cents is None else Decimal(cents) / 100) for one, words, cents in rows],
        "tabs": placement_tabs(actor, found.number, "placement-subsidies", by_name=bool(name)),
        "can": powers_of(actor, "subsidy.request"),
        "crumbs": (Link(_("Plaatsingen"), reverse("placements")),),
    }


def refused_deed(request: HttpRequest, form: DeedForm, number: str) -> HttpResponseBase:
    """Say on the page of the subsidy why a button did nothing."""
    return refused_on(request, form, subsidy_url(number))


def refused_on(request: HttpRequest, form: DeedForm, url: str) -> HttpResponseBase:
    """Say on a page why a button did nothing."""
    for one in (message for errors in form.errors.values() for message in errors):
        messages.error(request, one)
    return HttpResponseRedirect(url)


def subsidy_url(number: str) -> str:
    return reverse("subsidy", args=[number])


def subsidies_crumb() -> Link:
    return Link(_("Subsidies"), reverse("subsidies"))
