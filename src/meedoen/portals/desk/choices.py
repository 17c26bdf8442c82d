"""The deviation meter: what each municipality chose, beside what municipalities agreed on together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.portals.desk.forms.choices import ChoiceForm, WithdrawForm
from meedoen.portals.desk.forms.fields import DayField, do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, form_page
from meedoen.portals.frame import Link, NavEntry
from meedoen.portals.layout import today
from meedoen.register.choices import services
from meedoen.register.choices.selectors import (
    NotYourMunicipality,
    choices_of,
    history_of,
    known_point,
    region_choices,
    version_of,
)
from meedoen.register.choices.shape import Chosen, MunicipalityChoices
from meedoen.rules.local_choices import GROUPS, points, years_in

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="choice.see", template="desk/choices/region.html", nav="deviations", methods=("GET", "HEAD"))
def deviations(request: HttpRequest, actor: Actor) -> Answer:
    """All municipalities on a day: each point counted, and one group of points for each of them."""
    day = _day(request)
    group = request.GET.get("onderwerp", "")
    group = group if group in GROUPS else next(iter(GROUPS))
    found = region_choices(settings.REGION, day)
    chosen = {"dag": day.isoformat() if day != today() else ""}
    here = reverse("deviations")
    return {
        "found": found,
        "day": day,
        "is_today": day == today(),
        "tabs": tuple(
            NavEntry(words, address(here, {**chosen, "onderwerp": code}), code == group)
            for code, words in GROUPS.items()
        ),
        "turns": [turn for turn, one in enumerate(points()) if one.group == group],
        "points": points(),
        "group_words": GROUPS[group],
        "group": group,
        "own": actor.organisation_id if may(actor, "choice.set") else None,
    }


@page(
    power="choice.see", template="desk/choices/municipality.html", nav="deviations", methods=("GET", "HEAD")
)
def municipality(request: HttpRequest, actor: Actor, municipality: str) -> Answer:
    day = _day(request)
    found = choices_of(municipality, day)
    return {
        "found": found,
        "day": day,
        "groups": [
            (words, [one for one in found.points if one.point.group == code])
            for code, words in GROUPS.items()
        ],
        "may_set": _is_own(actor, found),
        "crumbs": (_crumb(),),
    }


@page(power="choice.see", template="desk/choices/point.html", nav="deviations")
def point(request: HttpRequest, actor: Actor, municipality: str, point: str) -> Answer:
    """What one municipality chose on one point, ever; its own people choose here from which day on what."""
    day = today()
    found = choices_of(municipality, day)
    asked = known_point(point)
    chosen = next(one for one in found.points if one.point == asked)
    form = ChoiceForm(
        request.POST if request.method == "POST" else None, chosen=chosen, initial=_start(found, chosen, day)
    )
    here = reverse("choice-point", args=[found.code, asked.code])
    if request.method == "POST":
        _require_own(actor, found)
        made = do(form, lambda _accepted: _set(actor, found, asked.code, form, day))
        if made is not None:
            return done(request, _("De keuze is vastgelegd."), here)
    back = reverse("choices", args=[found.code])
    return {
        **form_page(form, asked.title, _("Vastleggen"), back, crumbs=(_crumb(), Link(found.name, back))),
        "found": found,
        "chosen": chosen,
        "history": history_of(found.organisation_id, asked),
        "day": day,
        "may_set": _is_own(actor, found),
    }


@page(power="choice.set", template="desk/form.html", nav="deviations", methods=("POST",))
def withdraw(request: HttpRequest, actor: Actor, municipality: str, point: str, choice: int) -> Answer:
    day = today()
    found = choices_of(municipality, day)
    asked = known_point(point)
    _require_own(actor, found)
    here = reverse("choice-point", args=[found.code, asked.code])
    row = next((one for one in history_of(found.organisation_id, asked) if one.id == choice), None)
    if row is None:
        raise NotFound(_("Deze keuze bestaat niet, of is van een andere gemeente."))
    form = WithdrawForm(request.POST)
    made = do(
        form,
        lambda _accepted: services.withdraw_choice(
            actor, found.organisation_id, choice, **form.cleaned_data, today=day
        ),
    )
    if made is not None:
        return done(request, _("De keuze is ingetrokken; zij blijft leesbaar."), here)
    crumbs = (_crumb(), Link(found.name, reverse("choices", args=[found.code])), Link(asked.title, here))
    lead = _("%(words)s. Wat er stond, blijft leesbaar.") % {"words": row.words}
    return form_page(form, _("Keuze intrekken"), _("Intrekken"), here, crumbs=crumbs, lead=lead, danger=True)


def _set(actor: Actor, found: MunicipalityChoices, code: str, form: ChoiceForm, day: date) -> object:
    typed = form.cleaned_data
    return services.set_choice(
        actor,
        found.organisation_id,
        code,
        form.chosen(),
        typed["starts_on"],
        typed["reason"],
        version=typed["version"],
        today=day,
    )


def _start(found: MunicipalityChoices, chosen: Chosen, day: date) -> dict[str, Any]:
    """What the form opens with: what stands there now."""
    value = chosen.row.value if chosen.row else ""
    start: dict[str, Any] = {
        "starts_on": day,
        "version": version_of(found.organisation_id, chosen.point.code),
    }
    return start | (years_in(value) if chosen.point.kind == "years" else {"value": value})


def _is_own(actor: Actor, found: MunicipalityChoices) -> bool:
    return may(actor, "choice.set") and actor.organisation_id == found.organisation_id


def _require_own(actor: Actor, found: MunicipalityChoices) -> None:
    """Who has the power nowhere is refused as by the matrix, who has it elsewhere as by the service."""
    if not may(actor, "choice.set"):
        raise NotAllowed(_("Met uw rol kunt u geen keuzes vastleggen. Vraag de beleidsadviseur."))
    if not _is_own(actor, found):
        raise NotYourMunicipality()


def _day(request: HttpRequest) -> date:
    """The day that the address asks for, or today."""
    given = request.GET.get("dag", "").strip()
    if not given:
        return today()
    try:
        return DayField().clean(given) or today()
    except ValidationError as refusal:
        raise NotFound(_("Vul een dag in als 31-12-2026.")) from refusal


def _crumb() -> Link:
    return Link(_("Keuzes van gemeenten"), reverse("deviations"))


urls = [
    path("afwijkingen/", deviations, name="deviations"),
    path("afwijkingen/<str:municipality>/", municipality, name="choices"),
    path("afwijkingen/<str:municipality>/<slug:point>/", point, name="choice-point"),
    path(
        "afwijkingen/<str:municipality>/<slug:point>/<int:choice>/intrekken/",
        withdraw,
        name="choice-withdraw",
    ),
]
