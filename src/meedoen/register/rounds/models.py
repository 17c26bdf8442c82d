"""Rounds: what was asked of the whole region, the answer, and who would go where; never changed later."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused

ROLES = ("account_manager", "consulent", "policy_adviser", "controller", "coordinator", "auditor")


class RoundIsKept(Refused):
    """A round is not changed; another day or other shares make a new round beside it."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Deze ronde is bewaard en verandert niet meer. Maak een nieuwe; die komt ernaast.")
        )


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that are added and never changed."""

    def update(self, **changes: Any) -> int:
        raise RoundIsKept

    def delete(self) -> tuple[int, dict[str, int]]:
        raise RoundIsKept


class RoundQuerySet(KeptQuerySet):
    """Which rounds, and with them their results: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if the actor works at the desk, steers or audits, in the region of the round.

        Who is in it is another question: a choice is seen by who sees the person.
        """
        if not actor.has_role(*ROLES):
            return self.none()
        return self.filter(region=actor.region) if actor.region else self.none()


class KeptRow(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RoundIsKept
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RoundIsKept


class Round(KeptRow):
    """What was asked: for which day, with which fair share and why."""

    region = models.CharField(_("regio"), max_length=6)
    day = models.DateField(_("dag"))
    # By what a fair share is kept; empty: no shares.
    share_by = models.CharField(_("eerlijk deel per"), max_length=12, blank=True)
    share = models.DecimalField(_("eerlijk deel"), max_digits=5, decimal_places=4, null=True)
    reason = models.CharField(_("waarom dit deel"), max_length=300, blank=True)
    weights_name = models.CharField(_("puntenverdeling"), max_length=40)
    weights_from = models.DateField(_("puntenverdeling vanaf"))
    asked_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "access.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField(_("gevraagd op"))

    objects = RoundQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["region", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(share_by="", share__isnull=True)
                | (~Q(share_by="") & Q(share__gte=0, share__lte=1)),
                name="round_share_is_a_part",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """How people call it: R-0001."""
        return f"R-{self.pk:04}"


class RoundResult(KeptRow):
    """The answer to one round: counts, points and the proof, whole or not at all."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("begonnen"))
    seconds = models.DecimalField(_("seconden"), max_digits=8, decimal_places=2)
    people = models.PositiveIntegerField(_("mensen vergeleken"))
    people_left_out = models.PositiveIntegerField(_("mensen niet te vergelijken"))
    jobs = models.PositiveIntegerField(_("banen vergeleken"))
    jobs_left_out = models.PositiveIntegerField(_("banen niet te vergelijken"))
    seats = models.PositiveIntegerField(_("vrije plekken"))
    pairs = models.PositiveIntegerField(_("paren die passen"))
    points = models.PositiveBigIntegerField(_("punten"))
    placed = models.PositiveIntegerField(_("mensen met een plek"))
    # What no plan can exceed: equal to the points it is the proof.
    bound = models.PositiveBigIntegerField(_("meer kan niet"))
    free_points = models.PositiveBigIntegerField(_("punten zonder eerlijk deel"))
    free_placed = models.PositiveIntegerField(_("mensen met een plek zonder eerlijk deel"))
    first_points = models.PositiveBigIntegerField(_("punten als wie eerst komt eerst kiest"))
    first_placed = models.PositiveIntegerField(_("mensen met een plek als wie eerst komt eerst kiest"))
    # Per limit: points and people more without it.
    limits = models.JSONField(_("wat elke grens kost"), default=list)
    # Per group that has a share: people, due, placed, placed without shares, bonus.
    groups = models.JSONField(_("groepen met een eerlijk deel"), default=list)
    # Per municipality and per target group: people, placed, placed at first come.
    spread = models.JSONField(_("verdeling"), default=dict)
    engine = models.CharField(_("versie van de zoekhulp"), max_length=16)
    # A mark of what went in for each person and each job, so that a repeat can say what changed since.
    facts = models.JSONField(_("merken van de gegevens"), default=dict)
    facts_digest = models.CharField(_("zegel van de gegevens"), max_length=64)
    # A mark of each choice, so that a choice that was changed afterwards is noticed.
    marks = models.JSONField(_("merken van de keuzes"), default=list)
    forgotten = models.PositiveIntegerField(_("keuzes van wie niemand meer is"), default=0)
    result_digest = models.CharField(_("zegel van de uitkomst"), max_length=64)

    objects = KeptQuerySet.as_manager()


class ChoiceQuerySet(KeptQuerySet):
    """Choices are read by who sees the person; see `selectors.choices_of`."""


class RoundChoice(KeptRow):
    """Who would go where, and for how many points. Nobody is proposed by it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("punten"))

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="round_choice_once")
        ]
