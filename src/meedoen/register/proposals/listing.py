"""Lists of proposals: a page at a time, of a person, at a job or employer, and those that wait too long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from meedoen.access.actors import Actor
from meedoen.register.checks import tidy
from meedoen.register.people.selectors import visible_names
from meedoen.register.proposals.models import Proposal, ProposalQuerySet
from meedoen.register.proposals.states import ANSWER_WITHIN, ESCALATES_AFTER, OVER, STATES, WAITED_FOR

PAGE = 50
_READ = (
    "pk",
    "number",
    "person_id",
    "person__number",
    "job__number",
    "job__title",
    "job__employer__name",
    "job__employer__kvk",
    "state",
    "waits_for",
    "answer_by",
    "proposed_on",
    "account__name",
    "organisation__name",
    "score",
    "is_own_pick",
    "placement__number",
)
Rows = tuple["ProposalRow", ...]


@dataclass(frozen=True)
class ProposalFilters:
    """`words`: a number of the proposal, person or job, or part of a title or an employer's name.

    `state`: one of the states, or "standing". `waits_for`: one of `states.WAITED_FOR`.
    """

    on: date
    words: str = ""
    state: str = ""
    waits_for: str = ""
    is_mine: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """`person_name` is empty where the actor sees the proposal and not the person."""

    pk: int
    number: str
    person_number: str
    person_name: str
    job: str
    title: str
    employer: str
    employer_kvk: str
    state: str
    waits_for: str
    answer_by: date | None
    proposed_on: date
    by: str
    organisation: str
    score: int | None
    is_own_pick: bool
    placement: str

    def is_late(self, day: date) -> bool:
        return self.answer_by is not None and self.answer_by < day and not self.placement


@dataclass(frozen=True)
class ProposalsPage:
    rows: Rows
    next_after: int | None


def proposals_visible_to(
    actor: Actor, filters: ProposalFilters, after: int | None = None, *, limit: int = PAGE
) -> ProposalsPage:
    """Return a page of the proposals that the actor may see, the newest first."""
    found = _filtered(actor, filters)
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = _rows(actor, found.order_by("-pk")[: limit + 1])
    return ProposalsPage(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None)


def proposals_of_people(actor: Actor, person_ids: Iterable[int], most: int = 100) -> Rows:
    """Return the proposals of these files that the actor may see, the newest first."""
    found = Proposal.objects.visible_to(actor).filter(person__in=list(person_ids))
    return _rows(actor, found.order_by("-pk")[:most])


@dataclass(frozen=True, slots=True)
class Beside:
    """Proposals at a job or an employer: the newest that the actor may see, how many those are, and all."""

    rows: Rows
    seen: int
    in_all: int


def proposals_at_job(actor: Actor, job_id: int, most: int = 100) -> Beside:
    """Return the proposals for a job; those of people out of sight are only counted."""
    return _beside(actor, Q(job=job_id), most)


def proposals_at_employer(actor: Actor, employer_id: int, most: int = 100) -> Beside:
    """Return the proposals for the jobs of an employer; those of people out of sight are only counted."""
    return _beside(actor, Q(job__employer=employer_id), most)


def _beside(actor: Actor, where: Q, most: int) -> Beside:
    seen = Proposal.objects.visible_to(actor).filter(where)
    return Beside(
        _rows(actor, seen.order_by("-pk")[:most]), seen.count(), Proposal.objects.filter(where).count()
    )


def proposals_late_of(actor: Actor, on: date, most: int) -> Rows:
    """Return the proposals of the actor that nobody answered in time, the longest waiting first."""
    found = Proposal.objects.visible_to(actor).filter(_late(on), account_id=actor.account_id or 0)
    return _rows(actor, found.order_by("answer_by", "pk")[:most])


def proposals_waiting_for(actor: Actor, on: date, most: int) -> Rows:
    """Return the proposals of the actor that wait for the actor, who has to answer first on top.

    Of a pool only what is near: the quarter is over, or the employer asked something.
    """
    mine = Proposal.objects.visible_to(actor).filter(account_id=actor.account_id or 0, answer_by__gte=on)
    found = mine.filter(waits_for__in=("desk", "candidate"), placement__isnull=True)
    found = found.exclude(state="pool", answer_by__gt=on + ANSWER_WITHIN)
    return _rows(actor, found.order_by("answer_by", "pk")[:most])


def proposals_stuck(actor: Actor, on: date, most: int) -> Rows:
    """Return the proposals in the actor's sight that waited a week longer than they may."""
    found = Proposal.objects.visible_to(actor).filter(_late(on - ESCALATES_AFTER))
    return _rows(actor, found.order_by("answer_by", "pk")[:most])


def state_choices() -> list[tuple[str, str]]:
    """Return the states of a proposal, code and words."""
    return [(code, str(words)) for code, words in STATES.items()]


def waited_for_choices() -> list[tuple[str, str]]:
    """Return for whom a proposal can wait, code and words."""
    return [(code, str(words)) for code, words in WAITED_FOR.items()]


def _late(on: date) -> Q:
    return Q(answer_by__lt=on, placement__isnull=True) & ~Q(state__in=OVER)


def _filtered(actor: Actor, filters: ProposalFilters) -> ProposalQuerySet:
    found = Proposal.objects.visible_to(actor)
    if filters.state == "standing":
        found = found.standing()
    elif filters.state:
        found = found.filter(state=filters.state)
    if filters.waits_for:
        found = found.filter(waits_for=filters.waits_for, placement__isnull=True)
    if filters.is_mine:
        found = found.filter(account_id=actor.account_id or 0)
    if filters.is_late:
        found = found.filter(_late(filters.on))
    words = tidy(filters.words)
    if words:
        found = found.filter(
            Q(number__iexact=words)
            | Q(person__number__iexact=words)
            | Q(job__number__iexact=words)
            | Q(job__title__icontains=words)
            | Q(job__employer__name__icontains=words)
        )
    return found


def _rows(actor: Actor, proposals: QuerySet[Proposal]) -> Rows:
    found = list(proposals.values_list(*_READ))
    names = visible_names(actor, {row[2] for row in found})
    return tuple(
        ProposalRow(
            pk=row[0],
            number=row[1],
            person_number=row[3],
            person_name=names.get(row[2], ""),
            job=row[4],
            title=row[5],
            employer=row[6],
            employer_kvk=row[7],
            state=row[8],
            waits_for="" if row[16] else row[9],
            answer_by=None if row[16] else row[10],
            proposed_on=row[11],
            by=row[12] or "",
            organisation=row[13],
            score=row[14],
            is_own_pick=row[15],
            placement=row[16] or "",
        )
        for row in found
    )
