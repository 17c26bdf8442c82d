"""Files on their way in: what was uploaded, how its columns are read, and what is wrong with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    """Which files: an uploaded file holds people whom nobody else may see yet."""

    def visible_to(self, actor: Actor, today: date) -> Self:
        """If and only if the actor uploaded it for the organisation it acts for now, and it is not past its
        last day."""
        if actor.account_id is None or actor.organisation_id is None:
            return self.none()
        return self.filter(
            uploaded_by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            expires_on__gt=today,
        )


class ImportFile(models.Model):
    """An uploaded file; its content goes when it is imported, and all of it after a week."""

    class State(models.TextChoices):
        OFFERED = "offered", _("wacht op de kolommen")
        MAPPED = "mapped", _("wacht op de controle")
        TRIED = "tried", _("gecontroleerd")
        IMPORTED = "imported", _("ingelezen")

    kind = models.CharField(_("soort"), max_length=20)
    name = models.CharField(_("bestandsnaam"), max_length=120)
    content = models.BinaryField(_("inhoud"))
    uploaded_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    uploaded_on = models.DateField(_("geüpload op"))
    expires_on = models.DateField(_("bewaard tot"))
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.OFFERED)
    sheet = models.CharField(_("blad"), max_length=100, blank=True)
    sheets = models.JSONField(default=list)
    # The text was no UTF-8: who uploaded it says whether it is read well.
    is_guessed = models.BooleanField(default=False)
    header_line = models.PositiveIntegerField(default=1)
    header = models.JSONField(default=list)
    # The first lines, to recognise the columns by.
    sample = models.JSONField(default=list)
    rows = models.PositiveIntegerField(_("regels"), default=0)
    # Field of the register to position of the column.
    mapping = models.JSONField(default=dict)
    # How many lines are new, known, wrong, asked about, skipped.
    counts = models.JSONField(default=dict)
    # One more with every check, so that a page about an older one is noticed.
    version = models.PositiveIntegerField(default=1)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["uploaded_by", "-id"]), models.Index(fields=["expires_on"])]

    @property
    def last_day(self) -> date:
        """The last day on which it can be seen."""
        return self.expires_on - timedelta(days=1)


# What may follow what; a file is checked again as often as its columns change.
MOVES: dict[str, frozenset[str]] = {
    ImportFile.State.OFFERED: frozenset({ImportFile.State.MAPPED}),
    ImportFile.State.MAPPED: frozenset({ImportFile.State.MAPPED, ImportFile.State.TRIED}),
    ImportFile.State.TRIED: frozenset(
        {ImportFile.State.MAPPED, ImportFile.State.TRIED, ImportFile.State.IMPORTED}
    ),
    ImportFile.State.IMPORTED: frozenset(),
}


class Remark(models.Model):
    """Something about one line: a fault to be mended, or a question to be answered."""

    class Answer(models.TextChoices):
        KEEP = "keep", _("toch vastleggen")
        SKIP = "skip", _("overslaan")

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="remarks")
    line = models.PositiveIntegerField(_("regel"))
    field = models.CharField(_("veld"), max_length=40, blank=True)
    message = models.CharField(_("wat er mis is"), max_length=500)
    # Empty for a fault; else what is asked.
    question = models.CharField(_("vraag"), max_length=40, blank=True)
    answer = models.CharField(_("antwoord"), max_length=8, choices=Answer.choices, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["file", "question", "id"])]


class ColumnMapping(models.Model):
    """How an organisation last read a file with these columns."""

    organisation = models.ForeignKey("access.Organisation", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    header_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "header_hash"], name="mapping_once_per_header"
            )
        ]


class Turn(models.Model):
    """The row that one import of an organisation at a time holds locked."""

    organisation = models.OneToOneField("access.Organisation", on_delete=models.CASCADE, related_name="+")


UNANSWERED = Q(question__gt="", answer="")
