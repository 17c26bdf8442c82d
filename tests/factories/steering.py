"""Targets, publications and readings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from meedoen.steering.indicators.models import FrozenPeriod
from meedoen.steering.publications.models import Publication
from meedoen.steering.targets.models import Target
from tests.factories import access

_numbers = count(1)


def target(*, reference_on: date = date(2017, 12, 31), value: int = 1504, **more: Any) -> Target:
    """A target of the region for extra banen."""
    values = {
        "indicator": "banenafspraak.extra_banen",
        "area": "AM01",
        "version": 1,
        "reason": "Afspraak van de regio",
        "source": "Voorbeeld",
        "set_on": date(2017, 1, 1),
        **more,
    }
    return Target.objects.create(reference_on=reference_on, value=value, **values)


def publication(*, reference_on: date = date(2017, 12, 31), value: str = "3257", **more: Any) -> Publication:
    """A figure that someone else published."""
    values = {
        "figure": "banenafspraak.extra_banen",
        "area": "AM01",
        "reference": reference_on.isoformat(),
        "published": "2018-04-30",
        "published_on": date(2018, 4, 30),
        "status": "provisional",
        "unit": "banen",
        "source": f"Voorbeeld {next(_numbers)}",
        "certainty": "confirmed",
        "imported_on": date(2018, 5, 1),
        **more,
    }
    return Publication.objects.create(reference_on=reference_on, value=value, **values)


def frozen_period(*, span: str = "2017Q4", area: str = "AM01", confirmed: bool = False) -> FrozenPeriod:
    """A period that one person proposed to freeze, and a second one confirmed or not yet."""
    moment = datetime(2018, 5, 1, 9, tzinfo=UTC)
    second = {"confirmed_by": access.account("Tweede Mens", "coordinator"), "confirmed_at": moment}
    return FrozenPeriod.objects.create(
        area=area,
        span=span,
        proposed_by=access.account("Eerste Mens", "controller"),
        proposed_at=moment,
        **(second if confirmed else {}),
    )
