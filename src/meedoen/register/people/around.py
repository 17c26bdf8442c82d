"""Who stands around a person: the circle, the shares, who is named, and who can be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.colleagues import Colleague, Partner, colleagues_at, names_of, partners_on
from meedoen.access.powers import DESK
from meedoen.access.refusals import NotFound
from meedoen.register.people.models import CircleMember, Named, Person, Protection, Share
from meedoen.register.people.sections import section_choices
from meedoen.register.places import area_of


@dataclass(frozen=True)
class Member:
    """Someone in the circle; `sees` is false once they can no longer open the file."""

    pk: int
    account_id: int
    name: str
    organisation: str
    part: str
    part_words: str
    starts_on: date
    ends_before: date | None
    sees: bool

    @property
    def words(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True)
class Circle:
    """Who is around a person now, and who was."""

    fixed: Member | None
    substitute: Member | None
    involved: tuple[Member, ...]
    former: tuple[Member, ...]

    @property
    def now(self) -> tuple[Member, ...]:
        return tuple(one for one in (self.fixed, self.substitute, *self.involved) if one is not None)


def own_organisations(actor: Actor, partners: dict[int, Partner]) -> frozenset[int]:
    """Return the keys of the actor's organisation and of those that merged into it."""
    own = partners.get(actor.organisation_id or 0)
    return frozenset({own.pk, *own.merged}) if own else frozenset({actor.organisation_id or 0})


def keeper_of(person: Person, partners: dict[int, Partner]) -> Partner | None:
    """Return the organisation that keeps the file, or the one that it merged into."""
    return next((one for one in partners.values() if person.responsible_id in {one.pk, *one.merged}), None)


def keeps_file(actor: Actor, person: Person, day: date) -> bool:
    """True if and only if the actor's organisation keeps this file."""
    return person.responsible_id in own_organisations(actor, partners_on(day))


def municipalities_of(person: Person, partners: dict[int, Partner]) -> list[Partner]:
    """Return the organisations of the municipality where the person lives now."""
    return [
        one
        for one in partners.values()
        if one.municipality and person.municipality in area_of(one.municipality)
    ]


def organisations_in_sight(person: Person, day: date, partners: dict[int, Partner]) -> list[Partner]:
    """Return whose desks see an open file: keeper, municipality, and with whom it is shared that day."""
    shared = Share.objects.in_force(day).filter(person=person).values_list("organisation_id", flat=True)
    found = {one.pk: one for one in municipalities_of(person, partners)}
    keeper = keeper_of(person, partners)
    if keeper is not None:
        found[keeper.pk] = keeper
    found |= {key: partners[key] for key in set(shared) if key in partners}
    return list(found.values())


def colleagues_who_see(person: Person, day: date) -> list[Colleague]:
    """Return who has a desk role and may open this file that day: who can have a part in the circle."""
    partners = partners_on(day)
    if person.state == Person.State.PROTECTED:
        named = set(Named.objects.filter(person=person).values_list("account_id", flat=True))
        return [one for one in colleagues_at(partners.values(), DESK, day) if one.account_id in named]
    return colleagues_at(organisations_in_sight(person, day, partners), DESK, day)


def own_desk(actor: Actor, day: date) -> list[Colleague]:
    """Return the colleagues with a desk role in the actor's own organisation."""
    partners = partners_on(day)
    return colleagues_at([one for one in partners.values() if one.pk == actor.organisation_id], DESK, day)


def colleagues_to_name(person: Person, day: date) -> list[Colleague]:
    """Return who can be let in to a protected file: the desks of its keeper and of the municipality."""
    partners = partners_on(day)
    keeper = keeper_of(person, partners)
    here = {one.pk: one for one in municipalities_of(person, partners)}
    if keeper is not None:
        here[keeper.pk] = keeper
    named = set(Named.objects.filter(person=person).values_list("account_id", flat=True))
    return [one for one in colleagues_at(here.values(), DESK, day) if one.account_id not in named]


def circle_of(person: Person, colleagues: Iterable[Colleague]) -> Circle:
    """Return the circle of a person, given `colleagues_who_see` them."""
    who = {one.account_id: one for one in colleagues}
    rows = list(CircleMember.objects.filter(person=person).order_by("starts_on", "pk"))
    names = names_of(row.account_id for row in rows if row.account_id not in who)
    members = [
        Member(
            pk=row.pk,
            account_id=row.account_id,
            name=who[row.account_id].name if row.account_id in who else names[row.account_id],
            organisation=who[row.account_id].organisation if row.account_id in who else "",
            part=row.part,
            part_words=row.get_part_display(),
            starts_on=row.starts_on,
            ends_before=row.ends_before,
            sees=row.account_id in who,
        )
        for row in rows
    ]
    now = [one for one in members if one.ends_before is None]
    return Circle(
        fixed=next((one for one in now if one.part == CircleMember.Part.FIXED), None),
        substitute=next((one for one in now if one.part == CircleMember.Part.SUBSTITUTE), None),
        involved=tuple(one for one in now if one.part == CircleMember.Part.INVOLVED),
        former=tuple(one for one in reversed(members) if one.ends_before is not None),
    )


