"""People, where they lived from when, and their entries in the doelgroepregister."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.places import area_of
from meedoen.rules import places


class PersonQuerySet(models.QuerySet["Person"]):
    """Which people: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """People that the actor may see by name.

        If and only if
        - the actor is account manager or consulent, and the person lives now in the actor's municipality
          (under the name it has now or any it merged from), or the actor's organisation keeps the file; or
        - the actor is auditor, and the person lives now in the region or municipality of the actor's
          organisation, or that organisation keeps the file.
        """
        return self.filter(seen_people(actor))


def seen_codes(actor: Actor) -> frozenset[str]:
    """Municipality codes whose inhabitants the actor sees by name."""
    if actor.has_role("auditor"):
        return area_codes(actor)
    if actor.has_role("account_manager", "consulent") and actor.municipality:
        return area_of(actor.municipality)
    return frozenset()


def seen_people(actor: Actor, through: str = "") -> Q:
    """Sight as one condition on people, or `through` a relation on rows that belong to one of them."""
    if not may_see_people(actor):
        return Q(pk__in=[])
    own = Q(**{f"{through}responsible_id": actor.organisation_id})
    return own | Q(**{f"{through}municipality__in": sorted(seen_codes(actor))})


def may_see_people(actor: Actor) -> bool:
    """Whether the actor's roles let them see anyone by name."""
    return actor.organisation_id is not None and actor.has_role("account_manager", "consulent", "auditor")


def scopes(actor: Actor) -> tuple[tuple[str, ...], Q | None]:
    """Sight in parts, each of them one indexed read: the inhabitants of each of these municipality codes, and
    who fits the condition (None: nobody). Someone can be in two parts."""
    if not may_see_people(actor):
        return (), None
    return tuple(sorted(seen_codes(actor))), Q(responsible_id=actor.organisation_id)


def area_codes(actor: Actor) -> frozenset[str]:
    """Every municipality code, past or present, that lies in the area of the actor's organisation."""
    if actor.municipality:
        return area_of(actor.municipality)
    if actor.region:
        return places.codes_of_region(actor.region)
    return frozenset()


class Person(models.Model):
    """Someone who looks for work or has it, known by a candidate number of our own."""

    number = models.CharField(_("kandidaatnummer"), max_length=12, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    birth_on = models.DateField(_("geboortedatum"))
    responsible = models.ForeignKey(
        "access.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("dossierhouder")
    )
    # Where the person lives now; the history is in Residence. Kept here so that sight is one indexed read.
    municipality = models.CharField(_("woongemeente"), max_length=6)
    registered_on = models.DateField(_("ingeschreven op"))
    last_contact_on = models.DateField(_("laatst gesproken op"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "-id"]),
            models.Index(fields=["responsible", "-id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(birth_on__lt=F("registered_on")), name="person_born_before")
        ]

    def __str__(self) -> str:
        return self.number


class Residence(models.Model):
    """The municipality, as it was called then, where a person lived in a period."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    municipality = models.CharField(_("gemeente"), max_length=6)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="residence_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_before__isnull=True), name="residence_open_once"
            ),
        ]


class Registration(models.Model):
    """An entry in the doelgroepregister (Besluit SUWI 3.2): ground, first day, and the day it ended."""

    class Because(models.TextChoices):
        CONDITIONS_NOT_MET = "conditions_not_met", _("voldoet niet meer aan de voorwaarden")
        OWN_REQUEST = "own_request", _("op eigen verzoek")
        DECEASED = "deceased", _("overleden")
        AOW = "aow", _("AOW-leeftijd bereikt")
        HERINDELING = "herindeling", _("Wajong-herindeling: geen arbeidsvermogen")
        BESCHUT_WERK = "beschut_werk", _("aangewezen op beschut werk")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="registrations")
    ground = models.CharField(_("grond"), max_length=20)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)
    ended_because = models.CharField(_("reden van einde"), max_length=20, choices=Because.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="registration_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True, ended_because="")
                | (Q(ends_before__isnull=False) & ~Q(ended_because="")),
                name="registration_end_has_reason",
            ),
        ]
