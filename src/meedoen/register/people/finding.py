"""Finding people by words of their name: which words are kept, and the condition that looks for them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.register.people.models import NameWord, Person
from meedoen.register.people.names import words_of
from meedoen.register.writing import insert_rows

# Up to so many people with a word are looked up one by one; of more, one looks whether each has it.
FEW = 1000
# Nothing that was folded stands behind this.
_END = "zzzzzz"
# An empty list would end the whole statement; the parts of a list of people are read together.
_NO_KEY = [-1]
_NOBODY = Q(pk__in=_NO_KEY)


def keep_words(people: Sequence[Person], *, anew: bool = False) -> None:
    """Let people be found by the name that they have now; `anew` where they had another."""
    if anew:
        NameWord.objects.filter(person__in=people).delete()
    insert_rows([NameWord(person=person, word=word) for person in people for word in words_of(person.name)])


def named_like(text: str) -> Q:
    """Return the condition that every word of the text begins a word of the name."""
    words = sorted(words_of(text))
    if not words:
        return _NOBODY
    keys = {word: _keys(word) for word in words}
    rarest = min(words, key=lambda word: len(keys[word]))
    if len(keys[rarest]) > FEW:
        return Q(*(Exists(_having(word).filter(person=OuterRef("pk"))) for word in words))
    others = Q(*(Exists(_having(word).filter(person=OuterRef("pk"))) for word in words if word != rarest))
    return Q(pk__in=keys[rarest] or _NO_KEY) & others


def _having(word: str) -> QuerySet[NameWord]:
    return NameWord.objects.filter(word__gte=word, word__lt=word + _END)


def _keys(word: str) -> list[int]:
    return list(_having(word).order_by().values_list("person_id", flat=True)[: FEW + 1])
