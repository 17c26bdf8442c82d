"""Pages for everyone, signed in or not: accessibility, privacy, and the choice of a language."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.i18n import set_language

from meedoen.portals.layout import around
from meedoen.register.bsn.secrecy import is_on


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html", around(request), using="jinja2")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    context = {**around(request), "keeps_bsn": is_on()}
    return render(request, "public/privacy.html", context, using="jinja2")


urls: list[URLPattern] = [
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("taal/", login_not_required(set_language), name="language"),
]
