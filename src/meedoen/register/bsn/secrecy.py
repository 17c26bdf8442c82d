"""Encryption of a burgerservicenummer with keys from the environment, and the blind index of it."""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound, Refused
from meedoen.primitives.bsn import BSN

SHORTEST_INDEX_KEY = 32


class NotReadable(Refused):
    """None of the keys opens this number."""


def is_on() -> bool:
    """True if and only if this installation keeps burgerservicenummers."""
    return bool(settings.BSN)


def require_on() -> None:
    """Answer as for a page that does not exist where the numbers are not kept."""
    if not is_on():
        raise NotFound(_("Deze bladzijde bestaat niet."))


def problems(keys: list[str], index_key: str) -> list[str]:
    """Say what is wrong with these settings, without repeating any of them."""
    found = []
    if not keys:
        found.append("MEEDOEN_BSN_KEYS is empty.")
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except (ValueError, TypeError):
            found.append(f"Key {place} of MEEDOEN_BSN_KEYS is not a Fernet key.")
    if len(index_key) < SHORTEST_INDEX_KEY:
        found.append(f"MEEDOEN_BSN_INDEX_KEY is shorter than {SHORTEST_INDEX_KEY} characters.")
    return found


def sealed(number: BSN) -> bytes:
    """Encrypt with the first key."""
    return _box().encrypt(number.reveal().encode())


def opened(cipher: bytes | memoryview[int]) -> BSN:
    """Decrypt with whichever key fits."""
    try:
        return BSN(_box().decrypt(bytes(cipher)).decode())
    except InvalidToken as refusal:
        message = _("Dit nummer kan niet worden gelezen: de sleutel ontbreekt. Waarschuw de beheerder.")
        raise NotReadable(message) from refusal


def index_of(number: BSN) -> str:
    """Return the blind index: without its key nobody can try all numbers."""
    key = str(settings.BSN_INDEX_KEY).encode()
    return hmac.new(key, number.reveal().encode(), sha256).hexdigest()


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.BSN_KEYS])
