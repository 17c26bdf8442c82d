"""Asks once more about free text with something in it that does not belong in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from meedoen.register.checks import NeedsConfirmation

# Said yes to: the text stays as it is.
KEEP_TEXT = "keep_text"


def warned_text(texts: Mapping[str, str], names: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return what does not belong in each of these texts, kind and remedy.

    Nothing looks into texts yet; what does is called here and nowhere else.
    """
    return {}


def refuse_unfit_text(texts: Mapping[str, str], names: Iterable[str], accepted: frozenset[str]) -> list[str]:
    """Return the kinds of what was found and said yes to; refuse when it was found and not yet."""
    found = warned_text(texts, names)
    if found and KEEP_TEXT not in accepted:
        remedies = dict.fromkeys(remedy for warned in found.values() for _kind, remedy in warned)
        raise NeedsConfirmation(KEEP_TEXT, " ".join(remedies), field=next(iter(found)))
    return sorted({kind for warned in found.values() for kind, _remedy in warned})
