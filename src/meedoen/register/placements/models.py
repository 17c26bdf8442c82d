"""Placements: who works where, under which kind of agreement, for how many hours, and since when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.people.models import Person, area_codes, is_open, seen_people


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Which placements: sight lives here and nowhere else."""

    def standing(self) -> PlacementQuerySet:
        """Rows that hold: not replaced by a correction."""
        return self.filter(replaced_on__isnull=True)

    def visible_to(self, actor: Actor) -> PlacementQuerySet:
        """Placements that the actor may see, the person shown by candidate number only.

        If and only if the person is visible to the actor (on a share: one that opens the placements), or the
        person's file is open and
        - the actor's organisation registered the placement in a desk role, or
        - the actor is policy adviser, controller, coordinator or auditor and the person lives now in the
          area of the actor's organisation.
        """
        # Through the relation: a subquery over everyone in sight costs a hundred times as much on a list.
        seen = seen_people(actor, "person__", "work")
        if actor.has_role("account_manager", "consulent"):
            seen |= is_open("person__") & Q(registered_by_id=actor.organisation_id)
        if actor.has_role("policy_adviser", "controller", "coordinator", "auditor"):
            seen |= is_open("person__") & Q(person__municipality__in=area_codes(actor))
        return self.filter(seen)


class Placement(models.Model):
    """One person at one workplace in one unbroken period. A correction makes a new row and keeps this one."""

    class Kind(models.TextChoices):
        DIENSTVERBAND = "dienstverband", _("dienstverband")
        WSW_DETACHERING = "wsw_detachering", _("Wsw-detachering")
        UITZEND_INLEEN = "uitzend_inleen", _("uitzend of inleen")
        BEGELEID_WERKEN = "begeleid_werken", _("begeleid werken (Wsw)")
        BESCHUT_WERK = "beschut_werk", _("beschut werk")
        PROEFPLAATSING = "proefplaatsing", _("proefplaatsing")
        LEERWERKPLEK = "leerwerkplek", _("leerwerkplek")

    class EndReason(models.TextChoices):
        CONTRACT_ENDED = "contract_ended", _("contract liep af")
        OTHER_JOB = "other_job", _("andere baan")
        RESIGNED = "resigned", _("zelf opgezegd")
        PROBATION = "probation", _("gestopt in de proeftijd")
        DISMISSED = "dismissed", _("ontslag door de werkgever")
        WORK_LOST = "work_lost", _("het werk viel weg")
        BANKRUPTCY = "bankruptcy", _("werkgever gestopt of failliet")
        UNFIT = "unfit", _("werk paste niet")
        NO_SUPPORT = "no_support", _("te weinig begeleiding")
        RETIRED = "retired", _("met pensioen")
        MOVED = "moved", _("verhuisd")
        DECEASED = "deceased", _("overleden")
        TO_JOB = "to_job", _("ging over in een dienstverband")
        UNKNOWN = "unknown", _("onbekend")

    number = models.CharField(_("plaatsingsnummer"), max_length=12, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    employer = models.ForeignKey(
        "employers.Employer",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("werkgever op papier"),
    )
    workplace_employer = models.ForeignKey(
        "employers.Employer",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("werkgever waar het werk gebeurt"),
    )
    work_municipality = models.CharField(_("werkgemeente"), max_length=6)
    starts_on = models.DateField(_("eerste werkdag"))
    ends_before = models.DateField(_("eerste dag zonder werk"), null=True, blank=True)
    end_reason = models.CharField(_("reden van einde"), max_length=20, choices=EndReason.choices, blank=True)
    is_new_job = models.BooleanField(_("nieuwe baan"))
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The job of ours whose seat it takes, where it came from one.
    job = models.ForeignKey("jobs.Job", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField(_("ingevoerd op"))
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    replaced_on = models.DateField(_("gecorrigeerd op"), null=True, blank=True)
    correction_reason = models.CharField(_("reden van de correctie"), max_length=300, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "starts_on"]),
            models.Index(fields=["starts_on"]),
            models.Index(fields=["registered_by", "-id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="placement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True, end_reason="")
                | (Q(ends_before__isnull=False) & ~Q(end_reason="")),
                name="placement_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ContractHours(models.Model):
    """Hours a week by contract from a day on, until the next row or the end of the placement."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="contract_hours")
    starts_on = models.DateField(_("vanaf"))
    hours_week = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "starts_on"], name="contract_hours_once_a_day"),
            models.CheckConstraint(
                condition=Q(hours_week__gt=0, hours_week__lte=60), name="contract_hours_possible"
            ),
        ]


class PaidHours(models.Model):
    """Hours paid in one month, where the payroll is known: these count instead of the contract."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="paid_hours")
    month_on = models.DateField(_("maand"))
    hours = models.DecimalField(_("betaalde uren"), max_digits=5, decimal_places=2)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "month_on"], name="paid_hours_once_a_month"),
            models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=400), name="paid_hours_possible"),
        ]
