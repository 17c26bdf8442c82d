"""What the pages behind a link without an account share: who may not read along, and a link that is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from meedoen.portals.layout import around
from meedoen.register.links import LinkGone

METHODS = ("GET", "HEAD", "POST")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def gone_page(request: HttpRequest, gone: LinkGone, words: Mapping[str, tuple[int, Any]]) -> HttpResponse:
    """Say why a link opens nothing, and whom to ask."""
    status, message = words[gone.why]
    remedy = _("Bel of mail degene die u de link stuurde.")
    if gone.contact is not None:
        whom = {"name": gone.contact.name, "email": gone.contact.email, "at": gone.contact.organisation}
        remedy = _("Vragen? Mail %(name)s van %(at)s: %(email)s.") % whom
    context: dict[str, Any] = {**around(request), "message": message, "remedy": remedy}
    return render(request, "answers/gone.html", context, status=status, using="jinja2")


def closed_to_others(response: Answer) -> Answer:
    """Keep the address out of search engines, caches, and what the browser tells the next page.

    The origin alone goes along: without it a browser's own form could not be told from a foreign one.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    return response
