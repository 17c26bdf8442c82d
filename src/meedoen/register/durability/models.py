"""How work goes as three voices tell it, the links with which two of them do, and what comes after."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.durability.nexts import STOPS
from meedoen.register.links import Link, LinkQuerySet
from meedoen.register.people.models import seen_people

LONGEST = 500


class CheckQuerySet(models.QuerySet["Check"]):
    """Which checks: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> CheckQuerySet:
        """What was said about the work of people that the actor sees by name, with the section on work.

        If and only if the person is visible to the actor: who sees a placement without the person reads that
        work goes on, and not what somebody told about it.
        """
        return self.filter(seen_people(actor, "placement__person__", "work"))


class Check(models.Model):
    """What one voice said about one placement at one moment; said again it is the same row."""

    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(_("moment"), max_length=12)
    # The day of the moment: what was said later about an earlier moment does not replace what came after it.
    due_on = models.DateField(_("gepland op"))
    voice = models.CharField(_("stem"), max_length=10)
    answers = models.JSONField(_("antwoorden"), default=dict)
    words = models.CharField(_("toelichting"), max_length=LONGEST, blank=True)
    on = models.DateField(_("gezegd op"))
    # Empty where it was said behind a link.
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = CheckQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "moment", "voice"], name="check_once_per_voice")
        ]


class CheckLinkQuerySet(LinkQuerySet["CheckLink"]):
    """Links about checks."""


class CheckLink(Link):
    """An address with which one voice answers about one placement at one moment."""

    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(_("moment"), max_length=12)
    voice = models.CharField(_("stem"), max_length=10)
    is_sent = models.BooleanField(_("verstuurd"), default=False)

    objects = CheckLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["placement", "moment", "voice"],
                condition=Q(revoked_on__isnull=True),
                name="check_link_one_that_works",
            )
        ]


class AfterWork(models.Model):
    """What someone does after a placement, as it was agreed when it ended."""

    placement = models.OneToOneField("placements.Placement", on_delete=models.CASCADE, related_name="+")
    then = models.CharField(_("wat daarna"), max_length=8)
    because = models.CharField(_("waarom stopt"), max_length=12, blank=True)
    on = models.DateField(_("vastgelegd op"))
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(then=STOPS) & ~Q(because="")) | (~Q(then=STOPS) & Q(because="")),
                name="after_work_stop_has_reason",
            )
        ]
