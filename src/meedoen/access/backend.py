"""Sign-in backend: the account comes with its organisation and its roles in one read."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from meedoen.access.actors import Held
from meedoen.access.models import Account, Organisation
from meedoen.access.prepared import Prepared, given

_ACCOUNT = [field.attname for field in Account._meta.concrete_fields]
_ORGANISATION = [field.attname for field in Organisation._meta.concrete_fields]
_ROWS = Prepared(
    lambda: Account.objects.filter(pk=given("key")).values_list(
        *_ACCOUNT,
        *(f"organisation__{name}" for name in _ORGANISATION),
        *(f"assignments__{name}" for name in Held._fields),
    )
)


class Backend(AuthenticationBackend):
    """As allauth's, but an account is fetched together with all that every page needs of it."""

    def get_user(self, user_id: Any) -> Account | None:
        # A row for each role that was ever given, or one without.
        rows = _ROWS.rows(key=user_id)
        if not rows:
            return None
        own, there = len(_ACCOUNT), len(_ACCOUNT) + len(_ORGANISATION)
        account = Account.from_db("default", _ACCOUNT, rows[0][:own])
        if not account.is_active:
            return None
        account.organisation = Organisation.from_db("default", _ORGANISATION, rows[0][own:there])
        account.held = tuple(Held(*row[there:]) for row in rows if row[there] is not None)
        return account
