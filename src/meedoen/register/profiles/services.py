"""What may be done with a profile: write a card of it, go through it with the person, write many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused, Several
from meedoen.register.checks import (
    InRow,
    NotPossible,
    refuse_changed,
    together,
    wrong_day,
)
from meedoen.register.free_text import KEEP_TEXT, warned_all
from meedoen.register.people.listing import PeoplePage
from meedoen.register.people.selectors import Known, locked_people
from meedoen.register.profiles.cards import NAMES, Card, fields_of
from meedoen.register.profiles.findability import Condition, people_lacking
from meedoen.register.profiles.keeping import (
    keep_findability,
    lay,
    missing_of,
    read_cards,
    take_away,
    write_beside,
)
from meedoen.register.profiles.models import Findability, Profile
from meedoen.register.profiles.selectors import locked_part
from meedoen.register.profiles.validity import free_texts, kept
from meedoen.register.writing import insert_rows, insert_values

__all__ = [
    "KEEP_TEXT",
    "NewProfile",
    "change_profile",
    "confirm_profile",
    "look_at_people_lacking",
    "write_profiles",
]


def change_profile(
    actor: Actor,
    number: str,
    card: Card,
    *,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Profile:
    """Write one card of someone's profile; `version` is that of the profile when the card was read.

    Who wrote another card in between is not in the way; who wrote this one is not overwritten.
    """
    with transaction.atomic():
        require(actor, "profile.change")
        person = locked_part(actor, number, "profile")
        profile = Profile.objects.filter(person=person).first() or Profile(person=person, version=0)
        name = NAMES[type(card)]
        tidied, wrong = kept(card, person.birth_on, today)
        text = warned_all(actor, free_texts(tidied), accepted, [person.name])
        together([*wrong, *text.refusals])
        before = read_cards(profile)[name] if profile.version else type(card)()
        now, typed = _side_by_side(before, tidied)
        opened = version if profile.written_at.get(name, 0) > version else profile.version
        refuse_changed(opened=opened, version=profile.version, now=now, typed=typed)
        changed = sorted(key for key in now.keys() | typed.keys() if now.get(key) != typed.get(key))
        if not changed and name in profile.written_at:
            raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
        _write(profile, tidied)
        detail = {"card": name, "changed": changed, **text.detail}
        journal.enter(actor, "profile.change", "person", person.number, detail=detail)
        return profile


def confirm_profile(actor: Actor, number: str, on: date, *, today: date) -> Profile:
    """Write down that a profile was gone through with the person it is about; that keeps it fresh."""
    with transaction.atomic():
        require(actor, "profile.confirm")
        person = locked_part(actor, number, "profile")
        profile = Profile.objects.filter(person=person).first()
        if profile is None:
            raise NotPossible(_("Er is nog geen profiel. Vul eerst een kaart in."), field="on")
        earliest = max(person.birth_on, profile.confirmed_on or person.birth_on)
        together(wrong_day(on, _("De dag van het gesprek"), "on", latest=today, earliest=earliest))
        profile.confirmed_on = on
        profile.save(update_fields=["confirmed_on"])
        keep_findability(profile)
        detail = {"on": on.isoformat()}
        journal.enter(actor, "profile.confirm", "person", person.number, detail=detail)
        return profile


def look_at_people_lacking(
    actor: Actor,
    code: str,
    after: int | None = None,
    *,
    alone: bool = False,
    only: Condition | None = None,
    today: date,
) -> PeoplePage:
    """Return a page of whose field is missing at the organisation; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "findability.people")
        page = people_lacking(actor, code, today, after, alone=alone, only=only)
        if page.rows:
            detail = {"field": code, "numbers": [row.number for row in page.rows]}
            journal.enter(actor, "findability.people", "people", "", detail=detail, is_look=True)
        return page


@dataclass(frozen=True)
class NewProfile:
    """Cards to be written for one person; cards that are not given stay as they are."""

    person_number: str
    cards: tuple[Card, ...] = field(default_factory=tuple)
    confirmed_on: date | None = None


