"""Signing in: which pages of the sign-in library exist here, and what stands in for three of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.urls import urlpatterns as library
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from requests import RequestException

from meedoen.access import selectors
from meedoen.access.sign_in import refused_service
from meedoen.portals.layout import around, today

# Every page of the library that is offered; whatever else it has, now or later, answers 404.
OFFERED = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_login_webauthn",
    }
)

# Why someone was not let in, and what to do now.
REFUSALS = {
    "onbekend": (
        gettext_lazy("Uw organisatie kent u, maar Meedoen nog niet."),
        gettext_lazy("Vraag de beheerder van uw organisatie om u uit te nodigen."),
    ),
    "gesloten": (
        gettext_lazy("Uw toegang tot Meedoen is gesloten."),
        gettext_lazy("Vraag de beheerder van uw organisatie als u weer toegang nodig hebt."),
    ),
    "tweede-stap": (
        gettext_lazy("Uw organisatie heeft u zonder tweede stap aangemeld. Dat is niet genoeg."),
        gettext_lazy(
            "Meld u aan met een tweede stap, zoals een app of een sleutel. Lukt dat niet? "
            "Vraag de ICT-afdeling van uw organisatie om meervoudige aanmelding voor Meedoen."
        ),
    ),
    "elders": (
        gettext_lazy("U meldt zich aan met de aanmelddienst van uw organisatie, niet met een wachtwoord."),
        gettext_lazy("Ga naar de aanmeldpagina en kies de knop van uw organisatie."),
    ),
    "afgebroken": (
        gettext_lazy("U hebt het aanmelden afgebroken."),
        gettext_lazy("Ga naar de aanmeldpagina om het opnieuw te proberen."),
    ),
    "aanmelddienst": (
        gettext_lazy("De aanmelddienst van uw organisatie gaf geen bruikbaar antwoord."),
        gettext_lazy(
            "Probeer het over een paar minuten opnieuw. Blijft het misgaan? "
            "Vraag de beheerder van uw organisatie."
        ),
    ),
}


class SignIn(LoginView):  # type: ignore[misc]  # the library has no types
    """The sign-in page, with a button for each organisation that lets its people in itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        onward = get_next_redirect_url(self.request)
        query = f"?{urlencode({'next': onward})}" if onward else ""
        context["ways_in"] = [
            {"name": name, "url": reverse("openid_connect_login", args=[provider]) + query}
            for name, provider in selectors.organisations_with_sign_in(today())
        ]
        return context


class StrictAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the library has no types
    """As the library's, but the signature of the id_token is checked always, not only without TLS."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        answer = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return answer


@login_not_required
def to_organisation(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send someone to the sign-in service of the own organisation.

    It takes nothing from the address but where to go afterwards: the library would let a link add scopes and
    parameters. A link and not a form, since `form-action` would stop a form that leads to another site.
    """
    provider = _provider(request, provider_id)
    try:
        answer: HttpResponseBase = provider.redirect(
            request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except (RequestException, ValueError, KeyError):
        return refused_service(provider_id)
    return answer


@login_not_required
def from_organisation(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take what the organisation's service says about who came."""
    _provider(request, provider_id)
    view: Callable[[HttpRequest], HttpResponseBase] = OAuth2CallbackView.adapter_view(
        StrictAdapter(request, provider_id)
    )
    try:
        return view(request)
    except (RequestException, OAuth2Error, ValueError, KeyError):
        # What another party sends can be anything; nobody was let in.
        return refused_service(provider_id)


def _provider(request: HttpRequest, provider_id: str) -> Any:
    known = {provider for _name, provider in selectors.organisations_with_sign_in(today())}
    if provider_id not in known:
        raise Http404
    try:
        provider = get_adapter(request).get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    # PKCE is not something that the settings of one service can turn off.
    provider.app.settings["oauth_pkce_enabled"] = True
    return provider


@login_not_required
def sign_in_refused(request: HttpRequest, why: str) -> HttpResponse:
    """Say why nobody was let in, and what to do."""
    if why not in REFUSALS:
        raise Http404
    message, remedy = REFUSALS[why]
    words = {"message": message, "remedy": remedy}
    return render(request, "entrance/refused.html", {**around(request), **words}, status=403, using="jinja2")


@login_not_required
def not_offered(request: HttpRequest, **_from_the_address: str) -> HttpResponse:
    """Answer for a page that the library has and this site does not."""
    raise Http404


REPLACED: dict[str, Callable[..., HttpResponseBase]] = {
    "account_login": SignIn.as_view(),
    "openid_connect_login": to_organisation,
    "openid_connect_callback": from_organisation,
}


def _closed(entries: Sequence[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """The library's addresses under their own names, which it needs for its links, closed unless offered."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield URLResolver(entry.pattern, list(_closed(entry.url_patterns)))
        elif entry.name in OFFERED:
            yield entry
        else:
            view = REPLACED.get(entry.name or "", not_offered)
            yield URLPattern(entry.pattern, view, entry.default_args, entry.name)


urlpatterns: list[URLPattern | URLResolver] = [
    path("geweigerd/<slug:why>/", sign_in_refused, name="sign_in_refused"),
    *_closed(library),
]
