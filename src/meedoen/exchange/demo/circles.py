"""Who stands around the people of the demo: contacts, shares, hand-overs, protected files, corrections."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from meedoen.access.actors import Actor
from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.cast import CAST, Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Person
from meedoen.exchange.demo.towns import code_on
from meedoen.register.people.around import circle_of
from meedoen.register.people.circle import Contact, set_fixed_contact, set_fixed_contacts
from meedoen.register.people.correcting import correct_person, withdraw_registration, withdraw_residence
from meedoen.register.people.handing_over import accept_file, offer_file, refuse_file, withdraw_offer
from meedoen.register.people.protecting import protect_person
from meedoen.register.people.sections import PURPOSE_NEEDS
from meedoen.register.people.selectors import person_by_number, residences_of
from meedoen.register.people.services import add_registration, move_person
from meedoen.register.people.sharing import NewShare, revoke_share, share_file

ASSEN, VEENDAM = "GM0106", "GM0047"
# From whom to whom, how many days ago it was asked, why, and the answer where there is one.
HAND_OVERS = (
    ("Hans", "Bea", 3, "specialist", ""),
    ("Hans", "Bea", 9, "other_scheme", ""),
    ("Hans", "Bea", 20, "specialist", ""),
    ("Bea", "Hans", 1, "specialist", ""),
    ("Bea", "Hans", 12, "other_scheme", ""),
    ("Bea", "Hans", 17, "specialist", ""),
    ("Hans", "Steven", 6, "other_scheme", ""),
    ("Steven", "Hans", 40, "specialist", "accept"),
    ("Hans", "Bea", 60, "specialist", "accept"),
    ("Bea", "Hans", 75, "other_scheme", "known_here"),
    ("Hans", "Bea", 90, "specialist", "no_room"),
    ("Bea", "Hans", 50, "other_scheme", "withdraw"),
)
SHARES_EACH = 10
# Which kind of organisation asks for which purpose; for mediation it is the other municipality.
ASKS = {
    "guidance": "sw_company",
    "measurement": "uwv",
    "training": "provider",
    "school_leaver": "uwv",
}


def draw_circles(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Give most people a contact, and the desks of the cast something that waits for them."""
    _Circles(rows, seats).draw(progress)