def write_profiles(
    actor: Actor, news: Sequence[NewProfile], *, accepted: frozenset[str] = frozenset(), today: date
) -> int:
    """Write many profiles, all or nothing, with an entry in the journal for each; return how many."""
    with transaction.atomic():
        require(actor, "profile.change")
        people = locked_people(actor, (new.person_number for new in news), own=True)
        checked, warned = _checked(actor, news, people, accepted, today)
        standing = {
            profile.pk: profile
            for start in range(0, len(checked), 500)
            for profile in Profile.objects.filter(pk__in=list(checked)[start : start + 500])
        }
        _insert([(key, new) for key, new in checked.items() if key not in standing])
        for key, profile in standing.items():
            for card in checked[key].cards:
                _write(profile, card)
            if checked[key].confirmed_on is not None:
                profile.confirmed_on = checked[key].confirmed_on
                profile.save(update_fields=["confirmed_on"])
            keep_findability(profile)
        journal.enter_many(
            actor,
            [
                journal.Note(
                    "profile.change",
                    "person",
                    new.person_number,
                    {"cards": [NAMES[type(card)] for card in new.cards], **warned.get(key, {})},
                )
                for key, new in checked.items()
            ],
        )
        return len(checked)


def _write(profile: Profile, card: Card) -> None:
    lay(profile, card)
    profile.version += 1
    profile.written_at = {**profile.written_at, NAMES[type(card)]: profile.version}
    profile.save()
    take_away([profile.pk], type(card))
    write_beside(type(card), [(profile.pk, card)])
    keep_findability(profile)


def _side_by_side(before: Card, after: Card) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what stands and what was typed, with the same fields in both."""
    now, typed = fields_of(before), fields_of(after)
    every = now.keys() | typed.keys()
    return {name: now.get(name) for name in every}, {name: typed.get(name) for name in every}


def _checked(
    actor: Actor,
    news: Sequence[NewProfile],
    people: dict[str, Known],
    accepted: frozenset[str],
    today: date,
) -> tuple[dict[int, NewProfile], dict[int, dict[str, list[str]]]]:
    """Return what is to be written by the key of the person, and what of it was kept against advice; or
    refuse with the first row that is wrong."""
    found: dict[int, NewProfile] = {}
    details: dict[int, dict[str, list[str]]] = {}
    for row, new in enumerate(news, start=1):
        person = people.get(new.person_number)
        if person is None:
            message = _("Deze kandidaat bestaat niet of hoort niet bij u. Controleer het nummer.")
            raise InRow(row, NotPossible(message, field="person_number"))
        if person.pk in found:
            message = _("Deze kandidaat staat al eerder in de lijst. Voeg de rijen samen.")
            raise InRow(row, NotPossible(message, field="person_number"))
        cards, wrong, texts = [], list[Refused](), dict[str, str]()
        for card in new.cards:
            tidied, refused = kept(card, person.birth_on, today)
            cards.append(tidied)
            wrong += refused
            texts |= free_texts(tidied)
        text = warned_all(actor, texts, accepted)
        wrong += text.refusals
        if text.detail:
            details[person.pk] = text.detail
        if new.confirmed_on is not None and not person.birth_on <= new.confirmed_on <= today:
            what = _("De dag van het gesprek")
            wrong += wrong_day(new.confirmed_on, what, "on", latest=today, earliest=person.birth_on)
        if wrong:
            raise InRow(row, wrong[0] if len(wrong) == 1 else Several(wrong))
        found[person.pk] = replace(new, cards=tuple(cards))
    return found, details


def _insert(news: list[tuple[int, NewProfile]]) -> None:
    """Insert profiles of people who have none, with their rows and what is missing in them."""
    profiles: list[Profile] = []
    missing: list[tuple[Any, ...]] = []
    adapt = connection.ops.adapt_datefield_value
    beside: dict[type[Card], list[tuple[int, Card]]] = {}
    for key, new in news:
        profile = Profile(person_id=key, confirmed_on=new.confirmed_on)
        cards = {NAMES[type(card)]: card for card in new.cards}
        for card in new.cards:
            lay(profile, card)
            beside.setdefault(type(card), []).append((key, card))
        profile.written_at = dict.fromkeys(cards, profile.version)
        profiles.append(profile)
        missing.append((key, missing_of(cards, profile), adapt(new.confirmed_on)))
    insert_rows(profiles)
    for kind, written in beside.items():
        write_beside(kind, written)
    insert_values(Findability, ("person_id", "missing", "confirmed_on"), missing)
