"""What may be done with reminders: plan them, ask again and send them, and want letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible
from meedoen.register.due import Due
from meedoen.register.people.selectors import colleague_of
from meedoen.register.reminders.models import MOVES, WAITING, Reminder, Wish
from meedoen.register.reminders.selectors import running_pauses
from meedoen.register.reminders.shape import Rule, is_quiet
from meedoen.register.reminders.whom import Around, Whom
from meedoen.register.writing import update_rows

# How many are asked again and sent in one transaction.
PART = 500
State, Because = Reminder.State, Reminder.Because


def plan_reminders(actor: Actor, rules: Mapping[str, Rule], *, today: date) -> int:
    """Write down who is to be reminded of what, once for each state; nothing goes out yet."""
    with transaction.atomic():
        require(actor, "reminder.send")
        around, planned = Around(today), Counter[str]()
        for rule in rules.values():
            rows = _planned(rule, around, today)
            Reminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=PART)
            planned[rule.code] += len(rows)
        detail = {code: number for code, number in sorted(planned.items()) if number}
        journal.enter(actor, "reminder.plan", "reminder", today.isoformat(), detail=detail)
        return planned.total()


def _planned(rule: Rule, around: Around, today: date) -> list[Reminder]:
    dues = rule.ask(rule.planned_on(today))
    if not dues:
        return []
    # What was planned for one of these states before was planned after that state began.
    known = set(
        Reminder.objects.filter(rule=rule.code, state_on__gte=min(due.state_on for due in dues)).values_list(
            "subject_id", "state_on", "account_id"
        )
    )
    whom = Whom(rule, dues, around)
    return [
        Reminder(
            rule=rule.code,
            rule_version=rule.version,
            subject_id=subject,
            person_id=whom.dues[subject].person_id,
            employer_id=whom.dues[subject].employer_id,
            state_on=whom.dues[subject].state_on,
            account_id=account,
            part=part,
            planned_on=today,
        )
        for subject, accounts in whom.recipients.items()
        for account, part in accounts.items()
        if (subject, whom.dues[subject].state_on, account) not in known
    ]


def send_reminders(actor: Actor, rules: Mapping[str, Rule], *, today: date, at: datetime) -> Counter[str]:
    """Ask the state of everything that waits again, and send what still holds; count by what became of it.

    On a quiet day nothing is sent, and nothing lapses either.
    """
    require(actor, "reminder.send")
    done: Counter[str] = Counter()
    if is_quiet(today):
        return done
    around = Around(today)
    waiting = Reminder.objects.filter(state__in=WAITING)
    for code in sorted(waiting.values_list("rule", flat=True).distinct()):
        # By account, so that one part asks what a few people see, not what everyone does.
        keys = list(waiting.filter(rule=code).order_by("account_id", "pk").values_list("pk", flat=True))
        for start in range(0, len(keys), PART):
            with transaction.atomic():
                sent = _send_part(code, rules, keys[start : start + PART], around, at)
                journal.enter(actor, "reminder.send", "reminder", code, detail=dict(sorted(sent.items())))
            done += sent
    return done


def _send_part(
    code: str, rules: Mapping[str, Rule], keys: Sequence[int], around: Around, at: datetime
) -> Counter[str]:
    rows = list(Reminder.objects.select_for_update().filter(pk__in=keys, state__in=WAITING).order_by("pk"))
    paused = _paused(rows, around.today)
    rule = rules.get(code)
    whom = Whom(rule, _still_due(rule, rows, around.today), around) if rule else None
    for row in rows:
        _judge(row, whom, is_paused=row.pk in paused, at=at)
    update_rows(rows, ["state", "because", "facts", "part", "rule_version", "closed_at"])
    return Counter(f"{row.state}:{row.because}" if row.because else str(row.state) for row in rows)


def _still_due(rule: Rule, rows: Sequence[Reminder], today: date) -> list[Due]:
    """Ask the rule again, about these rows only."""
    return rule.ask(rule.again(today, {row.subject_id for row in rows}))


def _judge(row: Reminder, whom: Whom | None, *, is_paused: bool, at: datetime) -> None:
    """Say what becomes of one reminder, with what holds now."""
    due = whom.dues.get(row.subject_id) if whom else None
    if whom is None or due is None or due.state_on != row.state_on:
        _close(row, State.DROPPED, at, Because.NO_RULE if whom is None else Because.NO_LONGER)
    elif row.account_id not in whom.recipients[row.subject_id]:
        _close(row, State.DROPPED, at, whom.refused(row.subject_id, row.account_id))
    elif is_paused:
        row.state = State.PAUSED
    else:
        row.part = whom.recipients[row.subject_id][row.account_id]
        row.rule_version = whom.rule.version
        row.facts = dict(due.facts)
        _close(row, State.SENT, at)


def _close(row: Reminder, state: str, at: datetime, because: str = "") -> None:
    assert state in MOVES[row.state]
    row.state, row.because, row.closed_at = state, because, at


def _paused(rows: Sequence[Reminder], today: date) -> set[int]:
    """Return the keys of the rows about someone or an employer who is paused."""
    pauses = running_pauses(today)
    people = set(pauses.filter(person__isnull=False).values_list("person_id", flat=True))
    firms = set(pauses.filter(employer__isnull=False).values_list("employer_id", flat=True))
    return {row.pk for row in rows if row.person_id in people or row.employer_id in firms}


def choose_mail(actor: Actor, mail: str, *, today: date) -> Wish:
    """Say whether one wants a letter a day about one's reminders."""
    with transaction.atomic():
        require(actor, "own_access.manage")
        account_id, _organisation_id = colleague_of(actor)
        if mail not in Wish.Mail.values:
            raise NotPossible(_("Deze keuze bestaat niet. Kies uit de lijst."), field="mail")
        wish, _made = Wish.objects.update_or_create(
            account_id=account_id, defaults={"mail": mail, "since": today}
        )
        journal.enter(actor, "reminder.choose_mail", "account", account_id, detail={"mail": mail})
        return wish
