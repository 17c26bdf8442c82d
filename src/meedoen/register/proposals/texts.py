"""What an employer may read of what a colleague wrote: no word of who it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible
from meedoen.register.people.models import Person

# Parts of names that are also ordinary words, and written small.
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")


def names_in(person: Person, text: str, field: str) -> Iterator[Refused]:
    """Refuse a text with a name or the number of the person in it, in whatever capitals it is written."""
    own = {word.casefold() for word in _names(person.name)}
    said = {word: word.casefold() for word in _names(text)}
    found = {word for word, small in said.items() if own & {small, small.removesuffix("s")}}
    if person.number.casefold() in text.casefold():
        found.add(person.number)
    if found:
        message = _("De werkgever leest dit. Laat daarom weg wie het is: %(words)s.")
        yield NotPossible(message % {"words": ", ".join(f"“{word}”" for word in sorted(found))}, field=field)


def _names(text: str) -> set[str]:
    """The words that may be a part of a name, each half of a double one too."""
    return {word for word in _WORD.findall(text) if len(word) >= _SHORTEST and not word[:1].islower()}
