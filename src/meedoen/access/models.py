"""Organisations, the accounts in them, the roles those hold, and the journal of what they did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from meedoen.access.actors import Actor, Held


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Which organisations exist is no secret; who works there and what they did is."""

    def on(self, day: date) -> Self:
        """Those that exist on that day."""
        return self.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day), starts_on__lte=day)

    def overseen_by(self, actor: Actor) -> Self:
        """If and only if the actor is administrator or auditor: of a region, then every organisation of that
        region; else the own organisation and those that merged into it (up to three mergers back)."""
        if not actor.has_role("administrator", "auditor"):
            return self.none()
        if actor.organisation_kind == Organisation.Kind.REGION:
            return self.filter(region=actor.region) if actor.region else self.none()
        own = actor.organisation_id
        if own is None:
            return self.none()
        return self.filter(
            Q(pk=own)
            | Q(successor=own)
            | Q(successor__successor=own)
            | Q(successor__successor__successor=own)
        )


class Organisation(models.Model):
    """A body that works in or with a region; it starts, ends and is succeeded like the map it stands on."""

    class Kind(models.TextChoices):
        REGION = "region", _("arbeidsmarktregio")
        MUNICIPALITY = "municipality", _("gemeente")
        UWV = "uwv", _("UWV")
        SW_COMPANY = "sw_company", _("SW-bedrijf")
        SCHOOL = "school", _("school")
        PROVIDER = "provider", _("aanbieder")

    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    region = models.CharField(_("arbeidsmarktregio"), max_length=4, blank=True)
    municipality = models.CharField(_("gemeentecode"), max_length=6, blank=True)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("opvolger")
    )
    # The provider_id of this organisation's own OpenID Connect application; empty means: local accounts only.
    sign_in_provider = models.SlugField(_("aanmelddienst"), max_length=80, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "name"], name="organisation_name_once"),
            models.UniqueConstraint(
                fields=["sign_in_provider"],
                condition=~Q(sign_in_provider=""),
                name="organisation_sign_in_provider_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="organisation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)


class AccountQuerySet(models.QuerySet["Account"]):
    """Who may see which accounts."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if the actor oversees the organisation of the account."""
        return self.filter(organisation__in=Organisation.objects.overseen_by(actor))


class AccountsByEmail(BaseUserManager["Account"]):
    """Finds accounts by e-mail address in lower case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())

    def get_queryset(self) -> AccountQuerySet:
        return AccountQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> AccountQuerySet:
        return self.get_queryset().visible_to(actor)


class Account(AbstractBaseUser):
    """One person's entrance; never shared, never deleted once it did something."""

    # Every role of this account with its days, where it was read with the account; None: not read yet.
    held: tuple[Held, ...] | None = None

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(_("mag aanmelden"), default=True)
    # The subject that the organisation's sign-in service gives this person; set at the invitation.
    invited_subject = models.CharField(_("kenmerk bij de aanmelddienst"), max_length=200, blank=True)
    # Part of what a session is tied to: one more, and every session of this account has ended.
    session_round = models.PositiveIntegerField(default=0)

    objects = AccountsByEmail()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "invited_subject"],
                condition=~Q(invited_subject=""),
                name="account_subject_once_per_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def signs_in_elsewhere(self) -> bool:
        """True if and only if only the organisation's own sign-in service lets this account in."""
        return bool(self.invited_subject and self.organisation.sign_in_provider)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        content = f"{self.password}:{self.session_round}"
        return salted_hmac("meedoen.access.session", content, secret=secret, algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    ACCOUNT_MANAGER = "account_manager", _("accountmanager")
    CONSULENT = "consulent", _("consulent of jobcoach")
    POLICY_ADVISER = "policy_adviser", _("beleidsadviseur")
    CONTROLLER = "controller", _("controller")
    COORDINATOR = "coordinator", _("coördinator van de regio")
    ADMINISTRATOR = "administrator", _("beheerder")
    AUDITOR = "auditor", _("auditor")


class Assignment(models.Model):
    """A role that an account holds from a day, and until a day when it is taken away."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="assignment_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["account", "role"], condition=Q(ends_before__isnull=True), name="assignment_open_once"
            ),
        ]


class SavedView(models.Model):
    """The filters of a list that someone wants back; never the words that were looked for."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    # The name of the page with the list.
    page = models.CharField(max_length=40)
    name = models.CharField(_("naam"), max_length=40)
    # As it stands in the address, after the question mark.
    query = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "page", "name"], name="saved_view_name_once")
        ]


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Who may see which entries."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if the actor oversees the organisation for which it was done; what was done for none
        (a command, a sign-in by an unknown address) is for those who oversee a region."""
        overseen = Organisation.objects.overseen_by(actor)
        if actor.organisation_kind != Organisation.Kind.REGION:
            return self.filter(organisation__in=overseen)
        if not actor.has_role("administrator", "auditor"):
            return self.none()
        # Nearly every entry is seen: asked row by row, the latest come first without sorting all of them.
        return self.filter(
            Q(organisation__isnull=True) | Exists(overseen.filter(pk=OuterRef("organisation")))
        )


class JournalEntry(models.Model):
    """One deed or one look, never changed or deleted (a trigger refuses), chained to the entry before."""

    at = models.DateTimeField(_("moment"))
    deed = models.CharField(_("handeling"), max_length=60)
    is_look = models.BooleanField(_("alleen gekeken"), default=False)
    actor = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(_("wie"), max_length=120)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(_("soort onderwerp"), max_length=40)
    subject_id = models.CharField(_("onderwerp"), max_length=80)
    detail = models.JSONField(_("bijzonderheden"), default=dict)
    # True: changes nothing that is counted. Follows from the deed, so it stands outside the chain; empty
    # means no, as in entries from before it was asked.
    is_silent = models.BooleanField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id", "-id"]),
            models.Index(fields=["organisation", "-id"]),
            models.Index(fields=["actor", "-id"]),
            models.Index(fields=["at"]),
            models.Index(
                fields=["-id"], condition=Q(is_look=False, is_silent__isnull=True), name="journal_deeds"
            ),
        ]
