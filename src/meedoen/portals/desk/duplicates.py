"""Pages about files that may be about one person: the proposals, and the decision on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import people_crumb
from meedoen.portals.desk.profile_cards import CARD_PAGES, OWN_WORDS, facts_of
from meedoen.portals.desk.register_pages import address, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.duplicates import selectors, services
from meedoen.register.places import place_name
from meedoen.register.profiles.selectors import profile_of

Answer = Mapping[str, Any] | HttpResponseBase
# A key that no database has is answered with the list from its start.
LONGEST_KEY = 18


@page(power="duplicate.see", template="desk/duplicates/list.html", nav="people", methods=("GET", "HEAD"))
def duplicates(request: HttpRequest, actor: Actor) -> Answer:
    asked = request.GET.get("stand", "proposed")
    known = [code for code, _words in selectors.states()]
    state = asked if asked in known else ""
    after = request.GET.get("na", "")
    is_key = after.isascii() and after.isdigit() and len(after) <= LONGEST_KEY
    found = services.look_at_pairs(actor, state=state, after=int(after) if is_key else None)
    here = reverse("duplicates")
    # Without a state all of them are meant, so that an address can say so.
    chosen = {"stand": state or "alle"}
    return {
        "found": found,
        "state": state,
        "states": [("alle", _("Alle")), *selectors.states()],
        "first_url": address(here, chosen) if is_key else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "place_name": place_name,
        "crumbs": (people_crumb(),),
        "can": powers_of(actor, "duplicate.find"),
    }


@page(power="duplicate.find", methods=("POST",))
def duplicates_find(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    number = services.find_duplicates(actor, today=today())
    words = ngettext("%(number)s nieuw voorstel gevonden.", "%(number)s nieuwe voorstellen gevonden.", number)
    messages.success(request, words % {"number": number})
    return redirect("duplicates")


@page(power="duplicate.see", template="desk/duplicates/pair.html", nav="people", methods=("GET", "HEAD"))
def duplicate(request: HttpRequest, actor: Actor, duplicate: int) -> Answer:
    pair = services.look_at_pair(actor, duplicate)
    merge = selectors.open_merge(pair)
    return {
        "pair": selectors.pair_row(actor, pair),
        "decided_by": pair.decided_by.name if pair.decided_by else "",
        "merge": merge,
        "went_along": _went_along(merge.moved) if merge else "",
        "left_behind": _left_behind(actor, duplicate),
        "place_name": place_name,
        "crumbs": (people_crumb(), Link(_("Dubbele dossiers"), reverse("duplicates"))),
        "can": powers_of(actor, "duplicate.decide"),
    }


@page(power="duplicate.decide", methods=("POST",))
def duplicate_apart(request: HttpRequest, actor: Actor, duplicate: int) -> HttpResponseBase:
    return _decide(
        request,
        duplicate,
        lambda: services.tell_apart(actor, duplicate, today=today()),
        _("Vastgelegd: dit zijn twee mensen. Het voorstel komt niet terug."),
    )


@page(power="duplicate.decide", methods=("POST",))
def duplicate_merge(request: HttpRequest, actor: Actor, duplicate: int) -> HttpResponseBase:
    kept = request.POST.get("kept", "")
    return _decide(
        request,
        duplicate,
        lambda: services.merge_people(actor, duplicate, kept, today=today()),
        _("De dossiers zijn samengevoegd. U kunt dit hier ongedaan maken."),
    )


@page(power="duplicate.decide", methods=("POST",))
def duplicate_undo(request: HttpRequest, actor: Actor, duplicate: int) -> HttpResponseBase:
    return _decide(
        request,
        duplicate,
        lambda: services.undo_merge(actor, duplicate, today=today()),
        _("De samenvoeging is ongedaan gemaakt: het zijn weer twee dossiers."),
    )


def _decide(request: HttpRequest, key: int, do: Callable[[], Any], words: str) -> HttpResponseBase:
    try:
        do()
        messages.success(request, words)
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("duplicate", duplicate=key)


def _left_behind(actor: Actor, key: int) -> Mapping[str, Any] | None:
    """A profile that stayed behind in the merged file, card by card; empty cards left out."""
    person = services.look_at_left_behind(actor, key)
    if person is None:
        return None
    cards = profile_of(person, today()).cards
    facts = [(str(one.title), facts_of(cards[one.name])) for one in CARD_PAGES]
    shown = [(title, rows) for title, rows in facts if any(value for _label, value, *_how in rows)]
    return {"number": person.number, "own_words": cards[OWN_WORDS.name], "cards": shown}


def _went_along(moved: Mapping[str, list[int]]) -> str:
    labels = {
        "registrations": lambda many: ngettext("%(n)s inschrijving", "%(n)s inschrijvingen", many),
        "placements": lambda many: ngettext("%(n)s plaatsing", "%(n)s plaatsingen", many),
        "measurements": lambda many: ngettext("%(n)s loonwaarde", "%(n)s loonwaarden", many),
        "target_groups": lambda many: ngettext("%(n)s doelgroep", "%(n)s doelgroepen", many),
        "goals": lambda many: ngettext("%(n)s doel", "%(n)s doelen", many),
        "plan": lambda _many: _("dag waarop het plan is besproken"),
        "profile": lambda _many: _("profiel"),
        "reach": lambda _many: _("contactgegevens"),
        "representatives": lambda many: ngettext("%(n)s vertegenwoordiger", "%(n)s vertegenwoordigers", many),
        "bsn": lambda _many: _("burgerservicenummer"),
    }
    parts = [
        labels[kind](len(keys)) % {"n": len(keys)} for kind, keys in moved.items() if keys and kind in labels
    ]
    return ", ".join(parts) or _("niets")


urls = [
    path("kandidaten/dubbel/", duplicates, name="duplicates"),
    path("kandidaten/dubbel/zoeken/", duplicates_find, name="duplicates-find"),
    path("kandidaten/dubbel/<int:duplicate>/", duplicate, name="duplicate"),
    path("kandidaten/dubbel/<int:duplicate>/twee-mensen/", duplicate_apart, name="duplicate-apart"),
    path("kandidaten/dubbel/<int:duplicate>/samenvoegen/", duplicate_merge, name="duplicate-merge"),
    path("kandidaten/dubbel/<int:duplicate>/ongedaan-maken/", duplicate_undo, name="duplicate-undo"),
]
