"""Finding people by words of their name: which words are kept, and the condition that looks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.register.people.models import Person, SearchWord
from meedoen.register.people.names import asked_words, words_of, words_of_number
from meedoen.register.writing import insert_rows

# Up to so many people with a word are looked up one by one; of more, one looks whether each has it.
FEW = 2000
# Nothing that was folded stands behind this.
_END = "zzzzzz"
# An empty list would end the whole statement; the parts of a list of people are read together.
_NO_KEY = [-1]
_NOBODY = Q(pk__in=_NO_KEY)


def keep_words(people: Sequence[Person], *, anew: bool = False) -> None:
    """Let people be found by the name and number that they have now; `anew` where they had another."""
    if anew:
        SearchWord.objects.filter(person__in=people).delete()
    insert_rows(
        [
            SearchWord(person=person, word=word)
            for person in people
            for word in words_of(person.name) | words_of_number(person.number)
        ]
    )


class Looked(NamedTuple):
    """The condition that people fit the words; `is_few`: it names them, and they are few."""

    condition: Q
    is_few: bool


def look_for(text: str) -> Looked:
    """Return who is found by a text: every word of it begins a word that the file is found by."""
    keys = {word: _keys(word) for word in sorted(asked_words(text))}
    if not keys:
        return Looked(_NOBODY, is_few=True)
    rarest = min(keys, key=lambda word: len(keys[word]))
    is_few = len(keys[rarest]) <= FEW
    having = Q(
        *(
            Exists(_having(word).filter(person=OuterRef("pk")))
            for word in keys
            if not is_few or word != rarest
        )
    )
    return Looked(Q(pk__in=keys[rarest] or _NO_KEY) & having if is_few else having, is_few)


def _having(word: str) -> QuerySet[SearchWord]:
    return SearchWord.objects.filter(word__gte=word, word__lt=word + _END)


def _keys(word: str) -> list[int]:
    return list(_having(word).order_by().values_list("person_id", flat=True)[: FEW + 1])
