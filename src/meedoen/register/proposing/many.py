"""Many proposals at once, each with what happened to it since: from a list that was kept somewhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.matching.fit import fit
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job as JobShape
from meedoen.matching.shapes import Person as PersonShape
from meedoen.register.checks import NotPossible, refuse_first, text, wrong_day
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.jobs.models import Job
from meedoen.register.links import hash_of
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.people.models import Person, seen_people
from meedoen.register.people.selectors import colleague_of
from meedoen.register.proposals.models import LONGEST, AnswerLink, Proposal, ProposalMove
from meedoen.register.proposals.scores import kept_of
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposals.states import (
    LINK_LASTS,
    MOVES,
    OVER,
    STANDING,
    answer_by,
    reason_words,
    waits_for,
)
from meedoen.register.proposals.texts import names_in
from meedoen.register.writing import insert_rows

PREFIX = "V"


@dataclass(frozen=True)
class ToldMove:
    """Into which state a proposal came on a day, in whose name and why; `meeting`: of a talk or a trial."""

    on: date
    to: str
    side: str = "desk"
    because: str = ""
    meeting: date | None = None


@dataclass(frozen=True)
class Told:
    """A proposal as it was made on a day, and its moves since in their order."""

    person_number: str
    job_number: str
    why: str
    on: date
    moves: tuple[ToldMove, ...] = ()
    named_on: date | None = None


def register_proposals(
    actor: Actor,
    told: Sequence[Told],
    *,
    token_of: Callable[[str], str] | None = None,
    today: date,
) -> list[str]:
    """Register proposals that were made before, all or nothing; return their numbers in that order.

    `token_of`: only where all people are invented; what stands gets a link with this token for its number.
    """
    with transaction.atomic():
        require(actor, "proposal.propose")
        account, organisation = colleague_of(actor)
        known = _Known(actor, told, today)
        refuse_first({at: wrong for at, one in enumerate(told, 1) if (wrong := list(known.wrong(one)))})
        mark = provisional_mark()
        rows = [known.row(one, account, organisation) for one in told]
        for turn, row in enumerate(rows):
            row.number = f"{mark}{turn:06}"
        insert_rows(rows)
        given = give_numbers(Proposal.objects.all(), mark, PREFIX)
        for row in rows:
            row.pk = given[row.number]
            row.number = number_of(PREFIX, row.pk)
        pairs = list(zip(rows, told, strict=True))
        insert_rows([move for row, one in pairs for move in _moves(row, one, account)])
        if token_of is not None:
            insert_rows([_link(row, token_of(row.number), account, today) for row in rows if _stands(row)])
        known.refuse_too_many()
        notes = [
            journal.Note(
                "proposal.propose",
                "person",
                one.person_number,
                {"proposal": row.number, "job": one.job_number, "score": row.score or 0, "state": row.state},
            )
            for row, one in pairs
        ]
        journal.enter_many(actor, notes)
        return [row.number for row in rows]


class _Known:
    """The people and jobs that are spoken of, read together, and compared one by one."""

    def __init__(self, actor: Actor, told: Sequence[Told], today: date) -> None:
        self.today = today
        seen = seen_people(actor, section="profile") & seen_people(actor, section="work")
        self.people: dict[str, Person] = {}
        numbers = sorted({one.person_number for one in told})
        for start in range(0, len(numbers), 500):
            rows = Person.objects.filter(seen, Q(number__in=numbers[start : start + 500]))
            self.people.update({row.number: row for row in rows})
        named = Job.objects.visible_to(actor).filter(number__in={one.job_number for one in told})
        self.jobs: dict[str, Job] = {job.number: job for job in named}
        keys = [row.pk for row in self.people.values()]
        self.person_shapes: dict[str, PersonShape] = {
            shape.key: shape for shape in people_to_match(today, keys=keys)
        }
        self.job_shapes: dict[str, JobShape] = {
            shape.key: shape for shape in jobs_to_match(today, keys=[job.pk for job in self.jobs.values()])
        }
        standing = Proposal.objects.standing().filter(person__in=keys)
        self.standing: set[tuple[int, int]] = set(standing.values_list("person_id", "job_id"))

    def wrong(self, one: Told) -> Iterator[Refused]:
        """Give what is wrong with one of them; what stands is remembered."""
        person, job = self.people.get(one.person_number), self.jobs.get(one.job_number)
        if person is None or str(person.pk) not in self.person_shapes:
            yield NotPossible(_("Deze kandidaat ziet u niet, of wil niet worden voorgesteld."))
            return
        if job is None:
            yield NotPossible(_("Deze baan bestaat niet. Controleer het nummer."))
            return
        yield from text(one.why, _("Waarom deze kandidaat"), "why", LONGEST)[1]
        yield from names_in(person, one.why, "why")
        yield from _wrong_moves(one, self.today)
        if _last(one) in STANDING:
            if (person.pk, job.pk) in self.standing:
                yield NotPossible(_("Deze kandidaat is al voorgesteld voor deze baan."))
            self.standing.add((person.pk, job.pk))

    def row(self, one: Told, account: int, organisation: int) -> Proposal:
        """Return the row of one that nothing is wrong with, as it stands after its moves."""
        person, job, state = self.people[one.person_number], self.jobs[one.job_number], _last(one)
        kept = self._compared(person, job, one.on)
        meeting = one.moves[-1].meeting if one.moves else None
        moved = [move.on for move in one.moves if move.to != "seen"]
        return Proposal(
            person_id=person.pk,
            job_id=job.pk,
            account_id=account,
            organisation_id=organisation,
            why=one.why,
            is_own_pick=kept.get("score") is None,
            score=kept.get("score"),
            comparison=kept,
            proposed_on=one.on,
            state=state,
            waits_for=waits_for(state),
            answer_by=answer_by(state, moved[-1] if moved else one.on, meeting),
            meeting_on=meeting,
            agreed_to_be_named_on=one.named_on,
        )

    def _compared(self, person: Person, job: Job, on: date) -> dict[str, Any]:
        shape = self.job_shapes.get(job.number)
        if shape is None:
            return {}
        weights = weights_on(on)
        return kept_of(fit(self.person_shapes[str(person.pk)], shape, weights, on), weights.name)

    def refuse_too_many(self) -> None:
        """Refuse more people accepted than there are seats."""
        free = seats_free({job.pk: job.seats + 1 for job in self.jobs.values()}, self.today)
        for job in self.jobs.values():
            if not free[job.pk]:
                message = _("Bij %(job)s zijn meer mensen aangenomen dan er plekken zijn.")
                raise NotPossible(message % {"job": job.number})


def _last(one: Told) -> str:
    return one.moves[-1].to if one.moves else "proposed"


def _stands(row: Proposal) -> bool:
    return row.state not in OVER


def _wrong_moves(one: Told, today: date) -> Iterator[Refused]:
    """Refuse moves that the table does not give, reasons that a side does not have, and days out of order."""
    yield from wrong_day(one.on, _("De dag van het voorstel"), "on", latest=today)
    state, day = "proposed", one.on
    for move in one.moves:
        deed = MOVES[state].get(move.to)
        if deed is None:
            yield NotPossible(_("Deze stap kan niet na de vorige."))
            return
        reasons = reason_words(deed, move.side)
        if bool(reasons) is not bool(move.because) or (reasons and move.because not in reasons):
            yield NotPossible(_("Kies een reden uit de lijst."), field="because")
        if move.to in ("trial", "accepted") and one.named_on is None:
            yield NotPossible(_("Leg vast dat de werkgever mocht weten wie het is."), field="named_on")
        yield from wrong_day(move.on, _("De dag van de stap"), "on", latest=today, earliest=day)
        state, day = move.to, move.on


def _moves(row: Proposal, one: Told, account: int) -> Iterator[ProposalMove]:
    yield ProposalMove(proposal=row, on=one.on, to_state="proposed", side="desk", account_id=account)
    before = "proposed"
    for move in one.moves:
        yield ProposalMove(
            proposal=row,
            on=move.on,
            from_state=before,
            to_state=move.to,
            side=move.side,
            because=move.because,
            account_id=None if move.to == "seen" else account,
        )
        before = move.to


def _link(row: Proposal, token: str, account: int, today: date) -> AnswerLink:
    return AnswerLink(
        proposal=row,
        token_hash=hash_of(token),
        made_on=row.proposed_on,
        made_by_id=account,
        expires_on=max(row.answer_by or today, today) + LINK_LASTS,
        opened_on=None if row.state == "proposed" else row.proposed_on,
    )
