"""Pages about placements: list, one placement, register, other hours, paid hours, end, correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.access.powers import may
from meedoen.exchange.exports.filters import placement_filters
from meedoen.portals import formats
from meedoen.portals.desk.forms.durability import EndWithNextForm
from meedoen.portals.desk.forms.fields import day_after, do
from meedoen.portals.desk.forms.placements import (
    MOST,
    CorrectPlacementForm,
    Find,
    HoursForm,
    PaidForm,
    PlacementForm,
    PlacementsFilter,
)
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.placement_tabs import placement_tabs
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page, powers_of
from meedoen.portals.desk.views import views_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.period import Month, Quarter
from meedoen.register.agreements.selectors import agreement_of
from meedoen.register.durability import ending, nexts
from meedoen.register.durability.selectors import next_of
from meedoen.register.employers.selectors import employers_named
from meedoen.register.people.selectors import entries_of, visible_names
from meedoen.register.placements import services
from meedoen.register.placements.flow import flow_visible_to
from meedoen.register.placements.meaning import counts_as
from meedoen.register.placements.payslips import paid_beside_contract
from meedoen.register.placements.selectors import (
    as_new,
    hours_of,
    hours_of_many,
    kind_choices,
    placement_by_number,
    versions_of,
)
from meedoen.register.placements.validity import NewPlacement
from meedoen.register.places import place_name
from meedoen.register.proposals.selectors import proposal_behind, proposal_to_change
from meedoen.register.proposing.placing import as_proposed, place, require_to_place

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="placement.list", template="desk/placements/list.html", nav="placements", methods=("GET", "HEAD"))
def placements_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(PlacementsFilter, request)
    found = services.look_at_placements(actor, placement_filters(given, today()), given.get("na"))
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("placements")
    return {
        "found": found,
        "flow": flow_visible_to(actor, placement_filters(given, today()), Quarter.of(today())),
        "kinds": kind_choices(),
        "states": _states(),
        "chosen": chosen,
        **views_of(actor, "placements", chosen),
        "day": today(),
        "first_url": address(here, chosen) if given.get("na") is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "placement.register", "placement.export", "check.list"),
        "download_url": address(reverse("placements-out"), chosen),
    }


@page(
    power="placement.see",
    template="desk/placements/placement.html",
    nav="placements",
    methods=("GET", "HEAD"),
)
def placement(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    found = services.look_at_placement(actor, number)
    versions = versions_of(actor, found)
    entries = [entry.meaning for entry in entries_of(found.person, day)]
    name = visible_names(actor, [found.person.pk]).get(found.person.pk, "")
    return {
        "placement": found,
        "person_name": name,
        "counts": counts_as(found, entries, day),
        "hours": hours_of(found),
        "paid": paid_beside_contract(found),
        "comparison": _comparison(versions) if len(versions) > 1 else None,
        "proposal": proposal_behind(actor, [one.pk for one in versions])
        if may(actor, "proposal.see")
        else "",
        "agreement": agreement_of(actor, [one.pk for one in versions]) if may(actor, "agreement.see") else "",
        "following": next((one for one in versions if one.replaces_id == found.pk), None),
        "running": found.ends_before is None or found.ends_before > day,
        "place_name": place_name,
        "day": day,
        "crumbs": (_placements(),),
        "tabs": placement_tabs(actor, found.number, "placement", by_name=bool(name)),
        "can": powers_of(
            actor,
            "agreement.make",
            "placement.change_hours",
            "placement.record_paid_hours",
            "placement.end",
            "placement.correct",
        ),
    }


@page(power="placement.register", template="desk/form.html", nav="placements")
def placement_new(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    proposal = _proposal(request, actor)
    start = {
        "person_number": request.GET.get("kandidaat", "")[:12],
        "employer_kvk": request.GET.get("werkgever", "")[:8],
        "work_municipality": actor.municipality or "",
        "is_new_job": "nieuw",
        **(as_proposed(proposal, day) if proposal else {}),
    }
    form = PlacementForm(request.POST or None, today=day, find=_find(actor), initial=start)
    if request.method == "POST":
        made = do(form, lambda accepted: _register(actor, form, proposal, accepted, day))
        if made is not None:
            return done(request, made[1], _url(made[0].number))
    lead = _("Een plaatsing is één kandidaat op één werkplek, in één doorlopende periode.")
    if proposal is not None:
        said = _("Ingevuld vanuit voorstel %(number)s. Kijk of alles klopt.") % {"number": proposal.number}
        lead = f"{lead} {said}"
    return form_page(
        form,
        _("Plaatsing registreren"),
        _("Registreren"),
        reverse("placements"),
        crumbs=(_placements(),),
        lead=lead,
    )


def _proposal(request: HttpRequest, actor: Actor) -> Any:
    """The accepted proposal that the address names, if it names one."""
    number = request.GET.get("voorstel", "")
    if not number:
        return None
    found = proposal_to_change(actor, number[:20])
    require_to_place(found)
    return found


def _register(
    actor: Actor, form: PlacementForm, proposal: Any, accepted: frozenset[str], day: date
) -> tuple[Any, str]:
    """Register what was filled in; a proposal behind it is placed with it."""
    new = NewPlacement(person_number=form.cleaned_data["person_number"], **form.work())
    if proposal is None:
        made = services.register_placement(actor, new, accepted=accepted, today=day)
        return made, _("Plaatsing %(number)s is geregistreerd.") % {"number": made.number}
    placed = place(actor, proposal.number, new, accepted=accepted, today=day)
    said = [_("Plaatsing %(number)s is geregistreerd.") % {"number": placed.placement.number}]
    if placed.is_filled:
        said.append(_("Alle plekken van %(job)s zijn nu bezet.") % {"job": proposal.job.number})
    if placed.others:
        others = ngettext(
            "Er loopt nog %(others)s ander voorstel voor deze baan. Laat weten hoe het staat.",
            "Er lopen nog %(others)s andere voorstellen voor deze baan. Laat weten hoe het staat.",
            placed.others,
        )
        said.append(others % {"others": placed.others})
    if placed.elsewhere:
        elsewhere = ngettext(
            "Deze kandidaat is nog voorgesteld voor %(jobs)s andere baan. Rond dat voorstel af.",
            "Deze kandidaat is nog voorgesteld voor %(jobs)s andere banen. Rond die voorstellen af.",
            placed.elsewhere,
        )
        said.append(elsewhere % {"jobs": placed.elsewhere})
    return placed.placement, " ".join(said)


@page(power="placement.change_hours", template="desk/form.html", nav="placements")
def placement_hours(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = placement_by_number(actor, number)
    form = HoursForm(request.POST or None, initial={"from_on": today()})
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.change_hours(actor, number, **form.cleaned_data, today=today()),
        )
        if made is not None:
            return done(request, _("De nieuwe uren zijn vastgelegd."), _url(found.number))
    lead = _("De uren die tot die dag golden, blijven staan.")
    return _about(form, found.number, _("Uren wijzigen"), _("Vastleggen"), lead)


@page(power="placement.record_paid_hours", template="desk/form.html", nav="placements")
def placement_paid(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    found = placement_by_number(actor, number)
    form = PaidForm(request.POST or None, initial={"month": str(Month.of(day).previous)})
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.record_paid_hours(
                actor, number, form.cleaned_data["month"], form.cleaned_data["paid"], today=day
            ),
        )
        if made is not None:
            return done(request, _("De betaalde uren zijn vastgelegd."), _url(found.number))
    return _about(form, found.number, _("Betaalde uren"), _("Vastleggen"))


@page(power="placement.end", template="desk/form.html", nav="placements")
def placement_end(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    found = placement_by_number(actor, number)
    said = next_of(found)
    start = {"then": said.row.then, "because": said.row.because} if said else {}
    form = EndWithNextForm(
        request.POST or None, initial={"ends_before": day, "end_reason": found.end_reason, **start}
    )
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: ending.end_work(
                actor,
                number,
                day_after(form.cleaned_data["ends_before"]) or day,
                form.cleaned_data["end_reason"],
                form.cleaned_data["then"],
                form.cleaned_data["because"],
                today=day,
            ),
        )
        if made is not None:
            goes_on = form.cleaned_data["then"] == nexts.WORK
            to = address(reverse("placement-new"), {"kandidaat": found.person.number})
            return done(
                request,
                _("Het einde van de plaatsing is vastgelegd."),
                to if goes_on else _url(found.number),
            )
    return _about(form, found.number, _("Plaatsing beëindigen"), _("Beëindigen"), danger=True)


@page(power="placement.correct", template="desk/form.html", nav="placements")
def placement_correct(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    found = placement_by_number(actor, number)
    form = CorrectPlacementForm(request.POST or None, today=day, find=_find(actor), old=as_new(found))
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: ending.correct_work(
                actor, number, form.work(), form.cleaned_data["reason"], accepted=accepted, today=day
            ),
        )
        if made is not None:
            message = _("De plaatsing is gecorrigeerd. De oude regel blijft leesbaar onder %(number)s.")
            return done(request, message % {"number": found.number}, _url(made.number))
    lead = _(
        "Gebruik dit als er iets verkeerd is opgeschreven. Veranderde er echt iets, "
        "wijzig dan de uren of beëindig de plaatsing."
    )
    return _about(form, found.number, _("Plaatsing corrigeren"), _("Corrigeren"), lead)


def _comparison(versions: Sequence[Any]) -> dict[str, Any]:
    """The rows of one placement beside each other; what differs from the row before is marked."""
    hours = hours_of_many(versions)
    lines = [_in_words(one, hours[one.pk]) for one in versions]
    rows = []
    for label in lines[0]:
        cells = [line[label] for line in lines]
        marked = [(cell, turn > 0 and cell != cells[turn - 1]) for turn, cell in enumerate(cells)]
        rows.append((label, marked))
    rows.append((_("Gecorrigeerd op"), [(formats.day(one.replaced_on), False) for one in versions]))
    reasons = [(one.correction_reason or formats.NOTHING, False) for one in versions]
    rows.append((_("Reden van de correctie"), reasons))
    return {
        "columns": [{"label": _("Gegeven")}, *({"label": _link(one.number)} for one in versions)],
        "rows": rows,
    }


def _in_words(one: Any, hours: list[tuple[date, Decimal]]) -> dict[str, str]:
    written = [f"{formats.hours(h)} ({formats.day(day)})" for day, h in hours]
    return {
        _("Soort"): one.get_kind_display(),
        _("Werkgever op papier"): one.employer.name,
        _("Werkt bij"): one.workplace_employer.name,
        _("Werkgemeente"): place_name(one.work_municipality),
        _("Eerste werkdag"): formats.day(one.starts_on),
        _("Laatste werkdag"): formats.last_day(one.ends_before),
        _("Reden van einde"): one.get_end_reason_display() or formats.NOTHING,
        _("Uren per week (vanaf)"): ", ".join(written),
        _("Nieuwe baan"): _("ja") if one.is_new_job else _("nee"),
        _("Programma"): one.programme.name if one.programme else formats.NOTHING,
    }


def _link(number: str) -> SafeString:
    return format_html('<a class="nl-link" href="{}">{}</a>', _url(number), number)


def _find(actor: Actor) -> Find:
    return lambda words: employers_named(actor, words, MOST + 1)


def _about(
    form: Any, number: str, title: str, button: str, lead: str = "", *, danger: bool = False
) -> Mapping[str, Any]:
    crumbs = (_placements(), Link(number, _url(number)))
    return form_page(form, title, button, _url(number), crumbs=crumbs, lead=lead, danger=danger)


def _states() -> list[tuple[str, str]]:
    return [
        ("lopend", _("Loopt nu")),
        ("begint", _("Begint binnen 30 dagen")),
        ("eindigt", _("Eindigt binnen 30 dagen")),
        ("toekomst", _("Begint later")),
        ("afgelopen", _("Afgelopen")),
        ("gecorrigeerd", _("Gecorrigeerd")),
    ]


def _url(number: str) -> str:
    return reverse("placement", args=[number])


def _placements() -> Link:
    return Link(_("Plaatsingen"), reverse("placements"))


urls = [
    path("plaatsingen/", placements_list, name="placements"),
    path("plaatsingen/nieuw/", placement_new, name="placement-new"),
    path("plaatsingen/<str:number>/", placement, name="placement"),
    path("plaatsingen/<str:number>/uren/", placement_hours, name="placement-hours"),
    path("plaatsingen/<str:number>/betaalde-uren/", placement_paid, name="placement-paid"),
    path("plaatsingen/<str:number>/einde/", placement_end, name="placement-end"),
    path("plaatsingen/<str:number>/correctie/", placement_correct, name="placement-correct"),
]
