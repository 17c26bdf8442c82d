"""What began and what ended in a period: beside every total of placements, so that loss is seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.primitives.number import format_whole
from meedoen.primitives.period import Span
from meedoen.register.placements.listing import PlacementFilters, filtered


@dataclass(frozen=True)
class Flow:
    """`begun` by the first day of work, `ended` by the last; None where the rows say nothing about it."""

    label: str
    begun: int | None
    ended: int | None

    @property
    def net(self) -> int | None:
        return None if self.begun is None or self.ended is None else self.begun - self.ended


def label_of(span: Span, is_running: bool) -> str:
    """Return what a period is called, where it is not over too."""
    return _("%(span)s tot en met vandaag") % {"span": span.label} if is_running else span.label


def in_words(found: Flow, least: int = 0) -> str:
    """Return a flow as one line for a table that leaves; fewer than `least` are not told, nor the balance."""
    if found.begun is None or found.ended is None or found.net is None:
        return _("niet bekend")
    numbers = [f"< {least}" if 0 < one < least else format_whole(one) for one in (found.begun, found.ended)]
    is_few = any(0 < one < least for one in (found.begun, found.ended))
    words = {"begun": numbers[0], "ended": numbers[1], "net": "*" if is_few else _signed(found.net)}
    return _("%(begun)s erbij, %(ended)s eraf, saldo %(net)s") % words


def _signed(number: int) -> str:
    return f"+{format_whole(number)}" if number > 0 else format_whole(number).replace("-", "−")


def flow_visible_to(
    actor: Actor, filters: PlacementFilters, span: Span, *, employer_id: int | None = None
) -> Flow:
    """Return what began and ended in a period, no further than the day of the filters, of the placements that
    the actor may see. When they run is no filter here: that is what is counted."""
    stop = min(span.next_first_day, filters.on + timedelta(days=1))
    rows = filtered(actor, PlacementFilters(filters.on, filters.words, filters.kind))
    if employer_id is not None:
        rows = rows.filter(Q(employer_id=employer_id) | Q(workplace_employer_id=employer_id))
    begun = Q(starts_on__gte=span.first_day, starts_on__lt=stop)
    ended = Q(ends_before__gt=span.first_day, ends_before__lte=stop)
    counted = rows.filter(begun | ended).aggregate(
        begun=Count("pk", filter=begun), ended=Count("pk", filter=ended)
    )
    return Flow(label_of(span, stop < span.next_first_day), counted["begun"], counted["ended"])
