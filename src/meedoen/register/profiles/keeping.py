"""From cards to rows and back, and what is missing in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Model

from meedoen.register.profiles.cards import (
    NAMES,
    Availability,
    Card,
    Conditions,
    Languages,
    OwnWords,
    Paper,
    Schooling,
    Tasks,
    Travel,
    Wishes,
    in_order,
    tasks_in_order,
)
from meedoen.register.profiles.models import (
    Certificate,
    Condition,
    Findability,
    Language,
    Profile,
    TaskAnswer,
    Wish,
)
from meedoen.register.profiles.needed import NEEDED
from meedoen.register.profiles.words import LANGUAGES
from meedoen.register.profiles.work import WORK_FIELDS
from meedoen.register.writing import insert_values

# The rows that a card keeps beside the profile itself, and their columns behind that of the profile.
_BESIDE: dict[type[Card], tuple[type[Model], tuple[str, ...]]] = {
    Wishes: (Wish, ("work_field",)),
    Schooling: (Certificate, ("name", "valid_until")),
    Tasks: (TaskAnswer, ("task", "is_able", "is_liked", "is_wanted")),
    Conditions: (Condition, ("code", "value")),
    Languages: (Language, ("language", "level")),
}
_LISTS = ("days", "times", "means", "licences")


def read_cards(profile: Profile) -> dict[str, Card]:
    """Return every card of one profile, by its name."""
    answers = list(TaskAnswer.objects.filter(profile=profile))
    tasks = Tasks(
        tuple(row.task for row in answers if row.is_able),
        tuple(row.task for row in answers if row.is_liked),
        tuple(row.task for row in answers if row.is_wanted),
    )
    papers = Certificate.objects.filter(profile=profile).order_by("pk").values_list("name", "valid_until")
    wishes = tuple(Wish.objects.filter(profile=profile).values_list("work_field", flat=True))
    levels = dict(Language.objects.filter(profile=profile).values_list("language", "level"))
    cards: tuple[Card, ...] = (
        OwnWords(profile.likes, profile.goes_well, profile.helps),
        Wishes(in_order(wishes, WORK_FIELDS)),
        Availability(
            profile.hours_min,
            profile.hours_max,
            tuple(profile.days),
            tuple(profile.times),
            profile.available_from,
        ),
        Travel(profile.postcode, tuple(profile.means), profile.travel_minutes),
        Schooling(
            profile.education_level,
            profile.education_field,
            profile.education_year,
            tuple(Paper(*row) for row in papers),
        ),
        tasks_in_order(tasks),
        Conditions(dict(Condition.objects.filter(profile=profile).values_list("code", "value"))),
        Languages({code: levels[code] for code in LANGUAGES if code in levels}, tuple(profile.licences)),
    )
    return {NAMES[type(card)]: card for card in cards}


def lay(profile: Profile, card: Card) -> None:
    """Put what a card says on the profile itself; the rows beside it are `values_of`."""
    for name, value in vars(card).items():
        if name in _LISTS:
            setattr(profile, name, list(value))
        elif hasattr(Profile, name) and name not in {"wishes", "certificates"}:
            setattr(profile, name, value)
    if isinstance(card, Conditions):
        profile.has_conditions_discussed = True


def values_of(card: Card) -> list[tuple[Any, ...]]:
    """Return the rows that a card keeps beside the profile, as values of their columns."""
    if isinstance(card, Wishes):
        return [(code,) for code in card.wishes]
    if isinstance(card, Schooling):
        adapt = connection.ops.adapt_datefield_value
        return [(paper.name, adapt(paper.valid_until)) for paper in card.certificates]
    if isinstance(card, Tasks):
        able, liked, wanted = (set(codes) for codes in (card.able, card.liked, card.wanted))
        return [(task, task in able, task in liked, task in wanted) for task in sorted(able | liked | wanted)]
    if isinstance(card, Conditions):
        return list(card.values.items())
    if isinstance(card, Languages):
        return list(card.levels.items())
    return []


def write_beside(kind: type[Card], cards: Iterable[tuple[int, Card]]) -> None:
    """Insert the rows that cards of one kind keep beside profiles, each card with the key of its profile."""
    if kind in _BESIDE:
        model, names = _BESIDE[kind]
        values = [(key, *row) for key, card in cards for row in values_of(card)]
        insert_values(model, ("profile_id", *names), values)


def take_away(profile_ids: Iterable[int], kind: type[Card]) -> None:
    """Delete the rows beside these profiles that this kind of card keeps."""
    if kind in _BESIDE:
        model: Any = _BESIDE[kind][0]
        model.objects.filter(profile_id__in=list(profile_ids)).delete()


def missing_of(cards: dict[str, Card], profile: Profile) -> int:
    """Return the sum of the bits of what is missing: what `Findability` keeps."""
    return sum(one.bit for one in NEEDED if not _has(one.code, cards, profile))


def keep_findability(profile: Profile) -> None:
    """Write down anew what is missing, from the rows as they stand in this transaction."""
    missing = missing_of(read_cards(profile), profile)
    values = {"missing": missing, "confirmed_on": profile.confirmed_on}
    Findability.objects.update_or_create(person_id=profile.pk, defaults=values)


def _has(code: str, cards: dict[str, Card], profile: Profile) -> bool:
    if code == "conditions":
        return profile.has_conditions_discussed
    if code == "hours":
        return profile.hours_max is not None
    if code == "education":
        return bool(profile.education_level)
    if code == "wishes":
        return bool(_fields(cards.get("wishes"), "wishes"))
    if code == "tasks":
        return bool(_fields(cards.get("tasks"), "able") or _fields(cards.get("tasks"), "liked"))
    if code == "languages":
        return bool(_fields(cards.get("languages"), "levels"))
    return bool(getattr(profile, code))


def _fields(card: Card | None, name: str) -> Any:
    return getattr(card, name, None)
