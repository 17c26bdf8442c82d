"""The carving bench as rows: benches, steps, functions with their tasks, and the jobs made of those."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.employers.models import Employer


class BenchQuerySet(models.QuerySet["Bench"]):
    """Which benches: a bench is of its employer, and employers show one face to the whole region."""

    def visible_to(self, actor: Actor) -> BenchQuerySet:
        """Benches that the actor may see: if and only if the actor may see their employer."""
        return self.filter(employer__in=Employer.objects.visible_to(actor))


class Bench(models.Model):
    """One time that work at an employer is taken apart to make jobs of it."""

    number = models.CharField(_("nummer"), max_length=12, unique=True)
    employer = models.ForeignKey("employers.Employer", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=120)
    opened_on = models.DateField(_("begonnen op"))
    opened_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(_("gesloten op"), null=True)
    closed_because = models.CharField(_("waarom gesloten"), max_length=14, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BenchQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["employer", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_because="")
                | (Q(closed_on__isnull=False) & ~Q(closed_because="")),
                name="bench_closed_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.number


class BenchStep(models.Model):
    """What was written down at one of the nine steps, and when that step was done."""

    bench = models.ForeignKey(Bench, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(_("stap"), max_length=12)
    note = models.TextField(_("notitie"), max_length=4000, blank=True)
    done_on = models.DateField(_("klaar op"), null=True)
    by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["bench", "code"], name="bench_step_once")]


class Function(models.Model):
    """A function at the employer: how many people do it, and for how many hours a week together."""

    bench = models.ForeignKey(Bench, on_delete=models.CASCADE, related_name="functions")
    name = models.CharField(_("functie"), max_length=80)
    people = models.PositiveSmallIntegerField(_("mensen"), default=1)
    hours_week = models.DecimalField(_("uren per week samen"), max_digits=6, decimal_places=2)
    level = models.CharField(_("niveau"), max_length=12, blank=True)
    # What an hour of who does it now costs; without it freed hours have no value in euros.
    wage = models.DecimalField(_("loon per uur"), max_digits=6, decimal_places=2, null=True)
    branch = models.ForeignKey("employers.Branch", null=True, on_delete=models.PROTECT, related_name="+")
    must_stay = models.CharField(_("wat er blijft"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bench", "name"], name="function_once_on_a_bench"),
            models.CheckConstraint(condition=Q(people__gte=1), name="function_has_people"),
            models.CheckConstraint(condition=Q(hours_week__gt=0), name="function_has_hours"),
        ]


class FunctionTask(models.Model):
    """One task of a function, with its time a week on average and what it asks and gives."""

    function = models.ForeignKey(Function, on_delete=models.CASCADE, related_name="tasks")
    # A code of our list of tasks; empty where the list has no such task.
    task = models.CharField(_("taak"), max_length=32, blank=True)
    words = models.CharField(_("in eigen woorden"), max_length=120, blank=True)
    # Quarters of an hour a week, of everybody together: what the engine reckons in.
    quarters = models.PositiveIntegerField(_("kwartieren per week"))
    frequency = models.CharField(_("hoe vaak"), max_length=8, default="weekly")
    days = models.JSONField(_("dagen"), default=list)
    times = models.JSONField(_("tijden van de dag"), default=list)
    # By the codes of the conditions, read as at a job: what the body has to do, and what someone finds there.
    demands = models.JSONField(_("eisen"), default=dict)
    level = models.CharField(_("niveau"), max_length=12, blank=True)
    # Why it stays in the function; empty when it can be taken out.
    kept = models.CharField(_("blijft, omdat"), max_length=8, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(task="") | ~Q(words=""), name="function_task_is_named"),
            models.CheckConstraint(condition=Q(quarters__gte=1), name="function_task_takes_time"),
        ]

    @property
    def hours_week(self) -> Decimal:
        return Decimal(self.quarters) / 4


class DraftJob(models.Model):
    """A job that is being composed; `job` is the job that was made of it."""

    bench = models.ForeignKey(Bench, on_delete=models.CASCADE, related_name="drafts")
    title = models.CharField(_("titel"), max_length=120)
    hours_min = models.DecimalField(_("uren per week, minstens"), max_digits=4, decimal_places=1, null=True)
    hours_max = models.DecimalField(_("uren per week, hoogstens"), max_digits=4, decimal_places=1, null=True)
    for_person = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    guide = models.CharField(_("begeleiding door"), max_length=14, blank=True)
    guidance_minutes = models.PositiveSmallIntegerField(_("begeleiding, minuten per dag"), default=0)
    wage = models.CharField(_("loon volgens"), max_length=8, blank=True)
    wage_percentage = models.DecimalField(_("procent WML"), max_digits=5, decimal_places=2, null=True)
    wage_amount = models.DecimalField(_("euro per maand"), max_digits=7, decimal_places=2, null=True)
    wage_scale = models.CharField(_("schaal"), max_length=40, blank=True)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.PROTECT, related_name="+")
    # Since when a function that the made job was cut from is no longer what it was, until someone looked.
    donor_changed_on = models.DateField(_("functie veranderd op"), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["donor_changed_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job"], name="draft_made_once"),
            models.CheckConstraint(
                condition=Q(donor_changed_on__isnull=True) | Q(job__isnull=False),
                name="draft_changed_when_made",
            ),
        ]


class DraftPiece(models.Model):
    """Of which task a job takes how much; of a made job the piece outlives its task."""

    draft = models.ForeignKey(DraftJob, on_delete=models.CASCADE, related_name="pieces")
    task = models.ForeignKey(FunctionTask, null=True, on_delete=models.SET_NULL, related_name="pieces")
    quarters = models.PositiveIntegerField(_("kwartieren per week"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "task"], name="draft_piece_once"),
            models.CheckConstraint(condition=Q(quarters__gte=1), name="draft_piece_takes_time"),
        ]
