"""Pages about how one placement lasts: its moments in three voices, links, and what comes after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.portals import formats
from meedoen.portals.desk.employer_file import at_once, typed
from meedoen.portals.desk.forms.durability import LinkForm, NextForm, VoiceForm
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.placement_tabs import placement_tabs
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.checks import NotPossible
from meedoen.register.durability import ending, services
from meedoen.register.durability.links import Letter, MadeLink, revoke_check_link, send_check_link
from meedoen.register.durability.listing import signals_of
from meedoen.register.durability.questions import BY_LINK, VOICES
from meedoen.register.durability.selectors import (
    check_of,
    link_of,
    moments_of,
    next_of,
    placement_to_follow,
)
from meedoen.register.durability.validity import known_moment, known_voice
from meedoen.register.employers.spoken import contact_people_of
from meedoen.register.links import demo_token, hash_of
from meedoen.register.people.selectors import sight_of
from meedoen.register.privacy.selectors import restricted
from meedoen.register.profiles.selectors import reach_of

Answer = Mapping[str, Any] | HttpResponseBase
NAV = "placements"
METHODS = ("GET", "HEAD")


@page(power="check.see", template="desk/durability/placement.html", nav=NAV, methods=METHODS)
def placement_durability(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    found = services.look_at_checks(actor, number)
    return {
        "placement": found,
        "person_name": found.person.name,
        "moments": moments_of(actor, found, day),
        "states": _states(),
        "by_link": BY_LINK,
        "signals": signals_of(found, day),
        "after": next_of(found),
        "has_ended": found.ends_before is not None and found.ends_before <= day,
        "is_over": found.ends_before is not None and found.replaced_on is None,
        "demo_url": partial(_demo_url, found.number) if settings.DEMO else None,
        "tabs": placement_tabs(actor, found.number, "placement-durability", by_name=True),
        "crumbs": (_placements(),),
        "can": powers_of(actor, "check.record", "check.send_link", "placement.end"),
    }


@page(power="check.record", template="desk/form.html", nav=NAV)
def check_record(request: HttpRequest, actor: Actor, number: str, moment: str, voice: str) -> Answer:
    found, at = placement_to_follow(actor, number), known_moment(moment)
    said = check_of(found, at.code, known_voice(voice))
    start = {**said.answers, "words": said.words, "version": said.version} if said else {"version": 0}
    form = VoiceForm(typed(request), voice=voice, initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: services.record_check(
                actor,
                number,
                moment,
                voice,
                form.told(),
                version=form.cleaned_data["version"],
                accepted=accepted,
                today=today(),
            ),
        )
        if made is not None:
            return done(request, _("Vastgelegd."), _url(found.number))
    words = {"voice": VOICES[voice], "moment": at.words}
    return _about(
        form,
        found,
        _("Wat zegt %(voice)s, %(moment)s?") % words,
        _("Vastleggen"),
        _("%(why)s Vul in wat er is gezegd, niet wat u denkt.") % {"why": at.why},
    )


@page(power="check.send_link", template="desk/durability/link.html", nav=NAV)
def check_link(request: HttpRequest, actor: Actor, number: str, moment: str, voice: str) -> Answer:
    """The link is sent, or shown once in answer to the deed that made it."""
    found, at, day = placement_to_follow(actor, number), known_moment(moment), today()
    standing = link_of(found, at.code, known_voice(voice), day)
    start = {"version": standing.pk if standing else 0, "to": _address(actor, found, voice, day)}
    form = LinkForm(typed(request), initial=start)
    if request.method == "POST":
        made = do(form, lambda _accepted: _send(request, actor, found, at, voice, form, day))
        if made is not None:
            if made.to:
                message = _("De link is verstuurd naar %(to)s.") % {"to": made.to}
                return done(request, message, _url(found.number))
            shown = _about(LinkForm(), found, _("De link"), "")
            return {**shown, **_shown(request, found, at, voice, made), "keep": "no-store"}
    words = {"voice": VOICES[voice], "moment": at.words}
    return _about(
        form,
        found,
        _("Link voor %(voice)s, %(moment)s") % words,
        _("Nieuwe link maken") if standing else _("Link maken"),
        _("Achter de link staan drie vragen. Een account is niet nodig. Wie de link heeft, kan antwoorden."),
    )


@page(power="check.send_link", methods=("POST",))
def check_unlink(request: HttpRequest, actor: Actor, number: str, moment: str, voice: str) -> Answer:
    return at_once(
        request,
        lambda: revoke_check_link(actor, number, moment, voice, today=today()),
        _("De link werkt niet meer."),
        _url(number),
    )


@page(power="placement.end", template="desk/form.html", nav=NAV)
def placement_next(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = placement_to_follow(actor, number)
    said = next_of(found)
    start = (
        {"then": said.row.then, "because": said.row.because, "version": said.row.version}
        if said
        else {"version": 0}
    )
    form = NextForm(typed(request), initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: ending.say_what_comes_next(actor, number, **form.cleaned_data, today=today()),
        )
        if made is not None:
            return done(request, _("Vastgelegd."), _url(found.number))
    return _about(form, found, _("Wat komt er na dit werk?"), _("Vastleggen"))


def _send(
    request: HttpRequest, actor: Actor, found: Any, moment: Any, voice: str, form: DeedForm, day: date
) -> MadeLink:
    def letter(token: str) -> tuple[str, str]:
        return _letter(_link_url(request, token), found, moment, voice, actor.name)

    if restricted([found.person.pk], "stored_only", day):
        raise NotPossible(_("De kandidaat wil dat u het dossier alleen bewaart. Er gaat geen link uit."))
    return send_check_link(
        actor,
        found.number,
        moment.code,
        voice,
        Letter(form.cleaned_data["to"], letter),
        known=form.cleaned_data["version"],
        today=day,
    )


def _letter(url: str, found: Any, moment: Any, voice: str, by: str) -> tuple[str, str]:
    """Subject and text; neither says more of the person than that they work there."""
    if voice == "employer":
        subject = _("Drie vragen over uw medewerker")
        text = _(
            "Goedendag,\n\nBij u werkt iemand met hulp van de gemeente. Hoe gaat het %(moment)s? "
            "Drie korte vragen, zonder account:\n\n%(url)s\n\nMet vriendelijke groet,\n%(by)s"
        )
    else:
        subject = _("Hoe gaat het op uw werk?")
        text = _(
            "Goedendag,\n\nHoe gaat het op uw werk bij %(work)s? Drie korte vragen:\n\n%(url)s\n\n"
            "Uw werkgever leest dit niet.\n\nGroeten,\n%(by)s"
        )
    words = {"moment": moment.words, "url": url, "by": by, "work": found.workplace_employer.name}
    return subject, text % words


def _shown(request: HttpRequest, found: Any, moment: Any, voice: str, made: MadeLink) -> dict[str, Any]:
    url = _link_url(request, made.token)
    by = made.link.made_by.name if made.link.made_by else ""
    return {
        "answer_url": url,
        "letter": _letter(url, found, moment, voice, by)[1],
        "until": formats.last_day(made.link.expires_on),
        "back": _url(found.number),
    }


def _address(actor: Actor, found: Any, voice: str, day: date) -> str:
    """Where this voice is reached, as far as the actor may read that; of who asked for nothing, nothing."""
    if voice == "employer":
        people = (
            contact_people_of(actor, found.workplace_employer, day)
            if may(actor, "contact_person.see")
            else []
        )
        return next((one.email for one in people if one.email), "")
    if not may(actor, "reach.see") or "reach" not in sight_of(actor, found.person).sections:
        return ""
    if restricted([found.person.pk], "stored_only", day):
        return ""
    reach = reach_of(found.person)
    first = (reach.email, reach.phone) if reach.channel == "email" else (reach.phone, reach.email)
    return next((one for one in first if one), "")


def _link_url(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("check", args=[token]))


def _demo_url(number: str, link: Any) -> str:
    """Where all people are invented the token of a link can be made again."""
    token = demo_token(f"check {number} {link.moment} {link.voice}")
    return reverse("check", args=[token]) if hash_of(token) == link.token_hash else ""


def _about(form: DeedForm, found: Any, title: str, button: str, lead: str = "") -> Mapping[str, Any]:
    crumbs = (_placements(), Link(found.number, _url(found.number)))
    return form_page(form, title, button, _url(found.number), crumbs=crumbs, lead=lead)


def _states() -> dict[str, tuple[str, str]]:
    """How the state of a moment is said, and how it looks."""
    return {
        "ahead": (_("komt nog"), "neutral"),
        "open": (_("nu aan de beurt"), "warning"),
        "late": (_("te laat"), "danger"),
        "passed": (_("voorbij"), "neutral"),
        "done": (_("klaar"), "success"),
        "after_end": (_("niet nodig, het werk eindigt eerder"), "neutral"),
    }


def _url(number: str) -> str:
    return reverse("placement-durability", args=[number])


def _placements() -> Link:
    return Link(_("Plaatsingen"), reverse("placements"))


urls = [
    path("plaatsingen/<str:number>/duurzaam/", placement_durability, name="placement-durability"),
    path("plaatsingen/<str:number>/daarna/", placement_next, name="placement-next"),
    path("plaatsingen/<str:number>/duurzaam/<str:moment>/<str:voice>/", check_record, name="check-record"),
    path("plaatsingen/<str:number>/duurzaam/<str:moment>/<str:voice>/link/", check_link, name="check-link"),
    path(
        "plaatsingen/<str:number>/duurzaam/<str:moment>/<str:voice>/link-intrekken/",
        check_unlink,
        name="check-unlink",
    ),
]
