"""Coaching as rows: who guides whom at which job, visits, actions that were agreed, and evaluations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.people.models import area_codes, seen_people

WHO = "placement__person__"


class CoachingQuerySet(models.QuerySet["Coaching"]):
    """Which coaching: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> CoachingQuerySet:
        """If and only if the actor sees the placements of the person by name: what a coach writes down is
        for nobody who may see no more than a number."""
        return self.filter(seen_people(actor, WHO, "work"))

    def running(self, on: object) -> CoachingQuerySet:
        """What goes on that day or begins later, at work that goes on."""
        working = Q(placement__ends_before__isnull=True) | Q(placement__ends_before__gt=on)
        return self.filter(working, ends_before__gt=on).exclude(ended_because="wrong")

    def alone(self) -> CoachingQuerySet:
        """Of which neither coach nor substitute may sign in any more."""
        gone = Q(substitute__isnull=True) | Q(substitute__is_active=False)
        return self.filter(gone, coach__is_active=False)


class Coaching(models.Model):
    """So many hours of guidance at one job, granted by a municipality for a period."""

    number = models.CharField(_("begeleidingsnummer"), max_length=12, unique=True)
    placement = models.ForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(
        "access.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    regime = models.CharField(_("regime"), max_length=10)
    hours = models.DecimalField(_("toegekende uren"), max_digits=6, decimal_places=2)
    starts_on = models.DateField(_("eerste dag"))
    ends_before = models.DateField(_("eerste dag zonder begeleiding"))
    ended_because = models.CharField(_("reden van stoppen"), max_length=12, blank=True)
    granted_on = models.DateField(_("toegekend op"))
    granted_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = CoachingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["coach", "ends_before"]),
            models.Index(fields=["placement"]),
            models.Index(fields=["payer", "ends_before"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__gte=F("starts_on")), name="coaching_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="coaching_of_some_hours"),
            models.CheckConstraint(
                condition=~Q(granted_by=F("coach")), name="coaching_not_granted_by_its_coach"
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("coach")),
                name="coaching_substitute_is_another",
            ),
            models.UniqueConstraint(
                fields=["placement", "starts_on"],
                condition=~Q(ended_because="wrong"),
                name="coaching_granted_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CoachBudgetQuerySet(models.QuerySet["CoachBudget"]):
    """Which budgets: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> CoachBudgetQuerySet:
        """If and only if the actor works for who pays, or oversees the area in which that lies."""
        seen = Q(organisation_id=actor.organisation_id)
        if actor.has_role("controller", "coordinator", "auditor"):
            seen |= Q(organisation__municipality__in=area_codes(actor))
        return self.filter(seen)


class CoachBudget(models.Model):
    """What a municipality has for coaching in a year: hours, or euros with what an hour costs."""

    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField(_("jaar"))
    unit = models.CharField(_("eenheid"), max_length=5)
    amount = models.DecimalField(_("budget"), max_digits=10, decimal_places=2)
    # Only with euros: without it nobody knows what the hours cost.
    rate = models.DecimalField(_("euro per uur"), max_digits=6, decimal_places=2, null=True, blank=True)
    set_on = models.DateField(_("vastgelegd op"))
    version = models.PositiveIntegerField(default=1)

    objects = CoachBudgetQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year"], name="coach_budget_once_a_year"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="coach_budget_not_negative"),
        ]


class Visit(models.Model):
    """Time a coach spent, with a short note. The key is made on the device: sent twice, it is one visit."""

    coaching = models.ForeignKey(Coaching, on_delete=models.PROTECT, related_name="visits")
    client_key = models.UUIDField(_("sleutel van het toestel"), unique=True)
    happened_on = models.DateField(_("dag"))
    minutes = models.PositiveIntegerField(_("minuten"))
    kind = models.CharField(_("soort"), max_length=10)
    with_whom = models.CharField(_("met wie"), max_length=10)
    note = models.CharField(_("notitie"), max_length=1000, blank=True)
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("ingevoerd op"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["coaching", "happened_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=1440), name="visit_within_a_day")
        ]


class AgreedAction(models.Model):
    """What somebody will do, agreed at a visit or between two."""

    coaching = models.ForeignKey(Coaching, on_delete=models.PROTECT, related_name="actions")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="actions")
    words = models.CharField(_("afspraak"), max_length=200)
    side = models.CharField(_("wie doet het"), max_length=12)
    by_on = models.DateField(_("uiterlijk"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["coaching", "done_on"]), models.Index(fields=["by_on"])]


class Evaluation(models.Model):
    """One moment at which coaching is looked back on; each voice tells its own part."""

    coaching = models.ForeignKey(Coaching, on_delete=models.PROTECT, related_name="evaluations")
    on = models.DateField(_("dag"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coaching", "on"], name="evaluation_once_a_day")
        ]


class EvaluationPart(models.Model):
    """What one of the three said."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="parts")
    voice = models.CharField(_("stem"), max_length=8)
    mark = models.CharField(_("hoe gaat het"), max_length=8)
    words = models.CharField(_("in eigen woorden"), max_length=500, blank=True)
    told_on = models.DateField(_("opgeschreven op"))
    written_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "voice"], name="evaluation_voice_once")
        ]
