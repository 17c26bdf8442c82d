"""The rule book: every parameter with its series, source and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.counting.indicators import INDICATORS
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.formats import worth
from meedoen.portals.layout import today
from meedoen.rules import book
from meedoen.rules.book import Parameter, Value


def _now(parameter: Parameter) -> Value | None:
    """The stretch of the series that holds today, if the book knows one."""
    day = today()
    for value in parameter.values:
        if value.starts_on <= day and (value.ends_before is None or day < value.ends_before):
            return value
    return None


@page(power="rulebook.see", template="desk/rulebook/list.html", nav="rulebook")
def rulebook(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    sought = request.GET.get("zoek", "").strip()[:80]
    groups = []
    for regeling in book.regelingen():
        found = [
            (parameter, _now(parameter))
            for parameter in regeling.parameters
            if sought.lower() in f"{parameter.path} {parameter.title}".lower()
        ]
        if found:
            groups.append((regeling, found))
    return {"groups": groups, "sought": sought, "worth": worth}


@page(power="rulebook.see", template="desk/rulebook/detail.html", nav="rulebook")
def parameter(request: HttpRequest, actor: Actor, path: str) -> Mapping[str, Any]:
    if path not in book.paths():
        raise NotFound(_("Deze parameter staat niet in het regelboek."))
    found = book.parameter(path)
    return {
        "parameter": found,
        "now": _now(found),
        "used_by": [one for one in INDICATORS.values() if path in one.parameters],
        "breaks": book.breaks(path.split(".", 1)[0]),
        "worth": worth,
    }


urls: list[URLPattern] = [
    path("regelboek/", rulebook, name="rulebook"),
    path("regelboek/<str:path>/", parameter, name="parameter"),
]
