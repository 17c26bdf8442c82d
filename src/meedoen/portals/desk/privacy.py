"""Pages about someone's own file: what was asked, who looked, the inzage, and the burgerservicenummer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.looks import Look
from meedoen.portals import formats
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.privacy import (
    AnswerForm,
    BsnForm,
    ConfirmForm,
    PurposeForm,
    RequestForm,
    RequestsFilter,
)
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs, file_page
from meedoen.portals.desk.register_pages import address, done, form_page, powers_of
from meedoen.portals.layout import today
from meedoen.register.bsn import secrecy
from meedoen.register.bsn import selectors as bsn
from meedoen.register.bsn import services as bsn_services
from meedoen.register.kept import Cell
from meedoen.register.people.services import look_at_person
from meedoen.register.privacy import selectors, services

Answer = Mapping[str, Any] | HttpResponseBase
# So many digits always fit in the key of a row.
LONGEST_KEY = 18


def place_in_list(given: str) -> tuple[date, int] | None:
    """A place in a list by day, as it stands in the address: 2018-04-30.17; what can't be one, is none."""
    day, _dot, key = given.partition(".")
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return None
    return (found, int(key)) if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY else None


@page(
    power="privacy_request.list",
    template="desk/privacy/requests.html",
    nav="privacy-requests",
    methods=("GET", "HEAD"),
)
def requests_list(request: HttpRequest, actor: Actor) -> Answer:
    form = RequestsFilter(request.GET or {"stand": "received"})
    form.is_valid()
    given = form.cleaned_data
    state = given.get("stand") or "received"
    after = place_in_list(request.GET.get("na", ""))
    found = services.look_at_requests(
        actor, state="" if state == "alle" else state, own=given.get("wie") == "wij", after=after
    )
    chosen = {name: value for name, value in given.items() if value}
    here = reverse("privacy-requests")
    following = f"{found.next_after[0]}.{found.next_after[1]}" if found.next_after else ""
    return {
        "form": form,
        "found": found,
        "day": today(),
        "chosen": {} if chosen == {"stand": "received"} else chosen,
        "first_url": address(here, chosen) if after else None,
        "next_url": address(here, {**chosen, "na": following}) if following else None,
    }


@page(power="person.see", template="desk/privacy/person.html", nav="people", methods=("GET", "HEAD"))
def person_privacy(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    context = file_page(actor, number, "person-privacy")
    who = context["person"]
    return {
        **context,
        "day": day,
        "requests": selectors.requests_of(who),
        "restrictions": selectors.restrictions_of(who, day),
        "term": selectors.answer_term(day),
        "keeps_bsn": bsn.is_for(actor, who),
        "has_bsn": bsn.has_bsn(who),
        "can": powers_of(
            actor,
            "privacy_request.record",
            "privacy_request.answer",
            "privacy.export",
            "restriction.lift",
            "retention.pause",
        ),
    }


@page(power="person.looks", template="desk/privacy/looks.html", nav="people", methods=("GET", "HEAD"))
def person_looks(request: HttpRequest, actor: Actor, number: str) -> Answer:
    context = file_page(actor, number, "person-looks")
    given = request.GET.get("voor", "")
    before = int(given) if given.isascii() and given.isdecimal() and len(given) <= LONGEST_KEY else None
    found = selectors.looks_at_person(context["person"], before=before)
    here = reverse("person-looks", args=[context["person"].number])
    return {
        **context,
        "looks": [looked(one) for one in found.rows],
        # Who checks has to know who it was; the person's own page names the organisation and the task.
        "names": {one.key: one.actor_name for one in found.rows},
        "first_url": here if before is not None else None,
        "next_url": address(here, {"voor": found.next_before}) if found.next_before else None,
    }


def looked(look: Look) -> dict[str, Any]:
    """A look in words for the one who was looked at: never the name of a colleague."""
    return {
        "key": look.key,
        "at": look.at,
        "what": look.words,
        "organisation": look.organisation or _nobodys(look),
        "roles": ", ".join(look.roles),
        "ground": selectors.ground_words(str(look.detail.get("ground", ""))),
        "section": selectors.section_words(str(look.detail["section"])) if "section" in look.detail else "",
        "purpose": _purpose(look),
    }


def _nobodys(look: Look) -> str:
    """Who looked without an organisation: an employer behind a link, or the system itself."""
    is_employer = look.deed == "proposal.open_by_link"
    return _("een werkgever, met een link") if is_employer else _("het systeem zelf")


def _purpose(look: Look) -> str:
    if look.deed == "privacy.export":
        return _("op verzoek van de kandidaat")
    return dict(bsn.purposes()).get(str(look.detail.get("purpose", "")), "")


@page(power="privacy_request.record", template="desk/form.html", nav="people")
def request_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number, own=True).person
    form = RequestForm(request.POST or None, initial={"received_on": day})
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.record_request(actor, who.number, **form.cleaned_data, today=day),
        )
        if made is not None:
            message = _("Het verzoek is vastgelegd. Antwoord uiterlijk %(day)s.")
            return done(request, message % {"day": formats.day(made.answer_by)}, _url(who.number))
    return _about(form, who, _("Verzoek vastleggen"), _("Vastleggen"))


