"""The curves as a table that may leave the organisation, small numbers hidden, its definitions beneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from meedoen.primitives.period import day_in_words
from meedoen.steering.areas import area_on
from meedoen.steering.indicators.shape import Download
from meedoen.steering.lasting.selectors import BY, ENDS, begun_choices
from meedoen.steering.lasting.shape import CurveTold, Survival

Cell = str | int | Decimal | date | None


def table_of(found: Survival, area: str) -> Download:
    """Return every curve as a table, month by month, with what it rests on beneath it."""
    return Download(
        file_name=f"duurzaam-werk-{area}-{found.by}-{found.end}-{found.on.isoformat()}".lower(),
        title=_("Hoe lang werk duurt"),
        about=_about(found, area),
        header=(
            str(BY[found.by]),
            _("maanden na de eerste werkdag"),
            _("nog aan het werk (%)"),
            _("ten minste (%)"),
            _("ten hoogste (%)"),
            _("gevolgd"),
        ),
        rows=tuple(row for one in (found.whole, *found.groups) for row in _rows(one)),
    )


def _rows(one: CurveTold) -> Sequence[tuple[Cell, ...]]:
    if not one.is_told:
        return [(one.name, None, None, None, None, one.people)]
    return [(one.name, step.month, step.percent, step.low, step.high, step.at_risk) for step in one.steps]


def _about(found: Survival, area: str) -> tuple[tuple[str, Cell], ...]:
    place = area_on(area, found.on)
    return (
        (_("gebied"), f"{place.name} ({place.code})"),
        (_("peildatum"), day_in_words(found.on)),
        (_("begonnen"), dict(begun_choices(found.on))[found.begun]),
        (_("wat als einde telt"), str(next(words for code, words in ENDS.items() if code == found.end))),
        (_("onderbreking"), _("ten hoogste %(days)s dagen, aangenomen") % {"days": found.gap}),
        (_("schatting"), _("Kaplan-Meier, 95%-interval log-log")),
        (
            _("kleine aantallen"),
            _(
                "een groep onder %(least)s personen, een deel waarachter minder dan %(least)s mensen "
                "stopten en de tijd dat er minder dan %(least)s worden gevolgd, staan er niet"
            )
            % {"least": settings.SMALL_NUMBER},
        ),
    )
