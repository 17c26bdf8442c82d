"""Answers that someone takes along: a page on paper, or back to the page with why it can't be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from meedoen.portals.paper import NoPaper, as_pdf


def paper(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, name: str, back: str, made_on: date
) -> HttpResponseBase:
    """Return a template as a PDF to keep under a name; `back` is the same page on the screen."""
    try:
        pdf = as_pdf(template, context, made_on=made_on)
    except NoPaper as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(back)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
