"""What an employer may read of what a colleague wrote: no word of who it is about."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible
from meedoen.register.people.models import Person

# Parts of names that are also ordinary words, and written small.
_SHORTEST = 3


def names_in(person: Person, text: str, field: str) -> Iterator[Refused]:
    """Refuse a text with a name or the number of the person in it, as it is written there."""
    said = {word.strip(".,;:!?()'\"“”‘’") for word in text.split()}
    own = {word for word in person.name.split() if len(word) >= _SHORTEST and word[:1].isupper()}
    own.add(person.number)
    if found := sorted(said & own):
        message = _("De werkgever leest dit. Laat daarom weg wie het is: %(words)s.")
        yield NotPossible(message % {"words": ", ".join(f"“{word}”" for word in found)}, field=field)
