"""Ages without birthdays: the month in which someone was born, for whoever computes without knowing who."""

from __future__ import annotations

from django.db.models.functions import ExtractMonth, ExtractYear

# The index of the month, as `primitives.period.Month` counts them.
BORN_IN = ExtractYear("birth_on") * 12 + ExtractMonth("birth_on") - 1
