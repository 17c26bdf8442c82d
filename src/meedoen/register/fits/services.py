"""What may be done with neighbourhoods: read in a region's list, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible, text, together
from meedoen.register.fits.models import Neighbourhood
from meedoen.register.fits.neighbourhoods import RawLine, read_points

# More faults than this say nothing new about a file.
MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a list brought: `kept_beside` stand there from an earlier list and are not in this one."""

    read: int
    added: int
    moved: int
    unchanged: int
    kept_beside: int
    is_dry_run: bool


def load_neighbourhoods(
    actor: Actor, lines: Sequence[RawLine], source: str, *, today: date, dry_run: bool = False
) -> Loaded:
    """Read in a list of neighbourhoods; the same list once more changes nothing."""
    with transaction.atomic():
        require(actor, "neighbourhood.load")
        points, faults = read_points(lines)
        kept_source, wrong = text(source, _("De bron"), "source", 120)
        together([*wrong, *_told(faults)])
        known = {row.pc4: row for row in Neighbourhood.objects.select_for_update()}
        rows = [
            Neighbourhood(
                pc4=pc4, lat_e5=point.lat_e5, lon_e5=point.lon_e5, source=kept_source, loaded_on=today
            )
            for pc4, point in points.items()
        ]
        added = [row for row in rows if row.pc4 not in known]
        moved = [row for row in rows if row.pc4 in known and not _is_same(row, known[row.pc4])]
        loaded = Loaded(
            len(rows),
            len(added),
            len(moved),
            len(rows) - len(added) - len(moved),
            len(known.keys() - points.keys()),
            dry_run,
        )
        if not dry_run and (added or moved):
            Neighbourhood.objects.bulk_create(added)
            Neighbourhood.objects.bulk_update(moved, ["lat_e5", "lon_e5", "source", "loaded_on"], 500)
            detail = {"added": loaded.added, "moved": loaded.moved}
            journal.enter(actor, "neighbourhood.load", "neighbourhood", "", detail=detail)
        return loaded


def _is_same(row: Neighbourhood, known: Neighbourhood) -> bool:
    return (row.lat_e5, row.lon_e5, row.source) == (known.lat_e5, known.lon_e5, known.source)


def _told(faults: Sequence[Refused]) -> list[Refused]:
    """The first faults, and how many more there are."""
    more = len(faults) - MOST_TOLD
    rest = [NotPossible(_("En nog %(more)s fouten.") % {"more": more})] if more > 0 else []
    return [*faults[:MOST_TOLD], *rest]
