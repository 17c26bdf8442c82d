"""Neighbourhoods with a point."""

from __future__ import annotations

from typing import Any

from meedoen.register.fits.models import Neighbourhood
from tests.factories import access


def neighbourhood(pc4: str = "9401", **more: Any) -> Neighbourhood:
    """In the middle of Assen."""
    values = {"lat_e5": 5_299_000, "lon_e5": 656_000, "source": "gemeente Assen", **more}
    return Neighbourhood.objects.create(pc4=pc4, loaded_on=access.TODAY, **values)
