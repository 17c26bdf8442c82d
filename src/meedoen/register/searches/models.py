"""What the engine was asked on a bench and what it found, and jobs of several employers that are one week."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.employers.models import Employer


class SearchQuerySet(models.QuerySet["Search"]):
    """Which searches: those at an employer are as open as its bench, those for a person are not."""

    def visible_to(self, actor: Actor) -> SearchQuerySet:
        """If and only if the actor asked for it, or it is for nobody and the actor may see its employer."""
        own = Q(asked_by_id=actor.account_id) if actor.account_id is not None else Q(pk__in=[])
        of_all = Q(is_for_person=False, bench__employer__in=Employer.objects.visible_to(actor))
        return self.filter(own | of_all)


class Search(models.Model):
    """One question to the engine; `found` is empty until it was answered and stays as it was then."""

    # Without a bench it went over every open bench that one person can get to.
    bench = models.ForeignKey("bench.Bench", null=True, on_delete=models.CASCADE, related_name="+")
    for_person = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    # Stays true when who it was for is gone.
    is_for_person = models.BooleanField(default=False)
    hours_min = models.DecimalField(_("uren per week, minstens"), max_digits=4, decimal_places=1)
    hours_max = models.DecimalField(_("uren per week, hoogstens"), max_digits=4, decimal_places=1)
    functions = models.PositiveSmallIntegerField(_("hoogstens zoveel functies"))
    employers = models.PositiveSmallIntegerField(_("hoogstens zoveel werkgevers"), default=1)
    share = models.PositiveSmallIntegerField(_("hoogstens zoveel procent van een functie"))
    asked_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("gevraagd op"))
    # Keys of functions and tasks, hours, points and counts; never who it fits.
    found = models.JSONField(_("uitkomst"), null=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["bench", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hours_max__gte=F("hours_min")), name="search_hours_in_order"),
            models.CheckConstraint(
                condition=Q(bench__isnull=False) | Q(is_for_person=True), name="search_has_a_bench_or_person"
            ),
        ]


class StackQuerySet(models.QuerySet["Stack"]):
    """Which stacks: the same as the employers where its week is spent, for they are in it together."""

    def visible_to(self, actor: Actor) -> StackQuerySet:
        """If and only if the actor may see the employer of one of its parts."""
        parts = StackPart.objects.filter(draft__bench__employer__in=Employer.objects.visible_to(actor))
        return self.filter(pk__in=parts.values("stack"))


class Stack(models.Model):
    """A stapelbaan: jobs at several employers that are one week of one person, with one coach."""

    number = models.CharField(_("stapelnummer"), max_length=12, unique=True)
    made_on = models.DateField(_("gemaakt op"))
    made_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")

    objects = StackQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number


class StackPart(models.Model):
    """The job of one employer in a stapelbaan, and when in the week it is."""

    stack = models.ForeignKey(Stack, on_delete=models.CASCADE, related_name="parts")
    draft = models.OneToOneField("bench.DraftJob", on_delete=models.CASCADE, related_name="+")
    # Day, part of the day, and from when to when in quarters of an hour from midnight.
    slots = models.JSONField(_("dagen en tijden"), default=list)
