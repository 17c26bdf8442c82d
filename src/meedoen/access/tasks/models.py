"""Work that takes too long for one page: who asked for it, how far it is, and how it ended."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor


class LongTaskQuerySet(models.QuerySet["LongTask"]):
    """Which tasks: what someone asked for is nobody else's."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if the actor asked for it."""
        if actor.account_id is None:
            return self.none()
        return self.filter(asked_by_id=actor.account_id)


class LongTask(models.Model):
    """One piece of work for the worker; `MOVES` says which state may follow which."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op zijn beurt")
        RUNNING = "running", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")
        CANCELLED = "cancelled", _("gestopt")

    kind = models.CharField(_("soort"), max_length=40)
    # The key of the row that the work is about, where there is one.
    subject_id = models.BigIntegerField(null=True, blank=True)
    asked_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "access.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(_("gedaan"), default=0)
    total = models.PositiveIntegerField(_("in totaal"), default=0)
    words = models.CharField(_("toelichting"), max_length=500, blank=True)
    # Counts and codes; never what is about a person.
    result = models.JSONField(_("uitkomst"), default=dict)
    # Machine and process that do the work, to find out that they are no more.
    worker = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField(_("gevraagd"))
    started_at = models.DateTimeField(_("begonnen"), null=True, blank=True)
    seen_at = models.DateTimeField(_("laatste teken"), null=True, blank=True)
    ended_at = models.DateTimeField(_("geëindigd"), null=True, blank=True)

    objects = LongTaskQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["asked_by", "-id"]),
            models.Index(fields=["state"], condition=Q(state="running"), name="task_running"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "running"), ended_at__isnull=True)
                | (~Q(state__in=("waiting", "running")) & Q(ended_at__isnull=False)),
                name="task_ended_at_a_moment",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return bool(MOVES[self.state])


# What may follow what. Waiting fails when it can't be begun; what ended stays as it ended.
MOVES: dict[str, frozenset[str]] = {
    LongTask.State.WAITING: frozenset(
        {LongTask.State.RUNNING, LongTask.State.CANCELLED, LongTask.State.FAILED}
    ),
    LongTask.State.RUNNING: frozenset({LongTask.State.DONE, LongTask.State.FAILED, LongTask.State.CANCELLED}),
    LongTask.State.DONE: frozenset(),
    LongTask.State.FAILED: frozenset(),
    LongTask.State.CANCELLED: frozenset(),
}
