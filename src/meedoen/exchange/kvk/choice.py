"""Which way to the trade register this installation has."""

from __future__ import annotations

from django.conf import settings

from meedoen.exchange.kvk.entry import TradeRegister
from meedoen.exchange.kvk.offline import Offline
from meedoen.exchange.kvk.online import Online


def is_connected() -> bool:
    """True if and only if the trade register can be asked here."""
    return bool(settings.KVK_ADDRESS and settings.KVK_KEY)


def trade_register() -> TradeRegister:
    """Return the way that was set, or the one that only checks numbers."""
    if is_connected():
        return Online(settings.KVK_ADDRESS, settings.KVK_KEY, settings.KVK_SECONDS)
    return Offline()
