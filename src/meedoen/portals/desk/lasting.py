"""Lasting work as a page: what came and went, who became duurzaam, and how long work lasts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.portals.desk import asking
from meedoen.portals.desk.asking import Asked
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.steering import spreadsheet
from meedoen.portals.layout import today
from meedoen.portals.paper import paper
from meedoen.portals.survival import survival_chart
from meedoen.primitives.period import Quarter
from meedoen.steering.areas import area_on
from meedoen.steering.lasting.selectors import (
    BY,
    ENDS,
    RECENT,
    begun_choices,
    movement_in,
    period_choices,
    reached_in,
    survival,
)
from meedoen.steering.lasting.services import take_survival
from meedoen.steering.lasting.shape import CurveTold, StepTold, Survival
from meedoen.steering.lasting.table import table_of

Select = tuple[str, str, list[tuple[str, str]], str]
Answer = Mapping[str, Any] | HttpResponseBase
# What a table shows of a curve.
MONTHS = (1, 3, 6, 9, 12, 18, 24, 36, 48, 60, 84, 120)
GROUP_MONTHS = (6, 12, 24)


@page(power="lasting.see", template="desk/steering/lasting.html", nav="dashboard", methods=("GET", "HEAD"))
def lasting(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    asked = _asked(request)
    by, end, begun = _choices(request)
    found = survival(actor, settings.REGION, by, end, begun, on=day)
    kept = {"periode": str(asked.span), "per": by, "einde": end, "begonnen": begun}
    reached = reached_in(actor, settings.REGION, asked.span, today=day)
    group = _chosen(request, found)
    return {
        **_told(found, group, kept),
        "movement": movement_in(actor, settings.REGION, asked.span, today=day),
        "reached": reached,
        "knows_paid": any(one.later is not None for one in reached),
        "rows_of": lambda question: asking.question_url(question, asked.area),
        "may_rows": may(actor, "indicator.rows"),
        "may_download": may(actor, "lasting.download"),
        "download": lambda kind: f"{reverse(f'lasting-{kind}')}?{urlencode(_with_group(kept, group))}",
        "drawing": survival_chart(group or found.whole, found.whole if group else None),
        "choices": _selects(asked, by, end, begun),
        "back": f"{reverse('dashboard')}?{Asked(asked.area, _dashboard_span(asked)).query()}",
        "all_url": f"?{urlencode(kept)}" if group else None,
    }


@page(power="lasting.download", methods=("GET",))
def lasting_pdf(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The same numbers on paper, for a council or a meeting."""
    day = today()
    by, end, begun = _choices(request)
    found = take_survival(actor, settings.REGION, by, end, begun, on=day)
    context = {
        **_told(found, _chosen(request, found), {}),
        "maker": settings.PARTNERSHIP,
        "begun_words": dict(begun_choices(day))[begun],
        "end_words": str(next(words for code, words in ENDS.items() if code == end)),
    }
    name = f"duurzaam-werk-{by}-{day.isoformat()}"
    template = "desk/steering/lasting_paper.html"
    return paper(request, template, context, name=name, back=reverse("lasting"), made_on=day)


def _told(found: Survival, group: CurveTold | None, kept: Mapping[str, str]) -> dict[str, Any]:
    """What the page and the paper both tell."""
    shown = group or found.whole
    return {
        "found": found,
        "area_name": area_on(settings.REGION, found.on).name,
        "least": settings.SMALL_NUMBER,
        "shown_curve": shown,
        "steps": [_step(step) for step in shown.steps if step.month in MONTHS],
        "lines": [_line(one, kept) for one in found.groups],
        "whole_line": _line(found.whole, kept, is_whole=True),
        "divided": str(BY[found.by]),
    }


def _chosen(request: HttpRequest, found: Survival) -> CurveTold | None:
    """The group of the address, if its curve may be told."""
    told = {_group(one): one for one in found.groups if one.is_told}
    return told.get(request.GET.get("groep", ""))


