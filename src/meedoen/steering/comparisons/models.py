"""Runs of the comparison over a region: asked once, kept whole, never overwritten."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.steering.areas import region_around


class RunIsKept(Refused):
    """A run is not changed; other assumptions or a later day make a new run beside it."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Deze vergelijking is bewaard en verandert niet meer. Maak een nieuwe; zij komt ernaast.")
        )


class QuestionQuerySet(models.QuerySet["ComparisonQuestion"]):
    """Which questions, and with them their runs: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if the actor steers or audits, in an organisation in the region asked about."""
        if not actor.has_role("policy_adviser", "controller", "coordinator", "auditor"):
            return self.none()
        region = actor.region
        if region is None and actor.municipality is not None and actor.on is not None:
            region = region_around(actor.municipality, actor.on)
        return self.filter(area=region) if region else self.none()

    def update(self, **changes: Any) -> int:
        raise RunIsKept

    def delete(self) -> tuple[int, dict[str, int]]:
        raise RunIsKept


class ComparisonQuestion(models.Model):
    """What was asked: for which region and day, and with which assumptions of the asker's own."""

    area = models.CharField(_("regio"), max_length=6)
    day = models.DateField(_("bedragen van"))
    wage_level = models.DecimalField(_("cao-loon als deel van minimumloon"), max_digits=5, decimal_places=4)
    full_time = models.DecimalField(_("volle werkweek"), max_digits=4, decimal_places=2)
    sharers = models.PositiveSmallIntegerField(_("kostendelers"))
    # Only what the asker assumes; the rest is in the rule book. Numbers as text, so that they stay exact.
    own = models.JSONField(_("eigen aannames"), default=dict)
    asked_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "access.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField(_("gevraagd op"))

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["area", "-id"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RunIsKept
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RunIsKept


class RunQuerySet(models.QuerySet["ComparisonRun"]):
    """Runs are added, never changed."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if the question is visible to the actor."""
        return self.filter(question__in=ComparisonQuestion.objects.visible_to(actor))

    def update(self, **changes: Any) -> int:
        raise RunIsKept

    def delete(self) -> tuple[int, dict[str, int]]:
        raise RunIsKept


class ComparisonRun(models.Model):
    """The answer to one question: counts and amounts without anyone's name, key or birthday."""

    question = models.OneToOneField(ComparisonQuestion, on_delete=models.PROTECT, related_name="run")
    made_on = models.DateField(_("gerekend op"))
    people = models.PositiveIntegerField(_("meegerekend"))
    with_bijstand = models.PositiveIntegerField(_("van wie bekend is dat zij bijstand hebben"))
    by_wish = models.PositiveIntegerField(_("gerekend met de uren die iemand wil werken"))
    # Why someone was left out, and how many.
    left_out = models.JSONField(_("niet meegerekend"), default=dict)
    # Kind of household, party: counts per band and the deciles in cents.
    result = models.JSONField(_("uitkomst"), default=dict)
    # Each assumption as it was used, and each value of the rule book as it was then.
    assumptions = models.JSONField(_("aannames"), default=list)
    trace = models.JSONField(_("herleiding"), default=list)
    rows_version = models.PositiveBigIntegerField(_("stand van de rijen"))

    objects = RunQuerySet.as_manager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RunIsKept
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RunIsKept
