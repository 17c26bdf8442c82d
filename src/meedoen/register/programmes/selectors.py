"""What may be asked about programmes; that a programme exists is no secret."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from meedoen.register.programmes.models import Programme


def programmes() -> QuerySet[Programme]:
    """Return all programmes by name."""
    return Programme.objects.order_by("name")


def programmes_running(day: date) -> QuerySet[Programme]:
    """Return the programmes that run on a day."""
    return programmes().filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day), starts_on__lte=day)


def programme_choices() -> list[tuple[str, str]]:
    """Return all programmes, code and name."""
    return list(programmes().values_list("code", "name"))
