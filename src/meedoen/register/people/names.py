"""Names as they are looked for: without accents, capitals and signs, word by word."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Words of a name that tell nobody apart.
PARTICLES = frozenset(
    {"van", "de", "den", "der", "het", "t", "ter", "ten", "te", "von", "el", "al", "la", "le"}
)
LONGEST = 40
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def folded(text: str) -> str:
    """Return a text in plain small letters and digits, its words apart by one space.

    A letter of another script becomes its code, so that every database sorts what was folded alike.
    """
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ĳ", "ij").replace("ß", "ss"))
    return " ".join("".join(_plain(sign) for sign in apart).split())


def words_of(name: str) -> frozenset[str]:
    """Return the words by which a name is found."""
    return frozenset(word[:LONGEST] for word in folded(name).split())


def words_of_number(number: str) -> frozenset[str]:
    """Return what a candidate number is found by: as a whole, and without the letter before it."""
    whole = folded(number).replace(" ", "")[:LONGEST]
    return frozenset({whole, whole.lstrip("k")} - {""})


def asked_words(text: str) -> frozenset[str]:
    """Return the words that are looked for; a number is one word, however it was written."""
    words: set[str] = set()
    for part in text.split():
        has_digit = any(sign.isdigit() for sign in part)
        words |= {folded(part).replace(" ", "")[:LONGEST]} if has_digit else words_of(part)
    return frozenset(words - {""})


def telling_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell people apart, in a fixed order."""
    return tuple(sorted(words_of(name) - PARTICLES)) or tuple(sorted(words_of(name)))


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign in _PLAIN:
        return sign
    category = unicodedata.category(sign)
    if category[0] == "M" or sign in "'’`´":
        return ""
    if category[0] not in "LN":
        return " "
    return f"x{ord(sign):05x}"
