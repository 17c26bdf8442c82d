"""What the pages of one coaching show: hours, who waits for whom, and what a device may keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.portals import formats
from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.placement_tabs import placement_tabs
from meedoen.portals.desk.register_pages import powers_of
from meedoen.portals.frame import Link
from meedoen.register.coaching import selectors
from meedoen.register.coaching.budgets import line_of
from meedoen.register.coaching.norms import norms_for, visit_weeks, weeks_between
from meedoen.register.coaching.words import ENDED_BECAUSE, REGIMES
from meedoen.register.people.selectors import visible_names
from meedoen.register.placements.selectors import hours_of

DEEDS = ("coaching.change", "coaching.end", "coaching.visit", "coaching.agree", "coaching.evaluate")


def coaching_context(actor: Actor, found: Any, day: date) -> dict[str, Any]:
    """Return everything that the page of one coaching shows."""
    person = found.placement.person
    sees_notes = selectors.sees_notes(actor, found)
    visits = selectors.visits_of(found, with_notes=sees_notes)
    weeks = weeks_between(found.regime, found.payer_id, visit_weeks(day))
    last_on = visits[0].happened_on if visits else None
    running = selectors.is_running(found, day)
    hours = selectors.used_of([found])[found.pk]
    return {
        "coaching": found,
        "person_name": visible_names(actor, [person.pk]).get(person.pk, person.number),
        "regime": str(REGIMES[found.regime]),
        "ended_because": str(ENDED_BECAUSE.get(found.ended_because, "")),
        "hours": hours,
        "visits": visits,
        "sees_notes": sees_notes,
        "actions": selectors.actions_of(found),
        "evaluations": selectors.evaluations_of(found) if sees_notes else [],
        "weeks": weeks,
        "last_on": last_on,
        "next_on": (last_on or found.starts_on) + timedelta(weeks=weeks),
        "running": running,
        "is_over": selectors.ends_at(found) <= day,
        "is_alone": running and not _someone(found),
        "warnings": budget_warnings(found, hours, day) if running else [],
        "can": powers_of(actor, *DEEDS),
        "may_end": selectors.may_be_ended_by(found, actor.organisation_id),
        "is_payer": actor.organisation_id == found.payer_id,
        "day": day,
    }


def about_placement(actor: Actor, found: Any, day: date) -> Mapping[str, Any]:
    """Return what the tab of a placement shows."""
    rows = selectors.coachings_of_placement(actor, found)
    used = selectors.used_of(rows)
    name = visible_names(actor, [found.person.pk]).get(found.person.pk, "")
    return {
        "placement": found,
        "person_name": name,
        "rows": [
            (one, used[one.pk], str(REGIMES[one.regime]), selectors.is_running(one, day)) for one in rows
        ],
        "tabs": placement_tabs(actor, found.number, "placement-coaching", by_name=bool(name)),
        "can": powers_of(actor, "coaching.grant", "coaching.visit"),
        "crumbs": (Link(_("Plaatsingen"), reverse("placements")),),
    }


def budget_warnings(found: Any, hours: selectors.Used, day: date) -> list[str]:
    """Return in words where more was used than granted, or than there is: a warning, never a refusal."""
    warnings = []
    if hours.is_over:
        over = formats.hours(-hours.left)
        warnings.append(_("Er is %(hours)s uur meer gebruikt dan toegekend.") % {"hours": over})
    line = line_of(found.payer_id, found.payer.name, day.year)
    about = {"payer": found.payer.name, "year": day.year}
    if line.is_over:
        warnings.append(_("Het budget van %(payer)s voor %(year)s is op.") % about)
    elif line.is_nearly:
        warnings.append(_("Het budget van %(payer)s voor %(year)s is bijna op.") % about)
    return warnings


def norm_words(actor: Actor, placement: Any, day: date) -> str:
    """Say what the municipality chose for each regime, and what UWV allows at most beside it."""
    weekly = [hours for since, hours in hours_of(placement) if since <= day]
    norms = norms_for(actor.organisation_id or 0, placement.starts_on, weekly[-1] if weekly else None, day)
    said = [_("Jaar %(year)s van dit werk.") % {"year": norms.year}]
    for one in norms.regimes:
        known = (
            None if one.hours is None else _("%(hours)s uur per jaar") % {"hours": formats.hours(one.hours)}
        )
        said.append(f"{str(REGIMES[one.regime]).capitalize()}: {known or one.words}.")
    if norms.uwv is not None and norms.uwv_rule is not None:
        sure = _("aangenomen") if norms.uwv_rule.status == "assumed" else _("bevestigd")
        words = _("UWV rekent hoogstens %(hours)s uur per jaar (%(sure)s).")
        said.append(words % {"hours": formats.hours(norms.uwv), "sure": sure})
    return " ".join(said)


def drafts_words(actor: Actor) -> dict[str, str] | None:
    """Return whose notes a device may hold, and where it sends them; None for who writes no visits."""
    if actor.account_id is None or not may(actor, "coaching.visit"):
        return None
    owner = salted_hmac("meedoen.coaching.device", str(actor.account_id), algorithm="sha256").hexdigest()
    return {
        "owner": owner[:24],
        "send": reverse("coaching-visit-send", args=["NUMMER"]),
        "visit": reverse("coaching-visit", args=["NUMMER"]),
        "road": reverse("coaching-road"),
        "list": reverse("coachings"),
        "worker": reverse("coaching-worker"),
    }


def _someone(found: Any) -> bool:
    """Whether coach or substitute may still sign in."""
    return bool(found.coach.is_active or (found.substitute is not None and found.substitute.is_active))


def coaching_url(number: str) -> str:
    return reverse("coaching", args=[number])


def coachings_crumb() -> Link:
    return Link(_("Begeleiding"), reverse("coachings"))
