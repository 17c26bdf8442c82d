"""Agreements as rows: what was agreed in frozen texts, who signs, each signature, event and link."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.agreements.states import RUNS, STANDING, UNFINISHED, state_on
from meedoen.register.links import Link, LinkQuerySet
from meedoen.register.people.models import area_codes, is_open, seen_people
from meedoen.register.placements.models import Placement

LONGEST = 500


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Which agreements: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> AgreementQuerySet:
        """Agreements that the actor may see, the person shown by candidate number only.

        As placements: if and only if the person is visible to the actor (on a share: one that opens the
        section on work), or the person's file is open and
        - the actor's organisation made the agreement in a desk role, or
        - the actor is policy adviser, controller, coordinator or auditor and the person lives now in the
          area of the actor's organisation.
        """
        seen = seen_people(actor, "person__", "work")
        if actor.has_role("account_manager", "consulent"):
            seen |= is_open("person__") & Q(organisation_id=actor.organisation_id)
        if actor.has_role("policy_adviser", "controller", "coordinator", "auditor"):
            seen |= is_open("person__") & Q(person__municipality__in=area_codes(actor))
        return self.filter(seen)

    def in_state(self, state: str, day: date) -> AgreementQuerySet:
        """Those in this state on a day, as `state_on` says it."""
        expired = Q(state__in=UNFINISHED, expires_on__lte=day)
        over = Q(state__in=RUNS, ends_before__lte=day)
        if state == "expired":
            return self.filter(Q(state="expired") | expired)
        if state == "ended":
            return self.filter(Q(state="ended") | over)
        return self.filter(state=state).exclude(expired).exclude(over)


class Agreement(models.Model):
    """What person, employer, hirer and payer agree on about one job or trial.

    First and last day are those of the text that holds, or of the only one there is.
    """

    number = models.CharField(_("overeenkomstnummer"), max_length=12, unique=True)
    kind = models.CharField(_("soort"), max_length=20, choices=Placement.Kind.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("employers.Employer", on_delete=models.PROTECT, related_name="+")
    workplace_employer = models.ForeignKey("employers.Employer", on_delete=models.PROTECT, related_name="+")
    # The municipality or UWV: who pays, or lets someone try with benefit.
    payer = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(_("uitkering of hulp"), max_length=8)
    proposal = models.ForeignKey("proposals.Proposal", null=True, on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(
        "placements.Placement", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The trial that this job came from.
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    starts_on = models.DateField(_("eerste dag"))
    ends_before = models.DateField(_("eerste dag daarna"), null=True)
    state = models.CharField(_("stand"), max_length=10, default="draft")
    # The text that is signed or to be signed, and the one that holds; 0 while nothing has begun.
    turn = models.PositiveSmallIntegerField(default=1)
    holds_turn = models.PositiveSmallIntegerField(default=0)
    expires_on = models.DateField(_("verloopt op"))
    made_on = models.DateField(_("gemaakt op"))
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"]),
            models.Index(fields=["organisation", "-id"]),
            models.Index(fields=["state", "expires_on"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "employer", "kind", "starts_on"],
                condition=Q(state__in=STANDING),
                name="agreement_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["placement"], condition=Q(state__in=STANDING), name="agreement_of_placement_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*UNFINISHED, "annulled", "expired")) | Q(placement__isnull=False),
                name="agreement_running_has_placement",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def on(self, day: date) -> str:
        """The state on a day."""
        return state_on(self.state, self.expires_on, self.ends_before, day)

    @property
    def is_changing(self) -> bool:
        """Whether another end waits for signatures while the first text holds."""
        return 0 < self.holds_turn < self.turn


class AgreementText(models.Model):
    """What was agreed, word for word; never changed once somebody was asked to sign it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="texts")
    turn = models.PositiveSmallIntegerField()
    terms = models.JSONField(_("inhoud"), default=dict)
    # Of the terms and of who the parties are: what a signature is under.
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    made_on = models.DateField(_("gemaakt op"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "turn"], name="agreement_text_once")
        ]


class AgreementParty(models.Model):
    """Who signs for one side. The name of the candidate stands in the file, not here."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(_("partij"), max_length=14)
    name = models.CharField(_("wie tekent"), max_length=120, blank=True)
    # A mail address or mobile number for the link; empty: that of the file, or nobody knows it.
    told_at = models.CharField(_("link naar"), max_length=200, blank=True)
    must_sign = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField()
    asked_on = models.DateField(_("gevraagd op"), null=True)
    # Of the text that is asked now; the signature itself is a row.
    signed_on = models.DateField(_("getekend op"), null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["side", "signed_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "side"], name="agreement_party_once")
        ]


class Signature(models.Model):
    """One side signed one text. It never goes: withdrawn or lapsed says since when, and why."""

    party = models.ForeignKey(AgreementParty, on_delete=models.CASCADE, related_name="signatures")
    turn = models.PositiveSmallIntegerField()
    digest = models.CharField(_("vingerafdruk"), max_length=64)
    signed_on = models.DateField(_("getekend op"))
    how = models.CharField(_("hoe"), max_length=10)
    name = models.CharField(_("getypte naam"), max_length=120, blank=True)
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_("reden van tekenen namens"), max_length=12, blank=True)
    withdrawn_on = models.DateField(_("vervallen op"), null=True)
    withdrawn_because = models.CharField(_("reden"), max_length=12, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["party", "turn"],
                condition=Q(withdrawn_on__isnull=True),
                name="agreement_signed_once",
            ),
            models.CheckConstraint(
                condition=(Q(how="on_behalf") & ~Q(because="")) | (~Q(how="on_behalf") & Q(because="")),
                name="agreement_on_behalf_has_reason",
            ),
        ]


class AgreementEvent(models.Model):
    """What happened to an agreement, by whose account, with the reason as a code and room for words."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="events")
    on = models.DateField(_("op"))
    what = models.CharField(_("wat"), max_length=12)
    side = models.CharField(_("van wie"), max_length=14, blank=True)
    because = models.CharField(_("waarom"), max_length=14, blank=True)
    words = models.CharField(_("toelichting"), max_length=LONGEST, blank=True)
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["what", "because"])]


class SignLinkQuerySet(LinkQuerySet["SignLink"]):
    """Links to sign with."""


class SignLink(Link):
    """An address with which one side reads and signs one text, or answers the review of a trial."""

    party = models.ForeignKey(AgreementParty, on_delete=models.CASCADE, related_name="links")
    turn = models.PositiveSmallIntegerField()
    is_review = models.BooleanField(default=False)

    objects = SignLinkQuerySet.as_manager()


class TrialReview(models.Model):
    """How a trial went, in the words of the desk with the employer; the candidate agrees or disputes, and
    both stay."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="review")
    written_on = models.DateField(_("geschreven op"))
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    went = models.CharField(_("hoe ging het"), max_length=LONGEST)
    advice = models.CharField(_("advies"), max_length=10)
    # Empty while the candidate has not answered.
    answer = models.CharField(_("antwoord van de kandidaat"), max_length=8, blank=True)
    answer_words = models.CharField(_("woorden van de kandidaat"), max_length=LONGEST, blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True)
    how = models.CharField(_("hoe"), max_length=10, blank=True)
    because = models.CharField(_("reden van antwoorden namens"), max_length=12, blank=True)
