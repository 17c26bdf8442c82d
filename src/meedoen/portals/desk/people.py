"""Pages about people: list, one person, register, correct, move, and entries in the doelgroepregister."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.exchange.exports.filters import people_filters
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.people import (
    ContactForm,
    EndEntryForm,
    EntryForm,
    MoveForm,
    PeopleFilter,
    PersonForm,
)
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs, file_page, people_crumb
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page, powers_of
from meedoen.portals.desk.views import views_of
from meedoen.portals.layout import today
from meedoen.register.people import services
from meedoen.register.people.around import contacts_of, keeps_file, protection_of
from meedoen.register.people.corrections import corrections_of
from meedoen.register.people.hand_overs import open_hand_over_of
from meedoen.register.people.selectors import (
    EntryWithMeaning,
    entries_of,
    entry_of,
    residences_of,
)
from meedoen.register.people.services import Lived, NewPerson, Registered
from meedoen.register.placements.listing import (
    PlacementRow,
    placements_of_people,
    work_of_people,
)
from meedoen.register.places import municipality_choices, place_name
from meedoen.register.profiles.findability import findability_choices
from meedoen.register.profiles.offered import target_groups
from meedoen.register.programmes.selectors import programme_choices
from meedoen.register.reminders.selectors import pause_of

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="person.list", template="desk/people/list.html", nav="people", methods=("GET", "HEAD"))
def people_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(PeopleFilter, request)
    day = today()
    filters, only = people_filters(actor, given, day)
    found = services.look_at_people(actor, filters, given.get("na"), only=only)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("people")
    return {
        "found": found,
        "work": work_of_people(actor, [row.pk for row in found.rows], day),
        "places": {code: place_name(code) for code in {row.municipality for row in found.rows}},
        "choices": _list_choices(actor, day),
        "chosen": tuple(chosen.items()),
        **views_of(actor, "people", chosen),
        "first_url": address(here, chosen) if given.get("na") is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "person.register", "person.export"),
        "download_url": address(reverse("people-out"), chosen),
    }


def _list_choices(actor: Actor, day: date) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What the list can be narrowed by, as values that a kept part can be known by."""
    return (
        ("gemeente", tuple(municipality_choices(day))),
        ("programma", tuple(programme_choices())),
        ("groep", tuple(target_groups())),
        ("vindbaar", tuple(findability_choices()) if may(actor, "profile.see") else ()),
    )


