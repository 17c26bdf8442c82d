"""Subsidies as rows: the request, its periods with an amount, sickness, and what was paid in which batch."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.people.models import area_codes, is_open, seen_people

WHO = "placement__person__"


class SubsidyQuerySet(models.QuerySet["Subsidy"]):
    """Which subsidies: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> SubsidyQuerySet:
        """Subsidies that the actor may see, the person shown by candidate number only.

        If and only if the actor sees both the placements and the loonwaarde of the person, or the person's
        file is open and
        - the actor is account manager, consulent or controller of the municipality that pays; or
        - the actor is controller, coordinator or auditor and the person lives now in the area of the actor's
          organisation.
        """
        seen = seen_people(actor, WHO, "work") & seen_people(actor, WHO, "register")
        if actor.has_role("account_manager", "consulent", "controller"):
            seen |= is_open(WHO) & Q(payer_id=actor.organisation_id)
        if actor.has_role("controller", "coordinator", "auditor"):
            seen |= is_open(WHO) & Q(placement__person__municipality__in=area_codes(actor))
        return self.filter(seen)


class Subsidy(models.Model):
    """One request for loonkostensubsidie for one job by the municipality that pays; `states.MOVES` says what
    may follow what."""

    number = models.CharField(_("subsidienummer"), max_length=12, unique=True)
    placement = models.ForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=10)
    # The normale arbeidsduur of the sector: nothing else in the register knows it.
    full_time = models.DecimalField(_("volle werkweek van de sector"), max_digits=4, decimal_places=2)
    starts_on = models.DateField(_("eerste dag"))
    ends_before = models.DateField(_("eerste dag zonder subsidie"), null=True, blank=True)
    stopped_because = models.CharField(_("reden van stoppen"), max_length=20, blank=True)
    state = models.CharField(_("stand"), max_length=10, default="requested")
    requested_on = models.DateField(_("aangevraagd op"))
    requested_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    decide_by = models.DateField(_("beslissen uiterlijk op"), null=True, blank=True)
    returned_because = models.CharField(_("reden van terugsturen"), max_length=20, blank=True)
    # The subsidy of the municipality where the person lived before.
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    # What a list asks: until which day something is approved, and how many people it must be looked at again.
    runs_until = models.DateField(_("toegekend tot"), null=True, blank=True)
    amount_c = models.PositiveIntegerField(_("laatste bedrag per maand, in centen"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SubsidyQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["payer", "state", "-id"]),
            models.Index(fields=["placement"]),
            models.Index(fields=["runs_until"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="subsidy_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(ends_before__isnull=True) & ~Q(state="withdrawn"),
                name="subsidy_one_payer_for_one_job",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SubsidyPeriod(models.Model):
    """An amount a month between two days, with everything it stands on. A decided row is never rewritten: a
    later decision says from which day it holds no more (`cut_on`)."""

    subsidy = models.ForeignKey(Subsidy, on_delete=models.PROTECT, related_name="periods")
    # Whom the decision is for: a correction of the job may bring it to another.
    employer = models.ForeignKey("employers.Employer", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"))
    basis = models.CharField(_("waarom"), max_length=16)
    # Empty for the forfait. The number stays when the measurement itself goes.
    percentage = models.DecimalField(_("loonwaarde"), max_digits=5, decimal_places=2, null=True)
    loonwaarde = models.ForeignKey(
        "profiles.Loonwaarde", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    hours_week = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=2)
    full_time = models.DecimalField(_("volle werkweek van de sector"), max_digits=4, decimal_places=2)
    amount_c = models.PositiveIntegerField(_("bedrag per maand, in centen"))
    # Every parameter it stands on: path, value, first day, article, status.
    trace = models.JSONField(_("waarop het rust"), default=list)
    state = models.CharField(_("stand"), max_length=10, default="calculated")
    calculated_on = models.DateField(_("berekend op"))
    calculated_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField(_("voorgesteld op"), null=True)
    proposed_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(_("goedgekeurd op"), null=True)
    approved_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    cut_on = models.DateField(_("geldt niet meer vanaf"), null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reden"), max_length=20, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subsidy", "starts_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__gt=F("starts_on")), name="subsidy_period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(cut_on__isnull=True)
                | (Q(cut_on__gte=F("starts_on")) & Q(cut_on__lte=F("ends_before"))),
                name="subsidy_period_cut_within",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "replaced")) | Q(approved_by__isnull=False),
                name="subsidy_period_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (
                    Q(proposed_by__isnull=False)
                    & ~Q(approved_by=F("proposed_by"))
                    & ~Q(approved_by=F("calculated_by"))
                ),
                name="subsidy_period_not_approved_by_its_maker",
            ),
            models.UniqueConstraint(
                fields=["subsidy", "starts_on"],
                condition=Q(state="approved"),
                name="subsidy_period_approved_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["subsidy", "starts_on"],
                condition=Q(state__in=("calculated", "proposed")),
                name="subsidy_period_proposed_once_a_day",
            ),
        ]

    @property
    def holds_until(self) -> date:
        """The first day on which it holds no more."""
        return self.ends_before if self.cut_on is None else min(self.ends_before, self.cut_on)


class Illness(models.Model):
    """Days on which the person had a right to ziekengeld; what that does to the subsidy, the rules say."""

    subsidy = models.ForeignKey(Subsidy, on_delete=models.PROTECT, related_name="illnesses")
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="illness_ends_after_start",
            ),
            models.UniqueConstraint(fields=["subsidy", "starts_on"], name="illness_once_a_day"),
        ]


class PaymentBatchQuerySet(models.QuerySet["PaymentBatch"]):
    """Which batches: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> PaymentBatchQuerySet:
        """If and only if the actor works for who pays, or oversees the area in which that lies."""
        seen = Q(payer_id=actor.organisation_id)
        if actor.has_role("controller", "coordinator", "auditor"):
            seen |= Q(payer__municipality__in=area_codes(actor))
        return self.filter(seen)


class PaymentBatch(models.Model):
    """One list for the finance system: everything that was not yet paid, up to and including a month."""

    number = models.CharField(_("betaallijst"), max_length=12, unique=True)
    payer = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    month_on = models.DateField(_("tot en met de maand"))
    made_on = models.DateField(_("gemaakt op"))
    made_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    lines_count = models.PositiveIntegerField(_("aantal regels"), default=0)
    total_c = models.BigIntegerField(_("totaal in centen"), default=0)
    digest = models.CharField(_("vingerafdruk van het bestand"), max_length=64, blank=True)

    objects = PaymentBatchQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["payer", "-id"])]

    def __str__(self) -> str:
        return self.number


class PaymentLine(models.Model):
    """What a batch pays, or takes back, for one period in one month."""

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="lines")
    period = models.ForeignKey(SubsidyPeriod, on_delete=models.PROTECT, related_name="payments")
    month_on = models.DateField(_("maand"))
    amount_c = models.IntegerField(_("bedrag in centen"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "period", "month_on"], name="payment_line_once"),
            models.CheckConstraint(condition=~Q(amount_c=0), name="payment_line_of_something"),
        ]
