"""The second factor: who has one, and nobody goes on without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from meedoen.access.models import Account

# Recovery codes alone are no second factor: they only replace one for a moment.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What someone without a second factor may open: setting one up, proving who it is, leaving, and
# what is open to everyone anyway.
SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "account_logout",
        "language",
        "privacy",
        "accessibility",
    }
)
BY_ORGANISATION = "signed_in_by_organisation"
_SEEN = "second_factor_of"


def kinds_of(account_ids: Iterable[int]) -> Mapping[int, frozenset[str]]:
    """Return the kinds of second factor of these accounts; who has none is not in it."""
    found: dict[int, frozenset[str]] = {}
    rows = Authenticator.objects.filter(user_id__in=list(account_ids)).values_list("user_id", "type")
    for account_id, kind in rows:
        found[account_id] = found.get(account_id, frozenset()) | {str(kind)}
    return {account_id: kinds for account_id, kinds in found.items() if not kinds.isdisjoint(KINDS)}


def is_last(authenticator: Authenticator) -> bool:
    """True if and only if without this one its owner has no second factor left."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=KINDS)
    return authenticator.type in KINDS and not others.exclude(pk=authenticator.pk).exists()


def forget(account: Account) -> None:
    """Remove every authenticator and recovery code of this account."""
    Authenticator.objects.filter(user_id=account.pk).delete()


class SecondFactorRequired:
    """Sends who signed in with a password only to setting up a second factor, before anything else.

    Who signed in at the organisation's own service showed one there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        if not settings.REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        if request.session.get(BY_ORGANISATION) or request.session.get(_SEEN) == request.user.pk:
            return None
        if kinds_of([request.user.pk]):
            request.session[_SEEN] = request.user.pk
            return None
        match = request.resolver_match
        if match is not None and match.url_name in SETTING_UP:
            return None
        messages.info(request, _("Stel eerst een tweede stap in. Daarna kunt u verder."))
        return redirect("mfa_index")
