"""Readings: what the engine counted, kept with the keys of the rows, and the frozen periods."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class FrozenPeriod(models.Model):
    """A period that two people closed: its readings never change, later corrections stand beside them."""

    area = models.CharField(_("gebied"), max_length=6)
    span = models.CharField(_("periode"), max_length=7)
    proposed_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("voorgesteld op"))
    confirmed_by = models.ForeignKey(
        "access.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "span"], condition=Q(withdrawn_at__isnull=True), name="period_frozen_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="period_frozen_by_two",
            ),
        ]


class Reading(models.Model):
    """One answer of the engine to one question, with the version of the definition and of the rows."""

    indicator = models.CharField(_("indicator"), max_length=60)
    definition_version = models.PositiveSmallIntegerField(_("versie van de definitie"))
    unit = models.CharField(_("eenheid"), max_length=30)
    span = models.CharField(_("periode"), max_length=21)
    reference_on = models.DateField(_("peildatum"))
    area = models.CharField(_("gebied"), max_length=6)
    attribution = models.CharField(_("toerekening"), max_length=4)
    programme = models.CharField(_("programma"), max_length=40, blank=True)
    employer = models.ForeignKey(
        "employers.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.CharField(_("uitgesplitst naar"), max_length=80, blank=True)
    value = models.IntegerField(_("waarde"), null=True)
    hours_c = models.BigIntegerField(_("honderdste uren"), null=True)
    people = models.PositiveIntegerField(_("personen"))
    # What the number rests on: parameter, value, day, article, certainty.
    trace = models.JSONField(_("herleiding"), default=list)
    rows_version = models.PositiveBigIntegerField(_("stand van de rijen"))
    taken_at = models.DateTimeField(_("geteld op"))
    taken_by = models.ForeignKey(
        "access.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_in = models.ForeignKey(
        FrozenPeriod, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["indicator", "area", "reference_on", "-id"]),
            models.Index(fields=["area", "span", "-id"]),
        ]


class ReadingCell(models.Model):
    """One part of a reading, rounded on its own."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="cells")
    dims = models.JSONField(_("deel"))
    value = models.IntegerField(_("waarde"), null=True)
    hours_c = models.BigIntegerField(_("honderdste uren"), null=True)
    people = models.PositiveIntegerField(_("personen"))


class ReadingKey(models.Model):
    """The key of one row behind a reading, without name: what the number is made of, for ever."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="keys")
    person_id = models.BigIntegerField()
    placement_id = models.BigIntegerField(null=True)
    month = models.PositiveIntegerField()
    hours_c = models.BigIntegerField()
    sign = models.SmallIntegerField()
