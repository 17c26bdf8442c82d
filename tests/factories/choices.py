"""What municipalities chose."""

from __future__ import annotations

from datetime import date
from typing import Any

from meedoen.access.models import Organisation
from meedoen.register.choices.models import Choice
from tests.factories import access


def choice(
    organisation: Organisation | None = None,
    point: str = "betaling_ritme",
    value: str = "kwartaal",
    *,
    starts_on: date = date(2018, 1, 1),
    **more: Any,
) -> Choice:
    """One row of one municipality, Assen unless said otherwise."""
    at = organisation or access.organisation("Assen", municipality=access.ASSEN)
    written = Choice.objects.filter(organisation=at, point=point).count()
    values = {"reason": "Besluit van het college", "set_on": starts_on, "version": written + 1, **more}
    return Choice.objects.create(organisation=at, point=point, value=value, starts_on=starts_on, **values)