def warm_up(actor: Actor) -> None:
    """Count and draw the page once, so that the engine has made its plans before anybody waits for them."""
    day = today()
    found = survival(actor, settings.REGION, next(iter(BY)), next(iter(ENDS)), RECENT, on=day)
    survival_chart(found.whole)
    for span in (Quarter.of(day), Quarter.of(day).previous):
        movement_in(actor, settings.REGION, span, today=day)
        reached_in(actor, settings.REGION, span, today=day)


@page(power="lasting.download", methods=("GET",))
def lasting_csv(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    return _download(request, actor, "csv")


@page(power="lasting.download", methods=("GET",))
def lasting_xlsx(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    return _download(request, actor, "xlsx")


def _download(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    by, end, begun = _choices(request)
    found = take_survival(actor, settings.REGION, by, end, begun, on=today())
    return spreadsheet(table_of(found, settings.REGION), kind)


def _asked(request: HttpRequest) -> Asked:
    """The period of the address; without one the running quarter, so that today counts today."""
    chosen = asking.read(request).span if request.GET.get("periode") else Quarter.of(today())
    return Asked(settings.REGION, chosen)


def _choices(request: HttpRequest) -> tuple[str, str, str]:
    """What nobody can choose is the first choice, as on the other pages with a way of dividing."""
    by, end, begun = (request.GET.get(name, "") for name in ("per", "einde", "begonnen"))
    return (
        by if by in BY else next(iter(BY)),
        next((code for code in ENDS if code == end), next(iter(ENDS))),
        begun if begun in dict(begun_choices(today())) else RECENT,
    )


def _selects(asked: Asked, by: str, end: str, begun: str) -> list[Select]:
    periods = [(str(span), words) for span, words in period_choices(today())]
    if str(asked.span) not in dict(periods):
        periods.insert(0, (str(asked.span), asked.span.label))
    return [
        ("periode", _("Periode van de aantallen"), periods, str(asked.span)),
        ("begonnen", _("Plaatsingen begonnen in"), begun_choices(today()), begun),
        ("per", _("Verdeeld naar"), [(code, str(words)) for code, words in BY.items()], by),
        ("einde", _("Wat telt als einde"), [(code, str(words)) for code, words in ENDS.items()], end),
    ]


def _dashboard_span(asked: Asked) -> Any:
    """The dashboard shows whole periods only."""
    return asked.span if asked.span.last_day < today() else Quarter.of(today()).previous


def _step(step: StepTold) -> list[Any]:
    return [step.month, _percent(step.percent), _interval(step), step.at_risk]


def _group(one: CurveTold) -> str:
    """What a group is called in an address: those of which it is not known too."""
    return one.code or "onbekend"


def _with_group(kept: Mapping[str, str], group: CurveTold | None) -> dict[str, str]:
    return {**kept, "groep": _group(group)} if group else dict(kept)


def _line(one: CurveTold, kept: Mapping[str, str], is_whole: bool = False) -> dict[str, Any]:
    here = f"?{urlencode({**kept, 'groep': _group(one)})}#curve"
    return {
        "name": one.name,
        "url": here if one.is_told and not is_whole else None,
        "people": one.people,
        "median": _median(one),
        "shares": [_share(one.at(month)) for month in GROUP_MONTHS],
        "compared": one.compared,
    }


def _median(one: CurveTold) -> str:
    if not one.is_told:
        return "–"
    if one.median is None:
        return _("niet bereikt")
    return _("%(months)s maanden") % {"months": one.median}


def _share(step: StepTold) -> str:
    told = _percent(step.percent)
    return told if step.low is None else f"{told} ({_interval(step)})"


def _percent(percent: int | None) -> str:
    return "–" if percent is None else f"{percent}%"


def _interval(step: StepTold) -> str:
    return "–" if step.low is None or step.high is None else f"{step.low}–{step.high}%"


urls: list[URLPattern] = [
    path("sturing/duurzaam/", lasting, name="lasting"),
    path("sturing/duurzaam/cijfers.csv", lasting_csv, name="lasting-csv"),
    path("sturing/duurzaam/cijfers.xlsx", lasting_xlsx, name="lasting-xlsx"),
    path("sturing/duurzaam/cijfers.pdf", lasting_pdf, name="lasting-pdf"),
]
