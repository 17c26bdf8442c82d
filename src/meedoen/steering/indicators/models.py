"""Readings: what the engine counted, kept whole with the keys of the rows, and periods that are frozen."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meedoen.access.refusals import Refused


class KeptForEver(Refused):
    """A reading of a frozen period is not changed; a correction becomes a new reading beside it."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Deze telling hoort bij een vastgestelde periode en verandert niet meer. "
                "Tel opnieuw: de nieuwe telling komt ernaast te staan."
            )
        )


class FrozenPeriod(models.Model):
    """A period that two people closed: its readings never change, what is corrected later stands beside."""

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
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, withdrawn_at__isnull=True),
                name="period_frozen_is_not_withdrawn",
            ),
        ]


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings are added, never changed; the triggers of the database say the same for every other road."""

    def update(self, **changes: Any) -> int:
        if self.filter(frozen_in__isnull=False).exists():
            raise KeptForEver
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.filter(frozen_in__isnull=False).exists():
            raise KeptForEver
        return super().delete()


class Reading(models.Model):
    """One answer of the engine to one question, with the version of the definition and of the rows.

    `by` names the breakdowns whose cells are kept, as "form,sector;municipality".
    """

    indicator = models.CharField(_("indicator"), max_length=60)
    definition_version = models.PositiveSmallIntegerField(_("versie van de definitie"))
    unit = models.CharField(_("eenheid"), max_length=30)
    span = models.CharField(_("periode"), max_length=7)
    reference_on = models.DateField(_("peildatum"))
    area = models.CharField(_("gebied"), max_length=6)
    attribution = models.CharField(_("toerekening"), max_length=4)
    programme = models.CharField(_("programma"), max_length=40, blank=True)
    employer = models.ForeignKey(
        "employers.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cumulative_from = models.DateField(_("opgeteld vanaf"), null=True, blank=True)
    by = models.CharField(_("uitgesplitst naar"), max_length=200, blank=True)
    value = models.IntegerField(_("waarde"), null=True)
    hours_c = models.BigIntegerField(_("honderdste uren"), null=True)
    people = models.PositiveIntegerField(_("personen"), null=True)
    # Those in the baseline of a difference: a small number of them is hidden too.
    people_before = models.PositiveIntegerField(_("personen in de nulmeting"), null=True)
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

    objects = ReadingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["indicator", "area", "reference_on", "-id"]),
            models.Index(fields=["area", "span", "-id"]),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and Reading.objects.filter(pk=self.pk, frozen_in__isnull=False).exists():
            raise KeptForEver
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.frozen_in_id is not None:
            raise KeptForEver
        return super().delete(*args, **kwargs)


class ReadingCell(models.Model):
    """One part of a reading, rounded on its own; with an empty `by` it is the whole."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="cells")
    by = models.CharField(_("uitgesplitst naar"), max_length=40, blank=True)
    dims = models.JSONField(_("deel"))
    value = models.IntegerField(_("waarde"), null=True)
    hours_c = models.BigIntegerField(_("honderdste uren"), null=True)
    people = models.PositiveIntegerField(_("personen"), null=True)
    people_before = models.PositiveIntegerField(_("personen in de nulmeting"), null=True)


class ReadingKeys(models.Model):
    """The keys of the rows behind one reading, without names: what the number is made of, for ever.

    Packed in one row, because a region's readings of ten years have millions of keys that nobody searches.
    """

    reading = models.OneToOneField(Reading, on_delete=models.CASCADE, primary_key=True, related_name="keys")
    number = models.PositiveIntegerField(_("aantal rijen"))
    packed = models.BinaryField(_("sleutels"))
