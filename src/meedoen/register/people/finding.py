"""Finding people by words of their name: which words are kept, and the condition that looks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.register.people.models import Person, SearchWord
from meedoen.register.people.names import asked_words, words_of, words_of_number
from meedoen.register.writing import insert_rows

# Up to so many people with a word are looked up one by one; of more, the first who have it are soon met.
FEW = 20_000
# Nothing that was folded stands behind this.
_END = "zzzzzz"


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
    known = {word: _how_many(word) for word in sorted(asked_words(text))}
    if not known:
        return Looked(Q(pk__in=[-1]), is_few=True)
    rarest = min(known, key=lambda word: known[word])
    is_few = known[rarest] <= FEW
    condition = Q(pk__in=_having(rarest).values("person_id")) if is_few else Q()
    for word in known:
        if not is_few or word != rarest:
            condition &= Q(Exists(_having(word).filter(person=OuterRef("pk"))))
    return Looked(condition, is_few)


def _having(word: str) -> QuerySet[SearchWord]:
    return SearchWord.objects.filter(word__gte=word, word__lt=word + _END)


def _how_many(word: str) -> int:
    """How many have this word, and stop counting past `FEW`."""
    return _having(word).order_by()[: FEW + 1].count()
