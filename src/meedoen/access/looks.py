"""Who looked at something, when, for which organisation and in which role: read off the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone

from meedoen.access.deeds import deed_label
from meedoen.access.models import Assignment, JournalEntry
from meedoen.access.selectors import role_label

# Subjects that stand for several people or placements at once; which ones is in the particulars.
_TOGETHER = ("people", "duplicate", "export")


@dataclass(frozen=True)
class Look:
    """One look. `actor_name` is for those who oversee; the one who was looked at reads the organisation and
    the roles that the actor held on that day."""

    key: int
    at: datetime
    deed: str
    words: str
    actor_name: str
    organisation: str
    roles: tuple[str, ...]
    detail: dict[str, Any]


@dataclass(frozen=True)
class LooksPage:
    rows: Sequence[Look]
    # Looks with a lower key follow, when there are more.
    next_before: int | None


def looks_at(
    subjects: Mapping[str, Sequence[str]], *, before: int | None = None, limit: int = 50
) -> LooksPage:
    """Return a page of the looks at these subjects, by kind, the latest first: at each by itself, in a list
    that showed them, or taken out with others.

    Ask for sight of them before.
    """
    about = Q(pk__in=[])
    for kind, numbers in subjects.items():
        about |= Q(subject_kind=kind, subject_id__in=list(numbers))
        for number in numbers:
            # Written with its quotes, so that no number is found in a longer one.
            about |= Q(subject_kind__in=_TOGETHER, told__contains=f'"{number}"')
    told = Cast("detail", TextField())
    found = JournalEntry.objects.annotate(told=told).filter(about, is_look=True)
    if before is not None:
        found = found.filter(pk__lt=before)
    entries = list(found.select_related("organisation").order_by("-pk")[: limit + 1])
    shown = entries[:limit]
    here = get_current_timezone()
    held = _assignments({entry.actor_id for entry in shown if entry.actor_id is not None})
    rows = [
        Look(
            entry.pk,
            entry.at,
            entry.deed,
            deed_label(entry.deed),
            entry.actor_name,
            entry.organisation.name if entry.organisation else "",
            tuple(
                role_label(one.role)
                for one in held.get(entry.actor_id or 0, ())
                if _holds(one, entry.at.astimezone(here).date())
            ),
            entry.detail,
        )
        for entry in shown
    ]
    return LooksPage(rows, shown[-1].pk if len(entries) > limit else None)


def _assignments(account_ids: Iterable[int]) -> dict[int, list[Assignment]]:
    held: dict[int, list[Assignment]] = {}
    for one in Assignment.objects.filter(account_id__in=list(account_ids)).order_by("role", "starts_on"):
        held.setdefault(one.account_id, []).append(one)
    return held


def _holds(one: Assignment, day: date) -> bool:
    return one.starts_on <= day and (one.ends_before is None or day < one.ends_before)
