"""What may be asked about one person's profile, reach, measurements, target groups and plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import locked_person, sight_of
from meedoen.register.profiles.cards import Card
from meedoen.register.profiles.keeping import missing_of, read_cards
from meedoen.register.profiles.models import (
    Goal,
    Loonwaarde,
    Plan,
    Profile,
    Reach,
    Representative,
    Step,
    TargetGroup,
)
from meedoen.register.profiles.needed import EVERYTHING, Needed, fresh_from, missing_in

Row = TypeVar("Row", bound=Model)


def locked_part(actor: Actor, number: str, section: str) -> Person:
    """Return a person whose section the actor sees; nobody else changes them until the transaction ends."""
    person = locked_person(actor, number)
    if section not in sight_of(actor, person).sections:
        raise NotFound(_("Dit deel van het dossier is niet voor uw taak. Vraag het de vaste contactpersoon."))
    return person


@dataclass(frozen=True)
class ProfileNow:
    """A profile as it stands: its cards by name, what is missing, and whether it makes someone findable."""

    cards: dict[str, Card]
    version: int
    confirmed_on: date | None
    is_fresh: bool
    missing: tuple[Needed, ...]

    @property
    def is_findable(self) -> bool:
        return self.is_fresh and not self.missing


def profile_of(person: Person, today: date) -> ProfileNow:
    """Return the profile of someone whose sight was asked before; who has none has an empty one."""
    profile = Profile.objects.filter(person=person).first()
    if profile is None:
        empty = Profile(person=person, version=0)
        return ProfileNow(read_cards(empty), 0, None, False, missing_in(EVERYTHING))
    cards = read_cards(profile)
    confirmed_on = profile.confirmed_on
    is_fresh = confirmed_on is not None and confirmed_on >= fresh_from(today)
    missing = missing_in(missing_of(cards, profile))
    return ProfileNow(cards, profile.version, confirmed_on, is_fresh, missing)


def has_profile(person_id: int) -> bool:
    """Whether anything was ever told for this person's profile."""
    return Profile.objects.filter(person=person_id).exists()


def reach_of(person: Person) -> Reach:
    """Return how someone is reached; version 0 where nothing was written down."""
    return Reach.objects.filter(person=person).first() or Reach(person=person, version=0)


def representatives_of(person: Person) -> list[Representative]:
    """Return who speaks for someone, the latest first."""
    return list(Representative.objects.filter(person=person).order_by("-starts_on", "-pk"))


def loonwaarden_of(person: Person) -> list[Loonwaarde]:
    """Return the measurements of someone's loonwaarde, the latest first."""
    return list(Loonwaarde.objects.filter(person=person).order_by("-measured_on", "-pk"))


def target_groups_of(person: Person) -> list[TargetGroup]:
    """Return the target groups that someone belongs or belonged to, the latest first."""
    return list(TargetGroup.objects.filter(person=person).order_by("-starts_on", "-pk"))


def is_current(row: Representative | TargetGroup, today: date) -> bool:
    """True if and only if the row holds on that day."""
    return row.starts_on <= today and (row.ends_before is None or row.ends_before > today)


def in_target_group(code: str, on: date) -> Q:
    """A condition on people: belongs to this target group on that day."""
    held = TargetGroup.objects.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=on), starts_on__lte=on)
    return Q(pk__in=held.filter(code=code).values("person_id"))


@dataclass(frozen=True)
class PlanNow:
    """Someone's goals with their steps, the running ones first, and when they were last talked through."""

    goals: tuple[tuple[Goal, tuple[Step, ...]], ...]
    discussed_on: date | None


def plan_of(person: Person) -> PlanNow:
    """Return the plan of someone whose sight was asked before."""
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(goal__person=person).order_by("by_on", "pk"):
        steps.setdefault(step.goal_id, []).append(step)
    goals = sorted(
        Goal.objects.filter(person=person).order_by("-set_on", "-pk"), key=lambda goal: goal.state != "open"
    )
    discussed = Plan.objects.filter(person=person).values_list("discussed_on", flat=True).first()
    return PlanNow(tuple((goal, tuple(steps.get(goal.pk, ()))) for goal in goals), discussed)


def representative_of(person: Person, key: int) -> Representative:
    """Return one representative of this person."""
    return _one(Representative.objects.filter(person=person, pk=key).first())


def loonwaarde_of(person: Person, key: int) -> Loonwaarde:
    """Return one measurement of this person."""
    return _one(Loonwaarde.objects.filter(person=person, pk=key).first())


def target_group_of(person: Person, key: int) -> TargetGroup:
    """Return one target group of this person."""
    return _one(TargetGroup.objects.filter(person=person, pk=key).first())


def goal_of(person: Person, key: int) -> Goal:
    """Return one goal of this person."""
    return _one(Goal.objects.filter(person=person, pk=key).first())


def step_of(person: Person, key: int) -> Step:
    """Return one step towards a goal of this person."""
    return _one(Step.objects.select_related("goal").filter(goal__person=person, pk=key).first())


def _one(row: Row | None) -> Row:
    if row is None:
        raise NotFound(_("Deze regel bestaat niet, of hoort niet bij deze kandidaat."))
    return row
