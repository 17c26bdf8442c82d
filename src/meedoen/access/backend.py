"""Sign-in backend: the account comes with its organisation in one read."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from meedoen.access.models import Account


class Backend(AuthenticationBackend):
    """As allauth's, but an account is fetched together with the organisation that every page needs."""

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.select_related("organisation").filter(pk=user_id).first()
        return account if account and account.is_active else None
