"""What stands around every page: the banner, the header, and the navigation that this actor may follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor, actor_for
from meedoen.access.powers import may
from meedoen.rules import places

# Group, entries: (url name, label, power). A room that opens later adds a line here.
NAVIGATION: tuple[tuple[Any, tuple[tuple[str, Any, str], ...]], ...] = (
    ("", (("today", gettext_lazy("Vandaag"), "today.see"),)),
    (
        gettext_lazy("Mensen en werk"),
        (
            ("people", gettext_lazy("Kandidaten"), "person.list"),
            ("employers", gettext_lazy("Werkgevers"), "employer.list"),
            ("placements", gettext_lazy("Plaatsingen"), "placement.list"),
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
        gettext_lazy("Beheer"),
        (
            ("organisations", gettext_lazy("Organisaties"), "organisation.list"),
            ("accounts", gettext_lazy("Mensen met toegang"), "account.list"),
            ("rulebook", gettext_lazy("Regelboek"), "rulebook.see"),
            ("journal", gettext_lazy("Logboek"), "journal.see"),
        ),
    ),
)


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Group:
    label: str
    entries: tuple[Entry, ...]


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


def navigation(actor: Actor, current: str) -> tuple[Group, ...]:
    """Return the groups of pages that this actor may open, the current one marked."""
    groups = []
    for label, entries in NAVIGATION:
        allowed = tuple(
            Entry(str(text), reverse(name), name == current)
            for name, text, power in entries
            if may(actor, power)
        )
        if allowed:
            groups.append(Group(str(label), allowed))
    return tuple(groups)


def around(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """Return what the layout needs, for someone signed in or not."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    actor = actor_of(request) if signed_in else None
    return {
        "demo": settings.DEMO,
        "partnership": settings.PARTNERSHIP,
        "region_name": region_name(settings.REGION),
        "actor": actor,
        "nav": navigation(actor, current) if actor else (),
        "role_words": role_words(actor) if actor else "",
    }


def for_library_pages(request: HttpRequest) -> dict[str, Any]:
    """Context processor for the sign-in pages that a library brings."""
    try:
        return {"around": around(request)}
    except NoReverseMatch:  # an error page while the addresses themselves are broken
        return {"around": {"demo": settings.DEMO}}


def region_name(code: str) -> str:
    """Return the name of a region by its code."""
    return next((region.name for region in places.all_regions() if region.code == code), code)


def role_words(actor: Actor) -> str:
    """Return the actor's roles as one line of text."""
    from meedoen.access.selectors import role_label

    return ", ".join(role_label(role) for role in sorted(actor.roles)) or _("zonder rol")
