"""What may be done with measurements of a loonwaarde, and with target groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused, Several
from meedoen.register.checks import AlreadyThere, InRow, NotPossible, tidy, together
from meedoen.register.free_text import warned
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import locked_people
from meedoen.register.profiles.models import Loonwaarde, TargetGroup
from meedoen.register.profiles.notes import NewLoonwaarde, NewTargetGroup, tidied, wrong_in
from meedoen.register.profiles.rewriting import rewrite
from meedoen.register.profiles.selectors import (
    locked_part,
    loonwaarde_of,
    loonwaarden_of,
    target_group_of,
    target_groups_of,
)


def record_loonwaarde(
    actor: Actor,
    number: str,
    new: NewLoonwaarde,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Loonwaarde:
    """Write down a measurement; earlier ones stay."""
    with transaction.atomic():
        require(actor, "loonwaarde.record")
        person = locked_part(actor, number, "register")
        text = warned(actor, new.function, "function", accepted, [person.name])
        wrong = [*wrong_in(new, person.birth_on, today), *_measured_twice(person, new)]
        together([*wrong, *text.refusals])
        added = Loonwaarde(person=person, version=0)
        rewrite(added, new, 0)
        detail = {"measured_on": new.measured_on.isoformat(), "method": new.method, **text.detail}
        journal.enter(actor, "loonwaarde.record", "person", person.number, detail=detail)
        return added


def record_loonwaarden(
    actor: Actor,
    news: Sequence[tuple[str, NewLoonwaarde]],
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> int:
    """Write down measurements of many people, all or nothing, with an entry for each; return how many."""
    with transaction.atomic():
        require(actor, "loonwaarde.record")
        people = locked_people(actor, (number for number, _new in news), "register")
        seen = {
            row
            for start in range(0, len(news), 500)
            for row in Loonwaarde.objects.filter(
                person__number__in=[number for number, _new in news[start : start + 500]]
            ).values_list("person__number", "measured_on", "function")
        }
        rows, notes = [], []
        for line, (number, new) in enumerate(news, start=1):
            person = people.get(number)
            if person is None:
                message = _("Deze kandidaat bestaat niet of hoort niet bij u. Controleer het nummer.")
                raise InRow(line, NotPossible(message, field="person_number"))
            text = warned(actor, new.function, "function", accepted)
            wrong = [*wrong_in(new, person.birth_on, today), *text.refusals]
            key = (number, new.measured_on, tidy(new.function))
            wrong += [_twice()] if key in seen else []
            if wrong:
                raise InRow(line, wrong[0] if len(wrong) == 1 else Several(wrong))
            seen.add(key)
            rows.append(Loonwaarde(person_id=person.pk, version=1, **tidied(new)))
            detail = {"measured_on": new.measured_on.isoformat(), "method": new.method, **text.detail}
            notes.append(journal.Note("loonwaarde.record", "person", number, detail))
        Loonwaarde.objects.bulk_create(rows, batch_size=500)
        journal.enter_many(actor, notes)
        return len(rows)


def correct_loonwaarde(
    actor: Actor,
    number: str,
    key: int,
    new: NewLoonwaarde,
    *,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Loonwaarde:
    """Mend a measurement that was written down wrongly."""
    with transaction.atomic():
        require(actor, "loonwaarde.record")
        person = locked_part(actor, number, "register")
        row = loonwaarde_of(person, key)
        text = warned(actor, new.function, "function", accepted, [person.name])
        wrong = [*wrong_in(new, person.birth_on, today), *_measured_twice(person, new, key)]
        together([*wrong, *text.refusals])
        changed = rewrite(row, new, version)
        detail = {"loonwaarde": key, "changed": changed, **text.detail}
        journal.enter(actor, "loonwaarde.record", "person", person.number, detail=detail)
        return row


def add_target_group(actor: Actor, number: str, new: NewTargetGroup, *, today: date) -> TargetGroup:
    """Write down that someone belongs to a target group."""
    with transaction.atomic():
        require(actor, "target_group.record")
        person = locked_part(actor, number, "register")
        together([*wrong_in(new, person.birth_on, today), *_overlaps(person, new)])
        added = TargetGroup(person=person, version=0)
        rewrite(added, new, 0)
        detail = {"target_group": new.code, "starts_on": new.starts_on.isoformat()}
        journal.enter(actor, "target_group.record", "person", person.number, detail=detail)
        return added


def change_target_group(
    actor: Actor, number: str, key: int, new: NewTargetGroup, *, version: int, today: date
) -> TargetGroup:
    """Mend a target group, or write down that someone no longer belongs to it."""
    with transaction.atomic():
        require(actor, "target_group.record")
        person = locked_part(actor, number, "register")
        row = target_group_of(person, key)
        together([*wrong_in(new, person.birth_on, today), *_overlaps(person, new, key)])
        changed = rewrite(row, new, version)
        detail = {"target_group": new.code, "changed": changed}
        journal.enter(actor, "target_group.record", "person", person.number, detail=detail)
        return row


def _measured_twice(person: Person, new: NewLoonwaarde, besides: int | None = None) -> list[Refused]:
    same = (one for one in loonwaarden_of(person) if one.pk != besides)
    if any(one.measured_on == new.measured_on and one.function == tidy(new.function) for one in same):
        return [_twice()]
    return []


def _twice() -> Refused:
    message = _("Van deze dag en deze functie staat er al een meting. Verbeter die, of kies een andere.")
    return AlreadyThere(message, field="measured_on")


def _overlaps(person: Person, new: NewTargetGroup, besides: int | None = None) -> list[Refused]:
    for one in target_groups_of(person):
        if one.pk == besides or one.code != new.code:
            continue
        if (new.ends_before is None or one.starts_on < new.ends_before) and (
            one.ends_before is None or new.starts_on < one.ends_before
        ):
            message = _("Deze doelgroep loopt al in deze tijd. Beëindig die eerst, of kies een andere dag.")
            return [AlreadyThere(message, field="starts_on")]
    return []
