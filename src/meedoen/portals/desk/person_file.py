"""The frame of one person's file: who may open which part of it, and the tabs between the parts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.portals.frame import Link, NavEntry
from meedoen.register.people.services import look_at_person

# Each tab: the name of its page, its words, and the section of the file it shows (empty: what everyone with
# sight of the person may read).
TABS = (
    ("person", gettext_lazy("Overzicht"), ""),
    ("person-profile", gettext_lazy("Profiel"), "profile"),
    ("person-plan", gettext_lazy("Plan"), "plan"),
    ("person-register", gettext_lazy("Loonwaarde en doelgroepen"), "register"),
    ("person-reach", gettext_lazy("Bereikbaar"), "reach"),
)


def file_page(actor: Actor, number: str, page: str) -> dict[str, Any]:
    """Return the context of `page`, one tab of a file; looking at it is written down."""
    section = next(section for name, _words, section in TABS if name == page)
    seen = look_at_person(actor, number, section)
    tabs = tuple(
        NavEntry(str(words), reverse(name, args=[seen.person.number]), name == page)
        for name, words, needed in TABS
        if not needed or needed in seen.sight.sections
    )
    return {
        "person": seen.person,
        "why": seen.sight.why,
        "sections": seen.sight.sections,
        "tabs": tabs,
        "crumbs": (people_crumb(),),
    }


def file_crumbs(name: str, number: str) -> tuple[Link, Link]:
    """Return the way back from a deed on someone's file."""
    return people_crumb(), Link(name, reverse("person", args=[number]))


def people_crumb() -> Link:
    return Link(_("Kandidaten"), reverse("people"))
