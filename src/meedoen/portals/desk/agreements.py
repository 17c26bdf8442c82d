"""Pages about agreements: the list with whom each waits for, one of them, those of a person, and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.portals.agreement_text import agreement_paper, paper_of, said_terms
from meedoen.portals.desk.forms.agreements import (
    STATES as ASKED,
)
from meedoen.portals.desk.forms.agreements import (
    WAITS,
    AgreementsFilter,
    state_options,
    waits_options,
)
from meedoen.portals.desk.pages import page
from meedoen.portals.desk.person_file import file_page
from meedoen.portals.desk.register_pages import address, filled_in, powers_of
from meedoen.portals.frame import Link, NavEntry
from meedoen.portals.layout import today
from meedoen.register.agreements.limits import limit_of
from meedoen.register.agreements.listing import AgreementFilters, agreements_of_people
from meedoen.register.agreements.looking import look_at_agreement, look_at_agreements
from meedoen.register.agreements.selectors import (
    events_of,
    followed_by,
    may_act_on,
    parties_of,
    review_of,
    standing_placement,
    terms_of,
)
from meedoen.register.agreements.sheltered import sheltered_in
from meedoen.register.agreements.states import ADVICES, BASES, EVENTS, RUNS, STATES, may_do
from meedoen.register.links import demo_token, hash_of
from meedoen.register.people.selectors import visible_names
from meedoen.register.placements.selectors import kind_choices

Answer = Mapping[str, Any] | HttpResponseBase
# How a state looks: the words say it, the colour only helps.
LOOKS = {
    "draft": "neutral",
    "waits": "warning",
    "signed": "info",
    "running": "success",
    "suspended": "warning",
    "ended": "neutral",
    "annulled": "neutral",
    "expired": "danger",
}


def row_words() -> dict[str, Any]:
    """What every table of agreements says of its rows."""
    return {"state_words": STATES, "looks": LOOKS, "day": today()}


@page(power="agreement.list", template="desk/agreements/list.html", nav="agreements", methods=("GET", "HEAD"))
def agreements_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(AgreementsFilter, request)
    after = given.get("na")
    found = look_at_agreements(actor, _filters(given), after)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("agreements")
    return {
        "found": found,
        **row_words(),
        "tabs": _tabs(chosen),
        "kinds": kind_choices(),
        "waits": waits_options(),
        "chosen": chosen,
        "first_url": address(here, chosen) if after is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "agreement.make"),
    }


def _tabs(chosen: Mapping[str, Any]) -> tuple[NavEntry, ...]:
    here, now = reverse("agreements"), chosen.get("status", "")
    rest = {name: value for name, value in chosen.items() if name != "status"}
    return (
        NavEntry(_("Alle"), address(here, rest), now == ""),
        *(
            NavEntry(words, address(here, {**rest, "status": code}), now == code)
            for code, words in state_options()
        ),
    )


def _filters(given: Mapping[str, Any]) -> AgreementFilters:
    return AgreementFilters(
        on=today(),
        words=given.get("zoek", ""),
        state=ASKED.get(given.get("status", ""), ""),
        kind=given.get("soort", ""),
        waits_for=WAITS.get(given.get("wacht", ""), ""),
        is_mine=bool(given.get("van")),
    )


@page(
    power="agreement.see",
    template="desk/agreements/agreement.html",
    nav="agreements",
    methods=("GET", "HEAD"),
)
def agreement(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    found = look_at_agreement(actor, number)
    state, is_seen = found.on(day), may_act_on(actor, found)
    parties = parties_of(found, day)
    name = visible_names(actor, [found.person_id]).get(found.person_id, "")
    asks = state == "waits" or (state == "running" and found.is_changing)
    all_signed = all(one.signed_on for one in parties)
    held = terms_of(found, found.holds_turn) if found.is_changing else None
    terms = terms_of(found)
    return {
        "agreement": found,
        "name": name if is_seen else "",
        "is_seen": is_seen,
        "state": state,
        "state_word": STATES[state],
        "look": LOOKS[state],
        "facts": [*said_terms(found, held or terms), _basis(found)] if is_seen else [],
        "asked_end": terms.ends_before if found.is_changing and (state in RUNS or all_signed) else None,
        "parties": [_party(request, found, one, is_seen) for one in parties],
        "waits": [one for one in parties if asks and one.signed_on is None],
        "asks": asks,
        "all_signed": all_signed,
        "events": _events(found, is_seen),
        "review": review_of(found),
        "answers": EVENTS,
        "advices": ADVICES,
        "followed_by": followed_by(found, day),
        "placement": standing_placement(found),
        "limit": limit_of(found.kind, found.basis, found.starts_on, extended=True),
        "sheltered": sheltered_in(found.payer.municipality, day)
        if found.kind == "beschut_werk" and found.payer.municipality
        else None,
        "deeds": _deeds(actor, found, state, day) if is_seen else [],
        "able": {deed: is_seen and may_do(state, deed) and may(actor, deed) for deed in _BESIDE},
        "on_behalf": is_seen and may_do(state, "agreement.sign") and may(actor, "agreement.sign_on_behalf"),
        "can_send": is_seen and may(actor, "agreement.send_link"),
        "is_payer": actor.organisation_id == found.payer_id,
        "day": day,
        "crumbs": (agreements_crumb(),),
    }


_BESIDE = (
    "agreement.sign",
    "agreement.withdraw_signature",
    "agreement.review",
    "agreement.share",
    "agreement.start",
    "agreement.apply",
)
# The page of each deed beside those, in the order of the buttons.
DEED_PAGES = (
    ("agreement.change", "agreement.make", "agreement-change"),
    ("agreement.to_job", "agreement.to_job", "agreement-job"),
    ("agreement.extend", "agreement.extend", "agreement-extend"),
    ("agreement.shorten", "agreement.shorten", "agreement-shorten"),
    ("agreement.drop", "agreement.drop", "agreement-drop"),
    ("agreement.resume", "agreement.resume", "agreement-resume"),
    ("agreement.suspend", "agreement.suspend", "agreement-suspend"),
    ("agreement.unlock", "agreement.unlock", "agreement-unlock"),
    ("agreement.end", "agreement.end", "agreement-end"),
    ("agreement.annul", "agreement.annul", "agreement-annul"),
)


def _basis(found: Any) -> tuple[str, str]:
    return _("Uitkering of hulp"), str(BASES.get(found.basis, found.basis))


def _deeds(actor: Actor, found: Any, state: str, day: date) -> list[tuple[str, str]]:
    words = {
        "agreement.change": _("Tekst wijzigen"),
        "agreement.to_job": _("Van proef naar baan"),
        "agreement.extend": _("Verlengen"),
        "agreement.shorten": _("Inkorten"),
        "agreement.drop": _("Ander einde laten vervallen"),
        "agreement.resume": _("Hervatten"),
        "agreement.suspend": _("Opschorten"),
        "agreement.unlock": _("Ontgrendelen"),
        "agreement.end": _("Beëindigen"),
        "agreement.annul": _("Annuleren"),
    }
    not_now = set()
    if found.is_changing:
        not_now |= {"agreement.extend", "agreement.shorten"}
    else:
        not_now |= {"agreement.drop"}
    if found.kind != "proefplaatsing" or followed_by(found, day):
        not_now.add("agreement.to_job")
    if found.ends_before is None:
        not_now.add("agreement.extend")
    return [
        (words[deed], reverse(name, args=[found.number]))
        for deed, power, name in DEED_PAGES
        if deed not in not_now and may_do(state, deed) and may(actor, power)
    ]


def _party(request: HttpRequest, found: Any, one: Any, is_seen: bool) -> dict[str, Any]:
    hidden = not is_seen and one.side in ("person", "representative")
    return {
        "side": one.side,
        "label": one.label,
        "name": "" if hidden else one.name,
        "of": one.of,
        "row": one,
        "demo_url": _demo_url(request, found, one),
    }


def _demo_url(request: HttpRequest, found: Any, one: Any) -> str:
    """The link of an invented side; anywhere else whoever sent it never sees it."""
    token = demo_token(f"{found.number} {one.side}")
    if not settings.DEMO or one.link is None or one.link.token_hash != hash_of(token):
        return ""
    return request.build_absolute_uri(reverse("sign", args=[token]))


def _events(found: Any, is_seen: bool) -> list[dict[str, Any]]:
    return [
        {
            "on": event.on,
            "what": f"{event.what} ({event.side})" if event.side else event.what,
            "who": event.by,
            "why": event.because,
            "details": [(_("Toelichting"), event.words)] if event.words and is_seen else (),
        }
        for event in events_of(found)
    ]


@page(power="agreement.see", template="desk/agreements/print.html", nav="agreements", methods=("GET", "HEAD"))
def agreement_print(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = look_at_agreement(actor, number)
    crumbs = (agreements_crumb(), Link(found.number, agreement_url(found.number)))
    return {**paper_of(found, today(), is_seen=may_act_on(actor, found)), "crumbs": crumbs}


@page(power="agreement.see", methods=("GET", "HEAD"))
def agreement_pdf(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = look_at_agreement(actor, number)
    context = paper_of(found, today(), is_seen=may_act_on(actor, found))
    return agreement_paper(request, found, context, reverse("agreement-print", args=[found.number]))


@page(power="person.see", template="desk/agreements/person.html", nav="people", methods=("GET", "HEAD"))
def person_agreements(request: HttpRequest, actor: Actor, number: str) -> Answer:
    context = file_page(actor, number, "person-agreements")
    return {
        **context,
        **row_words(),
        "rows_of": agreements_of_people(actor, [context["person"].pk], today()),
        "can": powers_of(actor, "agreement.make"),
    }


def agreements_crumb() -> Link:
    return Link(_("Overeenkomsten"), reverse("agreements"))


def agreement_url(number: str) -> str:
    return reverse("agreement", args=[number])


urls = [
    path("overeenkomsten/", agreements_list, name="agreements"),
    path("overeenkomsten/<str:number>/", agreement, name="agreement"),
    path("overeenkomsten/<str:number>/print/", agreement_print, name="agreement-print"),
    path("overeenkomsten/<str:number>/overeenkomst.pdf", agreement_pdf, name="agreement-pdf"),
    path("kandidaten/<str:number>/overeenkomsten/", person_agreements, name="person-agreements"),
]
