"""Links with which somebody signs or answers without an account: sent to the person's own address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.letters import send_letter, told_at
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.agreements.models import Agreement, AgreementParty, SignLink
from meedoen.register.agreements.selectors import party_of, review_of
from meedoen.register.agreements.states import LINK_LASTS, UNFINISHED
from meedoen.register.agreements.steps import note, opened, told
from meedoen.register.checks import NotPossible
from meedoen.register.employers.models import ContactPerson
from meedoen.register.links import hash_of, new_token
from meedoen.register.profiles.selectors import reach_of


class Letter(NamedTuple):
    """What goes to somebody with a link in it."""

    subject: str
    text: str


# Writes the letter for one side, with the token that is nowhere to be read again.
Write = Callable[[Agreement, AgreementParty, str], Letter]


def send_link(
    actor: Actor,
    number: str,
    side: str,
    to: str = "",
    *,
    write: Write,
    version: int,
    today: date,
    token: str | None = None,
) -> SignLink:
    """Send one side a link to read and sign; a link from before opens nothing any more.

    Whoever sends it does not see it: it goes to the mail address or mobile number of who signs. `to` left
    empty: the one that is kept. `token`: only where all people are invented; else it is drawn.
    """
    with transaction.atomic():
        require(actor, "agreement.send_link")
        row = opened(actor, number, "agreement.sign", version, today)
        party = party_of(row, side)
        if party.signed_on is not None:
            raise NotPossible(_("Deze partij heeft al getekend. Een link is niet nodig."))
        return _sent(actor, row, party, to, write, today, token, is_review=False)


def send_review_link(
    actor: Actor,
    number: str,
    to: str = "",
    *,
    write: Write,
    version: int,
    today: date,
    token: str | None = None,
) -> SignLink:
    """Send the candidate a link to read how the trial went, and agree or not."""
    with transaction.atomic():
        require(actor, "agreement.send_link")
        row = opened(actor, number, "agreement.review", version, today)
        review = review_of(row)
        if review is None or review.answer:
            raise NotPossible(_("Er is geen verslag dat op een antwoord van de kandidaat wacht."))
        return _sent(actor, row, party_of(row, "person"), to, write, today, token, is_review=True)


def _sent(
    actor: Actor,
    row: Agreement,
    party: AgreementParty,
    to: str,
    write: Write,
    today: date,
    token: str | None,
    *,
    is_review: bool,
) -> SignLink:
    where = _address(row, party, to)
    SignLink.objects.filter(party=party, is_review=is_review).standing(today).update(revoked_on=today)
    token = token or new_token()
    link = SignLink.objects.create(
        party=party,
        turn=row.turn,
        is_review=is_review,
        token_hash=hash_of(token),
        made_on=today,
        made_by_id=actor.account_id,
        expires_on=_until(row, today, is_review=is_review),
    )
    row.version += 1
    row.save(update_fields=["version"])
    note(row, "sent_link", actor, today, side=party.side)
    detail = told(row, side=party.side, until=link.expires_on.isoformat())
    journal.enter(actor, "agreement.send_link", "person", row.person.number, detail=detail)
    # Last: a carrier that fails undoes all of it, and nothing is sent of what was undone.
    send_letter(where, *write(row, party, token))
    return link


def _until(row: Agreement, today: date, *, is_review: bool) -> date:
    """Return the first day on which a link opens nothing: no later than there is something to sign."""
    closes = row.expires_on if row.state in UNFINISHED else row.ends_before
    until = today + LINK_LASTS
    return until if is_review or closes is None else min(until, closes)


def _address(row: Agreement, party: AgreementParty, to: str) -> str:
    """Return where the link goes: what was typed, what is kept with the side, or what the file knows."""
    kept = to or party.told_at
    if not kept and party.side == "person":
        reach = reach_of(row.person)
        kept = reach.phone if reach.channel == "sms" and reach.phone else reach.email or reach.phone
    if not kept:
        message = _(
            "Er is geen e-mailadres of mobiel nummer bekend. Vul het in, of teken namens deze partij."
        )
        raise NotPossible(message, field="to")
    where = told_at(kept, "to")
    if party.side in ("person", "representative") and where.casefold() in _at_work(row):
        message = _(
            "Dit adres is van de werkgever of inlener. De kandidaat leest en tekent zelf: stuur de link naar "
            "een eigen adres."
        )
        raise NotPossible(message, field="to")
    return where


def _at_work(row: Agreement) -> frozenset[str]:
    """Every address of the employer and hirer that is known here, in one shape."""
    parties = AgreementParty.objects.filter(agreement=row, side__in=("employer", "hirer"))
    known = set(parties.values_list("told_at", flat=True))
    people = ContactPerson.objects.filter(employer__in=(row.employer_id, row.workplace_employer_id))
    for email, phone in people.values_list("email", "phone"):
        known |= {email, phone}
    return frozenset(_in_one_shape(one).casefold() for one in known if one)


def _in_one_shape(address: str) -> str:
    try:
        return told_at(address, "to")
    except Refused:
        # A fixed line or an extension, to which nothing is sent.
        return ""
