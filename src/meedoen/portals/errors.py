"""Error pages: what is wrong, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meedoen.portals.layout import around


def _show(request: HttpRequest, status: int, title: str, message: str, remedy: str) -> HttpResponse:
    context = {**around(request), "title": title, "message": message, "remedy": remedy}
    return render(request, "layout/plain.html", context, status=status, using="jinja2")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _show(
        request,
        400,
        _("Deze vraag begrijpen wij niet"),
        _("Er staat iets in het adres of in het formulier dat hier niet kan."),
        _("Ga terug en probeer het opnieuw, of begin op de eerste bladzijde."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    fallback = _("Met uw rol kunt u deze bladzijde niet zien.")
    return _show(
        request,
        403,
        _("Dit mag u niet"),
        str(exception) if exception and str(exception) else fallback,
        _("Vraag de beheerder van uw organisatie om toegang als u dit nodig hebt voor uw werk."),
    )


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _show(
        request,
        403,
        _("Uw bladzijde was te oud"),
        _("Wij konden niet nagaan of dit formulier van u kwam. Er is niets bewaard."),
        _("Ga terug, ververs de bladzijde en verstuur het formulier opnieuw."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _show(
        request,
        404,
        _("Niet gevonden"),
        _("Deze bladzijde bestaat niet, of u mag haar niet zien."),
        _("Controleer het adres, of zoek vanaf de eerste bladzijde."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    return _show(
        request,
        500,
        _("Er ging iets mis bij ons"),
        _("De fout ligt niet bij u. Er is niets half bewaard."),
        _("Probeer het over een paar minuten opnieuw."),
    )
