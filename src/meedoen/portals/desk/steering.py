"""Sturing: the dashboard, one indicator, the rows behind a number, downloads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.http import parse_etags
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.powers import may
from meedoen.exchange.spreadsheets.writing import CSV_TYPE, XLSX_TYPE, to_csv, to_xlsx
from meedoen.portals.desk import asking
from meedoen.portals.desk.asking import Asked
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.drawings import Place
from meedoen.portals.formats import day, whole
from meedoen.portals.layout import today
from meedoen.portals.pictures import Point, target_chart
from meedoen.steering.counted.facts_of_register import Snapshot, Stamp, current_facts
from meedoen.steering.counted.questions import indicator_of, latest_complete_quarter
from meedoen.steering.dashboard import selectors
from meedoen.steering.dashboard.shape import Dashboard, Goal, GoalRow, Series, Tile
from meedoen.steering.indicators.services import download_live, look_at_rows
from meedoen.steering.indicators.shape import Download
from meedoen.steering.labels import ATTRIBUTION, part_label

# “Nog … te gaan” says nothing about the pace: no source gives a path to the target.
_STATUS_KINDS = {"reached": "reached", "behind": "behind"}


@page(
    power="dashboard.see", template="desk/steering/dashboard.html", nav="dashboard", methods=("GET", "HEAD")
)
def dashboard(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | HttpResponseBase:
    """The body is kept per state of the rows; who is signed in stands around it."""
    asked = asking.read(request)
    stamp = journal.stamp()
    key = _fingerprint(actor, asked, stamp)
    etag = _etag(request, actor, key)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    kept = caches["pages"].get(key)
    if kept is None:
        kept = _dashboard_body(actor, asked, current_facts(stamp))
        caches["pages"].set(key, kept)
    return {**kept, "etag": etag}


def warm_up(*also: Callable[[Actor], object]) -> None:
    """Count and draw the page that most people open first, so that the engine and the charts are ready."""
    system = Actor(None, "", frozenset({"coordinator"}), None, "", "region", None, settings.REGION)
    try:
        _dashboard_body(system, Asked(settings.REGION, latest_complete_quarter(today())), current_facts())
        for page_of_steering in also:
            page_of_steering(system)
    except DatabaseError:
        # No database yet, or one that is being migrated: the first visitor waits a moment instead.
        return
    finally:
        connection.close()


def _etag(request: HttpRequest, actor: Actor, key: str) -> str:
    """What the whole page depends on: also the header, whose form only works in the session that it was
    made for."""
    get_token(request)
    who = (actor.account_id, actor.name, actor.organisation_name)
    given = (key, who, request.META["CSRF_COOKIE"])
    return f'"{hashlib.sha256(repr(given).encode()).hexdigest()[:32]}"'


def _fingerprint(actor: Actor, asked: Asked, stamp: Stamp) -> str:
    """What a dashboard depends on: the rows, the day, the question, the powers and the language."""
    powers = ",".join(sorted(actor.roles))
    given = (stamp, today(), asked.query(), powers, get_language())
    return hashlib.sha256(repr(given).encode()).hexdigest()


def _dashboard_body(actor: Actor, asked: Asked, snapshot: Snapshot) -> dict[str, str]:
    board = selectors.dashboard(actor, asked.area, asked.span, snapshot)
    head = board.rows[0] if board.rows else None
    body = render_to_string(
        "desk/steering/dashboard_body.html",
        {
            "board": board,
            "rows": [row for row in board.rows if _says_something(row)],
            "places": _places(board.tiles, head, asked),
            "small": settings.SMALL_NUMBER,
            "parts_of": _definitions,
            "status_kind": lambda code: _STATUS_KINDS.get(code, "unknown"),
            "here": lambda goal: asking.indicator_url(goal, asked),
            "rows_of": lambda goal, cell=None: asking.rows_url(goal, asked, cell),
            "rows_to": lambda question: asking.question_url(question, board.area),
            **_picture(board.series, head),
        },
        using="jinja2",
    )
    choice = render_to_string(
        "desk/steering/dashboard_choice.html",
        {
            "span": str(board.span),
            "spans": selectors.span_choices(today()),
            "area": board.area,
            "areas": selectors.area_choices(settings.REGION, board.reference_on),
            "may_freeze": may(actor, "period.propose_freeze") and board.frozen is None,
        },
        using="jinja2",
    )
    # Jinja2 templates with autoescape wrote them.
    return {"body": mark_safe(body), "choice": mark_safe(choice), "lead": _lead(board)}  # noqa: S308


def _says_something(row: GoalRow) -> bool:
    """A goal of another time, without a number, a target or a publication, has no line on the page."""
    counted = row.reading is not None and row.reading.value is not None
    return counted or row.target is not None or row.publication is not None


def _lead(board: Dashboard) -> str:
    words = [board.label, _("peildatum %(day)s") % {"day": day(board.reference_on)}, board.area_name]
    if board.municipality_count > 1:
        words.append(_("gemeenten zoals op die dag (%(number)s)") % {"number": board.municipality_count})
    return " · ".join(words)


@page(power="indicator.see", template="desk/steering/indicator.html", nav="dashboard")
def indicator(request: HttpRequest, actor: Actor, code: str) -> Mapping[str, Any]:
    asked = asking.read(request)
    definition = indicator_of(code)
    shown = selectors.indicator_page(
        actor,
        code,
        asked.area,
        asked.span,
        programme=asked.programme,
        employer_id=asked.employer_id,
        by=asked.by,
        attribution=asked.attribution,
    )
    row = shown.row
    goal = asking.for_goal(row.goal, asked)
    assumed = (
        [step.title or step.path for step in row.reading.trace if step.is_assumed] if row.reading else []
    )
    hidden = {"gebied": asked.area, "programma": asked.programme, "werkgever": str(asked.employer_id or "")}
    return {
        "shown_page": shown,
        "splits": [("", _("zoals gepubliceerd wordt")), *shown.breakdowns],
        "lead": f"{shown.label} · {row.unit}",
        "back": _dashboard_url(asked),
        "asked_too": [(name, value) for name, value in hidden.items() if value],
        "span": str(asked.span),
        "spans": _with_chosen(selectors.span_choices(today()), asked),
        "attributions": list(ATTRIBUTION.items()) if "municipality" in definition.breakdowns else [],
        "attribution": goal.question(code).attribution,
        "assumed": ", ".join(assumed),
        "places": _places(shown.tiles, row, asked),
        "small": settings.SMALL_NUMBER,
        "may_download": may(actor, "indicator.download"),
        "download": lambda kind: _download_url(code, goal, asked.by, kind, row),
        "here": lambda goal: asking.indicator_url(goal, asked),
        "rows_of": lambda goal, cell=None: _rows_url(row, goal, asked, cell),
        "rows_to": lambda question: asking.question_url(question, row.goal.area),
        "facts": _facts(definition, row),
        **_picture(shown.series, row),
    }


@page(power="indicator.rows", template="desk/steering/rows.html", nav="dashboard")
def indicator_rows(request: HttpRequest, actor: Actor, code: str) -> Mapping[str, Any]:
    asked = asking.read(request)
    definition = indicator_of(code)
    after = request.GET.get("na", "")[:100]
    found = look_at_rows(actor, asked.question(code), asked.cell, after)
    # A part so small that it would tell something of a person is told only to who may see all of it.
    few = bool(asked.cell) and 0 < (found.people or 0) < settings.SMALL_NUMBER
    told = f"< {settings.SMALL_NUMBER}" if few and found.visible < found.total else whole(found.value)
    parts = [definition.name, asked.span.label]
    if asked.cell:
        parts.append(part_label(asked.cell))
    return {
        "found": found,
        "name": definition.name,
        "lead": f"{' · '.join(parts)}: {told}",
        "words": found.words
        if told == whole(found.value)
        else _("Zo weinig dat iemand te herkennen zou zijn."),
        "back": _dashboard_url(asked),
        "indicator_url": f"{reverse('indicator', args=[code])}?{asked.query()}",
        "measured_label": _("Banen") if definition.measures_hours else _("Telt als"),
        "next_url": f"?{asked.query(na=found.next_after)}" if found.next_after else None,
    }


@page(power="indicator.download", methods=("GET",))
def indicator_csv(request: HttpRequest, actor: Actor, code: str) -> HttpResponseBase:
    return _download(request, actor, code, "csv")


@page(power="indicator.download", methods=("GET",))
def indicator_xlsx(request: HttpRequest, actor: Actor, code: str) -> HttpResponseBase:
    return _download(request, actor, code, "xlsx")


def _download(request: HttpRequest, actor: Actor, code: str, kind: str) -> HttpResponse:
    asked = asking.read(request)
    by = (asked.by,) if asked.by else ()
    return spreadsheet(
        download_live(actor, asked.question(code, by=by), area=asked.area, today=today()), kind
    )


def spreadsheet(table: Download, kind: str) -> HttpResponse:
    """The file that a browser saves."""
    content, content_type = (to_csv(table), CSV_TYPE) if kind == "csv" else (to_xlsx(table), XLSX_TYPE)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{table.file_name}.{kind}"'
    return response


def _rows_url(row: GoalRow, goal: Goal, asked: Asked, cell: Mapping[str, str] | None) -> str:
    """A frozen number opens to the rows of then; a part of it to those of now, for keys carry no parts."""
    if cell is None and row.reading is not None and row.reading.is_frozen:
        return reverse("reading-rows", args=[row.reading.reading_id])
    return asking.rows_url(goal, asked, cell)


def _download_url(code: str, goal: Asked, by: str, kind: str, row: GoalRow) -> str:
    if row.reading is not None and row.reading.is_frozen and not by:
        return reverse(f"reading-{kind}", args=[row.reading.reading_id])
    return f"{reverse(f'indicator-{kind}', args=[code])}?{goal.query(per=by)}"


def _dashboard_url(asked: Asked) -> str:
    return f"{reverse('dashboard')}?{Asked(asked.area, asked.span).query()}"


def _with_chosen(choices: list[tuple[str, str]], asked: Asked) -> list[tuple[str, str]]:
    """A month or a year can be followed in an address as well; it then stands on top of the quarters."""
    chosen = (str(asked.span), asked.span.label)
    return choices if chosen in choices else [chosen, *choices]


def _definitions(row: GoalRow) -> list[tuple[str, int | None, str]]:
    return [(part.label, part.value, "whole") for part in row.parts]


def _facts(definition: Any, row: GoalRow) -> list[tuple[str, Any]]:
    facts = [
        (_("Eenheid"), row.unit),
        (_("Versie van de definitie"), definition.version),
        (_("Code"), definition.code),
    ]
    if row.reading is not None:
        facts.append((_("Toerekening"), row.reading.attribution_words))
    return facts


def _places(tiles: Iterable[Tile], row: GoalRow | None, asked: Asked) -> list[Place]:
    """The tiles of municipalities that have a place on the map."""
    if row is None:
        return []
    return [
        Place(
            name=tile.name,
            abbreviation=tile.abbreviation,
            column=tile.column,
            row=tile.row,
            value=tile.value,
            is_hidden=tile.is_hidden,
            url=None if tile.is_hidden else asking.rows_url(row.goal, asked, {"municipality": tile.code}),
        )
        for tile in tiles
        if tile.column is not None and tile.row is not None
    ]


def _picture(series: Series, row: GoalRow | None) -> dict[str, Any]:
    """The chart over time, and the same numbers for the table beneath it."""
    published = [one for one in series.publications if one.reference_on and not one.breakdown]
    drawing = target_chart(
        [Point(point.reference_on, point.value) for point in series.readings],
        [Point(one.reference_on, one.value, one.published) for one in published if one.reference_on],
        [Point(target.reference_on, target.value) for target in series.targets],
        row.name if row else "",
    )
    rows = [
        *((point.label, _("eigen telling"), point.value) for point in series.readings),
        *(
            (one.reference, _("gepubliceerd: %(source)s") % {"source": one.source}, one.value)
            for one in published
        ),
        *((day(one.reference_on), _("doel"), one.value) for one in series.targets),
    ]
    columns = [{"label": _("Peildatum")}, {"label": _("Wat")}, {"label": _("Waarde"), "kind": "whole"}]
    return {"drawing": drawing, "drawing_columns": columns, "drawing_rows": rows}


urls: list[URLPattern] = [
    path("sturing/", dashboard, name="dashboard"),
    path("sturing/<str:code>/", indicator, name="indicator"),
    path("sturing/<str:code>/rijen/", indicator_rows, name="indicator-rows"),
    path("sturing/<str:code>/cijfers.csv", indicator_csv, name="indicator-csv"),
    path("sturing/<str:code>/cijfers.xlsx", indicator_xlsx, name="indicator-xlsx"),
]
