"""Two files that may be about one person, what was decided, and how to undo a merge."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.people.models import seen_people


class PairQuerySet(models.QuerySet["Pair"]):
    """Which pairs: sight lives here and nowhere else."""

    def visible_to(self, actor: Actor) -> PairQuerySet:
        """If and only if the actor may see at least one of the two people, and both files are open or one
        went on in the other; of the other one only what the actor may see of that person."""
        seen = seen_people(actor, "one__") | seen_people(actor, "other__")
        both_open = Q(one__state="open", other__state="open")
        merged = Q(one__state="merged", other__state="open") | Q(one__state="open", other__state="merged")
        return self.filter(seen, both_open | merged)


class Pair(models.Model):
    """A proposal that two files are about one person; a person decides."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("nog te bekijken")
        DIFFERENT = "different", _("twee verschillende mensen")
        MERGED = "merged", _("samengevoegd")

    # The lower key first, so that two people make one pair.
    one = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reden"), max_length=30)
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.PROPOSED)
    found_on = models.DateField(_("gevonden op"))
    decided_on = models.DateField(_("besloten op"), null=True, blank=True)
    decided_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")

    objects = PairQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "-id"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
        ]


# What may follow what. Who was taken for two may be one after all, and a merge can be undone.
MOVES: dict[str, frozenset[str]] = {
    Pair.State.PROPOSED: frozenset({Pair.State.DIFFERENT, Pair.State.MERGED}),
    Pair.State.DIFFERENT: frozenset({Pair.State.MERGED, Pair.State.PROPOSED}),
    Pair.State.MERGED: frozenset({Pair.State.PROPOSED}),
}


class Merge(models.Model):
    """One file that went on in another, with the keys of every row that went along."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="merges")
    kept = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    merged = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    # Per kind of row the keys that went along.
    moved = models.JSONField(_("meegenomen rijen"))
    merged_on = models.DateField(_("samengevoegd op"))
    merged_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    undone_on = models.DateField(_("ongedaan gemaakt op"), null=True, blank=True)
    undone_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_on__isnull=True), name="merged_once_at_a_time"
            )
        ]
