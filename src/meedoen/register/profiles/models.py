"""Profiles as rows: own words, codes and numbers; reach, measurements, target groups, and the plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.register.people.models import Person

LONGEST = 2000


class Profile(models.Model):
    """What someone told of themselves. Only the three first fields are free text."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    likes = models.TextField(_("wat ik graag doe"), max_length=LONGEST, blank=True)
    goes_well = models.TextField(_("wat goed gaat"), max_length=LONGEST, blank=True)
    helps = models.TextField(_("wat mij helpt"), max_length=LONGEST, blank=True)
    hours_min = models.DecimalField(
        _("uren per week, minstens"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    hours_max = models.DecimalField(
        _("uren per week, hoogstens"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    # Codes out of `words.py`: small closed lists that are always read whole.
    days = models.JSONField(_("dagen"), default=list, blank=True)
    times = models.JSONField(_("tijden van de dag"), default=list, blank=True)
    available_from = models.DateField(_("beschikbaar vanaf"), null=True, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    means = models.JSONField(_("vervoer"), default=list, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(_("reistijd, enkele reis"), null=True, blank=True)
    education_level = models.CharField(_("hoogste niveau"), max_length=12, blank=True)
    education_field = models.CharField(_("richting"), max_length=16, blank=True)
    education_year = models.PositiveSmallIntegerField(_("afgemaakt in"), null=True, blank=True)
    licences = models.JSONField(_("rijbewijzen"), default=list, blank=True)
    # Without this “no conditions” can't be told from “nobody asked”.
    has_conditions_discussed = models.BooleanField(_("voorwaarden besproken"), default=False)
    confirmed_on = models.DateField(_("doorgenomen met de kandidaat op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # The version in which each card was written last: two people at two cards do not meet.
    written_at = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours_min__isnull=True)
                | Q(hours_max__isnull=True)
                | Q(hours_max__gte=F("hours_min")),
                name="profile_hours_in_order",
            ),
        ]


class Wish(models.Model):
    """A field of work that someone wants."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="wishes")
    work_field = models.CharField(_("soort werk"), max_length=16)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["profile", "work_field"], name="wish_once")]


class TaskAnswer(models.Model):
    """What someone says about a task: can, likes, wants to learn; a task without any has no row."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="tasks")
    task = models.CharField(_("taak"), max_length=32)
    is_able = models.BooleanField(_("kan dit"))
    is_liked = models.BooleanField(_("doet dit graag"))
    is_wanted = models.BooleanField(_("wil dit leren"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["profile", "task"], name="task_once")]


class Condition(models.Model):
    """What someone needs to be able to work; 1 where it has no number."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="conditions")
    code = models.CharField(_("voorwaarde"), max_length=24)
    value = models.PositiveSmallIntegerField(_("waarde"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["profile", "code"], name="condition_once")]


class Language(models.Model):
    """A language and what someone does with it."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(_("taal"), max_length=4)
    level = models.CharField(_("niveau"), max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["profile", "language"], name="language_once")
        ]


class Certificate(models.Model):
    """A paper that says someone may or can do something, and until when it says so."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="certificates")
    name = models.CharField(_("certificaat"), max_length=80)
    valid_until = models.DateField(_("geldig t/m"), null=True, blank=True)


class Findability(models.Model):
    """The kept result of what is missing in a profile; written with the profile, never by itself.

    Whether someone is findable also depends on the day: nothing missing, and `confirmed_on` fresh that day.
    Who has no row has no profile, and misses everything.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    # The sum of the bits of `needed.NEEDED` that are missing.
    missing = models.PositiveIntegerField()
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["missing", "confirmed_on"])]


class Reach(models.Model):
    """How someone is reached."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), max_length=120, blank=True)
    street = models.CharField(_("straat en huisnummer"), max_length=80, blank=True)
    channel = models.CharField(_("liefst via"), max_length=8, blank=True)
    version = models.PositiveIntegerField(default=1)


class Representative(models.Model):
    """Who speaks for someone or decides with them, from when until when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("soort"), max_length=16)
    name = models.CharField(_("naam"), max_length=120)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), max_length=120, blank=True)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="representative_ends_after_start",
            ),
        ]


class Loonwaarde(models.Model):
    """One measurement of what someone earns for an employer, as a percentage of the WML."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    percentage = models.DecimalField(_("loonwaarde in procenten"), max_digits=5, decimal_places=2)
    measured_on = models.DateField(_("gemeten op"))
    measured_by = models.CharField(_("gemeten door"), max_length=120)
    function = models.CharField(_("functie of taak"), max_length=120)
    method = models.CharField(_("methode"), max_length=12)
    valid_until = models.DateField(_("geldig t/m"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(percentage__gte=0) & Q(percentage__lte=100), name="loonwaarde_at_most_100"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("measured_on")),
                name="loonwaarde_valid_after_measured",
            ),
        ]


class TargetGroup(models.Model):
    """That someone belongs to a target group of the region's programmes; never why."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(_("doelgroep"), max_length=20)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="target_group_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "code"],
                condition=Q(ends_before__isnull=True),
                name="target_group_open_once",
            ),
        ]


class Plan(models.Model):
    """When a plan was gone through with the person it is about."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    discussed_on = models.DateField(_("besproken met de kandidaat op"))


class Goal(models.Model):
    """Where someone wants to get, in words that they read too."""

    class State(models.TextChoices):
        OPEN = "open", _("loopt")
        REACHED = "reached", _("gehaald")
        DROPPED = "dropped", _("gestopt")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("doel"), max_length=300)
    set_on = models.DateField(_("afgesproken op"))
    by_on = models.DateField(_("gehaald uiterlijk"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=8, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)


class Step(models.Model):
    """What has to be done for a goal, by whom, by when, and when it was done."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(_("stap"), max_length=300)
    who = models.CharField(_("wie"), max_length=16)
    by_on = models.DateField(_("uiterlijk"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        # What is due, for whoever waits for it.
        indexes: ClassVar = [models.Index(fields=["by_on"], condition=Q(done_on=None), name="step_open")]
