"""What may be asked about organisations, accounts and the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from meedoen.access.models import Organisation, Role


def role_label(role: str) -> str:
    """Return the Dutch words for a role."""
    return str(Role(role).label)


def organisations() -> QuerySet[Organisation]:
    """Return all organisations; which ones exist is no secret."""
    return Organisation.objects.order_by("name")
