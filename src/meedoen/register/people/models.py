"""People, where they lived from when, and their entries in the doelgroepregister."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.people import words
from meedoen.register.places import area_of
from meedoen.rules import places


class PersonQuerySet(models.QuerySet["Person"]):
    """Which people: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """People that the actor may see by name.

        If and only if the file is open and
        - the actor is account manager or consulent, and the person lives now in the actor's municipality
          (under the name it has now or any it merged from), or the actor's organisation keeps the file, or
          the file is shared with the actor's organisation on the actor's day; or
        - the actor is auditor, and the person lives now in the region or municipality of the actor's
          organisation, or that organisation keeps the file;
        or the file is protected and the actor is named for it, in one of these roles.
        """
        return self.filter(seen_people(actor))


def seen_codes(actor: Actor) -> frozenset[str]:
    """Municipality codes whose inhabitants the actor sees by name."""
    if actor.has_role("auditor"):
        return area_codes(actor)
    if actor.has_role("account_manager", "consulent") and actor.municipality:
        return area_of(actor.municipality)
    return frozenset()


def seen_people(actor: Actor, through: str = "", section: str = "", *, own: bool = False) -> Q:
    """Sight as one condition on people, or `through` a relation on rows that belong to one of them.

    With `section`, a share counts only if it opens that section of the file. `own`: no share counts.
    """
    if not may_see_people(actor):
        return Q(pk__in=[])
    here = Q(**{f"{through}responsible_id": actor.organisation_id})
    here |= Q(**{f"{through}municipality__in": sorted(seen_codes(actor))})
    here |= Q(pk__in=[]) if own else Q(**{f"{through}pk__in": shared_with(actor, section)})
    return is_open(through) & here | named_for(actor, through)


def is_open(through: str = "") -> Q:
    """Files that are seen by municipality, keeper and share; the others have a rule of their own."""
    return Q(**{f"{through}state": Person.State.OPEN})


def named_for(actor: Actor, through: str = "") -> Q:
    """Protected files for which the actor is named."""
    named = Named.objects.filter(account_id=actor.account_id).values("person_id")
    return Q(**{f"{through}state": Person.State.PROTECTED, f"{through}pk__in": named})


def shared_with(actor: Actor, section: str = "") -> models.QuerySet[Share, dict[str, int]]:
    """Keys of the people whose files, or this section of them, are shared with the actor's organisation."""
    shares = Share.objects.none()
    if actor.on is not None and actor.has_role("account_manager", "consulent"):
        shares = Share.objects.in_force(actor.on).filter(organisation_id=actor.organisation_id)
    if section:
        # As text: SQLite has no question for what a list in JSON contains, and the codes are our own.
        shares = shares.alias(codes=Cast("sections", models.TextField())).filter(
            codes__contains=f'"{section}"'
        )
    return shares.values("person_id")


def may_see_people(actor: Actor) -> bool:
    """Whether the actor's roles let them see anyone by name."""
    return actor.organisation_id is not None and actor.has_role("account_manager", "consulent", "auditor")


def scopes(actor: Actor) -> tuple[Q, ...]:
    """Sight in parts, each of them one indexed read; someone can be in two parts."""
    if not may_see_people(actor):
        return ()
    living = [is_open() & Q(municipality=code) for code in sorted(seen_codes(actor))]
    kept = is_open() & Q(responsible_id=actor.organisation_id)
    shared = is_open() & Q(pk__in=shared_with(actor))
    return (*living, kept, shared, named_for(actor))


def area_codes(actor: Actor) -> frozenset[str]:
    """Every municipality code, past or present, that lies in the area of the actor's organisation."""
    if actor.municipality:
        return area_of(actor.municipality)
    if actor.region:
        return places.codes_of_region(actor.region)
    return frozenset()


class Person(models.Model):
    """Someone who looks for work or has it, known by a candidate number of our own."""

    class State(models.TextChoices):
        """Who may see the file at all; `MOVES` says what may follow what."""

        OPEN = "open", _("open")
        PROTECTED = "protected", _("afgeschermd")
        MERGED = "merged", _("samengevoegd met een ander dossier")
        ANONYMISED = "anonymised", _("geanonimiseerd")

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
    state = models.CharField(
        _("staat van het dossier"), max_length=10, choices=State.choices, default=State.OPEN
    )
    # Where the file of someone who was registered twice went on.
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Its person's wish, granted: no other organisation gets this file. Written by who keeps those wishes.
    is_not_shared = models.BooleanField(_("niet delen met andere organisaties"), default=False)
    # One more with every correction of name or birthday: a second save is told what the first one changed.
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "-id"]),
            models.Index(fields=["responsible", "state", "-id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(birth_on__lt=F("registered_on")), name="person_born_before"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="person_merged_into_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SearchWord(models.Model):
    """A word that a file is found by (`names.py`): of the name, or the number; rewritten with them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)

    class Meta:
        # Who has this word, and has this one that word: each is one look in an index.
        indexes: ClassVar = [models.Index(fields=["word", "person"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "word"], name="search_word_once_per_person")
        ]


class Residence(models.Model):
    """The municipality, as it was called then, where a person lived in a period."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    municipality = models.CharField(_("gemeente"), max_length=6)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

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
    version = models.PositiveIntegerField(default=1)

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


# What may follow what. A merged file comes back as it was when the merge is undone; anonymous is for ever.
MOVES: dict[str, frozenset[str]] = {
    Person.State.OPEN: frozenset({Person.State.PROTECTED, Person.State.MERGED, Person.State.ANONYMISED}),
    Person.State.PROTECTED: frozenset({Person.State.OPEN, Person.State.MERGED, Person.State.ANONYMISED}),
    Person.State.MERGED: frozenset({Person.State.OPEN, Person.State.PROTECTED, Person.State.ANONYMISED}),
    Person.State.ANONYMISED: frozenset(),
}


class Named(models.Model):
    """Someone who may see a protected file, and why."""

    class Because(models.TextChoices):
        GUIDES = "guides", _("begeleidt deze kandidaat")
        REPLACES = "replaces", _("vervangt de begeleider")
        SUPERVISES = "supervises", _("houdt toezicht")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="named")
    account = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="+", verbose_name=_("medewerker")
    )
    because = models.CharField(_("waarom"), max_length=12, choices=Because.choices)
    named_on = models.DateField(_("genoemd op"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "account"], name="named_once_per_person")
        ]
        indexes: ClassVar = [models.Index(fields=["account", "person"])]


