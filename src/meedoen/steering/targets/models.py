"""The target book: what was promised for a day, in versions, each with its reason and source."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Target(models.Model):
    """A target for one indicator, area and day. A new version replaces the former, which stays readable."""

    indicator = models.CharField(_("indicator"), max_length=60)
    area = models.CharField(_("gebied"), max_length=6)
    programme = models.CharField(_("programma"), max_length=40, blank=True)
    employer = models.ForeignKey(
        "employers.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("telt vanaf"), null=True, blank=True)
    reference_on = models.DateField(_("te halen op"))
    value = models.PositiveIntegerField(_("doel"))
    version = models.PositiveSmallIntegerField(_("versie"))
    reason = models.CharField(_("reden"), max_length=300)
    source = models.CharField(_("bron"), max_length=200)
    set_on = models.DateField(_("vastgelegd op"))
    replaced_on = models.DateField(_("vervangen op"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "area", "programme", "employer", "reference_on", "version"],
                condition=models.Q(employer__isnull=False),
                name="target_version_once",
            ),
            # To SQLite two rows without an employer differ in it.
            models.UniqueConstraint(
                fields=["indicator", "area", "programme", "reference_on", "version"],
                condition=models.Q(employer__isnull=True),
                name="target_version_once_without_employer",
            ),
        ]