@page(power="privacy_request.answer", template="desk/form.html", nav="people")
def request_answer(request: HttpRequest, actor: Actor, number: str, request_id: int) -> Answer:
    who = look_at_person(actor, number, own=True).person
    asked = selectors.request_of(who, request_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.answer_request(
                actor, who.number, request_id, **form.cleaned_data, today=today()
            ),
        )
        if made is not None:
            message = _("Het verzoek is beantwoord: %(state)s.")
            return done(request, message % {"state": made.get_state_display()}, _url(who.number))
    lead = _("%(kind)s, ontvangen op %(day)s. Antwoord uiterlijk %(until)s.") % {
        "kind": asked.get_kind_display(),
        "day": formats.day(asked.received_on),
        "until": formats.day(asked.answer_by),
    }
    return _about(form, who, _("Verzoek beantwoorden"), _("Beantwoorden"), lead)


@page(power="restriction.lift", template="desk/form.html", nav="people")
def restriction_lift(request: HttpRequest, actor: Actor, number: str, restriction: int) -> Answer:
    who = look_at_person(actor, number, own=True).person
    held = selectors.restriction_of(who, restriction)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.lift_restriction(actor, who.number, restriction, today=today()),
        )
        if made is not None:
            return done(request, _("De beperking is opgeheven."), _url(who.number))
    lead = _("“%(what)s”. Hef dit alleen op als de kandidaat dat wil.") % {"what": held.get_kind_display()}
    return _about(form, who, _("Beperking opheffen"), _("Opheffen"), lead)


@page(power="privacy.export", template="desk/privacy/export.html", nav="people", methods=("GET", "HEAD"))
def export(request: HttpRequest, actor: Actor, number: str, request_id: int) -> Answer:
    made = services.export_everything(actor, number, request_id, "html", today=today())
    return {
        "made": made,
        "tables": [
            (one.title, one.columns, [[_cell(cell) for cell in row] for row in one.rows]) for one in made.kept
        ],
        "looks": [looked(one) for one in made.looks],
        "day": today(),
        "crumbs": file_crumbs(made.person.name, made.person.number),
        "keep": "no-store",
    }


