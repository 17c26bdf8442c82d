"""What is due about people: talks, shares that end, and hand-overs that wait."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from meedoen.access.actors import Actor
from meedoen.register.due import Asked, Due
from meedoen.register.people.hand_overs import visible_hand_overs
from meedoen.register.people.listing import GONE, WITHOUT_CONTACT
from meedoen.register.people.models import CircleMember, HandOver, Person, Registration, Share
from meedoen.register.people.selectors import own_keys, sections_of_people

# Files that somebody still works with.
AT_WORK_ON = (Person.State.OPEN, Person.State.PROTECTED)
DAY = timedelta(days=1)


def not_spoken_to(asked: Asked) -> list[Due]:
    """Return who was not spoken to for 90 days; who was never spoken to counts from the first day here."""
    gone = Registration.objects.filter(person=OuterRef("pk"), ended_because__in=GONE)
    people = (
        Person.objects.filter(~Exists(gone), state__in=AT_WORK_ON)
        .annotate(spoken_on=Coalesce("last_contact_on", "registered_on"))
        .filter(asked.about("pk", "spoken_on"), spoken_on__lt=asked.on - WITHOUT_CONTACT)
    )
    return [
        Due(
            key,
            spoken_on,
            {"last_on" if last_on else "registered_on": str(spoken_on), "days": (asked.on - spoken_on).days},
            person_id=key,
            organisation_id=keeper,
        )
        for key, spoken_on, last_on, keeper in people.values_list(
            "pk", "spoken_on", "last_contact_on", "responsible_id"
        )
    ]


def shares_that_end(asked: Asked) -> list[Due]:
    """Return the shares that hold and will end."""
    rows = Share.objects.in_force(asked.on).filter(
        asked.about("pk", "ends_before"), person__state__in=AT_WORK_ON
    )
    return [
        Due(
            key,
            ends_before,
            {"last_on_day": str(ends_before - DAY)},
            person_id=person,
            organisation_id=keeper,
        )
        for key, ends_before, person, keeper in rows.values_list(
            "pk", "ends_before", "person_id", "person__responsible_id"
        )
    ]


def hand_overs_to_answer(asked: Asked) -> list[Due]:
    """Return the hand-overs that wait, for the organisation that was asked."""
    rows = HandOver.objects.filter(asked.about("pk", "answer_by"), state=HandOver.State.OPEN)
    return [
        Due(
            row.pk,
            row.answer_by,
            {"asked_on": str(row.asked_on), "by_on": str(row.answer_by)},
            person_id=row.person_id,
            organisation_id=row.to_organisation_id,
        )
        for row in rows
    ]


def hand_overs_unanswered(asked: Asked) -> list[Due]:
    """Return the hand-overs of which the clock ran out, for who asked."""
    rows = HandOver.objects.filter(
        asked.about("pk", "answer_by"), state=HandOver.State.OPEN, answer_by__lt=asked.on
    )
    return [
        Due(
            row.pk,
            row.answer_by,
            {"asked_on": str(row.asked_on), "by_on": str(row.answer_by)},
            person_id=row.person_id,
            account_id=row.asked_by_id,
            organisation_id=row.from_organisation_id,
        )
        for row in rows
    ]


def contacts_at(person_ids: Iterable[int], part: str) -> dict[int, int]:
    """Return the account that has this part in the circle of each of these people now."""
    asked, found = sorted(set(person_ids)), dict[int, int]()
    for start in range(0, len(asked), 500):
        rows = CircleMember.objects.filter(
            person_id__in=asked[start : start + 500], part=part, ends_before__isnull=True
        )
        found.update(rows.values_list("person_id", "account_id"))
    return found


def seen_about(actor: Actor, dues: Collection[Due], section: str) -> frozenset[int]:
    """Return which of these rows the actor may see: those of people in sight, on a share with the section."""
    sections = sections_of_people(actor, {one.person_id for one in dues if one.person_id is not None})
    return frozenset(
        one.subject_id
        for one in dues
        if one.person_id in sections and (not section or section in sections[one.person_id])
    )


def seen_of_own(actor: Actor, dues: Collection[Due]) -> frozenset[int]:
    """Return which of these rows are about people that the actor sees by more than a share."""
    asked = [one.person_id for one in dues if one.person_id is not None]
    seen = own_keys(actor, asked)
    return frozenset(one.subject_id for one in dues if one.person_id in seen)


def seen_hand_overs(actor: Actor, dues: Collection[Due], today: date) -> frozenset[int]:
    """Return which of these hand-overs the actor may know of."""
    return visible_hand_overs(actor, {one.subject_id for one in dues}, today)
