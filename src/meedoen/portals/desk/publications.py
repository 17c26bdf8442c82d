"""Publications: what others published, and reading in a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.access.powers import may
from meedoen.exchange.publications.reading import read_publications
from meedoen.portals.desk.forms.steering import PublicationFile
from meedoen.portals.desk.pages import Actor, page, tell
from meedoen.portals.layout import today
from meedoen.register.checks import tidy
from meedoen.steering.areas import UnknownArea, area_on
from meedoen.steering.publications import selectors, services
from meedoen.steering.publications.shape import COLUMNS, Fault, ImportReport


def area_name(code: str) -> str:
    """The name of an area, or its code where the map does not know it."""
    try:
        return area_on(code).name
    except UnknownArea:
        return code


@page(power="publication.see", template="desk/publications/list.html", nav="publications")
def publications(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    chosen = {name: tidy(request.GET.get(name, ""))[:60] for name in ("figure", "area", "status")}
    return {
        "rows": selectors.published(**chosen),
        "chosen": chosen,
        "figures": [("", _("alle")), *((one, one) for one in selectors.figures())],
        "areas": [
            ("", _("alle")),
            *sorted(((one, area_name(one)) for one in selectors.areas()), key=lambda a: a[1]),
        ],
        "statuses": [("", _("alle")), *selectors.statuses()],
        "area_name": area_name,
        "may_import": may(actor, "publication.import"),
    }


@page(power="publication.import", template="desk/publications/import.html", nav="publications")
def publications_import(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | HttpResponseBase:
    """Try a file first, or read it in: whole or not at all."""
    form = PublicationFile(request.POST or None, request.FILES or None)
    report: ImportReport | None = None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        dry_run = "try" in request.POST
        try:
            rows = read_publications(form.cleaned_data["file"].read())
            report = services.import_publications(actor, rows, today=today(), dry_run=dry_run)
        except services.FileRefused as refusal:
            tell(form, refusal)
            faults = refusal.faults
        except services.Refused as refusal:
            tell(form, refusal)
        if report is not None and not dry_run:
            messages.success(request, report_in_words(report))
            return redirect("publications")
    return {
        "form": form,
        "report": report,
        "report_words": report_in_words(report) if report else "",
        "faults": faults,
        "columns_words": ", ".join(COLUMNS),
        "status": 422 if request.method == "POST" and form.errors else 200,
    }


def report_in_words(report: ImportReport) -> str:
    """What was read in, or would be."""
    numbers = {"read": report.read, "added": report.added, "same": report.unchanged}
    if report.is_dry_run:
        return (
            _("Er is nog niets bewaard. %(read)s regels gelezen: %(added)s nieuw, %(same)s al bekend.")
            % numbers
        )
    return (
        ngettext(
            "%(added)s publicatie ingelezen, %(same)s al bekend.",
            "%(added)s publicaties ingelezen, %(same)s al bekend.",
            report.added,
        )
        % numbers
    )


urls: list[URLPattern] = [
    path("publicaties/", publications, name="publications"),
    path("publicaties/inlezen/", publications_import, name="publications-import"),
]
