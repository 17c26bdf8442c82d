"""Startup checks: an installation that is not safe says so before it serves a page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from meedoen.register.bsn import secrecy

FILES = "django.core.mail.backends.filebased.EmailBackend"


@register()
def installation_is_safe(**_kwargs: Any) -> list[CheckMessage]:
    """A secret of its own; a second factor unless everything is invented; TLS and mail outside a demo."""
    messages: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < 50:
        messages.append(
            Error(
                "MEEDOEN_SECRET_KEY is empty or shorter than 50 characters.",
                hint="Set it to a long random text that only this installation knows.",
                id="meedoen.E001",
            )
        )
    if not settings.REQUIRE_SECOND_FACTOR and not settings.DEMO:
        messages.append(
            Error(
                "The second factor is off outside a demo.",
                hint="Remove MEEDOEN_REQUIRE_SECOND_FACTOR; only a demo may do without.",
                id="meedoen.E002",
            )
        )
    open_services = [
        one.get("provider_id", "?")
        for one in settings.SIGN_IN_SERVICES
        if not str(one.get("settings", {}).get("server_url", "")).startswith("https://")
    ]
    if open_services and not settings.DEMO and not settings.DEBUG:
        messages.append(
            Error(
                f"A sign-in service is not reached over TLS: {', '.join(open_services)}.",
                hint="Give its server_url in MEEDOEN_SIGN_IN_SERVICES with https.",
                id="meedoen.E003",
            )
        )
    if not settings.SECURE and not settings.DEMO and not settings.DEBUG:
        messages.append(Warning("MEEDOEN_TLS is off.", hint="Set it behind TLS.", id="meedoen.W001"))
    if settings.EMAIL_BACKEND == FILES and not settings.DEMO:
        messages.append(
            Warning(
                "Invitations are written to a folder: nobody receives them.",
                hint="Set MEEDOEN_MAIL to the mail server, and MEEDOEN_MAIL_FROM.",
                id="meedoen.W002",
            )
        )
    return messages


@register()
def numbers_are_sealed(**_kwargs: Any) -> list[CheckMessage]:
    """Who keeps burgerservicenummers has keys that can encrypt them."""
    if not settings.BSN:
        return []
    return [
        Error(
            f"MEEDOEN_BSN is on, but {problem}",
            hint="docs/how-to/keep-a-bsn.md says how to make a key. Or switch MEEDOEN_BSN off.",
            id="meedoen.E005",
        )
        for problem in secrecy.problems(settings.BSN_KEYS, settings.BSN_INDEX_KEY)
    ]


@register()
def the_trade_register_is_reached_over_tls(**_kwargs: Any) -> list[CheckMessage]:
    """The key of the installation travels with every question."""
    address = settings.KVK_ADDRESS
    if not address or address.startswith("https://") or settings.DEMO or settings.DEBUG:
        return []
    hint = "Give MEEDOEN_KVK_ADDRESS with https."
    return [Error("The trade register is not reached over TLS.", hint=hint, id="meedoen.E004")]


@register()
def a_text_message_knows_its_number(**_kwargs: Any) -> list[CheckMessage]:
    """The gateway reads the number from the address."""
    if not settings.SMS_ADDRESS or "{number}" in settings.SMS_ADDRESS:
        return []
    hint = "Put {number} in MEEDOEN_SMS, as in {number}@sms.example.nl."
    return [Error("The address of text messages has no number in it.", hint=hint, id="meedoen.E006")]
