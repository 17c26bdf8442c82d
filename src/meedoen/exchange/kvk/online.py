"""The trade register by its Basisprofiel API: two questions for a number, each with a time-out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext as _

from meedoen.exchange.kvk.entry import KvkBranch, KvkEntry, NotLookedUp
from meedoen.exchange.kvk.offline import checked_number
from meedoen.primitives.postcode import Postcode
from meedoen.primitives.refusal import NotValid

# An entry with a thousand branches stays far below this.
MOST_BYTES = 2_000_000
MOST_BRANCHES = 200


class _StaysThere(HTTPRedirectHandler):
    """The key goes to the address that was set and to no other."""

    def redirect_request(self, *_given: Any, **_named: Any) -> None:
        return None


class Online:
    """Asks `<address>/v1/basisprofielen/<number>` and its `vestigingen`, with the key in a header."""

    def __init__(self, address: str, key: str, seconds: float) -> None:
        self.address, self.key, self.seconds = address.rstrip("/"), key, seconds
        self._opener = build_opener(_StaysThere)

    def look_up(self, number: str) -> KvkEntry | None:
        number = checked_number(number)
        profile = self._ask(f"v1/basisprofielen/{number}")
        if profile is None:
            return None
        listed = self._ask(f"v1/basisprofielen/{number}/vestigingen") or {}
        main = _part(_part(profile, "_embedded"), "hoofdvestiging")
        return KvkEntry(
            number=number,
            name=_words(profile.get("naam")) or _words(main.get("eersteHandelsnaam")),
            branches=tuple(_branches(main, listed.get("vestigingen"))),
            headcount=_whole(profile.get("totaalWerkzamePersonen", main.get("totaalWerkzamePersonen"))),
            ended_on=_day(_part(profile, "materieleRegistratie").get("datumEinde")),
        )

    def _ask(self, path: str) -> Mapping[str, Any] | None:
        """Return what was answered; None: there is no such thing."""
        if urlsplit(self.address).scheme not in {"http", "https"}:
            raise NotLookedUp(_("Het adres van het handelsregister klopt niet. Meld dit aan de beheerder."))
        request = Request(  # noqa: S310  the scheme was checked above
            f"{self.address}/{path}", headers={"apikey": self.key, "Accept": "application/json"}
        )
        try:
            with self._opener.open(request, timeout=self.seconds) as answer:
                content = answer.read(MOST_BYTES + 1)
        except HTTPError as fault:
            with fault:
                if fault.code == 404:
                    return None
                raise _refused(fault.code) from fault
        except TimeoutError as fault:
            raise _slow() from fault
        except URLError as fault:
            raise (_slow() if isinstance(fault.reason, TimeoutError) else _unreachable()) from fault
        except (OSError, HTTPException, ValueError) as fault:
            raise _unreachable() from fault
        return _read(content)


def _read(content: bytes) -> Mapping[str, Any]:
    found = None
    if len(content) <= MOST_BYTES:
        with suppress(ValueError, RecursionError):
            found = json.loads(content)
    if not isinstance(found, dict):
        raise NotLookedUp(
            _("Het handelsregister gaf een antwoord dat wij niet kunnen lezen. Vul het zelf in.")
        )
    return found


def _refused(code: int) -> NotLookedUp:
    if code in {401, 403}:
        return NotLookedUp(
            _("Het handelsregister laat ons niet toe. Meld dit aan de beheerder, en vul het nu zelf in.")
        )
    if code == 429:
        return NotLookedUp(
            _("Er is te vaak opgezocht. Probeer het over een paar minuten opnieuw, of vul het zelf in.")
        )
    message = _("Het handelsregister heeft een storing (%(code)s). Probeer het later, of vul het zelf in.")
    return NotLookedUp(message % {"code": code})


def _slow() -> NotLookedUp:
    return NotLookedUp(
        _("Het handelsregister antwoordt niet op tijd. Probeer het later opnieuw, of vul het zelf in.")
    )


def _unreachable() -> NotLookedUp:
    return NotLookedUp(
        _("Het handelsregister is niet te bereiken. Probeer het later opnieuw, of vul het zelf in.")
    )


def _branches(main: Mapping[str, Any], listed: Any) -> Iterable[KvkBranch]:
    """Give the main branch with its address, then the others with as much as the list tells."""
    number = _words(main.get("vestigingsnummer"))
    if number:
        yield KvkBranch(number, _words(main.get("eersteHandelsnaam")), *_visited(main), is_main=True)
    for one in (listed if isinstance(listed, list) else [])[:MOST_BRANCHES]:
        if not isinstance(one, dict) or _words(one.get("vestigingsnummer")) in {"", number}:
            continue
        shown = "" if one.get("indAdresAfgeschermd") == "Ja" else _words(one.get("volledigAdres"))
        yield KvkBranch(
            _words(one.get("vestigingsnummer")),
            _words(one.get("eersteHandelsnaam")),
            *_town_and_postcode(shown),
            is_main=one.get("indHoofdvestiging") == "Ja",
        )


def _visited(main: Mapping[str, Any]) -> tuple[str, str]:
    """Return town and postcode of the address where people come; a shielded one stays shielded."""
    addresses = main.get("adressen")
    for one in addresses if isinstance(addresses, list) else []:
        if not isinstance(one, dict) or one.get("indAfgeschermd") == "Ja":
            continue
        if one.get("type") == "bezoekadres":
            return _words(one.get("plaats")), _postcode(_words(one.get("postcode")))
    return "", ""


def _town_and_postcode(address: str) -> tuple[str, str]:
    """Read “Straat 1 9712AB Plaats”, or “Straat 1 Plaats”, of which only the last word is sure."""
    found = re.search(r"\b([1-9][0-9]{3} ?[A-Z]{2}),? +(.+)$", address)
    if found is not None:
        return found[2], _postcode(found[1])
    after_number = re.search(r"[0-9]\S* +([^0-9]+)$", address)
    return (after_number[1].strip() if after_number else ""), ""


def _postcode(text: str) -> str:
    try:
        return Postcode.parse(text).text
    except NotValid:
        return ""


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = whole.get(name)
    return found if isinstance(found, dict) else {}


def _words(value: Any) -> str:
    return " ".join(value.split())[:160] if isinstance(value, str) and value.isprintable() else ""


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6 else None


def _day(value: Any) -> date | None:
    with suppress(TypeError, ValueError):
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007  a day has no time zone
    return None
