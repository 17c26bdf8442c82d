"""The frame of a page that anyone may open, signed in or not: it shows, and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render

from meedoen.access.refusals import NotFound
from meedoen.portals.errors import not_found
from meedoen.portals.layout import around

METHODS = ("GET", "HEAD")
View = Callable[..., "Mapping[str, Any] | HttpResponseBase"]


def open_page(nav: str, template: str = "") -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Make a page of `view(request, **from_the_address)`; who is signed in keeps the menu, at `nav`."""

    def frame(view: View) -> Callable[..., HttpResponseBase]:
        @login_not_required
        @wraps(view)
        def framed(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            try:
                answer = view(request, **kwargs)
            except NotFound as refusal:
                return not_found(request, refusal)
            if isinstance(answer, HttpResponseBase):
                return answer
            return render(request, template, {**around(request, nav), **answer}, using="jinja2")

        # Read by the guards that open every address.
        framed.methods = METHODS  # type: ignore[attr-defined]
        return framed

    return frame
