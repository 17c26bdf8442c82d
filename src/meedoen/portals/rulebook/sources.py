"""The sources of a value, so that a page can link to those that have an address."""

from __future__ import annotations

import re
from typing import NamedTuple

_ADDRESS = re.compile(r"^(?P<words>.*?),? *(?P<url>https?://\S+)$")


class Source(NamedTuple):
    """`url` is empty where the source has no address."""

    words: str
    url: str


def sources_of(written: str) -> tuple[Source, ...]:
    """“AWVN, Nulmeting, https://…; Wfsv art. 38b” as two sources, the first with an address."""
    parts = (part.strip() for part in written.split(";"))
    return tuple(_source(part) for part in parts if part)


def _source(part: str) -> Source:
    found = _ADDRESS.match(part)
    if not found:
        return Source(part, "")
    return Source(found["words"] or found["url"], found["url"])
