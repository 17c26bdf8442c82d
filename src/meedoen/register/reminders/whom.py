"""Whom a rule reminds of each row that is due: found anew each time, by what they hold and see that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from meedoen.access.acting import actors_of
from meedoen.access.actors import Actor
from meedoen.access.colleagues import colleagues_at, partners_on
from meedoen.access.powers import may
from meedoen.register.due import Due
from meedoen.register.employers.due import owners_of
from meedoen.register.people.due import contacts_at
from meedoen.register.reminders.models import Reminder
from meedoen.register.reminders.shape import Rule

Part = Reminder.Part
# Only who does something about it: an account manager of the same desk is not asked to answer a request.
AT_THE_DESK = frozenset({"consulent"})
# Subject → account → as what.
Recipients = dict[int, dict[int, str]]


class Around:
    """Accounts and desks of one day, each read once for a run."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._actors: dict[int, Actor] = {}
        self._desks: dict[int, list[int]] | None = None

    def actors(self, account_ids: Iterable[int]) -> Mapping[int, Actor]:
        missing = set(account_ids) - self._actors.keys()
        if missing:
            self._actors |= actors_of(missing, self.today)
        return self._actors

    def desk(self, organisation_id: int | None) -> list[int]:
        """Return the consulents of an organisation, or of the one it merged into."""
        if self._desks is None:
            partners = partners_on(self.today)
            working: dict[int, list[int]] = defaultdict(list)
            for one in colleagues_at(partners.values(), AT_THE_DESK, self.today):
                working[one.organisation_id].append(one.account_id)
            self._desks = {
                key: working[partner.pk]
                for partner in partners.values()
                for key in (partner.pk, *partner.merged)
            }
        return self._desks.get(organisation_id or 0, [])


class Whom:
    """The recipients of some rows by one rule, and why someone who was one is not any more."""

    def __init__(self, rule: Rule, dues: Collection[Due], around: Around) -> None:
        self.rule, self.around = rule, around
        self.dues = {one.subject_id: one for one in dues}
        candidates = self._candidates()
        self._seen = self._sight(candidates)
        self.recipients: Recipients = {
            subject: self._first(subject, parts) for subject, parts in candidates.items()
        }

    def refused(self, subject: int, account: int) -> str:
        """Return why this account gets nothing about a row that is still due."""
        actor = self.around.actors([account]).get(account)
        if actor is None or not may(actor, self.rule.power):
            return Reminder.Because.NO_ACCESS
        if not self.rule.noun.seen(actor, [self.dues[subject]], self.rule.section, self.around.today):
            return Reminder.Because.NO_SIGHT
        return Reminder.Because.NOT_THEIRS

    def _candidates(self) -> dict[int, dict[str, list[int]]]:
        people = {one.person_id for one in self.dues.values() if one.person_id is not None}
        firms = {one.employer_id for one in self.dues.values() if one.employer_id is not None}
        known = {
            part: contacts_at(people, part) for part in (Part.FIXED, Part.SUBSTITUTE) if part in self.rule.to
        }
        owners = owners_of(firms) if Part.OWNER in self.rule.to else {}
        found: dict[int, dict[str, list[int]]] = {}
        for subject, due in self.dues.items():
            parts: dict[str, list[int]] = {}
            for part in self.rule.to:
                if part in known:
                    held = known[Part(part)].get(due.person_id or 0)
                elif part == Part.OWNER:
                    held = owners.get(due.employer_id or 0)
                else:
                    held = due.account_id
                parts[part] = (
                    self.around.desk(due.organisation_id)
                    if part == Part.DESK
                    else [held]
                    if held is not None
                    else []
                )
            found[subject] = parts
        return found

    def _sight(self, candidates: Mapping[int, Mapping[str, list[int]]]) -> dict[int, frozenset[int]]:
        """Return what each candidate sees of what could be theirs, as the actor they are today."""
        asked: dict[int, list[Due]] = defaultdict(list)
        for subject, parts in candidates.items():
            for account in {one for accounts in parts.values() for one in accounts}:
                asked[account].append(self.dues[subject])
        actors = self.around.actors(asked)
        rule = self.rule
        return {
            account: rule.noun.seen(actors[account], dues, rule.section, self.around.today)
            for account, dues in asked.items()
            if account in actors and may(actors[account], rule.power)
        }

    def _first(self, subject: int, parts: Mapping[str, list[int]]) -> dict[int, str]:
        for part, accounts in parts.items():
            able = {one: part for one in accounts if subject in self._seen.get(one, ())}
            if able:
                return able
        return {}
