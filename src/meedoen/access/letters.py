"""Letters that leave the house, by mail or by text message; without a carrier they land in a folder."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused

# A mobile number as people write it: spaces, dashes and brackets say nothing.
_SIGNS = re.compile(r"[\s().-]")
_NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")
_HERE = "+31"


class NotSent(Refused):
    """The carrier of mail or text messages took nothing."""


def send_letter(to: str, subject: str, text: str) -> None:
    """Send a letter to a mail address or a mobile number, as `told_at` made it.

    A text message has no subject. Refused where the carrier fails: the caller's transaction then undoes what
    was written about the sending.
    """
    try:
        _carry(to, subject, text)
    except OSError as failed:
        message = _("De brief kon niet worden verstuurd. Er is niets vastgelegd. Probeer het straks opnieuw.")
        raise NotSent(message) from failed


def _carry(to: str, subject: str, text: str) -> None:
    if "@" in to:
        send_mail(subject, text, None, [to])
    elif settings.SMS_ADDRESS:
        send_mail("", text, None, [settings.SMS_ADDRESS.format(number=to.removeprefix("+"))])
    else:
        folder = Path(settings.SMS_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{to}-{secrets.token_hex(4)}.txt").write_text(text, encoding="utf-8")


def told_at(typed: str, field: str) -> str:
    """Return a mail address or mobile number in one shape, or refuse it."""
    plain = typed.strip()
    if "@" in plain:
        try:
            validate_email(plain)
            # A part that is too long passes there, and is refused only when the mail is made.
            plain.rpartition("@")[2].encode("idna")
        except (ValidationError, UnicodeError):
            raise Refused(
                _("Dit is geen e-mailadres. Een voorbeeld: naam@voorbeeld.nl."), field=field
            ) from None
        return plain
    number = _SIGNS.sub("", plain)
    if number.startswith("00"):
        number = f"+{number[2:]}"
    elif number.startswith("0"):
        number = f"{_HERE}{number[1:]}"
    if not _NUMBER.fullmatch(number):
        raise Refused(_("Vul een e-mailadres in, of een mobiel nummer zoals 06 12345678."), field=field)
    return number
