"""Lists of agreements: a page at a time with whom each waits for, of a person, and of one colleague."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, When

from meedoen.access.actors import Actor
from meedoen.register.agreements.models import Agreement, AgreementParty, AgreementQuerySet
from meedoen.register.agreements.states import RUNS, SIDES, STATES, UNFINISHED
from meedoen.register.checks import tidy
from meedoen.register.people.selectors import visible_names
from meedoen.register.placements.models import Placement

PAGE = 50
_CHANGING = Q(holds_turn__gt=0, holds_turn__lt=F("turn"))


@dataclass(frozen=True)
class AgreementFilters:
    """`words`: a number of the agreement or person, or part of an employer's name. `waits_for`: a side."""

    on: date
    words: str = ""
    state: str = ""
    kind: str = ""
    waits_for: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """One side that still has to sign: who, and since when it was asked."""

    side: str
    label: str
    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """`person_name` is empty where the actor sees the agreement and not the person."""

    pk: int
    number: str
    kind: str
    person_number: str
    person_name: str
    employer: str
    employer_kvk: str
    hirer: str
    state: str
    starts_on: date
    ends_before: date | None
    expires_on: date
    is_changing: bool
    waits: tuple[Waiting, ...]
    by: str
    made_on: date

    @property
    def until(self) -> date | None:
        """By when somebody goes on with it: else it expires, or ends on the day that holds."""
        return self.expires_on if self.state in UNFINISHED else self.ends_before

    @property
    def waits_since(self) -> date:
        """Since when the longest waiting side was asked."""
        return min((one.since for one in self.waits if one.since), default=self.made_on)


@dataclass(frozen=True)
class AgreementsPage:
    rows: tuple[AgreementRow, ...]
    next_after: int | None


def agreements_visible_to(
    actor: Actor, filters: AgreementFilters, after: int | None = None, *, limit: int = PAGE
) -> AgreementsPage:
    """Return a page of the agreements that the actor may see, the newest first."""
    found = _filtered(actor, filters)
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = _rows(actor, found.order_by("-pk")[: limit + 1], filters.on)
    return AgreementsPage(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None)


def agreements_of_people(
    actor: Actor, person_ids: Iterable[int], on: date, most: int = 100
) -> tuple[AgreementRow, ...]:
    """Return the agreements of these files that the actor may see, the newest first."""
    found = Agreement.objects.visible_to(actor).filter(person__in=list(person_ids))
    return _rows(actor, found.order_by("-pk")[:most], on)


def agreements_to_go_on_with(actor: Actor, on: date, most: int) -> tuple[AgreementRow, ...]:
    """Return what the actor made and did not finish, another end among it, what is over first on top."""
    mine = Agreement.objects.visible_to(actor).filter(account_id=actor.account_id or 0)
    runs_on = Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    found = mine.filter(Q(state__in=UNFINISHED, expires_on__gt=on) | Q(_CHANGING & runs_on, state="running"))
    until = Case(When(state__in=UNFINISHED, then="expires_on"), default="ends_before")
    return _rows(actor, found.order_by(until, "pk")[:most], on)


def state_choices() -> list[tuple[str, str]]:
    """Return the states of an agreement, code and words."""
    return [(code, str(words)) for code, words in STATES.items()]


def side_choices() -> list[tuple[str, str]]:
    """Return the sides of an agreement, code and words."""
    return [(code, str(words)) for code, words in SIDES.items()]


def _filtered(actor: Actor, filters: AgreementFilters) -> AgreementQuerySet:
    found = Agreement.objects.visible_to(actor)
    if filters.state:
        found = found.in_state(filters.state, filters.on)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.waits_for:
        unsigned = AgreementParty.objects.filter(
            agreement=OuterRef("pk"), side=filters.waits_for, must_sign=True, signed_on__isnull=True
        )
        changing = found.in_state("running", filters.on).filter(_CHANGING)
        found = (found.in_state("waits", filters.on) | changing).filter(Exists(unsigned))
    if filters.is_mine:
        found = found.filter(account_id=actor.account_id or 0)
    words = tidy(filters.words)
    if words:
        found = found.filter(
            Q(number__iexact=words)
            | Q(person__number__iexact=words)
            | Q(employer__name__icontains=words)
            | Q(workplace_employer__name__icontains=words)
        )
    return found


def _rows(actor: Actor, agreements: AgreementQuerySet, on: date) -> tuple[AgreementRow, ...]:
    beside = ("person", "employer", "workplace_employer", "account", "organisation")
    found = list(agreements.select_related(*beside))
    names = visible_names(actor, {row.person_id for row in found})
    waits: dict[int, list[AgreementParty]] = defaultdict(list)
    unsigned = AgreementParty.objects.filter(agreement__in=found, must_sign=True, signed_on__isnull=True)
    for party in unsigned.order_by("place"):
        waits[party.agreement_id].append(party)
    return tuple(_row(row, names.get(row.person_id, ""), waits[row.pk], on) for row in found)


def _row(row: Agreement, name: str, waits: list[AgreementParty], on: date) -> AgreementRow:
    state = row.on(on)
    asks = state == "waits" or (state == "running" and row.is_changing)
    return AgreementRow(
        pk=row.pk,
        number=row.number,
        kind=str(Placement.Kind(row.kind).label),
        person_number=row.person.number,
        person_name=name,
        employer=row.employer.name,
        employer_kvk=row.employer.kvk,
        hirer=row.workplace_employer.name if row.workplace_employer_id != row.employer_id else "",
        state=state,
        starts_on=row.starts_on,
        ends_before=row.ends_before,
        expires_on=row.expires_on,
        is_changing=row.is_changing and state in RUNS,
        waits=tuple(waiting(one, name) for one in waits) if asks else (),
        by=row.account.name if row.account else row.organisation.name,
        made_on=row.made_on,
    )


def waiting(party: AgreementParty, person_name: str) -> Waiting:
    """Say whom an agreement waits for: candidate and representative by name only for who may know it."""
    hidden = party.side in ("person", "representative") and not person_name
    name = person_name if party.side == "person" else party.name
    return Waiting(party.side, str(SIDES[party.side]), "" if hidden else name, party.asked_on)
