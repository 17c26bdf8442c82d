"""Error pages: what is wrong, and what to do now. The words stand in the templates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meedoen.access.refusals import Refused
from meedoen.portals.layout import around
from meedoen.primitives.refusal import NotValid
from meedoen.rules.refusal import NoValueForThisDay


def _show(
    request: HttpRequest, status: int, template: str, exception: Exception | None = None
) -> HttpResponse:
    context = {**around(request), "exception": str(exception or "")}
    return render(request, template, context, status=status, using="jinja2")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _show(request, 400, "400.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _show(request, 403, "403.html", exception)


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _show(request, 403, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Django's own words name addresses; only a refusal of ours is meant to be read.
    ours = exception if isinstance(exception, (Refused, NotValid, NoValueForThisDay)) else None
    return _show(request, 404, "404.html", ours)


def broken(request: HttpRequest) -> HttpResponse:
    return _show(request, 500, "500.html")
