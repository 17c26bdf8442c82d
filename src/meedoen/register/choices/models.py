"""Choices of municipalities as dated rows: a later day wins, and nothing is ever overwritten."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """What a municipality chose is no secret: an employer may know it in advance."""

    def standing(self) -> ChoiceQuerySet:
        """Rows that hold: not corrected and not withdrawn."""
        return self.filter(replaced_on__isnull=True)

    def begun(self, day: date) -> ChoiceQuerySet:
        """Standing rows that began by that day; the last one of a point is what holds."""
        return self.standing().filter(starts_on__lte=day)


class Choice(models.Model):
    """What one organisation chose on one point, from a day until the next row of that point."""

    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    # A point of `rules.local_choices`, and the choice as that file keeps it.
    point = models.CharField(_("punt"), max_length=40)
    value = models.CharField(_("keuze"), max_length=160)
    starts_on = models.DateField(_("vanaf"))
    reason = models.CharField(_("reden"), max_length=300)
    set_on = models.DateField(_("vastgelegd op"))
    # Counts the deeds on this point of this organisation: a form opened before the last one is told so.
    version = models.PositiveIntegerField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_on = models.DateField(_("gecorrigeerd op"), null=True, blank=True)
    withdrawn_because = models.CharField(_("reden van intrekken"), max_length=300, blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "point", "version"], name="choice_version_once"),
            models.UniqueConstraint(
                fields=["organisation", "point", "starts_on"],
                condition=Q(replaced_on__isnull=True),
                name="choice_stands_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.point} {self.starts_on}"
