"""Files that a long task made to be taken out."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor


class MadeFileQuerySet(models.QuerySet["MadeFile"]):
    """Which files: what someone took out is nobody else's."""

    def visible_to(self, actor: Actor, at: datetime) -> Self:
        """If and only if the actor asked for it, for the organisation it acts for now, within the day."""
        if actor.account_id is None:
            return self.none()
        return self.filter(
            asked_by_id=actor.account_id, organisation_id=actor.organisation_id, expires_at__gt=at
        )


class MadeFile(models.Model):
    """What a task made; kept for a day, for who asked."""

    task_key = models.BigIntegerField(unique=True)
    noun = models.CharField(max_length=20)
    asked_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "access.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What was asked: list, kind of file, purpose and filters.
    asked = models.JSONField(default=dict)
    content = models.BinaryField(_("inhoud"), default=b"")
    expires_at = models.DateTimeField(_("bewaard tot"))

    objects = MadeFileQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"])]
