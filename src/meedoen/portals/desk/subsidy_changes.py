"""Pages that change a subsidy that runs: stop, correct, sickness, and a move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.fields import DeedForm, day_after, do
from meedoen.portals.desk.forms.subsidies import CorrectForm, IllnessForm, MoveForm, StopForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.desk.subsidy_page import subsidies_crumb, subsidy_url
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.subsidies import changing
from meedoen.register.subsidies.selectors import subsidy_by_number
from meedoen.register.subsidies.states import CORRECTED_BECAUSE, STOPPED_BECAUSE

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="subsidy.stop", template="desk/form.html", nav="subsidies")
def subsidy_stop(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = subsidy_by_number(actor, number)
    form = StopForm(request.POST or None, reasons=STOPPED_BECAUSE, initial={"version": found.version})

    def stop(given: Mapping[str, Any]) -> Any:
        ends_before = day_after(given["ends_before"]) or today()
        return changing.stop_subsidy(
            actor, number, ends_before, given["because"], version=given["version"], today=today()
        )

    return _change(request, found, form, stop, (_("Subsidie stoppen"), _("Stoppen")))


@page(power="subsidy.correct", template="desk/form.html", nav="subsidies")
def subsidy_correct(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = subsidy_by_number(actor, number)
    initial = {name: getattr(found, name) for name in ("kind", "full_time", "starts_on", "version")}
    form = CorrectForm(request.POST or None, reasons=CORRECTED_BECAUSE, initial=initial)

    def correct(given: Mapping[str, Any]) -> Any:
        terms = changing.Terms(given["kind"], given["full_time"], given["starts_on"])
        return changing.correct_subsidy(
            actor, number, terms, given["because"], version=given["version"], today=today()
        )

    lead = _("Uren en dagen van de baan corrigeert u bij de plaatsing, een meting bij de kandidaat.")
    return _change(request, found, form, correct, (_("Subsidie corrigeren"), _("Corrigeren")), lead)


@page(power="subsidy.correct", template="desk/form.html", nav="subsidies")
def subsidy_illness(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = subsidy_by_number(actor, number)
    form = IllnessForm(request.POST or None, initial={"version": found.version})

    def record(given: Mapping[str, Any]) -> Any:
        return changing.record_illness(
            actor,
            number,
            given["starts_on"],
            day_after(given["ends_before"]),
            version=given["version"],
            today=today(),
        )

    lead = _("Dagen met recht op ziekengeld. Tot 1 juli 2023 is er dan geen subsidie, daarna loopt zij door.")
    return _change(request, found, form, record, (_("Ziekte vastleggen"), _("Vastleggen")), lead)


@page(power="subsidy.correct", template="desk/form.html", nav="subsidies")
def subsidy_move(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = subsidy_by_number(actor, number)
    form = MoveForm(request.POST or None, initial={"version": found.version})

    def move(given: Mapping[str, Any]) -> Any:
        changing.move_subsidy(actor, number, given["on"], version=given["version"], today=today())
        return found

    lead = _("Leg eerst de verhuizing vast bij de kandidaat. De nieuwe gemeente beslist zelf over haar deel.")
    return _change(request, found, form, move, (_("Overdragen na verhuizing"), _("Overdragen")), lead)


def _change(
    request: HttpRequest,
    found: Any,
    form: DeedForm,
    service: Callable[[Mapping[str, Any]], Any],
    words: tuple[str, str],
    lead: str = "",
) -> Answer:
    """A form whose deed drafts anew what a second person decides about."""
    title, button = words
    back = subsidy_url(found.number)
    if request.method == "POST":
        made = do(form, lambda _accepted: service(form.cleaned_data))
        if made is not None:
            told = (
                _("Vastgelegd. De nieuwe berekening staat klaar om voor te stellen.")
                if made.state == "calculated"
                else _("Vastgelegd. Het bedrag verandert er niet door.")
            )
            return done(request, told, back)
    return form_page(
        form, title, button, back, crumbs=(subsidies_crumb(), Link(found.number, back)), lead=lead
    )


urls = [
    path("subsidies/<str:number>/stoppen/", subsidy_stop, name="subsidy-stop"),
    path("subsidies/<str:number>/corrigeren/", subsidy_correct, name="subsidy-correct"),
    path("subsidies/<str:number>/ziekte/", subsidy_illness, name="subsidy-illness"),
    path("subsidies/<str:number>/verhuisd/", subsidy_move, name="subsidy-move"),
]
