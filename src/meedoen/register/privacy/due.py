"""Whose file has been kept as long as its region keeps it, and who is held back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.register.people.models import HandOver, Person, Registration, Share
from meedoen.register.placements.models import Placement
from meedoen.register.privacy.days import months_later
from meedoen.register.privacy.holders import reaches
from meedoen.register.privacy.models import (
    Category,
    PrivacyRequest,
    Restriction,
    RetentionNotice,
    RetentionTerm,
)
from meedoen.rules import places

# What ends with people; the other terms are kept to by who keeps those rows.
ABOUT_PEOPLE = (Category.WITHOUT_PLACEMENT, Category.WITH_PLACEMENT, Category.REACH)
STANDING_NOTICE = (RetentionNotice.State.OPEN, RetentionNotice.State.PAUSED)
# A merged file goes when the one goes that it went on in.
KEPT_STATES = (Person.State.OPEN, Person.State.PROTECTED)


def terms_of(region: str) -> dict[str, RetentionTerm]:
    """Return the decision that holds for each category; a category without one is absent."""
    found: dict[str, RetentionTerm] = {}
    for one in RetentionTerm.objects.filter(region=region).select_related("decided_by").order_by("pk"):
        found[one.category] = one
    return {category: one for category, one in found.items() if one.months is not None}


def cutoff(region: str, category: str, today: date) -> date | None:
    """Return the day up to and including which rows of this category have been kept long enough.

    None: the region decided on no term, so nothing goes.
    """
    term = terms_of(region).get(category)
    return None if term is None or term.months is None else months_later(today, -term.months)


def in_region(region: str, through: str = "") -> Q:
    """People whose file is kept in this region; where the keeper has no region, who lives there."""
    by_keeper = Q(**{f"{through}responsible__region": region})
    codes = sorted(places.codes_of_region(region))
    nowhere = Q(**{f"{through}responsible__region": "", f"{through}municipality__in": codes})
    return by_keeper | nowhere


def due_people(
    region: str, category: str, today: date, terms: Mapping[str, RetentionTerm] | None = None
) -> QuerySet[Person]:
    """Return whose file (or for `REACH` whose contact details) is due to go.

    If and only if the region has a term for it and for that long nobody registered or spoke to the person,
    no entry in the doelgroepregister and no placement ended, no placement runs, and nothing is going on:
    a request, a hand-over, a share, or a restriction that asks to keep everything.
    """
    term = (terms if terms is not None else terms_of(region)).get(category)
    if term is None or term.months is None or category not in ABOUT_PEOPLE:
        return Person.objects.none()
    people = Person.objects.filter(in_region(region), _quiet_since(months_later(today, -term.months)))
    people = people.filter(_nothing_going_on(today), state__in=KEPT_STATES)
    works = Exists(Placement.objects.filter(person=OuterRef("pk")))
    if category == Category.WITHOUT_PLACEMENT:
        return people.filter(~works)
    if category == Category.WITH_PLACEMENT:
        return people.filter(works)
    reached = Q(pk__in=[])
    for reach in reaches():
        reached |= Q(pk__in=reach.people())
    return people.filter(reached)


def without_notice(people: QuerySet[Person], category: str) -> QuerySet[Person]:
    """Those of these people to whom it was not said yet."""
    said = RetentionNotice.objects.filter(person=OuterRef("pk"), category=category, state__in=STANDING_NOTICE)
    return people.filter(~Exists(said))


def notices_of(region: str, category: str) -> QuerySet[RetentionNotice]:
    """Return the standing notices of a category in a region."""
    return RetentionNotice.objects.filter(
        in_region(region, "person__"), category=category, state__in=STANDING_NOTICE
    )


def still_due(notices: QuerySet[RetentionNotice], due: QuerySet[Person], today: date) -> Q:
    """A condition on these notices: what was the reason for them still holds."""
    idle = ~Exists(_running_work(today).filter(person=OuterRef("person_id")))
    return Q(person__in=due.values("pk")) | Q(idle, category=Category.ON_REQUEST)


def has_running_work(person_id: int, today: date) -> bool:
    """Whether this person has a placement that runs or is agreed."""
    return _running_work(today).filter(person=person_id).exists()


def _running_work(today: date) -> QuerySet[Placement]:
    standing = Placement.objects.standing()
    return standing.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=today))


def _quiet_since(day: date) -> Q:
    ended = Registration.objects.filter(person=OuterRef("pk"), ends_before__gt=day)
    worked = Placement.objects.standing().filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=day), person=OuterRef("pk")
    )
    spoken = Q(last_contact_on__isnull=True) | Q(last_contact_on__lte=day)
    return Q(registered_on__lte=day) & spoken & ~Exists(ended) & ~Exists(worked)


def _nothing_going_on(today: date) -> Q:
    person = OuterRef("pk")
    asked = PrivacyRequest.objects.filter(state=PrivacyRequest.State.RECEIVED)
    offered = HandOver.objects.filter(person=person, state=HandOver.State.OPEN)
    shared = Share.objects.in_force(today).filter(person=person)
    kept = Restriction.objects.filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=today),
        kind=Restriction.Kind.STORED_ONLY,
    )
    free = ~Exists(offered) & ~Exists(shared)
    # What was asked about a file that went on in this one waits here.
    for whose in ("person", "person__merged_into"):
        free &= ~Exists(asked.filter(**{whose: person})) & ~Exists(kept.filter(**{whose: person}))
    return free
