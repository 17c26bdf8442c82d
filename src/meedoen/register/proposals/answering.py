"""An employer answers by a link: no account, no name of a candidate that was not agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.register.checks import NotPossible, text, tidy, together
from meedoen.register.jobs.models import Job
from meedoen.register.links import Contact, LinkGone, behind_link, contact_of, refuse_gone
from meedoen.register.people.models import Person
from meedoen.register.proposals.facing import Faced, faced
from meedoen.register.proposals.models import LONGEST, AnswerLink, Proposal, ProposalMove
from meedoen.register.proposals.seats import no_seat
from meedoen.register.proposals.states import ANSWERS, OVER, because_in_words, may_follow
from meedoen.register.proposals.steps import move, note, refuse_reason
from meedoen.rules.free_text import check_free_text

# What the employer has to say in words: on which days, or what the question is.
NEEDS_WORDS = frozenset({"wants_talk", "question"})
LONGEST_WORDS = LONGEST


@dataclass(frozen=True, slots=True)
class Said:
    """What one of both sides said, for the employer to read back."""

    on: date
    is_own: bool
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands on the employer's page. `answers`: what the employer may say now."""

    proposal: Proposal
    job: Job
    candidate: Faced
    contact: Contact | None
    said: tuple[Said, ...]
    answers: tuple[str, ...]
    until: date


@dataclass(frozen=True)
class EmployerAnswer:
    """One of `states.ANSWERS`, with a reason where it is a no, and words where something has to be said."""

    kind: str
    because: str = ""
    words: str = ""


def open_link(token: str, *, is_colleague: bool = False, today: date) -> Offer:
    """Return what an employer sees behind a link; the first time is written down as seen.

    `is_colleague`: someone of the region tries the link, and the employer did not see anything yet.
    """
    with transaction.atomic():
        link = _link(token, today)
        actor = behind_link(_("werkgever, met een link"))
        proposal = link.proposal
        if link.opened_on is None and not is_colleague:
            link.opened_on = today
            link.save(update_fields=["opened_on"])
        if proposal.state == "proposed" and not is_colleague:
            move(proposal, "seen", actor, today, side="employer")
        _enter(actor, proposal, "proposal.open_by_link", is_look=True)
        return _offer(link, today)


def answer_by_link(token: str, answer: EmployerAnswer, *, today: date) -> Proposal:
    """Write down what an employer says behind a link."""
    with transaction.atomic():
        link = _link(token, today)
        actor = behind_link(_("werkgever, met een link"))
        proposal = link.proposal
        if answer.kind not in answers_now(proposal):
            raise NotPossible(_("Kies een van de antwoorden."), field="kind")
        words = _words(answer)
        _do(proposal, answer, words, actor, today)
        link.answered_on = today
        link.save(update_fields=["answered_on"])
        _enter(actor, proposal, "proposal.answer_by_link", answer=answer.kind, because=answer.because)
        return proposal


def answers_now(proposal: Proposal) -> tuple[str, ...]:
    """Return what an employer may say now: to hire someone, the candidate has to be named."""
    can_hire = proposal.agreed_to_be_named_on is not None and may_follow(proposal.state, "proposal.accept")
    no_more = {"hires"} if not can_hire else set()
    if proposal.state in ("talk_planned", "trial"):
        no_more.add("wants_talk")
    if proposal.state in ("trial", "accepted"):
        no_more |= {"wants_trial", "wants_talk"}
    return tuple(kind for kind in ANSWERS if kind not in no_more)


def _do(proposal: Proposal, answer: EmployerAnswer, words: str, actor: Actor, today: date) -> None:
    if answer.kind == "refuse":
        refuse_reason("proposal.refuse", "employer", answer.because)
        move(proposal, "refused", actor, today, side="employer", because=answer.because, words=words)
    elif answer.kind == "hires":
        together(no_seat(proposal, today))
        move(proposal, "accepted", actor, today, side="employer", because="", words=words)
    else:
        is_named = proposal.agreed_to_be_named_on is not None
        waits = "desk" if is_named or answer.kind == "question" else "candidate"
        note(proposal, answer.kind, actor, today, side="employer", words=words, waits=waits)


def _words(answer: EmployerAnswer) -> str:
    if answer.kind in NEEDS_WORDS:
        what = _("Uw vraag") if answer.kind == "question" else _("Wanneer het u past")
        words, wrong = text(answer.words, what, "words", LONGEST)
    else:
        words, wrong = tidy(answer.words), []
        if len(words) > LONGEST:
            words, wrong = text(answer.words, _("Uw toelichting"), "words", LONGEST)
    wrong += [
        NotPossible(one.remedy, field="words")
        for one in check_free_text(words, names=())
        if one.kind == "bsn"
    ]
    together(wrong)
    return words


def _link(token: str, today: date) -> AnswerLink:
    """Return the link of a token, its proposal locked, or say what is the matter with it."""
    found = AnswerLink.objects.of(token)
    key = found.values_list("proposal", flat=True).first()
    # The link is read under the lock of its proposal: it may be revoked while this waits.
    if key is not None:
        Proposal.objects.select_for_update().get(pk=key)
    link = found.first()
    if link is None:
        raise LinkGone("unknown")
    beside = ("person", "job__employer", "account__organisation", "organisation")
    proposal = Proposal.objects.select_related(*beside).get(pk=link.proposal_id)
    link.proposal = proposal
    contact = _contact(proposal)
    refuse_gone(link, today, contact)
    # Whoever is protected or gone is shown to nobody, whatever was sent before.
    is_closed = proposal.state in OVER or proposal.placement_id is not None
    if is_closed or proposal.person.state != Person.State.OPEN:
        raise LinkGone("closed", contact)
    return link


def _contact(proposal: Proposal) -> Contact | None:
    name = proposal.account.name if proposal.account else ""
    return contact_of(proposal.account_id, name, proposal.organisation.name)


def _offer(link: AnswerLink, today: date) -> Offer:
    proposal = link.proposal
    return Offer(
        proposal=proposal,
        job=proposal.job,
        candidate=faced(proposal, today),
        contact=_contact(proposal),
        said=_said(proposal),
        answers=answers_now(proposal),
        until=link.expires_on,
    )


def _said(proposal: Proposal) -> tuple[Said, ...]:
    """What the employer said, and what was answered to it; what colleagues note stays inside."""
    rows = ProposalMove.objects.filter(proposal=proposal, because__in=(*ANSWERS, "answered")).order_by("pk")
    return tuple(
        Said(
            row.on,
            row.side == "employer",
            str(because_in_words(row.to_state, row.side, row.because)),
            row.words,
        )
        for row in rows
    )


def _enter(actor: Actor, proposal: Proposal, deed: str, *, is_look: bool = False, **detail: str) -> None:
    told = {"proposal": proposal.number, "state": proposal.state, "ground": "proposal", **detail}
    journal.enter(actor, deed, "person", proposal.person.number, detail=told, is_look=is_look)
