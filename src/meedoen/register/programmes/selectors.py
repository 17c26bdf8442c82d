"""What may be asked about programmes; that a programme exists is no secret."""

from __future__ import annotations

from django.db.models import QuerySet

from meedoen.register.programmes.models import Programme


def programmes() -> QuerySet[Programme]:
    """Return all programmes by name."""
    return Programme.objects.order_by("name")


def programme_choices() -> list[tuple[str, str]]:
    """Return all programmes, code and name."""
    return list(programmes().values_list("code", "name"))
