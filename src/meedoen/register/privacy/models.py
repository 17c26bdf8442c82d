"""Terms of retention, notices of what will be anonymised, requests of people about their own file."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.people.models import Person, seen_people


class Category(models.TextChoices):
    """What is kept, each with a term of its own."""

    WITHOUT_PLACEMENT = "without_placement", _("kandidaten zonder plaatsing")
    WITH_PLACEMENT = "with_placement", _("kandidaten met een plaatsing")
    REACH = "reach", _("contactgegevens")
    IMPORTS = "imports", _("ingelezen bestanden")
    EXPORTS = "exports", _("gemaakte bestanden")
    JOURNAL = "journal", _("logboek")
    # No term: someone asked for it.
    ON_REQUEST = "on_request", _("op verzoek van de kandidaat")


class RetentionTerm(models.Model):
    """How many months a region keeps something, decided on a day; the latest decision holds.

    No months: the region decided that there is no term any more.
    """

    region = models.CharField(_("arbeidsmarktregio"), max_length=4)
    category = models.CharField(_("soort"), max_length=20, choices=Category.choices)
    months = models.PositiveSmallIntegerField(_("maanden"), null=True, blank=True)
    decided_on = models.DateField(_("vastgesteld op"))
    decided_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("waarom deze termijn"), max_length=300)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["region", "category", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gte=1, months__lte=1200),
                name="retention_term_possible",
            )
        ]


Row = TypeVar("Row", bound=models.Model)


class OfPersonQuerySet(models.QuerySet[Row]):
    """Rows that belong to one person: who holds the file sees them, and nobody with whom it is shared."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if the actor sees the person by name and by more than a share, or so sees the one in
        whose file theirs went on."""
        went_on = Q(person__state=Person.State.MERGED) & seen_people(actor, "person__merged_into__", own=True)
        return self.filter(seen_people(actor, "person__", own=True) | went_on)


class RetentionNotice(models.Model):
    """The word that a file will be anonymised after a day; it can be paused, and lapses with its reason."""

    class State(models.TextChoices):
        OPEN = "open", _("aangekondigd")
        PAUSED = "paused", _("uitgesteld")
        WITHDRAWN = "withdrawn", _("vervallen")
        DONE = "done", _("uitgevoerd")

    class Pause(models.TextChoices):
        PROCEDURE = "procedure", _("lopende procedure of klacht")
        NEW_START = "new_start", _("nieuw traject begint")
        ASKED = "asked", _("op verzoek van de kandidaat")
        AUDIT = "audit", _("controle of verantwoording loopt")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    category = models.CharField(_("soort"), max_length=20, choices=Category.choices)
    noticed_on = models.DateField(_("aangekondigd op"))
    # From this day on it can be done.
    due_on = models.DateField(_("vanaf"))
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.OPEN)
    pause_reason = models.CharField(_("reden van uitstel"), max_length=12, choices=Pause.choices, blank=True)
    paused_until = models.DateField(_("uitgesteld tot"), null=True, blank=True)
    closed_on = models.DateField(_("afgerond op"), null=True, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "category"],
                condition=Q(state__in=("open", "paused")),
                name="notice_open_once_per_person",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("noticed_on")), name="notice_due_after_notice"),
            models.CheckConstraint(
                condition=Q(state="paused", paused_until__isnull=False)
                | (~Q(state="paused") & Q(paused_until__isnull=True)),
                name="notice_pause_has_an_end",
            ),
        ]


class PrivacyRequest(models.Model):
    """What someone asked about the own file, with the clock of AVG article 12."""

    class Kind(models.TextChoices):
        INZAGE = "inzage", _("inzage (AVG artikel 15)")
        CORRECTIE = "correctie", _("correctie (AVG artikel 16)")
        VERWIJDERING = "verwijdering", _("verwijdering (AVG artikel 17)")
        BEPERKING = "beperking", _("beperking (AVG artikel 18)")
        BEZWAAR = "bezwaar", _("bezwaar (AVG artikel 21)")

    class Against(models.TextChoices):
        MATCHING = "matching", _("voorstellen voor werk")
        SHARING = "sharing", _("delen met andere organisaties")
        OTHER = "other", _("iets anders")

    class State(models.TextChoices):
        RECEIVED = "received", _("wacht op antwoord")
        GRANTED = "granted", _("toegewezen")
        PARTLY = "partly", _("deels toegewezen")
        REFUSED = "refused", _("afgewezen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    class Reason(models.TextChoices):
        IDENTITY = "identity", _("niet zeker wie het vraagt")
        LAW = "law", _("de wet vraagt om dit te bewaren")
        TASK = "task", _("nodig voor de wettelijke taak")
        OTHERS = "others", _("raakt de rechten van iemand anders")
        CORRECT = "correct", _("de gegevens kloppen al")
        EXCESSIVE = "excessive", _("hetzelfde verzoek is kort geleden beantwoord")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # Who has to answer: who kept the file when it was asked.
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("soort verzoek"), max_length=12, choices=Kind.choices)
    against = models.CharField(_("bezwaar tegen"), max_length=10, choices=Against.choices, blank=True)
    received_on = models.DateField(_("ontvangen op"))
    answer_by = models.DateField(_("antwoord uiterlijk"))
    recorded_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.RECEIVED)
    reason = models.CharField(_("reden"), max_length=12, choices=Reason.choices, blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    answered_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "answer_by"]), models.Index(fields=["person"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "against"],
                condition=Q(state="received"),
                name="privacy_request_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state="received", answered_on__isnull=True)
                | (~Q(state="received") & Q(answered_on__isnull=False)),
                name="privacy_request_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="bezwaar") & ~Q(against="") | ~Q(kind="bezwaar") & Q(against=""),
                name="privacy_request_objects_to_something",
            ),
        ]


# What may follow what: an answer is given once; who asks again asks anew.
MOVES: dict[str, frozenset[str]] = {
    PrivacyRequest.State.RECEIVED: frozenset(
        {
            PrivacyRequest.State.GRANTED,
            PrivacyRequest.State.PARTLY,
            PrivacyRequest.State.REFUSED,
            PrivacyRequest.State.WITHDRAWN,
        }
    ),
    PrivacyRequest.State.GRANTED: frozenset(),
    PrivacyRequest.State.PARTLY: frozenset(),
    PrivacyRequest.State.REFUSED: frozenset(),
    PrivacyRequest.State.WITHDRAWN: frozenset(),
}


class Restriction(models.Model):
    """What is not done with someone's file, since a request was granted, until it is lifted."""

    class Kind(models.TextChoices):
        NO_MATCHING = "no_matching", _("geen voorstellen voor werk")
        NO_SHARING = "no_sharing", _("niet delen met andere organisaties")
        STORED_ONLY = "stored_only", _("alleen bewaren, niets mee doen")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("beperking"), max_length=12, choices=Kind.choices)
    request = models.ForeignKey(PrivacyRequest, on_delete=models.CASCADE, related_name="restrictions")
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "person"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="restriction_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ends_before__isnull=True),
                name="restriction_open_once",
            ),
        ]
