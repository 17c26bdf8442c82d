"""How we match, for everyone: the text for the algorithm register, with the weights and their history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.matching.points import weights_on
from meedoen.matching.register_parts import blocks_of
from meedoen.matching.register_text import register_text
from meedoen.matching.travel import estimates_on
from meedoen.portals.everyone import open_page
from meedoen.portals.layout import today
from meedoen.primitives.refusal import NotValid

NAV = "proposals"


@open_page(NAV, "public/how_we_match.html")
def how_we_match(request: HttpRequest) -> Mapping[str, Any]:
    title, *blocks = blocks_of(_text())
    return {"text_title": title.lines[0], "blocks": blocks}


@open_page(NAV)
def how_we_match_file(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="zoekhulp.md"'}
    return HttpResponse(_text(), content_type="text/markdown; charset=utf-8", headers=headers)


def _text() -> str:
    """The text with the weights that are in force today."""
    try:
        return register_text(weights_on(today()), estimates_on(today()))
    except NotValid as refusal:
        raise NotFound(_("Er zijn vandaag geen punten in gebruik.")) from refusal


urls: list[URLPattern] = [
    path("zoekhulp/", how_we_match, name="how-we-match"),
    path("zoekhulp/tekst/", how_we_match_file, name="how-we-match-file"),
]