@page(power="privacy.export", nav="people", methods=("GET", "HEAD"))
def export_json(request: HttpRequest, actor: Actor, number: str, request_id: int) -> Answer:
    made = services.export_everything(actor, number, request_id, "json", today=today())
    content = {
        "gemaakt_op": today().isoformat(),
        "gegevens": [
            {
                "soort": one.code,
                "titel": one.title,
                "rijen": [dict(zip(one.columns, map(_plain, row), strict=True)) for row in one.rows],
            }
            for one in made.kept
        ],
        "wie_keek": [
            {**{name: value for name, value in looked(one).items() if name not in ("key", "at")}}
            | {"at": one.at.isoformat()}
            for one in made.looks
        ],
    }
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="inzage.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@page(power="bsn.keep", template="desk/form.html", nav="people")
def bsn_keep(request: HttpRequest, actor: Actor, number: str) -> Answer:
    secrecy.require_on()
    who = look_at_person(actor, number, own=True).person
    form = BsnForm(request.POST or None)
    if request.method == "POST":

        def keep(_accepted: frozenset[str]) -> bool:
            bsn_services.keep_bsn(actor, who.number, form.cleaned_data["bsn"], today=today())
            return True

        if do(form, keep):
            return done(request, _("Het burgerservicenummer is versleuteld vastgelegd."), _url(who.number))
    lead = _(
        "Alleen voor een wettelijke taak (Wabb artikel 10). Elke blik op het nummer staat in het logboek."
    )
    return _about(form, who, _("Burgerservicenummer vastleggen"), _("Vastleggen"), lead)


@page(power="bsn.see", template="desk/privacy/bsn.html", nav="people")
def bsn_see(request: HttpRequest, actor: Actor, number: str) -> Answer:
    secrecy.require_on()
    who = look_at_person(actor, number, own=True).person
    form = PurposeForm(request.POST or None)
    shown = None
    if request.method == "POST":
        shown = do(
            form,
            lambda _accepted: bsn_services.look_at_bsn(actor, who.number, form.cleaned_data["purpose"]),
        )
    title = _("Burgerservicenummer bekijken")
    return {**_about(form, who, title, _("Bekijken")), "shown": shown, "keep": "no-store"}


def _about(form: Any, who: Any, title: str, button: str, lead: str = "") -> Mapping[str, Any]:
    crumbs = file_crumbs(who.name, who.number)
    return form_page(form, title, button, _url(who.number), crumbs=crumbs, lead=lead or who.name)


def _url(number: str) -> str:
    return reverse("person-privacy", args=[number])


def _cell(cell: Cell) -> str:
    """A cell of an inzage as people read it."""
    if cell is None or cell == "":
        return formats.NOTHING
    if isinstance(cell, bool):
        return _("ja") if cell else _("nee")
    if isinstance(cell, date):
        return formats.day(cell)
    return formats.hours(cell) if isinstance(cell, Decimal) else str(cell)


def _plain(cell: Cell) -> str | int | bool | None:
    """A cell of an inzage as machines read it."""
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, Decimal) else cell


urls = [
    path("privacyverzoeken/", requests_list, name="privacy-requests"),
    path("kandidaten/<str:number>/privacy/", person_privacy, name="person-privacy"),
    path("kandidaten/<str:number>/wie-keek/", person_looks, name="person-looks"),
    path("kandidaten/<str:number>/privacy/verzoek/", request_new, name="person-request-new"),
    path(
        "kandidaten/<str:number>/privacy/verzoek/<int:request_id>/",
        request_answer,
        name="person-request-answer",
    ),
    path(
        "kandidaten/<str:number>/privacy/verzoek/<int:request_id>/inzage/",
        export,
        name="person-inzage",
    ),
    path(
        "kandidaten/<str:number>/privacy/verzoek/<int:request_id>/inzage.json",
        export_json,
        name="person-inzage-json-download",
    ),
    path(
        "kandidaten/<str:number>/privacy/beperking/<int:restriction>/",
        restriction_lift,
        name="person-restriction-lift",
    ),
    path("kandidaten/<str:number>/bsn/", bsn_see, name="person-bsn"),
    path("kandidaten/<str:number>/bsn/vastleggen/", bsn_keep, name="person-bsn-keep"),
]
