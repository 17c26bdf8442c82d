"""Coaching without who it is about: which work had a coach from its beginning, for an engine to read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F

from meedoen.register.coaching.models import Coaching
from meedoen.register.columns import columns

# Who gets a coach later is whoever was still there: that would make coaching look better than it is.
FROM_THE_BEGINNING = timedelta(days=31)


def coached() -> dict[str, list[Any]]:
    """COACHED: the regime of each placement with a coach in its first month, the earliest one first."""
    rows = Coaching.objects.exclude(ended_because="wrong").filter(
        starts_on__lte=F("placement__starts_on") + FROM_THE_BEGINNING
    )
    names = ("placement_id", "regime")
    return columns(names, rows.order_by("placement_id", "starts_on", "pk").values_list(*names))
