"""Numbers such as K-000001, made from the key of the row so that two at once never get the same."""

from __future__ import annotations

import secrets
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat, Greatest, Length, LPad

DIGITS = 6


def provisional_mark() -> str:
    """Return the start of numbers that rows carry until they have a key; nobody else sees them."""
    return "~" + secrets.token_hex(2)


def number_of(prefix: str, key: int) -> str:
    """Return the number that belongs to a key."""
    return f"{prefix}-{key:0{DIGITS}d}"


def give_numbers(rows: QuerySet[Any], mark: str, prefix: str) -> dict[str, int]:
    """Give every row with this mark its number, in one statement; return keys by provisional number."""
    marked = rows.filter(number__startswith=mark)
    keys: dict[str, int] = dict(marked.values_list("number", "pk"))
    key = Cast(F("id"), CharField())
    digits = LPad(key, Greatest(Length(key), Value(DIGITS)), Value("0"))
    marked.update(number=Concat(Value(f"{prefix}-"), digits))
    return keys


def number_of_nobody() -> str:
    """Return a number that follows from nothing and stands in nobody's papers."""
    return "A-" + secrets.token_hex(5).upper()
