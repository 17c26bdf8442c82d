"""The one-time link with which someone sets a first password, and the letter that brings it."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.access.models import Account


@dataclass(frozen=True)
class Invitation:
    """An account and the path of its link; no path where the organisation's own service lets people in."""

    account: Account
    path: str

    @property
    def days_valid(self) -> int:
        return int(settings.PASSWORD_RESET_TIMEOUT) // 86400


def invitation_for(account: Account) -> Invitation:
    """Return a link that works once, for this account only, until a password is set."""
    if account.signs_in_elsewhere:
        return Invitation(account, "")
    key = default_token_generator.make_token(account)
    place = {"uidb36": user_pk_to_url_str(account), "key": key}
    return Invitation(account, reverse("account_reset_password_from_key", kwargs=place))


def send_invitation(invitation: Invitation, *, site: str) -> None:
    """Put the letter in the outbox; `site` is the address of this installation without a slash at the end."""
    account = invitation.account
    words = {
        "name": account.name,
        "organisation": account.organisation.name,
        "days": invitation.days_valid,
        "link": site + (invitation.path or reverse("account_login")),
    }
    if invitation.path:
        body = _(
            "Beste %(name)s,\n\n"
            "U hebt toegang gekregen tot Meedoen voor %(organisation)s. "
            "Kies een wachtwoord met deze link. De link werkt één keer en %(days)s dagen lang.\n\n"
            "%(link)s\n\n"
            "Daarna stelt u een tweede stap in: een app op uw telefoon of een passkey.\n"
        )
    else:
        body = _(
            "Beste %(name)s,\n\n"
            "U hebt toegang gekregen tot Meedoen voor %(organisation)s. "
            "U meldt zich aan met de aanmelddienst van uw organisatie.\n\n"
            "%(link)s\n"
        )
    send_mail(_("Uw toegang tot Meedoen"), body % words, None, [account.email])
