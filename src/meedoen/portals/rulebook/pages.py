"""The rule book: search, every parameter with its series, what differs between two days, and the export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.powers import may
from meedoen.access.refusals import NotFound
from meedoen.portals.desk.forms.fields import DayField
from meedoen.portals.everyone import open_page
from meedoen.portals.formats import day as day_in_words
from meedoen.portals.formats import last_day
from meedoen.portals.layout import actor_of, today
from meedoen.portals.rulebook.sources import sources_of
from meedoen.portals.rulebook.uses import uses_of
from meedoen.portals.step_line import step_line
from meedoen.rules import book, changelog, openfisca
from meedoen.rules.book import Parameter
from meedoen.rules.changelog import Change
from meedoen.rules.differences import differences
from meedoen.rules.findings import ends_soon
from meedoen.rules.search import CERTAINTIES, certainty_of, found

NAV = "rulebook"
CERTAINTY_WORDS: Mapping[str, Any] = {
    "confirmed": gettext_lazy("bevestigd"),
    "derived": gettext_lazy("afgeleid"),
    "assumed": gettext_lazy("aangenomen"),
    "none": gettext_lazy("geen waarde vandaag"),
    "ending": gettext_lazy("loopt binnen 90 dagen af"),
}


class TwoDaysForm(forms.Form):
    """The two days to compare; they stand in the address."""

    van = DayField(label=gettext_lazy("Deze dag"))
    tot = DayField(label=gettext_lazy("Met deze dag"))


@open_page(NAV, "rulebook/list.html")
def rulebook(request: HttpRequest) -> Mapping[str, Any]:
    """Without a question the regelingen; with one the parameters that fit it."""
    asked = {
        "words": request.GET.get("zoek", "").strip()[:80],
        "regeling": _one_of([one.code for one in book.regelingen()], request.GET.get("regeling", "")),
        "certainty": _one_of(CERTAINTIES, request.GET.get("zekerheid", "")),
    }
    day = today()
    groups = found(day, **asked)
    is_asked = any(asked.values())
    return {
        **asked,
        "is_asked": is_asked,
        "groups": [(one, [(parameter, parameter.on(day)) for parameter in fits]) for one, fits in groups]
        if is_asked
        else [],
        "overview": [] if is_asked else [(one, _numbers(fits, day)) for one, fits in groups],
        "regelingen": [(one.code, one.title) for one in book.regelingen()],
        "certainties": list(CERTAINTY_WORDS.items()),
    }


@open_page(NAV, "rulebook/parameter.html")
def parameter(request: HttpRequest, path: str) -> Mapping[str, Any]:
    """The series, with the value of the day in the address or else of today."""
    shown = _parameter(path)
    day = _day_of(request)
    now = shown.on(day)
    return {
        "parameter": shown,
        "regeling": _regeling_of(path),
        "day": day,
        "now": now,
        "is_number": now is not None and isinstance(now.value, Decimal),
        "without": _why_none(shown, day),
        "note": _shared_note(shown),
        "ends_before": shown.values[-1].ends_before if ends_soon(shown, day) and day == today() else None,
        "drawing": step_line(shown, today()),
        "uses": uses_of([path]),
        "may_open_figures": _may_open_figures(request),
        "changes": changelog.changes_of(path),
        "breaks": book.breaks(path.split(".", 1)[0]),
        "sources_of": sources_of,
    }


@open_page(NAV, "rulebook/differences.html")
def rule_differences(request: HttpRequest) -> Mapping[str, Any]:
    """What is worth something else on one day than on another; without days the coming turn of the year."""
    year = today().year
    asked = {"van": date(year, 12, 31), "tot": date(year + 1, 1, 1)}
    form = TwoDaysForm(request.GET) if set(request.GET) & {"van", "tot"} else TwoDaysForm(initial=asked)
    if form.is_bound:
        asked = form.cleaned_data if form.is_valid() else {}
    rows = differences(asked["van"], asked["tot"]) if asked else ()
    return {
        "form": form,
        "asked": asked,
        "rows": [(one, _rise(one.before, one.after)) for one in rows],
        "titles": {one.code: one.title for one in book.regelingen()},
        "has_errors": bool(form.errors),
    }


@open_page(NAV, "rulebook/changes.html")
def rule_changes(request: HttpRequest) -> Mapping[str, Any]:
    return {
        "changes": [(one, uses_of(_paths_of(one))) for one in changelog.changes()],
        "titles": {one.code: one.title for one in book.regelingen()},
        "may_open_figures": _may_open_figures(request),
    }


@open_page(NAV)
def rulebook_export(request: HttpRequest) -> HttpResponse:
    return _file(openfisca.zipped(), "application/zip", "regelboek.zip")


@open_page(NAV)
def parameter_export(request: HttpRequest, path: str) -> HttpResponse:
    text = openfisca.in_openfisca(_parameter(path))
    return _file(text.encode(), "application/yaml; charset=utf-8", f"{path}.yaml")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _day_of(request: HttpRequest) -> date:
    """What is no day asks for today: an address that someone cut off still opens."""
    try:
        return DayField(required=False).clean(request.GET.get("dag", "")) or today()
    except ValidationError:
        return today()


def _parameter(path: str) -> Parameter:
    if path not in book.paths():
        raise NotFound(_("Deze parameter staat niet in het regelboek."))
    return book.parameter(path)


def _regeling_of(path: str) -> book.Regeling:
    return next(one for one in book.regelingen() if one.code == path.split(".", 1)[0])


def _one_of(known: Any, given: str) -> str:
    return given if given in known else ""


def _why_none(parameter: Parameter, day: date) -> str:
    """Why the book has no value for this day; "" where it has one."""
    first, end = parameter.values[0].starts_on, parameter.values[-1].ends_before
    if parameter.on(day) is not None:
        return ""
    if day < first:
        return _("De reeks begint op %(day)s.") % {"day": day_in_words(first)}
    if end is not None and end <= day:
        return _("De reeks loopt t/m %(day)s. Wij verzinnen niets voor daarna.") % {"day": last_day(end)}
    gap = next(one for one in parameter.unknown if one.starts_on <= day < one.ends_before)
    return gap.why


def _shared_note(parameter: Parameter) -> str:
    """The note that every value of the series has, to be said once."""
    notes = {one.note for one in parameter.values}
    return notes.pop() if len(notes) == 1 else ""


def _numbers(parameters: tuple[Parameter, ...], day: date) -> dict[str, int]:
    """How many there are, and how many to look at twice."""
    certainties = [certainty_of(one, day) for one in parameters]
    return {
        "all": len(parameters),
        "assumed": certainties.count("assumed"),
        "none": certainties.count("none"),
        "ending": sum(ends_soon(one, day) for one in parameters),
    }


def _rise(before: book.Value | None, after: book.Value | None) -> Decimal | None:
    """By which part a number rose or fell; None where there is no sense in it."""
    if before is None or after is None or not before.value:
        return None
    if not isinstance(before.value, Decimal) or not isinstance(after.value, Decimal):
        return None
    return after.value / before.value - 1 if after.value != before.value else None


def _paths_of(change: Change) -> list[str]:
    return [one for one in book.paths() if change.is_about(one)]


def _may_open_figures(request: HttpRequest) -> bool:
    return request.user.is_authenticated and may(actor_of(request), "indicator.see")


urlpatterns: list[URLPattern] = [
    path("regelboek/", rulebook, name="rulebook"),
    # Before the pages of one parameter, which would take the word for one.
    path("regelboek/verschil/", rule_differences, name="rulebook-differences"),
    path("regelboek/wijzigingen/", rule_changes, name="rulebook-changes"),
    path("regelboek/export/", rulebook_export, name="rulebook-export"),
    path("regelboek/<str:path>/", parameter, name="parameter"),
    path("regelboek/<str:path>/export/", parameter_export, name="parameter-export"),
]