@dataclass(frozen=True)
class Contacts:
    """The names of the fixed contact and the substitute; empty where nobody is."""

    fixed: str
    substitute: str


def contacts_of(person: Person) -> Contacts:
    """Return whom to ask about a person."""
    parts = (CircleMember.Part.FIXED, CircleMember.Part.SUBSTITUTE)
    rows = CircleMember.objects.filter(person=person, ends_before__isnull=True, part__in=parts)
    held = dict(rows.values_list("part", "account_id"))
    names = names_of(held.values())
    fixed, substitute = (names.get(held.get(part, 0), "") for part in parts)
    return Contacts(fixed, substitute)


def member_of(person: Person, member_id: int) -> CircleMember:
    """Return one part in the circle of this person that has not ended."""
    row = CircleMember.objects.filter(person=person, pk=member_id, ends_before__isnull=True).first()
    if row is None:
        raise NotFound(_("Deze collega staat niet in de kring van deze kandidaat."))
    return row


def without_fixed_contact(person_ids: Collection[int]) -> frozenset[int]:
    """Return which of these people have nobody as fixed contact."""
    asked, held = list(person_ids), set[int]()
    for start in range(0, len(asked), 500):
        rows = CircleMember.objects.filter(
            person_id__in=asked[start : start + 500], part=CircleMember.Part.FIXED, ends_before__isnull=True
        )
        held.update(rows.values_list("person_id", flat=True))
    return frozenset(asked) - held


@dataclass(frozen=True)
class ShareRow:
    """A share in words; `state` is running, planned, ended or revoked."""

    pk: int
    organisation: str
    purpose: str
    sections: tuple[str, ...]
    starts_on: date
    last_on: date
    revoked_on: date | None
    state: str
    by: str

    @property
    def may_be_revoked(self) -> bool:
        return self.state in {"running", "planned"}


def shares_of(person: Person, day: date) -> list[ShareRow]:
    """Return with whom this file is or was shared, the latest first."""
    rows = list(
        Share.objects.filter(person=person).select_related("organisation").order_by("-starts_on", "-pk")
    )
    names = names_of(row.shared_by_id for row in rows)
    return [
        ShareRow(
            row.pk,
            row.organisation.name,
            row.get_purpose_display(),
            tuple(words for _key, words in section_choices(frozenset(row.sections))),
            row.starts_on,
            row.ends_before - timedelta(days=1),
            row.revoked_on,
            _state_of(row, day),
            names[row.shared_by_id],
        )
        for row in rows
    ]


def share_of(person: Person, share_id: int) -> Share:
    """Return one share of this file."""
    row = Share.objects.select_related("organisation").filter(person=person, pk=share_id).first()
    if row is None:
        raise NotFound(_("Dit dossier is niet zo gedeeld."))
    return row


def _state_of(share: Share, day: date) -> str:
    if share.revoked_on is not None:
        return "revoked"
    if day < share.starts_on:
        return "planned"
    return "running" if day < share.ends_before else "ended"


@dataclass(frozen=True)
class NamedRow:
    """Someone who may see a protected file."""

    pk: int
    name: str
    because: str
    named_on: date


@dataclass(frozen=True)
class Protected:
    """Why a file is protected, since when, and for whom it is open."""

    because: str
    starts_on: date
    named: tuple[NamedRow, ...]


def protection_of(person: Person) -> Protected | None:
    """Return how this file is protected, or None where it is not."""
    if person.state != Person.State.PROTECTED:
        return None
    row = Protection.objects.filter(person=person, ends_before__isnull=True).first()
    named = list(Named.objects.filter(person=person).order_by("named_on", "pk"))
    names = names_of(one.account_id for one in named)
    return Protected(
        because=row.get_because_display() if row else "",
        starts_on=row.starts_on if row else person.registered_on,
        named=tuple(
            NamedRow(one.pk, names[one.account_id], one.get_because_display(), one.named_on) for one in named
        ),
    )


def named_of(person: Person, named_id: int) -> Named:
    """Return one of those who are named for this file."""
    row = Named.objects.filter(person=person, pk=named_id).first()
    if row is None:
        raise NotFound(_("Deze collega is niet met naam toegelaten tot dit dossier."))
    return row


def choices_of(colleagues: Sequence[Colleague]) -> list[tuple[int, str]]:
    """Return key and words of these colleagues, for a form."""
    return [(one.account_id, one.words) for one in colleagues]


def partner_choices(actor: Actor, day: date) -> list[tuple[int, str]]:
    """Return the organisations of a day other than the actor's own, for a form."""
    partners = partners_on(day)
    own = own_organisations(actor, partners)
    return [(one.pk, one.name) for one in partners.values() if one.pk not in own]


def share_purpose_choices() -> list[tuple[str, str]]:
    """Return for what a file can be shared, code and words."""
    return [(code, str(label)) for code, label in Share.Purpose.choices]


def protect_reason_choices() -> list[tuple[str, str]]:
    """Return why a file can be protected, code and words."""
    return [(code, str(label)) for code, label in Protection.Because.choices]


def name_reason_choices() -> list[tuple[str, str]]:
    """Return why a colleague is let in to a protected file, code and words."""
    return [(code, str(label)) for code, label in Named.Because.choices]
