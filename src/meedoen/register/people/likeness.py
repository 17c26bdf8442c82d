"""When two files may be about one person: reasons that can be read, never a score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.register.people.names import telling_words

# The surest first.
REASONS: dict[str, Promise] = {
    "same_name_same_birth": _("dezelfde naam en geboortedatum"),
    "alike_name_same_birth": _("dezelfde geboortedatum, en een naam die erop lijkt"),
    "same_name_slip_in_birth": _("dezelfde naam, en een geboortedatum die een verschrijving kan zijn"),
}
# So many people with one name are too many to compare: the name tells nothing then.
COMMON = 400


@dataclass(frozen=True, slots=True)
class Identity:
    """What files are compared by; `words` are the telling words of the name."""

    key: int
    words: tuple[str, ...]
    birth_on: date


def identity(key: int, name: str, birth_on: date) -> Identity:
    return Identity(key, telling_words(name), birth_on)


def reason_for(one: Identity, other: Identity) -> str:
    """Return the code of why the two may be one person, or nothing."""
    if not one.words or not other.words:
        return ""
    if one.birth_on == other.birth_on:
        if one.words == other.words:
            return "same_name_same_birth"
        return "alike_name_same_birth" if _alike(one.words, other.words) else ""
    if one.words == other.words and _slip(one.birth_on, other.birth_on):
        return "same_name_slip_in_birth"
    return ""


def pairs(people: Iterable[Identity]) -> Iterator[tuple[Identity, Identity, str]]:
    """Give every two that may be one person, with the reason.

    Only people with one birthday or one name are compared, so that the work grows with the people and not
    with their square.
    """
    by_day: dict[date, list[Identity]] = defaultdict(list)
    by_name: dict[tuple[str, ...], list[Identity]] = defaultdict(list)
    for person in people:
        by_day[person.birth_on].append(person)
        by_name[person.words].append(person)
    for same_day in by_day.values():
        yield from _compared(same_day)
    for same_name in by_name.values():
        if len(same_name) <= COMMON:
            yield from (found for found in _compared(same_name) if found[2] == "same_name_slip_in_birth")


def _compared(group: list[Identity]) -> Iterator[tuple[Identity, Identity, str]]:
    for one, other in combinations(group, 2):
        reason = reason_for(one, other)
        if reason:
            yield (one, other, reason) if one.key < other.key else (other, one, reason)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One word of the name the same, and each of the others a slip, an initial or left out; or every word
    the same but for one slip."""
    shared = set(one) & set(other)
    left, right = sorted(set(one) - shared), sorted(set(other) - shared)
    if not left or not right:
        return bool(shared)
    if len(left) != len(right):
        return False
    pairs = list(zip(left, right, strict=True))
    if not shared:
        return len(pairs) > 1 and all(_one_slip(*pair) for pair in pairs)
    return all(_one_slip(*pair) or _initial(*pair) for pair in pairs)


def _initial(one: str, other: str) -> bool:
    return one[0] == other[0] and min(len(one), len(other)) == 1


def _one_slip(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours in each other's place; not in a very short word."""
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, rest_other = one[start:], other[start:]
    if rest[1:] == rest_other[1:] or rest[1:] == rest_other or rest == rest_other[1:]:
        return True
    return rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:]


def _slip(one: date, other: date) -> bool:
    """Day and month in each other's place, or one figure of the date another."""
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return True
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1
