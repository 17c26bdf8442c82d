"""What stands around every page: the banner, the header, and the navigation that this actor may follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor, actor_for
from meedoen.access.powers import may
from meedoen.access.selectors import role_label
from meedoen.portals.frame import NavEntry, NavGroup, SignedIn
from meedoen.rules import places

# Group, entries: (url name, label, power). A room that opens later adds a line here.
NAVIGATION: tuple[tuple[Any, tuple[tuple[str, Any, str], ...]], ...] = (
    (
        "",
        (
            ("today", gettext_lazy("Vandaag"), "today.see"),
            ("reminders", gettext_lazy("Herinneringen"), "reminder.see"),
        ),
    ),
    (
        gettext_lazy("Mensen en werk"),
        (
            ("people", gettext_lazy("Kandidaten"), "person.list"),
            ("findability", gettext_lazy("Vindbaarheid"), "findability.see"),
            ("employers", gettext_lazy("Werkgevers"), "employer.list"),
            ("jobs", gettext_lazy("Banen"), "job.list"),
            ("proposals", gettext_lazy("Voorstellen"), "proposal.list"),
            ("placements", gettext_lazy("Plaatsingen"), "placement.list"),
            ("agreements", gettext_lazy("Overeenkomsten"), "agreement.list"),
            ("coachings", gettext_lazy("Mijn begeleiding"), "coaching.list"),
            ("coach-budgets", gettext_lazy("Budget begeleiding"), "coach_budget.see"),
            ("subsidies", gettext_lazy("Subsidies"), "subsidy.list"),
            ("privacy-requests", gettext_lazy("Privacyverzoeken"), "privacy_request.list"),
        ),
    ),
    (
        gettext_lazy("Verantwoorden"),
        (
            ("dashboard", gettext_lazy("Sturing"), "dashboard.see"),
            ("targets", gettext_lazy("Doelenboek"), "target.see"),
            ("publications", gettext_lazy("Publicaties"), "publication.see"),
            ("periods", gettext_lazy("Vastgestelde periodes"), "period.see"),
        ),
    ),
    (
        gettext_lazy("Rekenen"),
        (
            ("calculators", gettext_lazy("Rekenen"), "rulebook.see"),
            ("new-year", gettext_lazy("Wat verandert op 1 januari"), "new_year.see"),
            ("deviations", gettext_lazy("Keuzes van gemeenten"), "choice.see"),
        ),
    ),
    (
        gettext_lazy("Beheer"),
        (
            ("organisations", gettext_lazy("Organisaties"), "organisation.list"),
            ("accounts", gettext_lazy("Mensen met toegang"), "account.list"),
            ("imports", gettext_lazy("Inlezen"), "import.see"),
            ("tasks", gettext_lazy("Mijn taken"), "task.see"),
            ("rulebook", gettext_lazy("Regelboek"), "rulebook.see"),
            ("retention", gettext_lazy("Bewaartermijnen"), "retention.see"),
            ("journal", gettext_lazy("Logboek"), "journal.see"),
        ),
    ),
)


def today() -> date:
    """Return the day in the Netherlands; the only clock of the pages."""
    return timezone.localdate()


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks, read once per request."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        actor = actor_for(request.user, today())  # type: ignore[arg-type]  # LoginRequiredMiddleware saw to it
        request.actor = actor  # type: ignore[attr-defined]
    return actor


def navigation(actor: Actor, current: str) -> tuple[NavGroup, ...]:
    """Return the groups of pages that this actor may open, the current one marked."""
    groups = []
    for label, entries in NAVIGATION:
        allowed = tuple(
            NavEntry(str(text), reverse(name), name == current)
            for name, text, power in entries
            if may(actor, power)
        )
        if allowed:
            groups.append(NavGroup(str(label) or None, allowed))
    return tuple(groups)


def around(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """Return what the layout needs, for someone signed in or not."""
    context: dict[str, Any] = {
        "demo": settings.DEMO,
        "region": f"{settings.PARTNERSHIP} · {places.region(settings.REGION).name}",
        "home_url": "/",
        "messages": get_messages(request),
    }
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        context |= _around_actor(actor_of(request), current, get_language())
    return context


@lru_cache(maxsize=1024)
def _around_actor(actor: Actor, current: str, _language: str | None) -> Mapping[str, Any]:
    """The same for every page of an actor in one place, in one language."""
    roles = ", ".join(role_label(role) for role in sorted(actor.roles)) or _("zonder rol")
    return {
        "actor": actor,
        "nav": navigation(actor, current),
        "signed_in": SignedIn(
            f"{actor.name}, {roles} · {actor.organisation_name}",
            reverse("account_logout"),
            reverse("own-access") if may(actor, "own_access.manage") else None,
        ),
    }


def for_library_pages(request: HttpRequest) -> dict[str, Any]:
    """Context processor for the sign-in pages that a library brings."""
    return around(request)
