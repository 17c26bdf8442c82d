"""Who is let in: by password and second factor, or by the sign-in service of the own organisation."""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from meedoen.access import second_factor, selectors, sessions
from meedoen.access.models import Account

# As long as the window of failed attempts in ACCOUNT_RATE_LIMITS.
LOCKED_FOR = 15 * 60
JUST_NOW = 5 * 60


def refused(why: str) -> HttpResponse:
    """Return the way to the page that says why nobody was let in; `why` is a word that page knows."""
    return redirect("sign_in_refused", why=why)


def refused_service(provider_id: str) -> HttpResponse:
    """Write down that a service gave no usable answer, and return the way to the page that says so."""
    sessions.note_refusal("aanmelddienst", provider=provider_id)
    return refused("aanmelddienst")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are invited, never made by their owner; whoever comes, fails or leaves is written down."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Er is te vaak geprobeerd met dit account aan te melden. "
            "Wacht een kwartier, of vraag een nieuw wachtwoord aan."
        ),
        "account_inactive": _("Dit account is gesloten. Vraag de beheerder van uw organisatie om toegang."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if answer is not None:
            return answer
        # A password or a passkey would outlive the account at the organisation's own service.
        if user.signs_in_elsewhere and "sociallogin" not in (kwargs.get("signal_kwargs") or {}):
            sessions.note_failure("session.fail", email=user.email)
            return refused("elders")
        return None

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        sessions.note_failure("session.fail", email=user.email)
        return refused("gesloten")

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        by_organisation = "sociallogin" in (kwargs.get("signal_kwargs") or {})
        request.session[second_factor.BY_ORGANISATION] = by_organisation
        sessions.note(user, "session.start", by="organisation" if by_organisation else "own")
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Account):
            sessions.note(request.user, "session.end")
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        # Who came in just now has proved enough; the library would ask for the password twice in a row.
        records = get_authentication_records(self.request, self.request.user)
        return all(time.time() - record["at"] > JUST_NOW for record in records)

    def set_password(self, user: Account, password: str) -> None:
        super().set_password(user, password)
        sessions.note(user, "password.change")

    def send_password_reset_mail(self, user: Account, email: str, context: dict[str, Any]) -> None:
        if not user.signs_in_elsewhere:
            super().send_password_reset_mail(user, email, context)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # The library adds the host that was asked for; each name of this site would give five tries more.
        return str(credentials.get("email", "")).strip().lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            key = self._get_login_attempts_cache_key(request, **credentials)
            # One entry for each lock-out, however often it is tried again.
            mark = salted_hmac("meedoen.access.lock_out", key).hexdigest()
            if cache.add(f"lock_out:{mark}", True, LOCKED_FOR):
                sessions.note_failure("session.lock_out", email=key)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sessions.note_failure("session.fail", email=str(credentials.get("email", "")))


class OrganisationAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Lets in whom the organisation's own service vouches for, if and only if that person was invited.

    The account is the one of the organisation with this service and of the subject in the signed id_token:
    never by e-mail address, and without a link of its own that could grow old.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        app = sociallogin.provider.app
        given = sociallogin.account.extra_data
        claims = given.get("id_token") or {}
        subject = str(claims.get("sub", ""))
        if sociallogin.state.get("process") != "login" or not subject:
            self._refuse("aanmelddienst", app.provider_id)
        if "userinfo" in given and given["userinfo"].get("sub") != subject:
            self._refuse("aanmelddienst", app.provider_id)
        account = selectors.account_invited_at(app.provider_id, subject)
        if account is None:
            self._refuse("onbekend", app.provider_id)
        if not account.is_active:
            self._refuse("gesloten", app.provider_id, account)
        if app.settings.get("require_second_factor", True) and not showed_second_factor(claims, app.settings):
            self._refuse("tweede-stap", app.provider_id, account)
        sociallogin.user = account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Mapping[str, Any] | None = None,
    ) -> None:
        self._refuse("afgebroken" if error == "cancelled" else "aanmelddienst", provider.app.provider_id)

    def _refuse(self, why: str, provider_id: str, account: Account | None = None) -> NoReturn:
        sessions.note_refusal(why, provider=provider_id, account=account)
        raise ImmediateHttpResponse(refused(why))


def showed_second_factor(claims: Mapping[str, Any], app: Mapping[str, Any]) -> bool:
    """True if and only if the service says how it was sure: a method (`amr`, RFC 8176) or a level (`acr`)
    that the settings of this service count as two factors; without settings that is the method `mfa`."""
    methods = claims.get("amr") or []
    shown = {methods} if isinstance(methods, str) else {str(method) for method in methods}
    if shown & set(app.get("second_factor_methods", ["mfa"])):
        return True
    return claims.get("acr") in app.get("second_factor_levels", [])


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Secrets of authenticator apps are kept encrypted, and nobody removes the last second factor."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (settings.REQUIRE_SECOND_FACTOR and second_factor.is_last(authenticator))

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = (
        salted_hmac("meedoen.access.vault", "", secret=one, algorithm="sha256").digest() for one in secrets
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
