"""What pages of people, employers and placements share: the form page, and the address of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.portals.desk.forms.fields import DeedForm
from meedoen.portals.frame import Link


def form_page(
    form: DeedForm,
    title: str,
    button: str,
    back: str,
    *,
    crumbs: tuple[Link, ...],
    lead: str = "",
    danger: bool = False,
    **more: Any,
) -> Mapping[str, Any]:
    """Return the context of a page with one form and one deed; a refused form answers 422."""
    refused = form.is_bound and bool(form.errors or form.questions)
    return {
        "deed_form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "back": back,
        "crumbs": crumbs,
        "danger": danger,
        "has_errors": bool(form.errors),
        "status": 422 if refused else 200,
        **more,
    }


def done(request: HttpRequest, message: str, url: str) -> HttpResponse:
    """Say that a deed was done, on the page that shows it."""
    messages.success(request, message)
    return HttpResponseRedirect(url)


def address(url: str, given: Mapping[str, Any]) -> str:
    """Return an address with the filters that are in use."""
    used = {name: str(value) for name, value in given.items() if value not in (None, "")}
    return f"{url}?{urlencode(used)}" if used else url


def filled_in(filters: type[Form], request: HttpRequest) -> dict[str, Any]:
    """Return what an address asks of a list; what cannot be is left out, and most ask nothing."""
    if not request.GET:
        return {}
    form = filters(request.GET)
    form.is_valid()
    return form.cleaned_data


def powers_of(actor: Actor, *deeds: str) -> dict[str, bool]:
    """Return which of these deeds the actor may do, for the buttons of a page."""
    return {deed: may(actor, deed) for deed in deeds}