class _Circles:
    def __init__(self, rows: Rows, seats: Seats) -> None:
        self.rows, self.seats, self.day = rows, seats, seats.day
        self.desks: dict[str, list[Actor]] = defaultdict(list)
        self.homes: dict[str, list[Person]] = defaultdict(list)
        # A placement that is still to be mended stays with the desk that entered it.
        self._used = {mistake.job.person.key for mistake in rows.plan.mistakes}
        for person in rows.plan.people:
            self.homes[code_on(person.home, self.day)].append(person)

    def draw(self, progress: Progress) -> None:
        self._colleagues()
        for done, code in enumerate(sorted(self.homes), start=1):
            set_fixed_contacts(self.seats.desk(code), self._contacts(code), today=self.day)
            progress("kringen", done, len(self.homes))
        for name in ("Hans", "Bea"):
            self._protect(name)
            self._share(name)
            self._correct(name)
        for giver, taker, ago, because, answer in HAND_OVERS:
            self._hand_over(giver, taker, self.day - timedelta(days=ago), because, answer)

    def _colleagues(self) -> None:
        """The cast, and two consulents in every municipality so that nobody is without."""
        words = read("words")
        for member in CAST:
            if member.role in {"account_manager", "consulent"}:
                self.desks[code_on(member.area, self.day)].append(self.seats.members[member.name.split()[0]])
        for code in sorted(self.homes):
            chance = Chance("colleagues", code)
            for turn in (1, 2):
                name = f"{chance.one_of(words['first_names'])} {chance.one_of(words['last_names'])}"
                self.desks[code].append(self.seats.invite_colleague(code, name, turn))

    def _contacts(self, code: str) -> list[Contact]:
        """For most of whom somebody spoke to; the others wait for someone who takes them on."""
        found = []
        for person in self.homes[code]:
            chance = Chance("circle", person.key)
            if person.last_contact_on is None or not chance.happens(0.85):
                continue
            fixed, substitute = chance.sample(self.desks[code], 2)
            since = chance.day_between(person.registered_on, person.last_contact_on)
            found.append(
                Contact(
                    self.rows.person_number[person.key],
                    fixed.account_id or 0,
                    since,
                    substitute.account_id if chance.happens(0.6) else None,
                )
            )
        return found

    def _pick(self, name: str, number: int) -> list[str]:
        """Some people whom the organisation of this member of the cast keeps, nobody twice."""
        actor = self.seats.members[name]
        here = self.homes[code_on(actor.municipality or "", self.day)]
        free = [
            one
            for one in here
            if one.last_contact_on is not None and one.key not in self._used and one.age_on(self.day) < 60
        ]
        chosen = Chance("circles", name, len(self._used)).sample(free, number)
        self._used |= {one.key for one in chosen}
        return [self.rows.person_number[one.key] for one in chosen]

    def _protect(self, name: str) -> None:
        actor = self.seats.members[name]
        others = self.desks[code_on(actor.municipality or "", self.day)]
        second = next(one for one in reversed(others) if one.account_id != actor.account_id)
        reasons = ("secret_address", "colleague") if name == "Hans" else ("threat",)
        for number, because in zip(self._pick(name, len(reasons)), reasons, strict=True):
            account_ids = [second.account_id or 0]
            protect_person(actor, number, because=because, account_ids=account_ids, today=self.day)
            fixed = circle_of(person_by_number(actor, number), []).fixed
            if fixed is None:
                set_fixed_contact(actor, number, actor.account_id or 0, today=self.day)

    def _share(self, name: str) -> None:
        """One for each purpose in turn; the last is taken back, the one before it has yet to begin."""
        actor = self.seats.members[name]
        other = self.seats.municipalities[code_on(VEENDAM if name == "Hans" else ASSEN, self.day)].pk
        for turn, number in enumerate(self._pick(name, SHARES_EACH)):
            chance = Chance("share", name, turn)
            purpose = list(PURPOSE_NEEDS)[turn % len(PURPOSE_NEEDS)]
            asked_on = self.day - timedelta(days=chance.randint(1, 200))
            starts_on = self.day + timedelta(days=14) if turn == SHARES_EACH - 2 else asked_on
            share = share_file(
                actor,
                number,
                NewShare(
                    organisation_id=self._partner(chance, purpose, actor.region) or other,
                    purpose=purpose,
                    sections=sorted(PURPOSE_NEEDS[purpose]),
                    starts_on=starts_on,
                    ends_before=starts_on + timedelta(days=chance.randint(90, 360)),
                ),
                today=asked_on,
            )
            if turn == SHARES_EACH - 1:
                revoke_share(actor, number, share.pk, today=min(self.day, share.ends_before - timedelta(1)))

    def _partner(self, chance: Chance, purpose: str, region: str | None) -> int | None:
        partners = [
            one.pk for one in self.seats.partners if one.region == region and one.kind == ASKS.get(purpose)
        ]
        return chance.one_of(partners) if partners else None

    def _hand_over(self, giver: str, taker: str, asked_on: date, because: str, answer: str) -> None:
        actor, other = self.seats.members[giver], self.seats.members[taker]
        (number,) = self._pick(giver, 1)
        seats = [self.seats.municipalities[one.municipality or ""] for one in (actor, other)]
        asked_on = max(asked_on, *(self.seats.since(seat) for seat in seats))
        offered = offer_file(actor, number, other.organisation_id or 0, because, today=asked_on)
        answered_on = min(asked_on + timedelta(days=5), self.day)
        if answer == "accept":
            accept_file(other, offered.pk, other.account_id or 0, today=answered_on)
        elif answer == "withdraw":
            withdraw_offer(actor, offered.pk, today=answered_on)
        elif answer:
            refuse_file(other, offered.pk, answer, today=answered_on)

    def _correct(self, name: str) -> None:
        """Names that were misspelt, a move and an entry that never were: what is counted stays as planned."""
        actor, day = self.seats.members[name], self.day
        misspelt, again, moved, entered = self._pick(name, 4)
        for number, reason in ((misspelt, "typing_error"), (again, "told_by_person")):
            who = person_by_number(actor, number)
            first, _space, last = who.name.partition(" ")
            # The second of two names stays; what changes is a letter.
            right = f"{first[:-1]}{'e' if first[-1] != 'e' else 'a'} {last}"
            correct_person(
                actor, number, name=right, birth_on=who.birth_on, reason=reason, version=1, today=day
            )
        elsewhere = "GM0014"
        move_person(actor, moved, elsewhere, day - timedelta(days=3), today=day)
        who = person_by_number(actor, moved)
        withdraw_residence(actor, moved, residences_of(who)[0].pk, "other_register", today=day)
        entry = add_registration(actor, entered, "2", day - timedelta(days=10), today=day)
        withdraw_registration(actor, entered, entry.pk, "told_by_uwv", today=day)
