"""Figures that others published: each with source, reference date, publication date, status and vintage."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """One published number. A later number for the same day is another row: a vintage, never an overwrite."""

    class Status(models.TextChoices):
        PROVISIONAL = "provisional", _("voorlopig")
        FINAL = "final", _("definitief")
        INDICATIVE = "indicative", _("indicatief")
        TARGET = "target", _("doel")

    figure = models.CharField(_("cijfer"), max_length=60)
    area = models.CharField(_("gebied"), max_length=6)
    breakdown = models.CharField(_("uitsplitsing"), max_length=120, blank=True)
    # As the source gives it: a day, a month ("2021-05"), a year ("2018") or nothing; then its last day.
    reference = models.CharField(_("peildatum volgens de bron"), max_length=10, blank=True)
    reference_on = models.DateField(_("peildatum"), null=True, blank=True)
    published = models.CharField(_("gepubliceerd volgens de bron"), max_length=10, blank=True)
    published_on = models.DateField(_("gepubliceerd op"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    unit = models.CharField(_("eenheid"), max_length=30)
    value = models.DecimalField(_("waarde"), max_digits=14, decimal_places=2)
    source = models.CharField(_("bron"), max_length=300)
    url = models.CharField(_("adres van de bron"), max_length=400, blank=True)
    certainty = models.CharField(_("zekerheid"), max_length=10)
    is_rounded = models.BooleanField(_("delen tellen in de bron niet op door afronding"), default=False)
    note = models.CharField(_("opmerking"), max_length=500, blank=True)
    imported_on = models.DateField(_("ingelezen op"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["figure", "area", "reference_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["figure", "area", "breakdown", "reference", "published", "status", "source"],
                name="publication_once",
            )
        ]