class Protection(models.Model):
    """Since when a file is protected, until when it was, and why."""

    class Because(models.TextChoices):
        SECRET_ADDRESS = "secret_address", _("geheim adres")
        THREAT = "threat", _("bedreiging")
        COLLEAGUE = "colleague", _("is collega of familie van een collega")
        KNOWN = "known", _("bekend persoon")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="protections")
    because = models.CharField(_("waarom"), max_length=16, choices=Because.choices)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_before__isnull=True), name="protection_open_once"
            )
        ]


class CircleMember(models.Model):
    """A colleague around a person: one fixed contact, one substitute, and who else is involved."""

    class Part(models.TextChoices):
        FIXED = "fixed", _("vaste contactpersoon")
        SUBSTITUTE = "substitute", _("vervanger")
        INVOLVED = "involved", _("betrokken")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="circle")
    account = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="+", verbose_name=_("medewerker")
    )
    part = models.CharField(_("rol in de kring"), max_length=12, choices=Part.choices)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "part", "person"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="circle_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "part"],
                condition=Q(ends_before__isnull=True, part__in=("fixed", "substitute")),
                name="circle_one_fixed_one_substitute",
            ),
            models.UniqueConstraint(
                fields=["person", "account"],
                condition=Q(ends_before__isnull=True),
                name="circle_open_once_per_account",
            ),
        ]


class ShareQuerySet(models.QuerySet["Share"]):
    """Which shares hold."""

    def in_force(self, on: date) -> ShareQuerySet:
        """Shares that have begun and have neither ended nor been revoked on that day."""
        return self.filter(starts_on__lte=on, ends_before__gt=on).filter(
            Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)
        )


class Share(models.Model):
    """A file opened to another organisation: for a purpose, in part, until a day; revocable."""

    Purpose = words.Purpose

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(
        "access.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("gedeeld met")
    )
    purpose = models.CharField(_("doel"), max_length=16, choices=Purpose.choices)
    # Codes of the parts of the file that are open, as `sections.py` knows them.
    sections = models.JSONField(_("delen van het dossier"))
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"))
    revoked_on = models.DateField(_("ingetrokken op"), null=True, blank=True)
    shared_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")

    objects = ShareQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "ends_before", "person"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_before__gt=F("starts_on")), name="share_ends_after_start")
        ]


class HandOver(models.Model):
    """A file offered to another organisation, which takes it or says why not, before a day."""

    class State(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ACCEPTED = "accepted", _("overgenomen")
        REFUSED = "refused", _("niet overgenomen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    Because = words.WhyHandedOver
    Refusal = words.WhyRefused

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hand_overs")
    from_organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_("waarom"), max_length=12, choices=Because.choices)
    asked_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("gevraagd op"))
    answer_by = models.DateField(_("antwoord uiterlijk"))
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.OPEN)
    answered_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    refusal = models.CharField(_("reden van weigering"), max_length=12, choices=Refusal.choices, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_organisation", "state", "answer_by"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="hand_over_open_once_per_person"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_on__isnull=True)
                | (~Q(state="open") & Q(answered_on__isnull=False)),
                name="hand_over_answered_on_a_day",
            ),
        ]


class Correction(models.Model):
    """What stood there before something was mended or withdrawn; the row itself holds what is so now."""

    What = words.Corrected
    Because = words.WhyCorrected

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="corrections")
    what = models.CharField(_("wat"), max_length=12, choices=What.choices)
    # The values of the fields that were mended, or of the whole row that was withdrawn.
    before = models.JSONField(_("stond er eerst"))
    is_withdrawal = models.BooleanField(_("ingetrokken"), default=False)
    because = models.CharField(_("reden"), max_length=16, choices=Because.choices)
    corrected_on = models.DateField(_("gecorrigeerd op"))
    corrected_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
