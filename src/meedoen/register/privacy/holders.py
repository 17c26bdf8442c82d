"""Which apps hold something about a person: what they tell in an inzage, and how they forget.

An app that starts to hold something adds one line here; nothing else has to know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meedoen.register.agreements import forgetting as agreements_forgetting
from meedoen.register.agreements import kept as agreements_kept
from meedoen.register.bench import forgetting as bench_forgetting
from meedoen.register.bench import kept as bench_kept
from meedoen.register.bsn import forgetting as bsn_forgetting
from meedoen.register.bsn import kept as bsn_kept
from meedoen.register.coaching import forgetting as coaching_forgetting
from meedoen.register.coaching import kept as coaching_kept
from meedoen.register.duplicates import forgetting as duplicates_forgetting
from meedoen.register.duplicates import kept as duplicates_kept
from meedoen.register.durability import forgetting as durability_forgetting
from meedoen.register.durability import kept as durability_kept
from meedoen.register.kept import Kept
from meedoen.register.people import forgetting as people_forgetting
from meedoen.register.people import kept as people_kept
from meedoen.register.placements import forgetting as placements_forgetting
from meedoen.register.placements import kept as placements_kept
from meedoen.register.privacy import forgetting as privacy_forgetting
from meedoen.register.privacy import kept as privacy_kept
from meedoen.register.profiles import forgetting as profiles_forgetting
from meedoen.register.profiles import kept as profiles_kept
from meedoen.register.proposals import forgetting as proposals_forgetting
from meedoen.register.proposals import kept as proposals_kept
from meedoen.register.reminders import forgetting as reminders_forgetting
from meedoen.register.reminders import kept as reminders_kept
from meedoen.register.rounds import forgetting as rounds_forgetting
from meedoen.register.rounds import kept as rounds_kept
from meedoen.register.searches import forgetting as searches_forgetting
from meedoen.register.searches import kept as searches_kept
from meedoen.register.subsidies import forgetting as subsidies_forgetting
from meedoen.register.subsidies import kept as subsidies_kept


@dataclass(frozen=True)
class Reach:
    """Contact details that can go before the file does: keys of who has them, and how they go."""

    people: Callable[[], QuerySet[Any, Any]]
    forget: Callable[[Sequence[int]], None]


@dataclass(frozen=True)
class Holder:
    """One app: what it keeps about a person, and how it takes away who people are."""

    name: str
    what_is_kept: Callable[[int], list[Kept]]
    forget_person: Callable[[Sequence[int]], None]
    reach: Reach | None = None


HOLDERS: tuple[Holder, ...] = (
    Holder("people", people_kept.what_is_kept, people_forgetting.forget_person),
    Holder("placements", placements_kept.what_is_kept, placements_forgetting.forget_person),
    Holder("agreements", agreements_kept.what_is_kept, agreements_forgetting.forget_person),
    Holder("durability", durability_kept.what_is_kept, durability_forgetting.forget_person),
    Holder("subsidies", subsidies_kept.what_is_kept, subsidies_forgetting.forget_person),
    Holder("coaching", coaching_kept.what_is_kept, coaching_forgetting.forget_person),
    Holder(
        "profiles",
        profiles_kept.what_is_kept,
        profiles_forgetting.forget_person,
        Reach(profiles_forgetting.with_reach, profiles_forgetting.forget_reach),
    ),
    Holder("proposals", proposals_kept.what_is_kept, proposals_forgetting.forget_person),
    Holder("bench", bench_kept.what_is_kept, bench_forgetting.forget_person),
    Holder("duplicates", duplicates_kept.what_is_kept, duplicates_forgetting.forget_person),
    Holder("bsn", bsn_kept.what_is_kept, bsn_forgetting.forget_person),
    Holder("reminders", reminders_kept.what_is_kept, reminders_forgetting.forget_person),
    Holder("rounds", rounds_kept.what_is_kept, rounds_forgetting.forget_person),
    Holder("searches", searches_kept.what_is_kept, searches_forgetting.forget_person),
    Holder("privacy", privacy_kept.what_is_kept, privacy_forgetting.forget_person),
)


def everything_kept(person_id: int) -> list[Kept]:
    """Return what every app keeps about one person, empty tables left out."""
    return [kept for holder in HOLDERS for kept in holder.what_is_kept(person_id) if kept.rows]


def forget_everywhere(person_ids: Sequence[int]) -> None:
    """Let every app take away who these people are."""
    for holder in HOLDERS:
        holder.forget_person(person_ids)


def reaches() -> list[Reach]:
    """Return what holds contact details."""
    return [holder.reach for holder in HOLDERS if holder.reach is not None]