@page(power="person.see", template="desk/people/person.html", nav="people", methods=("GET", "HEAD"))
def person(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    context = file_page(actor, number, "person")
    who = context["person"]
    sections = context["sections"]
    # What was not shared is not on this page, nor in its timeline.
    entries = entries_of(who, day) if "register" in sections else []
    residences = residences_of(who)
    placements = placements_of_people(actor, [who.pk], day) if "work" in sections else ()
    return {
        **context,
        "entries": entries,
        "residences": residences,
        "placements": placements,
        "place_name": place_name,
        "contacts": contacts_of(who),
        "waiting": open_hand_over_of(who),
        "protection": protection_of(who),
        "paused": pause_of(who, day),
        "corrections": corrections_of(who, sections),
        "day": day,
        "events": _events(who, entries, placements, residences),
        "can": powers_of(
            actor,
            "person.correct",
            "person.move",
            "person.record_contact",
            "registration.add",
            "registration.end",
            "registration.correct",
            "registration.withdraw",
            "residence.correct",
            "residence.withdraw",
            "circle.set_fixed_contact",
            "reminder.pause",
            "placement.register",
        ),
    }


@page(power="person.register", template="desk/form.html", nav="people")
def person_new(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    start = {"municipality": actor.municipality or "", "lives_since": day}
    form = PersonForm(request.POST or None, today=day, initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: services.register_person(
                actor, _new_person(form.cleaned_data, actor, day), accepted=accepted, today=day
            ),
        )
        if made is not None:
            message = _("%(name)s is ingeschreven als %(number)s.")
            words = {"name": made.name, "number": made.number}
            return done(request, message % words, reverse("person", args=[made.number]))
    return form_page(
        form,
        _("Nieuwe kandidaat"),
        _("Inschrijven"),
        reverse("people"),
        crumbs=(people_crumb(),),
        lead=_("Schrijf alleen op wat u nodig hebt. Voor een diagnose is hier geen plaats."),
    )


@page(power="person.move", template="desk/form.html", nav="people")
def person_move(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = services.look_at_person(actor, number).person
    keeps = may(actor, "hand_over.offer") and keeps_file(actor, who, day)
    form = MoveForm(request.POST or None, today=day, may_hand_over=keeps, initial={"moved_on": day})
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: services.move_person(
                actor, number, **form.cleaned_data, accepted=accepted, today=day
            ),
        )
        if made is not None:
            message = _("%(number)s woont nu in %(place)s.")
            if form.cleaned_data.get("hand_over"):
                message = _("%(number)s woont nu in %(place)s. Die gemeente is gevraagd om het dossier.")
            words = {"number": made.number, "place": place_name(made.municipality)}
            # Whoever moved may be out of sight now, so the list is the page to go to.
            return done(request, message % words, reverse("people"))
    lead = _(
        "%(name)s woont nu in %(place)s. Na de verhuizing ziet de nieuwe gemeente het dossier. "
        "U ziet het alleen nog als uw organisatie dossierhouder is."
    )
    words = {"name": who.name, "place": place_name(who.municipality)}
    return _about(form, who.name, number, _("Verhuizing vastleggen"), _("Vastleggen"), lead % words)


@page(power="person.record_contact", template="desk/form.html", nav="people")
def person_contact(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = services.look_at_person(actor, number).person
    form = ContactForm(request.POST or None, initial={"on": day})
    if request.method == "POST":
        made = do(
            form, lambda _accepted: services.record_contact(actor, number, **form.cleaned_data, today=day)
        )
        if made is not None:
            return done(request, _("Het gesprek is vastgelegd."), _url(number))
    return _about(form, who.name, number, _("Gesprek vastleggen"), _("Vastleggen"))


@page(power="registration.add", template="desk/form.html", nav="people")
def registration_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = services.look_at_person(actor, number).person
    form = EntryForm(request.POST or None)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.add_registration(actor, number, **form.cleaned_data, today=today()),
        )
        if made is not None:
            return done(request, _("De inschrijving is vastgelegd."), _url(number))
    title = _("Inschrijving in het doelgroepregister")
    lead = _("Schrijf over wat UWV in het doelgroepregister heeft staan: de grond en de eerste dag.")
    return _about(form, who.name, number, title, _("Vastleggen"), lead)


@page(power="registration.end", template="desk/form.html", nav="people")
def registration_end(request: HttpRequest, actor: Actor, number: str, registration: int) -> Answer:
    who = services.look_at_person(actor, number).person
    entry_of(who, registration)
    form = EndEntryForm(request.POST or None)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.end_registration(
                actor, number, registration, **form.cleaned_data, today=today()
            ),
        )
        if made is not None:
            return done(request, _("De inschrijving is beëindigd."), _url(number))
    return _about(form, who.name, number, _("Inschrijving beëindigen"), _("Beëindigen"), danger=True)


def _new_person(given: Mapping[str, Any], actor: Actor, day: date) -> NewPerson:
    entries = (Registered(given["ground"], given["starts_on"]),) if given["ground"] else ()
    return NewPerson(
        name=given["name"],
        birth_on=given["birth_on"],
        residences=(Lived(given["municipality"], given["lives_since"]),),
        registrations=entries,
        responsible_id=actor.organisation_id or 0,
        last_contact_on=given["last_contact_on"],
        registered_on=day,
    )


def _about(
    form: Any, name: str, number: str, title: str, button: str, lead: str = "", *, danger: bool = False
) -> Mapping[str, Any]:
    crumbs = file_crumbs(name, number)
    return form_page(form, title, button, _url(number), crumbs=crumbs, lead=lead, danger=danger)


def _url(number: str) -> str:
    return reverse("person", args=[number])


def _events(
    who: Any,
    entries: list[EntryWithMeaning],
    placements: tuple[PlacementRow, ...],
    residences: list[Any],
) -> list[dict[str, Any]]:
    """What happened to someone, the latest first."""
    events: list[dict[str, Any]] = [{"on": who.registered_on, "what": _("Ingeschreven")}]
    if who.last_contact_on:
        events.append({"on": who.last_contact_on, "what": _("Laatste gesprek")})
    for entry in entries:
        what = _("In het doelgroepregister: %(ground)s") % {"ground": entry.ground}
        events.append({"on": entry.entry.starts_on, "what": what})
        if entry.entry.ends_before:
            what = _("Inschrijving in het doelgroepregister eindigt")
            events.append({"on": entry.entry.ends_before, "what": what, "why": entry.because})
    # The first residence is where someone came from, not a move.
    for one in residences[:-1]:
        what = _("Verhuisd naar %(place)s") % {"place": place_name(one.municipality)}
        events.append({"on": one.starts_on, "what": what})
    for row in placements:
        if row.is_replaced:
            continue
        words = {"kind": row.kind, "workplace": row.workplace}
        events.append({"on": row.starts_on, "what": _("Begint: %(kind)s bij %(workplace)s") % words})
        if row.ends_before:
            events.append({"on": row.ends_before, "what": _("Eindigt: %(kind)s bij %(workplace)s") % words})
    return sorted(events, key=lambda event: event["on"], reverse=True)


urls = [
    path("kandidaten/", people_list, name="people"),
    path("kandidaten/nieuw/", person_new, name="person-new"),
    path("kandidaten/<str:number>/", person, name="person"),
    path("kandidaten/<str:number>/verhuizing/", person_move, name="person-move"),
    path("kandidaten/<str:number>/gesprek/", person_contact, name="person-contact"),
    path("kandidaten/<str:number>/doelgroepregister/", registration_new, name="person-registration-new"),
    path(
        "kandidaten/<str:number>/doelgroepregister/<int:registration>/einde/",
        registration_end,
        name="person-registration-end",
    ),
]
