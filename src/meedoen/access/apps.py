"""The access room as a Django app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "meedoen.access"
    label = "access"
    verbose_name = "toegang"

    def ready(self) -> None:
        # The library tells of a changed second factor by signals only.
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from meedoen.access import sessions
        from meedoen.access.models import Account

        def note(deed: str, user: Any, authenticator: Any) -> None:
            if isinstance(user, Account):
                sessions.note(user, deed, kind=str(authenticator.type))

        def added(user: Any, authenticator: Any, **_kwargs: Any) -> None:
            note("second_factor.add", user, authenticator)

        def removed(user: Any, authenticator: Any, **_kwargs: Any) -> None:
            note("second_factor.remove", user, authenticator)

        authenticator_added.connect(added, weak=False, dispatch_uid="meedoen.second_factor.add")
        authenticator_removed.connect(removed, weak=False, dispatch_uid="meedoen.second_factor.remove")
