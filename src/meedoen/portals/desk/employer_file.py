"""The frame of the pages of one employer: the tabs, its one face, and the way back from a deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.formats import day as in_words
from meedoen.portals.frame import Link, NavEntry
from meedoen.portals.layout import today
from meedoen.register.employers.face import Face, face_of
from meedoen.register.employers.selectors import employer_by_kvk
from meedoen.register.places import place_name

Answer = Mapping[str, Any] | HttpResponseBase

# Each tab: the name of its page, its words, and the power it asks for.
TABS = (
    ("employer", gettext_lazy("Overzicht"), "employer.see"),
    ("employer-contact", gettext_lazy("Contact"), "moment.list"),
    ("employer-arrangements", gettext_lazy("Afspraken"), "arrangement.list"),
    ("employer-scans", gettext_lazy("Bedrijfsscan"), "scan.list"),
    ("employer-jobs", gettext_lazy("Banen"), "job.list"),
    ("employer-proposals", gettext_lazy("Voorstellen"), "proposal.list"),
    ("employer-placements", gettext_lazy("Plaatsingen en telling"), "placement.list"),
)


def employer_page(actor: Actor, kvk: str, page: str, *deeds: str) -> dict[str, Any]:
    """Return the context of one tab of an employer; `deeds`: what its buttons are about."""
    found = employer_by_kvk(actor, kvk)
    return {
        "employer": found,
        "face": face_of(found, today()),
        "day": today(),
        "tabs": tuple(
            NavEntry(str(words), reverse(name, args=[found.kvk]), name == page)
            for name, words, power in TABS
            if may(actor, power)
        ),
        "place_name": place_name,
        "crumbs": (employers_crumb(),),
        "me": actor.account_id,
        "can": powers_of(
            actor, "moment.record", "owner.take", "owner.offer", "owner.answer", "employer.end_pause", *deeds
        ),
    }


def deed_page(
    request: HttpRequest,
    found: Any,
    form: DeedForm,
    service: Callable[[frozenset[str]], Any],
    *,
    title: str,
    button: str,
    said: str,
    back: str,
    lead: str = "",
    danger: bool = False,
) -> Answer:
    """Return the page with one form about an employer, or do its deed and go back."""
    if request.method == "POST":
        made = do(form, service)
        if made is not None:
            return done(request, said, back)
    crumbs = (employers_crumb(), Link(found.name, reverse("employer", args=[found.kvk])))
    return form_page(form, title, button, back, crumbs=crumbs, lead=lead, danger=danger)


def at_once(request: HttpRequest, service: Callable[[], Any], said: str, back: str) -> HttpResponse:
    """Do a deed of one button; a refusal is said on the page that had the button."""
    try:
        service()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(back)
    return done(request, said, back)


def typed(request: HttpRequest) -> Any:
    """Return what was sent, also when that is nothing; None where a page is only opened."""
    return request.POST if request.method == "POST" else None


def employers_crumb() -> Link:
    return Link(_("Werkgevers"), reverse("employers"))


def face_in_words(face: Face) -> str:
    """Say who owns an employer, who spoke with it last, and whether it may be approached."""
    owner = _("Deze werkgever heeft nog geen accountmanager.")
    if face.owner is not None:
        words = {"name": face.owner.name, "at": face.owner.organisation}
        owner = _("Accountmanager: %(name)s (%(at)s).") % words
    last = _("Nog niemand sprak deze werkgever.")
    if face.last is not None:
        said = {
            "name": face.last.by,
            "at": face.last.organisation,
            "day": in_words(face.last.on),
            "kind": face.last.kind,
        }
        last = _("Het laatst sprak %(name)s (%(at)s), op %(day)s: %(kind)s.") % said
    return f"{owner} {last} {face.words}"
