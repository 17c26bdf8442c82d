"""What may be asked about proposals: one with its moves and links, and what earlier refusals taught."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import clean, sections_of_people, sight_of
from meedoen.register.proposals.models import AnswerLink, Proposal, ProposalMove, SetAside
from meedoen.register.proposals.states import (
    SET_ASIDE,
    SIDES,
    STATES,
    because_in_words,
    reason_words,
)

Choices = list[tuple[str, str]]
_BESIDE = ("person", "job__employer", "account__organisation", "organisation", "placement")


def no_such_proposal() -> NotFound:
    """The one answer for what does not exist and for what may not be seen."""
    return NotFound(_("Dit voorstel bestaat niet of hoort niet bij u. Controleer het nummer."))


def proposal_by_number(actor: Actor, number: str) -> Proposal:
    """Return the proposal with this number, if the actor may see it."""
    rows = Proposal.objects.visible_to(actor).select_related(*_BESIDE)
    found = rows.filter(number=clean(number)).first()
    if found is None:
        raise no_such_proposal()
    return found


def proposal_to_change(actor: Actor, number: str) -> Proposal:
    """As `proposal_by_number`, of a person whose section on work the actor sees."""
    found = proposal_by_number(actor, number)
    require_work(actor, found.person)
    return found


def locked_proposal(actor: Actor, number: str) -> Proposal:
    """As `proposal_to_change`, and nobody else changes this proposal until the transaction ends."""
    found = proposal_to_change(actor, number)
    # The person first, as everywhere: two deeds about one person wait for each other in one order.
    Person.objects.select_for_update().get(pk=found.person_id)
    Proposal.objects.select_for_update().get(pk=found.pk)
    return proposal_by_number(actor, number)


def require_work(actor: Actor, person: Person) -> None:
    """Refuse who sees the person without the section on work, or not at all."""
    if "work" not in sight_of(actor, person).sections:
        raise NotFound(_("Dit deel van het dossier is niet voor uw taak. Vraag het de vaste contactpersoon."))


def may_act_on(actor: Actor, proposal: Proposal) -> bool:
    """True if and only if the actor sees the person too, and not only that there is a proposal."""
    return "work" in _sections(actor, proposal)


def sees_profile(actor: Actor, proposal: Proposal) -> bool:
    """True if and only if the actor sees the profile: reasons have hours and conditions in them."""
    return "profile" in _sections(actor, proposal)


def _sections(actor: Actor, proposal: Proposal) -> frozenset[str]:
    return sections_of_people(actor, [proposal.person_id]).get(proposal.person_id, frozenset())


@dataclass(frozen=True, slots=True)
class MoveShown:
    """One thing that happened, in words."""

    on: date
    what: str
    because: str
    words: str
    side: str
    by: str


def moves_of(proposal: Proposal) -> list[MoveShown]:
    """Return what happened to a proposal, the latest first."""
    rows = ProposalMove.objects.filter(proposal=proposal).select_related("account").order_by("-pk")
    return [_move(row) for row in rows[:100]]


def _move(row: ProposalMove) -> MoveShown:
    because = str(because_in_words(row.to_state, row.side, row.because))
    is_said = row.from_state == row.to_state and bool(row.because)
    return MoveShown(
        row.on,
        because if is_said else str(STATES.get(row.to_state, row.to_state)),
        "" if is_said else because,
        row.words,
        str(SIDES.get(row.side, row.side)),
        row.account.name if row.account else "",
    )


def standing_link(proposal: Proposal, on: date) -> AnswerLink | None:
    """Return the link that opens this proposal on a day, if there is one."""
    links = AnswerLink.objects.filter(proposal=proposal).standing(on)
    return links.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Learned:
    """A reason, in whose name, and how often it was given."""

    side: str
    words: str
    times: int


def refusals_of(person_ids: Iterable[int]) -> list[Learned]:
    """Return why proposals of these files were refused, the most frequent first; it decides nothing."""
    return _learned(ProposalMove.objects.filter(proposal__person__in=list(person_ids)))


def refusals_at(job_ids: Iterable[int]) -> list[Learned]:
    """Return why proposals for these jobs were refused, the most frequent first, whoever was proposed."""
    return _learned(ProposalMove.objects.filter(proposal__job__in=list(job_ids)))


def _learned(moves: object) -> list[Learned]:
    rows = moves.filter(to_state="refused")  # type: ignore[attr-defined]
    counted = rows.order_by().values_list("side", "because").annotate(times=Count("pk"))
    return [
        Learned(str(SIDES.get(side, side)), str(because_in_words("refused", side, because)), times)
        for side, because, times in counted.order_by("-times", "side", "because")
    ]


@dataclass(frozen=True, slots=True)
class Aside:
    """A pair that is left for now: the job, why, and until which day."""

    job: str
    title: str
    employer: str
    words: str
    until: date


def jobs_set_aside(person_id: int, on: date) -> dict[int, Aside]:
    """Return which jobs are left for now for this person, by the key of the job."""
    rows = SetAside.objects.filter(person=person_id, until__gt=on).order_by("pk")
    read = ("job_id", "job__number", "job__title", "job__employer__name", "because", "until")
    return {
        key: Aside(number, title, employer, str(SET_ASIDE.get(code, code)), until)
        for key, number, title, employer, code, until in rows.values_list(*read)
    }


def people_set_aside(job_id: int, on: date) -> dict[int, str]:
    """Return who is left for now for this job, by the key of the person, and why."""
    rows = SetAside.objects.filter(job=job_id, until__gt=on).order_by("pk")
    return {person: str(SET_ASIDE.get(code, code)) for person, code in rows.values_list("person", "because")}


def standing_pair(person_id: int, job_id: int) -> str:
    """Return the number of the proposal of this pair that is not over and not placed, or nothing."""
    rows = Proposal.objects.standing().filter(person=person_id, job=job_id)
    return rows.values_list("number", flat=True).first() or ""


def others_open_on(proposal: Proposal) -> int:
    """Return how many other proposals for the same job are not over and not placed, whoever sees them."""
    rows = Proposal.objects.standing().filter(job=proposal.job_id)
    return rows.exclude(pk=proposal.pk).count()


def proposal_behind(actor: Actor, placement_ids: Iterable[int]) -> str:
    """Return the number of the proposal out of which a placement came, if the actor sees it."""
    rows = Proposal.objects.visible_to(actor).filter(placement__in=list(placement_ids))
    return rows.values_list("number", flat=True).first() or ""


def others_open_of(proposal: Proposal) -> int:
    """Return for how many other jobs the same person is still proposed, whoever sees that."""
    rows = Proposal.objects.standing().filter(person=proposal.person_id)
    return rows.exclude(pk=proposal.pk).count()


def reason_choices(deed: str, side: str) -> Choices:
    """Return the reasons that a form offers for this deed in this side's name."""
    return [(code, str(words)) for code, words in reason_words(deed, side).items()]


def set_aside_choices() -> Choices:
    return [(code, str(words)) for code, words in SET_ASIDE.items()]
