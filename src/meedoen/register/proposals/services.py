"""What may be done with a proposal after it was made: talk, trial, answers in someone's name, and an end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible, tidy, together, wrong_day
from meedoen.register.free_text import warned
from meedoen.register.proposals.models import LONGEST, Proposal
from meedoen.register.proposals.seats import no_seat
from meedoen.register.proposals.selectors import locked_proposal
from meedoen.register.proposals.steps import (
    move,
    note,
    refuse_move,
    refuse_other_version,
    refuse_reason,
    wait_as_state_says,
)
from meedoen.register.proposals.texts import names_in

# Our own choice: a talk is not planned further ahead than two months, and a trial is over in half a year.
TALK_WITHIN = timedelta(days=61)
TRIAL_WITHIN = timedelta(days=183)
Accepted = Collection[str]


def plan_talk(
    actor: Actor,
    number: str,
    on: date,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Proposal:
    """Write down that candidate and employer talk on a day; a talk may move to another day."""
    with transaction.atomic():
        require(actor, "proposal.plan_talk")
        proposal = _opened(actor, number, version)
        to = refuse_move(proposal, "proposal.plan_talk")
        wrong = wrong_day(
            on, _("De dag van het gesprek"), "on", latest=today + TALK_WITHIN, earliest=proposal.proposed_on
        )
        said, refusals = _said(actor, words, accepted)
        together([*wrong, *refusals])
        move(proposal, to, actor, today, words=said, meeting=on)
        return _entered(actor, "proposal.plan_talk", proposal, on=on.isoformat())


def start_trial(
    actor: Actor,
    number: str,
    until: date,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Proposal:
    """Write down that the candidate tries the work, through a day."""
    with transaction.atomic():
        require(actor, "proposal.start_trial")
        proposal = _opened(actor, number, version)
        to = refuse_move(proposal, "proposal.start_trial")
        wrong = wrong_day(
            until,
            _("De laatste dag van de proef"),
            "until",
            latest=today + TRIAL_WITHIN,
            earliest=proposal.proposed_on,
        )
        said, refusals = _said(actor, words, accepted)
        together([*wrong, *refusals, *_not_named(proposal)])
        move(proposal, to, actor, today, words=said, meeting=until)
        return _entered(actor, "proposal.start_trial", proposal, until=until.isoformat())


def accept(
    actor: Actor, number: str, words: str = "", *, version: int, accepted: Accepted = (), today: date
) -> Proposal:
    """Write down that employer and candidate both want this; a seat is held until the placement."""
    with transaction.atomic():
        require(actor, "proposal.accept")
        proposal = _opened(actor, number, version)
        to = refuse_move(proposal, "proposal.accept")
        said, refusals = _said(actor, words, accepted)
        together([*refusals, *_not_named(proposal), *no_seat(proposal, today)])
        move(proposal, to, actor, today, side="employer", words=said)
        return _entered(actor, "proposal.accept", proposal)


def refuse(
    actor: Actor,
    number: str,
    side: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Proposal:
    """Write down that the employer or the candidate says no, with a reason that can be counted."""
    with transaction.atomic():
        require(actor, "proposal.refuse")
        if side not in ("employer", "candidate"):
            raise NotPossible(_("Kies wie nee zei: de werkgever of de kandidaat."), field="side")
        found = _ended(actor, number, "proposal.refuse", side, because, words, version, accepted, today)
        return _entered(actor, "proposal.refuse", found, side=side, because=because)


def hired_elsewhere(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Proposal:
    """Write down that the candidate works or learns somewhere else now."""
    with transaction.atomic():
        require(actor, "proposal.hired_elsewhere")
        deed = "proposal.hired_elsewhere"
        found = _ended(actor, number, deed, "candidate", because, words, version, accepted, today)
        return _entered(actor, deed, found, because=because)


def to_pool(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Proposal:
    """Keep a proposal for later, because the employer wants someone but not now."""
    with transaction.atomic():
        require(actor, "proposal.to_pool")
        deed = "proposal.to_pool"
        found = _ended(actor, number, deed, "employer", because, words, version, accepted, today)
        return _entered(actor, deed, found, because=because)


def withdraw(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Proposal:
    """Take a proposal back."""
    with transaction.atomic():
        require(actor, "proposal.withdraw")
        deed = "proposal.withdraw"
        found = _ended(actor, number, deed, "desk", because, words, version, accepted, today)
        return _entered(actor, deed, found, because=because)


def answer_question(
    actor: Actor, number: str, words: str, *, version: int, accepted: Accepted = (), today: date
) -> Proposal:
    """Answer what the employer asked; the employer reads it behind the link, so it names nobody."""
    with transaction.atomic():
        require(actor, "proposal.answer_question")
        proposal = _opened(actor, number, version)
        if proposal.waits_for != "desk" or proposal.state == "accepted":
            raise NotPossible(_("De werkgever wacht nu niet op een antwoord van u."))
        said, refusals = _said(actor, words, accepted)
        if not said:
            refusals = [NotPossible(_("Schrijf het antwoord op."), field="words"), *refusals]
        together([*refusals, *names_in(proposal.person, said, "words")])
        wait_as_state_says(proposal, today)
        note(proposal, "answered", actor, today, words=said)
        return _entered(actor, "proposal.answer_question", proposal)


def _not_named(proposal: Proposal) -> list[Refused]:
    if proposal.agreed_to_be_named_on is not None:
        return []
    message = _("Vraag eerst de kandidaat of deze werkgever mag weten wie het is, en leg dat vast.")
    return [NotPossible(message)]


def _ended(
    actor: Actor,
    number: str,
    deed: str,
    side: str,
    because: str,
    words: str,
    version: int,
    accepted: Accepted,
    today: date,
) -> Proposal:
    proposal = _opened(actor, number, version)
    to = refuse_move(proposal, deed)
    refuse_reason(deed, side, because)
    said, refusals = _said(actor, words, accepted)
    together(refusals)
    move(proposal, to, actor, today, side=side, because=because, words=said)
    return proposal


def _opened(actor: Actor, number: str, version: int) -> Proposal:
    proposal = locked_proposal(actor, number)
    refuse_other_version(proposal, version)
    return proposal


def _said(actor: Actor, words: str, accepted: Accepted) -> tuple[str, list[Refused]]:
    said = tidy(words)
    if len(said) > LONGEST:
        message = _("De toelichting is te lang. Gebruik hoogstens %(longest)s tekens.")
        return said, [NotPossible(message % {"longest": LONGEST}, field="words")]
    return said, list(warned(actor, said, "words", accepted).refusals)


def _entered(actor: Actor, deed: str, proposal: Proposal, **detail: str) -> Proposal:
    told = {"proposal": proposal.number, "state": proposal.state, **detail}
    journal.enter(actor, deed, "person", proposal.person.number, detail=told)
    return proposal
