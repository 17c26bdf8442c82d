"""Everything that is kept about reminders of one person, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept
from meedoen.register.reminders.models import Pause, Reminder


def what_is_kept(person_id: int) -> list[Kept]:
    """Return reminders and pauses of this person; colleagues by their organisation, not by name."""
    sent = Reminder.objects.filter(person=person_id).select_related("account__organisation")
    pauses = Pause.objects.filter(person=person_id).select_related("account__organisation")
    return [
        Kept(
            "reminders",
            _("Wie aan u is herinnerd"),
            (_("Regel"), _("Organisatie"), _("Als"), _("Toestand sinds"), _("Stand"), _("Klaargezet op")),
            tuple(
                (
                    one.rule,
                    one.account.organisation.name,
                    one.get_part_display(),
                    one.state_on,
                    one.get_state_display(),
                    one.planned_on,
                )
                for one in sent.order_by("planned_on", "pk")
            ),
        ),
        Kept(
            "reminder_pauses",
            _("Wanneer niemand aan u werd herinnerd"),
            (_("Waarom"), _("Vanaf"), _("Tot"), _("Organisatie")),
            tuple(
                (one.get_because_display(), one.starts_on, one.ends_before, one.account.organisation.name)
                for one in pauses.order_by("starts_on", "pk")
            ),
        ),
    ]
