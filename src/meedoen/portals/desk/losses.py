"""Loss of work as counts: what began, what ended and why, with the net."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import powers_of
from meedoen.portals.formats import signed
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.durability.losses import BY, ENDS_ONLY, LossRow, by_choices, losses_of, year_choices


@page(power="loss.see", template="desk/durability/losses.html", nav="placements", methods=("GET", "HEAD"))
def losses(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    day = today()
    years = year_choices(day)
    year = request.GET.get("jaar", "")
    by = request.GET.get("per", "")
    by = by if by in BY else next(iter(BY))
    year = year if year in dict(years) else str(day.year)
    found = losses_of(actor, int(year), by, least=settings.SMALL_NUMBER, today=day)
    ends_only = by in ENDS_ONLY
    return {
        "found": found,
        "years": years,
        "ways": by_choices(),
        "heading": _("Naar %(by)s") % {"by": BY[by]},
        "quarter_columns": _columns(_("Kwartaal")),
        "quarters": [_cells(row) for row in found.quarters],
        "quarter_total": _cells(found.whole),
        "columns": _columns(str(BY[by]).capitalize(), ends_only=ends_only),
        "rows": [_cells(row, ends_only=ends_only) for row in found.groups],
        "total": _cells(found.whole, ends_only=ends_only),
        "can": powers_of(actor, "check.list"),
        "crumbs": (Link(_("Plaatsingen"), reverse("placements")),),
    }


def _columns(first: str, *, ends_only: bool = False) -> list[dict[str, Any]]:
    labels = [_("Begonnen"), _("Geëindigd"), _("Waarvan verlies"), _("Netto")]
    shown = labels[1:3] if ends_only else labels
    return [{"label": first}, *({"label": label, "numeric": True} for label in shown)]


def _cells(row: LossRow, *, ends_only: bool = False) -> list[Any]:
    net = signed(row.net) if isinstance(row.net, int) else row.net
    cells = [row.began, row.ended, row.lost, net]
    return [row.words, *(cells[1:3] if ends_only else cells)]


urls = [path("plaatsingen/verlies/", losses, name="losses")]
