"""Jobs as rows: the job, its tasks, what it asks and offers, and how its state changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.employers.models import Employer


class JobQuerySet(models.QuerySet["Job"]):
    """Which jobs: a job is of its employer, and employers show one face to the whole region."""

    def visible_to(self, actor: Actor) -> JobQuerySet:
        """Jobs that the actor may see: if and only if the actor may see their employer."""
        return self.filter(employer__in=Employer.objects.visible_to(actor))


class Job(models.Model):
    """Work of one kind at one employer, with room for one person or more."""

    number = models.CharField(_("baannummer"), max_length=12, unique=True)
    employer = models.ForeignKey("employers.Employer", on_delete=models.PROTECT, related_name="+")
    # Stored open is shown as expired from its day on: see `states.state_on`.
    state = models.CharField(_("stand"), max_length=8, default="concept")
    # What it is.
    kind = models.CharField(_("soort"), max_length=12)
    title = models.CharField(_("titel"), max_length=120)
    branch = models.ForeignKey("employers.Branch", null=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.CharField(_("werkgemeente"), max_length=6)
    sbi = models.CharField(_("sector (SBI)"), max_length=1, blank=True)
    seats = models.PositiveSmallIntegerField(_("plekken"))
    hours_min = models.DecimalField(_("uren per week, minstens"), max_digits=4, decimal_places=1, null=True)
    hours_max = models.DecimalField(_("uren per week, hoogstens"), max_digits=4, decimal_places=1, null=True)
    # Codes out of the lists of the profiles: small closed lists that are always read whole.
    days = models.JSONField(_("dagen"), default=list)
    times = models.JSONField(_("tijden van de dag"), default=list)
    starts_on = models.DateField(_("begint op"), null=True)
    # Target groups of the programmes; none means that it is offered to everyone.
    offered_to = models.JSONField(_("aangeboden aan"), default=list)
    contact = models.ForeignKey(
        "employers.ContactPerson", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What it asks.
    level = models.CharField(_("niveau"), max_length=12, blank=True)
    languages = models.JSONField(_("talen"), default=dict)
    licences = models.JSONField(_("rijbewijzen"), default=list)
    # What it offers.
    guide = models.CharField(_("begeleiding door"), max_length=14, blank=True)
    guidance_minutes = models.PositiveSmallIntegerField(_("begeleiding, minuten per dag"), default=0)
    wage = models.CharField(_("loon volgens"), max_length=8, blank=True)
    wage_percentage = models.DecimalField(_("procent WML"), max_digits=5, decimal_places=2, null=True)
    wage_amount = models.DecimalField(_("euro per maand"), max_digits=7, decimal_places=2, null=True)
    wage_scale = models.CharField(_("schaal"), max_length=40, blank=True)
    growth = models.CharField(_("groeistap"), max_length=200, blank=True)
    donor_function = models.CharField(_("uit welke functie"), max_length=120, blank=True)
    when_donor_changes = models.CharField(_("als die functie verandert"), max_length=12, blank=True)
    confirmed_on = models.DateField(_("bevestigd op"), null=True)
    expires_on = models.DateField(_("verloopt op"), null=True)
    registered_by = models.ForeignKey(
        "access.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_on = models.DateField(_("ingevoerd op"))
    version = models.PositiveIntegerField(default=1)
    # How often each part of the form was saved: two people at two parts do not meet.
    part_versions = models.JSONField(default=dict)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["employer", "-id"]),
            models.Index(fields=["state", "expires_on"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours_min__isnull=True)
                | Q(hours_max__isnull=True)
                | Q(hours_max__gte=F("hours_min")),
                name="job_hours_in_order",
            ),
            models.CheckConstraint(
                condition=Q(hours_max__isnull=True) | Q(hours_max__lte=40), name="job_hours_possible"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="job_has_a_seat"),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(expires_on__isnull=False, confirmed_on__isnull=False),
                name="job_open_expires",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class JobTask(models.Model):
    """One task of a job, how many hours a week it takes, in words that the floor uses."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="tasks")
    # A code of our list of tasks; empty where the list has no such task.
    task = models.CharField(_("taak"), max_length=32, blank=True)
    words = models.CharField(_("in eigen woorden"), max_length=120, blank=True)
    hours_week = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=2)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(task="") | ~Q(words=""), name="job_task_is_named"),
            models.CheckConstraint(
                condition=Q(hours_week__gt=0, hours_week__lte=40), name="job_task_hours_possible"
            ),
        ]


class JobDemand(models.Model):
    """What holds at a job or what its work asks, by the codes of the conditions; 1 where it has no number."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="demands")
    code = models.CharField(_("eis"), max_length=24)
    value = models.PositiveSmallIntegerField(_("waarde"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["job", "code"], name="job_demand_once")]


class JobMove(models.Model):
    """From which state a job came into which, why, and who saw to it."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="moves")
    on = models.DateField(_("op"))
    from_state = models.CharField(_("van"), max_length=8, blank=True)
    to_state = models.CharField(_("naar"), max_length=8)
    because = models.CharField(_("waarom"), max_length=14, blank=True)
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
