"""Protected files that no consulent can open any more: how many each organisation keeps, never which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from meedoen.access.actors import Actor
from meedoen.access.colleagues import Colleague, Partner, colleagues_at, partners_on
from meedoen.access.selectors import organisations_overseen_by
from meedoen.register.people.models import Named, Person

CONSULENT = frozenset({"consulent"})


@dataclass(frozen=True)
class Stranded:
    """How many such files one organisation keeps, and who of it could be let in; never which files."""

    name: str
    files: int
    consulents: tuple[Colleague, ...]


def stranded_at(actor: Actor, today: date) -> list[Stranded]:
    """Return the organisations that the actor oversees and that keep such files, by name."""
    partners = partners_on(today)
    keepers = _keepers(partners)
    names = dict(organisations_overseen_by(actor).values_list("pk", "name"))
    counts: Counter[int] = Counter(
        stranded_files(actor, partners, today).values_list("responsible_id", flat=True)
    )
    by_keeper: Counter[int] = Counter()
    for key, files in counts.items():
        by_keeper[keepers[key].pk if key in keepers else key] += files
    here = [partners[key] for key in by_keeper if key in partners]
    working = [one for one in colleagues_at(here, CONSULENT, today) if one.account_id != actor.account_id]
    found = [
        Stranded(
            partners[key].name if key in partners else names[key],
            files,
            tuple(one for one in working if one.organisation_id == key),
        )
        for key, files in by_keeper.items()
    ]
    return sorted(found, key=lambda one: one.name)


def stranded_files(actor: Actor, partners: dict[int, Partner], today: date) -> QuerySet[Person]:
    """Protected files kept by who the actor oversees, for which no consulent of today is named."""
    working = [one.account_id for one in colleagues_at(partners.values(), CONSULENT, today)]
    opened = Named.objects.filter(account_id__in=working).values("person_id")
    kept = Person.objects.filter(
        state=Person.State.PROTECTED, responsible_id__in=organisations_overseen_by(actor).values("pk")
    )
    return kept.exclude(pk__in=opened)


def _keepers(partners: dict[int, Partner]) -> dict[int, Partner]:
    """Return who keeps today what each organisation kept."""
    return {key: one for one in partners.values() for key in (one.pk, *one.merged)}
