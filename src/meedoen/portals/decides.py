"""Who decides about a regeling, and who pays, as the pages say it to an employer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

DECIDES: dict[str | None, Any] = {
    "gemeente": gettext_lazy("de gemeente"),
    "uwv": gettext_lazy("UWV"),
    "belastingdienst": gettext_lazy("de Belastingdienst"),
    "employer": gettext_lazy("u, de werkgever"),
    None: gettext_lazy("niemand: het geldt hier niet"),
}
