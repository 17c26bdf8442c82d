"""How long files that were made are kept."""

from __future__ import annotations

from datetime import datetime

from meedoen.exchange.exports.models import MadeFile


def drop_expired(at: datetime) -> int:
    """Throw away the files whose day is over, whoever asked for them."""
    return MadeFile.objects.filter(expires_at__lte=at).delete()[0]
