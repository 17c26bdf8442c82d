"""How long files are kept."""

from __future__ import annotations

from datetime import date

from meedoen.exchange.imports.models import ImportFile


def drop_expired(today: date) -> int:
    """Throw away the files whose last day has come, whoever uploaded them."""
    return ImportFile.objects.filter(expires_on__lte=today).delete()[0]
