"""What the rule book knows on a day, for rules that leave out an unknown part and say so."""

from __future__ import annotations

from datetime import date

from meedoen.rules.book import Value, series


def known_on(path: str, day: date) -> Value | None:
    """The value in force on `day`; None if and only if the series has none then.

    Only for a part that may be missing from an answer: the caller says in a remark that it is missing.
    """
    for value in reversed(series(path)):
        if value.starts_on <= day:
            return value if value.ends_before is None or day < value.ends_before else None
    return None
