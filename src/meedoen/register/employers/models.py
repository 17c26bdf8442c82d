"""Employers, their branches, and the sector that holds for a whole calendar year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor


class EmployerQuerySet(models.QuerySet["Employer"]):
    """Which employers: one face to the employer means that every colleague in the chain sees them all."""

    def visible_to(self, actor: Actor) -> EmployerQuerySet:
        """Employers that the actor may see: all, if and only if the actor holds any role at a desk,
        in steering or as auditor. An employer is an organisation, not a person."""
        if actor.has_role(
            "account_manager", "consulent", "policy_adviser", "controller", "coordinator", "auditor"
        ):
            return self.all()
        return self.none()


class Employer(models.Model):
    """A legal person that employs or hires people, known by its number in the trade register."""

    name = models.CharField(_("naam"), max_length=160)
    kvk = models.CharField(_("KvK-nummer"), max_length=8, unique=True)
    municipality = models.CharField(_("vestigingsgemeente"), max_length=6)
    # What the sector of each year is derived from (Regeling Wfsv 3.27).
    is_overheid = models.BooleanField(_("overheidswerkgever"), default=False)
    pays_sectorfonds = models.BooleanField(_("betaalt ook sectorfondspremie"), default=False)
    share_under_sectorfonds = models.DecimalField(
        _("deel van de uren onder een sectorfonds"), max_digits=5, decimal_places=4, null=True, blank=True
    )
    # The municipality, SW company or other organisation that this employer is, when it also works here.
    organisation = models.ForeignKey(
        "access.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_on = models.DateField(_("ingeschreven op"))

    objects = EmployerQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """A place where an employer has work."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="branches")
    name = models.CharField(_("naam"), max_length=160)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=6)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "name"], name="branch_name_once_per_employer")
        ]


class SectorYear(models.Model):
    """Sector of an employer in one calendar year, fixed on the last return period of the year before."""

    class Sector(models.TextChoices):
        MARKT = "markt", _("markt")
        OVERHEID = "overheid", _("overheid")

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="sector_years")
    year = models.PositiveSmallIntegerField(_("kalenderjaar"))
    sector = models.CharField(_("sector"), max_length=8, choices=Sector.choices)
    reason = models.CharField(_("grondslag"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "year"], name="sector_once_per_year"),
            models.CheckConstraint(condition=Q(year__gte=2012, year__lte=2100), name="sector_year_in_range"),
        ]
