"""The letter of a day: one to each account that asked for it, with numbers and a link, never a name."""

from __future__ import annotations

from datetime import date, datetime

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from meedoen.access import journal
from meedoen.access.acting import actors_of, addresses_of
from meedoen.access.actors import Actor
from meedoen.access.powers import may, require
from meedoen.register.reminders.models import Digest, Reminder, Wish
from meedoen.register.reminders.shape import is_quiet


def send_digests(actor: Actor, link: str, *, today: date, at: datetime) -> int:
    """Send today's letters; an account that was closed or has no role for it any more gets none.

    Each letter is its own transaction that ends with the sending: what the mail server refuses has not been
    told, and goes along with the next letter.
    """
    require(actor, "reminder.send")
    if is_quiet(today):
        return 0
    wishes = dict(Wish.objects.filter(mail=Wish.Mail.DAILY).values_list("account_id", "since"))
    actors = actors_of(wishes, today)
    able = {key: since for key, since in wishes.items() if may(actors[key], "reminder.see")}
    addresses = addresses_of(able)
    letters = 0
    for account, since in sorted(able.items()):
        with transaction.atomic():
            number = _told(account, since, today, at)
            if number:
                journal.enter(actor, "reminder.mail", "account", account, detail={"number": number})
                with override("nl"):
                    send_mail(*_letter(number, link), None, [addresses[account]])
                letters += 1
    return letters


def _told(account: int, since: date, today: date, at: datetime) -> int:
    """Write down that what was sent since the last letter is told in this one, and return how many."""
    fresh = Reminder.objects.select_for_update().filter(
        account_id=account, state=Reminder.State.SENT, digest__isnull=True, closed_at__date__gte=since
    )
    keys = list(fresh.values_list("pk", flat=True))
    if not keys or Digest.objects.filter(account_id=account, on=today).exists():
        return 0
    digest = Digest.objects.create(account_id=account, on=today, at=at, number=len(keys))
    for start in range(0, len(keys), 500):
        Reminder.objects.filter(pk__in=keys[start : start + 500]).update(digest=digest)
    return len(keys)


def _letter(number: int, link: str) -> tuple[str, str]:
    """Return subject and text; a letter passes through many hands, so it says how many and no more."""
    subject = ngettext("%(number)s herinnering in Meedoen", "%(number)s herinneringen in Meedoen", number)
    body = _(
        "Goedemorgen,\n\n"
        "Nieuwe herinneringen voor u: %(number)s. Meld u aan om te zien waar ze over gaan:\n\n"
        "%(link)s\n\n"
        "Wilt u deze e-mail niet meer? Zet hem uit bij Mijn toegang.\n"
    )
    return subject % {"number": number}, body % {"number": number, "link": link}
