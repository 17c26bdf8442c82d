"""Reminders with the proof why they were sent, pauses, and who wants a letter a day."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor


class Pause(models.Model):
    """Nobody is reminded about this person or employer until a day."""

    class Because(models.TextChoices):
        ILL = "ill", _("ziekte of opname")
        HOLIDAY = "holiday", _("vakantie")
        AGREED = "agreed", _("zo afgesproken")
        MOURNING = "mourning", _("rouw of andere ingrijpende gebeurtenis")
        ELSEWHERE = "elsewhere", _("iemand anders volgt dit al op")

    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey("employers.Employer", null=True, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(_("waarom"), max_length=12, choices=Because.choices)
    starts_on = models.DateField(_("vanaf"))
    # The first day on which reminders go out again.
    ends_before = models.DateField(_("tot"))
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "ends_before"]),
            models.Index(fields=["employer", "ends_before"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, employer__isnull=False)
                | Q(person__isnull=False, employer__isnull=True),
                name="pause_of_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_before__gte=F("starts_on")), name="pause_ends_after_start"
            ),
        ]


class Digest(models.Model):
    """The letter of one day to one account: how many reminders it spoke of."""

    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("dag"))
    at = models.DateTimeField(_("verzonden"))
    number = models.PositiveIntegerField(_("aantal herinneringen"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "on"], name="digest_once_a_day_per_account")
        ]


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Which reminders: what was sent to someone is nobody else's."""

    def visible_to(self, actor: Actor) -> Self:
        """If and only if it was sent to the actor."""
        if actor.account_id is None:
            return self.none()
        return self.filter(account_id=actor.account_id, state=Reminder.State.SENT)


class Reminder(models.Model):
    """One reminder to one account about one state of one row; `MOVES` says which state may follow which.

    It holds no name: who it is about is looked up when it is read, by whoever may still see that.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("klaargezet")
        PAUSED = "paused", _("wacht: gepauzeerd")
        SENT = "sent", _("verzonden")
        DROPPED = "dropped", _("niet verzonden")

    class Because(models.TextChoices):
        """Why it was not sent."""

        NO_LONGER = "no_longer", _("niet meer nodig")
        NOT_THEIRS = "not_theirs", _("iemand anders gaat er nu over")
        NO_ACCESS = "no_access", _("account is afgesloten of heeft geen rol meer")
        NO_SIGHT = "no_sight", _("deze collega mag dit niet meer zien")
        NO_RULE = "no_rule", _("deze regel bestaat niet meer")

    class Part(models.TextChoices):
        """As what someone was reminded."""

        FIXED = "fixed", _("vaste contactpersoon")
        SUBSTITUTE = "substitute", _("vervanger")
        DESK = "desk", _("medewerker van de organisatie die aan zet is")
        OWNER = "owner", _("accountmanager van deze werkgever")
        NAMED = "named", _("degene die dit zou doen")

    rule = models.CharField(_("regel"), max_length=40)
    rule_version = models.PositiveSmallIntegerField(_("versie van de regel"))
    # The row that it is about, of the noun that the rule asks; and whose file or firm that row belongs to.
    subject_id = models.BigIntegerField()
    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey("employers.Employer", null=True, on_delete=models.CASCADE, related_name="+")
    state_on = models.DateField(_("toestand sinds"))
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("als"), max_length=10, choices=Part.choices)
    planned_on = models.DateField(_("klaargezet op"))
    state = models.CharField(_("stand"), max_length=8, choices=State.choices, default=State.PLANNED)
    because = models.CharField(_("waarom niet verzonden"), max_length=12, choices=Because.choices, blank=True)
    # What held at the moment of sending: codes, numbers and days.
    facts = models.JSONField(_("wat er toen gold"), default=dict)
    closed_at = models.DateTimeField(_("verzonden of vervallen"), null=True, blank=True)
    digest = models.ForeignKey(Digest, null=True, on_delete=models.SET_NULL, related_name="reminders")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "state", "-id"]),
            models.Index(
                fields=["rule", "id"], condition=Q(state__in=("planned", "paused")), name="reminder_waiting"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "subject_id", "state_on", "account"], name="reminder_once_per_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "paused"), closed_at__isnull=True)
                | (Q(state__in=("sent", "dropped")) & Q(closed_at__isnull=False)),
                name="reminder_closed_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="dropped") & ~Q(because="") | ~Q(state="dropped") & Q(because=""),
                name="reminder_dropped_has_a_reason",
            ),
        ]


# What may follow what: a pause ends, and then the state is asked again.
MOVES: dict[str, frozenset[str]] = {
    Reminder.State.PLANNED: frozenset({Reminder.State.SENT, Reminder.State.DROPPED, Reminder.State.PAUSED}),
    Reminder.State.PAUSED: frozenset({Reminder.State.SENT, Reminder.State.DROPPED}),
    Reminder.State.SENT: frozenset(),
    Reminder.State.DROPPED: frozenset(),
}
WAITING = tuple(state for state, following in MOVES.items() if following)


class Wish(models.Model):
    """Whether an account wants a letter about its reminders; without a row it does not."""

    class Mail(models.TextChoices):
        NONE = "none", _("geen e-mail")
        DAILY = "daily", _("één e-mail per werkdag, als er iets is")

    account = models.OneToOneField(
        "access.Account", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    mail = models.CharField(_("e-mail"), max_length=6, choices=Mail.choices, default=Mail.NONE)
    # Nobody gets a letter about what came before they asked for letters.
    since = models.DateField(_("sinds"))
