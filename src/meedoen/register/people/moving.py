"""What goes along when a file goes on in another, and comes back when that is undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from meedoen.register.people.models import Person, Registration


def move_entries(from_id: int, to_id: int) -> list[int]:
    """Let entries in the doelgroepregister go along that the other file does not have; return their keys.

    One on the same ground in the same days stays behind: it is the same entry, written down twice.
    """
    there = list(Registration.objects.filter(person_id=to_id))
    going = [
        entry.pk
        for entry in Registration.objects.filter(person_id=from_id).order_by("pk")
        if not any(entry.ground == one.ground and _together(entry, one) for one in there)
    ]
    Registration.objects.filter(pk__in=going).update(person_id=to_id)
    return going


def move_entries_back(keys: Sequence[int], to_id: int) -> None:
    Registration.objects.filter(pk__in=keys).update(person_id=to_id)


def go_on_in(merged: Person, kept: Person) -> None:
    """Close a file that goes on in another; what went on in it before, goes on there as well."""
    Person.objects.filter(merged_into=merged).update(merged_into=kept)
    merged.state, merged.merged_into = Person.State.MERGED, kept
    merged.save(update_fields=["state", "merged_into"])
    latest = max((day for day in (kept.last_contact_on, merged.last_contact_on) if day), default=None)
    if latest != kept.last_contact_on:
        kept.last_contact_on = latest
        kept.save(update_fields=["last_contact_on"])


def go_on_alone(merged: Person, before: Collection[int]) -> None:
    """Open a file again that went on in another, for those as well that went on in it before."""
    merged.state, merged.merged_into = Person.State.OPEN, None
    merged.save(update_fields=["state", "merged_into"])
    Person.objects.filter(pk__in=before, state=Person.State.MERGED).update(merged_into=merged)


def _together(one: Registration, other: Registration) -> bool:
    return one.starts_on < (other.ends_before or date.max) and other.starts_on < (one.ends_before or date.max)
