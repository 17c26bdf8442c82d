"""The target book: what was promised, in versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.portals.desk.forms.steering import TargetForm
from meedoen.portals.desk.pages import Actor, page, tell
from meedoen.portals.desk.publications import area_name
from meedoen.portals.layout import today
from meedoen.primitives.number import parse_whole
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import tidy
from meedoen.register.employers.selectors import employer_ids, employer_names
from meedoen.register.programmes.selectors import programmes
from meedoen.steering.counted.selectors import definitions
from meedoen.steering.dashboard.selectors import area_choices
from meedoen.steering.targets import selectors, services
from meedoen.steering.targets.shape import NewTarget, TargetShown


def subject_of(target: TargetShown, programme_names: Mapping[str, str], employers: Mapping[int, str]) -> str:
    """For whom a target holds: the area, and the programme or employer if there is one."""
    words = [area_name(target.area)]
    if target.programme:
        words.append(programme_names.get(target.programme, target.programme))
    if target.employer_id is not None:
        words.append(employers.get(target.employer_id, _("een werkgever")))
    return ", ".join(words)


@page(power="target.see", template="desk/targets/list.html", nav="targets")
def targets(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    area = tidy(request.GET.get("gebied", ""))[:6]
    found = selectors.target_book(area)
    names = {one.code: one.name for one in definitions()}
    programme_names = {one.code: one.name for one in programmes()}
    employers = employer_names(actor, {one.employer_id for one in found if one.employer_id is not None})
    groups: dict[str, list[tuple[TargetShown, str]]] = {}
    for one in found:
        subject = subject_of(one, programme_names, employers)
        groups.setdefault(names.get(one.indicator, one.indicator), []).append((one, subject))
    return {
        "groups": groups,
        "area": area,
        "areas": [("", _("alle")), *area_choices(settings.REGION, today())],
        "may_set": may(actor, "target.set"),
    }


@page(power="target.set", template="desk/targets/new.html", nav="targets")
def target_new(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | HttpResponseBase:
    """A target lower than what was realised is written only after the warning was read."""
    form = TargetForm(
        request.POST or None,
        indicators=[(one.code, one.name) for one in definitions()],
        areas=area_choices(settings.REGION, today()),
        programmes=[(one.code, one.name) for one in programmes()],
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.set_target(
                actor, _typed(actor, form), accepted=form.cleaned_data["accepted"], today=today()
            )
            messages.success(request, _("Het doel staat in het doelenboek."))
            return redirect("targets")
        except NotAllowed:
            raise
        except services.TargetBelowRealised as refusal:
            form.ask_to_accept()
            tell(form, refusal)
        except Refused as refusal:
            tell(form, refusal)
        except NotValid as refusal:
            form.add_error("value", str(refusal))
    return {"form": form, "status": 422 if form.errors else 200}


def _typed(actor: Actor, form: TargetForm) -> NewTarget:
    typed = form.cleaned_data
    employer_id = None
    if typed["employer"]:
        employer_id = employer_ids(actor).get(typed["employer"])
        if employer_id is None:
            raise Refused(_("Wij kennen geen werkgever met dit KvK-nummer."), field="employer")
    return NewTarget(
        indicator=typed["indicator"],
        area=typed["area"],
        programme=typed["programme"],
        employer_id=employer_id,
        starts_on=typed["starts_on"],
        reference_on=typed["reference_on"],
        value=parse_whole(typed["value"]),
        reason=typed["reason"],
        source=typed["source"],
    )


urls: list[URLPattern] = [
    path("doelenboek/", targets, name="targets"),
    path("doelenboek/nieuw/", target_new, name="target-new"),
]
