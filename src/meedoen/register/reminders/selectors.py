"""What may be asked about reminders: one's own, the proof of one, and who is paused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.employers.models import Employer
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import visible_names
from meedoen.register.reminders.models import Pause, Reminder, Wish

PAGE = 50


@dataclass(frozen=True)
class ReminderRow:
    """One reminder; name and number are empty where the reader may not see the subject any more."""

    reminder: Reminder
    name: str
    number: str
    kvk: str


@dataclass(frozen=True)
class RemindersPage:
    rows: tuple[ReminderRow, ...]
    next_after: int | None


def reminders_of(actor: Actor, *, after: int | None = None, limit: int = PAGE) -> RemindersPage:
    """Return a page of what was sent to the actor, the newest first."""
    found = Reminder.objects.visible_to(actor).select_related("digest")
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found.order_by("-pk")[: limit + 1])
    return RemindersPage(_rows(actor, rows[:limit]), rows[limit - 1].pk if len(rows) > limit else None)


def reminder_of(actor: Actor, key: int) -> ReminderRow:
    """Return one reminder that was sent to the actor."""
    row = Reminder.objects.visible_to(actor).select_related("digest").filter(pk=key).first()
    if row is None:
        raise NotFound(_("Deze herinnering bestaat niet, of is aan iemand anders gestuurd."))
    return _rows(actor, [row])[0]


def how_many_since(actor: Actor, day: date, *, most: int) -> int:
    """Count what was sent to the actor since the beginning of a day, and stop counting at `most`."""
    found = Reminder.objects.visible_to(actor).filter(closed_at__date__gte=day)
    return len(found.order_by("-pk").values_list("pk", flat=True)[:most])


def _rows(actor: Actor, rows: list[Reminder]) -> tuple[ReminderRow, ...]:
    names = visible_names(actor, {row.person_id for row in rows if row.person_id is not None})
    numbers = dict(Person.objects.filter(pk__in=names).values_list("pk", "number"))
    firms = {row.employer_id for row in rows if row.employer_id is not None}
    kvks = _kvks(actor, firms)
    return tuple(
        ReminderRow(
            row,
            names.get(row.person_id or 0, "") or kvks.get(row.employer_id or 0, ("", ""))[1],
            numbers.get(row.person_id or 0, ""),
            kvks.get(row.employer_id or 0, ("", ""))[0],
        )
        for row in rows
    )


def _kvks(actor: Actor, employer_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    seen = Employer.objects.visible_to(actor).filter(pk__in=set(employer_ids))
    return {key: (kvk, name) for key, kvk, name in seen.values_list("pk", "kvk", "name")}


@dataclass(frozen=True)
class Paused:
    """Until when nobody is reminded of someone, and why."""

    because: str
    last_on: date


def running_pauses(on: date) -> QuerySet[Pause]:
    """The pauses that hold on a day."""
    return Pause.objects.filter(starts_on__lte=on, ends_before__gt=on)


def pause_of(about: Person | Employer, on: date) -> Paused | None:
    """Return the pause of this person or employer on a day."""
    noun = "person" if isinstance(about, Person) else "employer"
    row = running_pauses(on).filter(**{noun: about}).order_by("-ends_before").first()
    return Paused(row.get_because_display(), row.ends_before - timedelta(days=1)) if row else None


def pause_reasons() -> list[tuple[str, str]]:
    """Return why reminders may be paused, code and words."""
    return [(code, str(label)) for code, label in Pause.Because.choices]


def wants_mail(actor: Actor) -> str:
    """Return whether the actor wants a letter: `none` or `daily`."""
    found = Wish.objects.filter(account_id=actor.account_id or 0).values_list("mail", flat=True).first()
    return found or Wish.Mail.NONE


def mail_choices() -> list[tuple[str, str]]:
    """Return how often someone can get a letter, code and words."""
    return [(code, str(label)) for code, label in Wish.Mail.choices]
