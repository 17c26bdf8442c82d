"""The frame of one person's file: who may open which part of it, and the tabs between the parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.portals.desk.forms.fields import DeedForm
from meedoen.portals.desk.register_pages import form_page
from meedoen.portals.frame import Link, NavEntry
from meedoen.register.people.selectors import sees_person
from meedoen.register.people.services import look_at_person
from meedoen.register.privacy.selectors import notice_of

# Each tab: the name of its page, its words, and the section of the file it shows (empty: what everyone with
# sight of the person may read; `OWN`: what is for who holds the file, and not for whom it is shared with).
OWN = "own"
TABS = (
    ("person", gettext_lazy("Overzicht"), ""),
    ("person-profile", gettext_lazy("Profiel"), "profile"),
    ("person-work", gettext_lazy("Passend werk"), "profile"),
    ("person-plan", gettext_lazy("Plan"), "plan"),
    ("person-register", gettext_lazy("Loonwaarde en doelgroepen"), "register"),
    ("person-proposals", gettext_lazy("Voorstellen"), "work"),
    ("person-agreements", gettext_lazy("Overeenkomsten"), "work"),
    ("person-history", gettext_lazy("Werk door de tijd"), "work"),
    ("person-reach", gettext_lazy("Bereikbaar"), "reach"),
    ("person-circle", gettext_lazy("Kring en delen"), ""),
    ("person-privacy", gettext_lazy("Privacy"), OWN),
    ("person-looks", gettext_lazy("Wie keek"), OWN),
)
# A tab that not everyone with sight of the person may open, and the power it asks for.
TAB_POWERS = {
    "person-looks": "person.looks",
    "person-work": "fit.work",
    "person-proposals": "proposal.list",
    "person-agreements": "agreement.list",
}


def file_page(actor: Actor, number: str, page: str) -> dict[str, Any]:
    """Return the context of `page`, one tab of a file; looking at it is written down."""
    section = next(section for name, _words, section in TABS if name == page)
    own = section == OWN
    seen = look_at_person(actor, number, "" if own else section, own=own)
    is_own = not seen.sight.ground.startswith("share:")
    opened = seen.sight.sections | ({"", OWN} if is_own else {""})
    tabs = tuple(
        NavEntry(str(words), reverse(name, args=[seen.person.number]), name == page)
        for name, words, needed in TABS
        if needed in opened and may(actor, TAB_POWERS.get(name, "person.see"))
    )
    return {
        "person": seen.person,
        "why": seen.sight.why,
        "sections": seen.sight.sections,
        "is_own": is_own,
        "tabs": tabs,
        "notice": notice_of(seen.person) if is_own else None,
        "crumbs": (people_crumb(),),
    }


def deed_on_file(
    form: DeedForm,
    who: Any,
    title: str,
    button: str,
    lead: str = "",
    *,
    back: str = "person",
    **more: Any,
) -> Mapping[str, Any]:
    """Return the context of a page with one deed on someone's file; `back`: the tab that it came from."""
    crumbs = file_crumbs(who.name, who.number)
    return form_page(form, title, button, reverse(back, args=[who.number]), crumbs=crumbs, lead=lead, **more)


def back_to_file(actor: Actor, number: str, page: str = "person") -> str:
    """Return the address of someone's file, or of the list where the actor no longer sees it."""
    return reverse(page, args=[number]) if sees_person(actor, number) else reverse("people")


def file_crumbs(name: str, number: str) -> tuple[Link, Link]:
    """Return the way back from a deed on someone's file."""
    return people_crumb(), Link(name, reverse("person", args=[number]))


def people_crumb() -> Link:
    return Link(_("Kandidaten"), reverse("people"))
