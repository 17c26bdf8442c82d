"""What may be done with contact moments: write down who spoke with an employer, and take the next step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import colleagues_in
from meedoen.access.powers import DESK, require
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.primitives.kvk import KvK
from meedoen.primitives.period import Month, day_in_words
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import (
    AHEAD,
    InRow,
    NeedsConfirmation,
    NotPossible,
    together,
    wrong_day,
)
from meedoen.register.employers.face import judged, last_spoken
from meedoen.register.employers.models import ContactMoment, ContactPerson, Employer, Owner
from meedoen.register.employers.noted import noted, wrong_code
from meedoen.register.employers.selectors import account_of, locked_employer, no_such_employer
from meedoen.register.employers.spoken import moment_of
from meedoen.register.employers.words import ABOUT, KINDS, counts_as_approach
from meedoen.register.free_text import warned_all
from meedoen.register.writing import insert_rows

# Said yes to by who approaches an employer that a colleague speaks for.
NOT_OWNER = "not_owner"


@dataclass(frozen=True)
class NewMoment:
    """An employer was spoken to: on which day, how, about what, with whom, and what comes next by when."""

    kvk: str
    on: date
    kind: str
    about: str
    is_by_employer: bool = False
    spoke_with: int | None = None
    note: str = ""
    next_step: str = ""
    next_on: date | None = None
    next_account_id: int | None = None

    @property
    def is_approach(self) -> bool:
        return counts_as_approach(self.kind, self.about, is_by_employer=self.is_by_employer)


def record_moment(
    actor: Actor, new: NewMoment, *, accepted: frozenset[str] = frozenset(), today: date
) -> int:
    """Write down one contact moment; an approach past its owner has to be confirmed (`NOT_OWNER`), and so
    has a text that says more of someone than it should (`KEEP_TEXT`).

    An approach beyond the limit of the employer, or while it wants rest, is refused.
    """
    with transaction.atomic():
        require(actor, "moment.record")
        try:
            return record_moments(actor, [new], accepted=accepted, today=today)
        except InRow as refusal:
            raise refusal.refusal from refusal


def record_moments(
    actor: Actor, news: Sequence[NewMoment], *, accepted: frozenset[str] = frozenset(), today: date
) -> int:
    """Write down many contact moments, all or nothing, with an entry in the journal for each."""
    with transaction.atomic():
        require(actor, "moment.record")
        account_id, organisation_id = account_of(actor), actor.organisation_id
        if organisation_id is None:
            raise NotAllowed(_("Dit kan alleen iemand die bij een organisatie werkt."))
        around = _Around(actor, account_id, news, today)
        rows, notes = [], []
        for at, new in enumerate(news, start=1):
            try:
                employer, kept = around.checked(new, accepted)
            except Refused as refusal:
                raise InRow(at, refusal) from refusal
            rows.append(_row(employer, new, account_id, organisation_id))
            notes.append(journal.Note("moment.record", "employer", employer.kvk, _particulars(new) | kept))
        insert_rows(rows)
        journal.enter_many(actor, notes)
        return len(rows)


def settle_next_step(actor: Actor, kvk: str, moment_id: int, *, today: date) -> ContactMoment:
    """Write down that the next step of a contact moment was taken, by whoever took it."""
    with transaction.atomic():
        require(actor, "moment.settle")
        employer = locked_employer(actor, kvk)
        moment = moment_of(employer, moment_id)
        if not moment.next_step:
            raise NotPossible(_("Bij dit contact is geen volgende stap afgesproken."))
        if moment.next_done_on is not None:
            message = _("Deze stap is al gedaan, op %(day)s.")
            raise NotPossible(message % {"day": day_in_words(moment.next_done_on)})
        moment.next_done_on = today
        moment.save(update_fields=["next_done_on"])
        journal.enter(actor, "moment.settle", "employer", employer.kvk, detail={"moment": moment.pk})
        return moment


class _Around:
    """The employers of a list of moments, locked, with who owns them and how often they were approached."""

    def __init__(self, actor: Actor, account_id: int, news: Sequence[NewMoment], today: date) -> None:
        self.actor, self.account_id, self.today = actor, account_id, today
        numbers = sorted({self.number(new) for new in news})
        self.employers: dict[str, Employer] = {}
        for start in range(0, len(numbers), 500):
            part = Employer.objects.visible_to(actor).filter(kvk__in=numbers[start : start + 500])
            self.employers |= {row.kvk: row for row in part.select_for_update().order_by("pk")}
        keys = [row.pk for row in self.employers.values()]
        limited = [row.pk for row in self.employers.values() if row.approaches_a_month is not None]
        self.owners: dict[int, Owner] = {}
        self.approached: Counter[tuple[int, Month]] = Counter()
        for start in range(0, len(keys), 500):
            owners = Owner.objects.filter(employer__in=keys[start : start + 500], ends_before__isnull=True)
            self.owners |= {one.employer_id: one for one in owners.select_related("account__organisation")}
        for start in range(0, len(limited), 500):
            moments = ContactMoment.objects.filter(
                is_approach=True, employer__in=limited[start : start + 500]
            )
            for employer_id, on in moments.values_list("employer_id", "on"):
                self.approached[employer_id, Month.of(on)] += 1
        # Who works at the employer may be named in a note about it.
        self.people: dict[int, dict[int, str]] = defaultdict(dict)
        for start in range(0, len(keys), 500):
            people = ContactPerson.objects.filter(employer__in=keys[start : start + 500])
            for employer_id, key, name in people.values_list("employer_id", "pk", "name"):
                self.people[employer_id][key] = name
        wanted = any(new.next_account_id is not None for new in news)
        self.colleagues = {one.account_id for one in colleagues_in(DESK, today)} if wanted else set()

    @staticmethod
    def number(new: NewMoment) -> str:
        try:
            return KvK.parse(new.kvk).number
        except NotValid:
            return ""

    def checked(self, new: NewMoment, accepted: frozenset[str]) -> tuple[Employer, dict[str, list[str]]]:
        """Return the employer of a moment that can be, with what of its text is kept all the same."""
        employer = self.employers.get(self.number(new))
        if employer is None:
            raise no_such_employer()
        written = {"note": new.note, "next_step": new.next_step}
        text = warned_all(self.actor, written, accepted, self.people[employer.pk].values())
        together([*self._wrong(new, employer), *text.refusals])
        if new.is_approach:
            if NOT_OWNER not in accepted:
                self._ask_past_owner(employer)
            self.approached[employer.pk, Month.of(new.on)] += 1
        return employer, text.detail

    def _wrong(self, new: NewMoment, employer: Employer) -> Iterator[Refused]:
        yield from wrong_day(new.on, _("De dag van het contact"), "on", latest=self.today)
        yield from wrong_code(new.kind, KINDS, "kind")
        yield from wrong_code(new.about, ABOUT, "about")
        yield from noted(new.note, _("De notitie"), "note", 1000)[1]
        if new.spoke_with is not None and new.spoke_with not in self.people[employer.pk]:
            message = _("Deze contactpersoon hoort niet bij deze werkgever. Kies een ander.")
            yield NotPossible(message, field="spoke_with")
        yield from self._wrong_next(new)
        if new.is_approach and new.on <= self.today:
            allowed, why = judged(employer, new.on, self.approached[employer.pk, Month.of(new.on)])
            if not allowed:
                yield NotPossible(why, field="kind")

    def _wrong_next(self, new: NewMoment) -> Iterator[Refused]:
        step, wrong = noted(new.next_step, _("De volgende stap"), "next_step", 200)
        yield from wrong
        parts = {"next_step": step, "next_on": new.next_on, "next_account": new.next_account_id}
        missing = [field for field, value in parts.items() if not value]
        if 0 < len(missing) < len(parts):
            message = _("Een volgende stap heeft een stap, een dag en iemand die hem doet. Vul dit in.")
            yield from (NotPossible(message, field=field) for field in missing)
        if new.next_on is not None:
            what = _("De dag van de volgende stap")
            yield from wrong_day(
                new.next_on, what, "next_on", earliest=min(new.on, self.today), latest=self.today + AHEAD
            )
        if new.next_account_id is not None and new.next_account_id not in self.colleagues:
            message = _("Deze collega werkt hier nu niet. Kies iemand uit de lijst.")
            yield NotPossible(message, field="next_account")

    def _ask_past_owner(self, employer: Employer) -> None:
        owner = self.owners.get(employer.pk)
        if owner is None or owner.account_id == self.account_id:
            return
        message = _("%(owner)s (%(organisation)s) is de accountmanager van deze werkgever. ")
        words = {"owner": owner.account.name, "organisation": owner.account.organisation.name}
        last = last_spoken(employer)
        if last is not None:
            message += _("Het laatst sprak %(by)s (%(at)s) met deze werkgever, op %(day)s. ")
            words |= {"by": last.by, "at": last.organisation, "day": day_in_words(last.on)}
        message += _("Is dit contact met de accountmanager afgesproken?")
        raise NeedsConfirmation(NOT_OWNER, message % words)


def _row(employer: Employer, new: NewMoment, account_id: int, organisation_id: int) -> ContactMoment:
    return ContactMoment(
        employer=employer,
        on=new.on,
        kind=new.kind,
        about=new.about,
        is_by_employer=new.is_by_employer,
        is_approach=new.is_approach,
        spoke_with_id=new.spoke_with,
        account_id=account_id,
        organisation_id=organisation_id,
        note=noted(new.note, "", "note", 1000)[0],
        next_step=noted(new.next_step, "", "next_step", 200)[0],
        next_on=new.next_on,
        next_account_id=new.next_account_id,
    )


def _particulars(new: NewMoment) -> dict[str, object]:
    return {
        "on": new.on.isoformat(),
        "kind": new.kind,
        "about": new.about,
        "approach": new.is_approach,
    }
