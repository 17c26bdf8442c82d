"""Proposals as rows: who for which job and why, every move, links for employers, what was set aside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.links import Link, LinkQuerySet
from meedoen.register.people.models import area_codes, is_open, seen_people
from meedoen.register.proposals.states import STANDING

LONGEST = 500
_STANDS = Q(state__in=STANDING, placement__isnull=True)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Which proposals: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> ProposalQuerySet:
        """Proposals that the actor may see, the person shown by candidate number only.

        If and only if the person is visible to the actor (on a share: one that opens the section on work), or
        the person's file is open and
        - the actor's organisation made the proposal in a desk role, or
        - the actor is coordinator or auditor and the person lives now in the area of the organisation.
        """
        seen = seen_people(actor, "person__", "work")
        if actor.has_role("account_manager", "consulent"):
            seen |= is_open("person__") & Q(organisation_id=actor.organisation_id)
        if actor.has_role("coordinator", "auditor"):
            seen |= is_open("person__") & Q(person__municipality__in=sorted(area_codes(actor)))
        return self.filter(seen)

    def standing(self) -> ProposalQuerySet:
        """What keeps a second proposal of the same two away; once placed, the placement does."""
        return self.filter(_STANDS)


class Proposal(models.Model):
    """One person proposed for one job, by someone who says why; the score is what it was at that moment."""

    number = models.CharField(_("voorstelnummer"), max_length=12, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("waarom deze kandidaat"), max_length=LONGEST)
    # What the comparison did not give, or gave as not fitting.
    is_own_pick = models.BooleanField(_("eigen keuze"))
    score = models.PositiveSmallIntegerField(_("punten van de 1000"), null=True)
    comparison = models.JSONField(_("vergelijking"), default=dict)
    proposed_on = models.DateField(_("voorgesteld op"))
    state = models.CharField(_("stand"), max_length=16, default="proposed")
    waits_for = models.CharField(_("wacht op"), max_length=10, blank=True)
    answer_by = models.DateField(_("antwoord uiterlijk"), null=True)
    # The day of the talk, or the last day of the trial.
    meeting_on = models.DateField(_("gesprek of einde proef"), null=True)
    # The candidate may be named to this employer, and whether it may hear of a subsidy.
    agreed_to_be_named_on = models.DateField(_("mag genoemd worden sinds"), null=True)
    may_tell_subsidy = models.BooleanField(_("mag weten dat loonkostensubsidie mogelijk is"), default=False)
    placement = models.OneToOneField(
        "placements.Placement", null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"]),
            models.Index(fields=["job", "state"]),
            models.Index(fields=["organisation", "-id"]),
            models.Index(fields=["account", "answer_by"]),
            models.Index(fields=["state", "answer_by"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "job"], condition=_STANDS, name="proposal_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(placement__isnull=True) | Q(state="accepted"), name="proposal_placed_is_accepted"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ProposalMove(models.Model):
    """What happened to a proposal: a change of state, or something said while the state stayed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moves")
    on = models.DateField(_("op"))
    from_state = models.CharField(_("van"), max_length=16, blank=True)
    to_state = models.CharField(_("naar"), max_length=16)
    # In whose name; by which account it was written down.
    side = models.CharField(_("van wie"), max_length=10)
    because = models.CharField(_("waarom"), max_length=16, blank=True)
    words = models.CharField(_("toelichting"), max_length=LONGEST, blank=True)
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_state", "because"])]


class AnswerLinkQuerySet(LinkQuerySet["AnswerLink"]):
    """Links to answer with."""


class AnswerLink(Link):
    """An address with which one employer answers one proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="links")

    objects = AnswerLinkQuerySet.as_manager()


class SetAside(models.Model):
    """A pair that somebody looked at and leaves for now, until a day."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    job = models.ForeignKey("jobs.Job", on_delete=models.CASCADE, related_name="+")
    because = models.CharField(_("waarom niet nu"), max_length=16)
    on = models.DateField(_("op"))
    # The first day on which it is shown again.
    until = models.DateField(_("tot"))
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "until"]), models.Index(fields=["job", "until"])]
