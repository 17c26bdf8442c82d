"""The sectors of employers, year by year, without who they are."""

from __future__ import annotations

from typing import Any

from meedoen.register.columns import columns
from meedoen.register.employers.models import SectorYear


def sector() -> dict[str, list[Any]]:
    """SECTOR: one row for each employer and calendar year."""
    names = ("employer_id", "year", "sector")
    return columns(names, SectorYear.objects.order_by("id").values_list(*names))
