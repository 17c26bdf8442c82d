"""Fairness as a page: who is findable and never proposed, beside proposals, placements and the last round."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.rounds import NAV
from meedoen.portals.formats import percent
from meedoen.portals.layout import today
from meedoen.portals.pictures import Point, target_chart
from meedoen.steering.fairness.selectors import BY, fairness_of
from meedoen.steering.fairness.shape import Fairness, GroupFairness

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="fairness.see", template="desk/fairness.html", nav=NAV, methods=("GET", "HEAD"))
def fairness(request: HttpRequest, actor: Actor) -> Answer:
    found = fairness_of(actor, _by(request), on=today())
    points = [
        Point(one.last_on, round(one.distance * 100) if one.distance is not None else None)
        for one in found.quarters
    ]
    return {
        "found": found,
        "ways": [(code, str(words)) for code, words in BY.items()],
        "columns": _columns(found),
        "rows": [_row(one) for one in found.groups],
        "total": _row(found.whole),
        "drawing": target_chart(points, [], [], _("afstand tot een gelijke verdeling, in procenten")),
        "is_drawn": any(point.value is not None for point in points),
        "quarters": [[one.name, one.proposed, _told(one.distance)] for one in found.quarters],
        "least": settings.SMALL_NUMBER,
        "csv_url": f"{reverse('fairness-csv')}?per={found.by}",
    }


@page(power="fairness.see", methods=("GET", "HEAD"))
def fairness_file(request: HttpRequest, actor: Actor) -> Answer:
    """The same table, the same numbers hidden, for a spreadsheet."""
    found = fairness_of(actor, _by(request), on=today())
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow([column["label"] for column in _columns(found)])
    lines.writerows(_row(one) for one in (*found.groups, found.whole))
    name = f"eerlijkheid-{found.by}-{found.on.isoformat()}.csv"
    return HttpResponse(
        "\ufeff" + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _by(request: HttpRequest) -> str:
    asked = request.GET.get("per", "")
    return asked if asked in BY else next(iter(BY))


def _columns(found: Fairness) -> list[dict[str, Any]]:
    labels = (
        (_("Vindbare mensen"), True),
        (_("Nooit voorgesteld"), True),
        (_("Deel wel voorgesteld"), True),
        (_("Deel geplaatst, laatste jaar"), True),
        (_("Deel met een plek in ronde %(number)s") % {"number": found.round_number or "–"}, True),
    )
    return [
        {"label": str(BY[found.by])},
        *({"label": label, "numeric": numeric} for label, numeric in labels),
    ]


def _row(one: GroupFairness) -> list[Any]:
    shares = (one.proposed_share, one.placed_share, one.chosen_share)
    return [one.name, one.people, one.never, *map(_told, shares)]


def _told(share: Fraction | None) -> str:
    """A share in whole percents; “–” where it would speak of a few."""
    return "–" if share is None else percent(Decimal(share.numerator) / share.denominator)


urls: list[URLPattern] = [
    path("voorstellen/eerlijk/", fairness, name="fairness"),
    path("voorstellen/eerlijk/bestand/", fairness_file, name="fairness-csv"),
]
