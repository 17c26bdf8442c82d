"""How a municipality works, for an employer who wants to know it in advance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.portals.calculators.pages import calculator
from meedoen.portals.errors import not_found
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.choices.selectors import choices_of, municipality_names
from meedoen.rules.local_choices import GROUPS


@calculator("calculators/municipalities.html")
def municipalities(request: HttpRequest) -> Mapping[str, Any]:
    return {"municipalities": municipality_names(settings.REGION, today()), "crumbs": (_crumb(),)}


@calculator("calculators/municipality.html")
def municipality(request: HttpRequest, municipality: str) -> Mapping[str, Any] | HttpResponseBase:
    day = today()
    try:
        found = choices_of(municipality, day)
    except NotFound as refusal:
        return not_found(request, refusal)
    groups = [
        (words, [one for one in found.points if one.point.group == code]) for code, words in GROUPS.items()
    ]
    contact = next((one.row for one in found.points if one.point.code == "contactpunt"), None)
    return {
        "found": found,
        "day": day,
        "contact": contact,
        "groups": groups,
        "crumbs": (_crumb(), Link(_("Zo werkt uw gemeente"), reverse("local-municipalities"))),
    }


def _crumb() -> Link:
    return Link(_("Rekenen"), reverse("calculators"))


urls: list[URLPattern] = [
    path("rekenen/gemeente/", municipalities, name="local-municipalities"),
    path("rekenen/gemeente/<str:municipality>/", municipality, name="local-municipality"),
]
