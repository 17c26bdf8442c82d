"""One step of an agreement: refused or not, the event that says so, and signatures that lapse."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.register.agreements.models import (
    LONGEST,
    Agreement,
    AgreementEvent,
    AgreementParty,
    AgreementText,
    Signature,
    SignLink,
)
from meedoen.register.agreements.selectors import locked_agreement, name_of
from meedoen.register.agreements.states import MOVES, REASONS, STATES, may_do
from meedoen.register.agreements.terms import Terms, as_json, digest_of
from meedoen.register.checks import NotPossible, refuse_changed, tidy
from meedoen.register.free_text import warned


def opened(actor: Actor, number: str, deed: str, version: int, today: date) -> Agreement:
    """Return an agreement locked for a deed that may be done in its state, as it was when a form opened."""
    agreement = locked_agreement(actor, number)
    refuse_changed(opened=version, version=agreement.version, now={}, typed={})
    refuse_move(agreement, deed, today)
    return agreement


def refuse_move(agreement: Agreement, deed: str, today: date) -> None:
    """Refuse a deed that the table does not give in the state of today."""
    state = agreement.on(today)
    if not may_do(state, deed):
        message = _("Deze overeenkomst is nu: %(state)s. Dit kan er nu niet mee.")
        raise NotPossible(message % {"state": STATES[state]})


def wrong_reason(deed: str, because: str) -> list[Refused]:
    """Refuse a reason that this deed does not have."""
    if because in REASONS[deed]:
        return []
    return [NotPossible(_("Kies een reden uit de lijst."), field="because")]


def said(actor: Actor, words: str, accepted: Collection[str]) -> tuple[str, list[Refused]]:
    """Return what was said beside a deed on one line, and what is wrong with it."""
    kept = tidy(words)
    if len(kept) > LONGEST:
        message = _("De toelichting is te lang. Gebruik hoogstens %(longest)s tekens.")
        return kept, [NotPossible(message % {"longest": LONGEST}, field="words")]
    return kept, list(warned(actor, kept, "words", accepted).refusals)


def take(
    agreement: Agreement,
    deed: str,
    what: str,
    actor: Actor,
    today: date,
    *,
    side: str = "",
    because: str = "",
    words: str = "",
    to: str = "",
) -> Agreement:
    """Bring an agreement where the deed leads, and write down what happened; `to`: another state than that
    of the table, which says so in its words."""
    agreement.state = to or MOVES[agreement.on(today)][deed]
    agreement.version += 1
    agreement.save()
    note(agreement, what, actor, today, side=side, because=because, words=words)
    return agreement


def note(
    agreement: Agreement,
    what: str,
    actor: Actor,
    today: date,
    *,
    side: str = "",
    because: str = "",
    words: str = "",
) -> None:
    """Write down what happened."""
    AgreementEvent.objects.create(
        agreement=agreement,
        on=today,
        what=what,
        side=side,
        because=because,
        words=words,
        account_id=actor.account_id,
    )


def told(agreement: Agreement, **detail: Any) -> dict[str, Any]:
    """Return what the journal keeps beside a deed: keys and codes, at the person it is about."""
    return {"agreement": agreement.number, "state": agreement.state, **detail}


def write_text(agreement: Agreement, terms: Terms, today: date) -> AgreementText:
    """Keep a new text as the one that is asked; the first day and the end come with what holds."""
    parties = AgreementParty.objects.filter(agreement=agreement).order_by("place")
    names = [(one.side, name_of(agreement, one)) for one in parties]
    text, _made = AgreementText.objects.update_or_create(
        agreement=agreement,
        turn=agreement.turn,
        defaults={
            "terms": as_json(terms),
            "digest": digest_of(terms, agreement.kind, agreement.payer_id, names),
            "made_on": today,
        },
    )
    return text


def lapse(agreement: Agreement, because: str, today: date) -> int:
    """Let every signature under the asked text lapse and its links open nothing; return how many lapsed."""
    parties = AgreementParty.objects.filter(agreement=agreement)
    SignLink.objects.filter(party__in=parties, is_review=False).standing(today).update(revoked_on=today)
    signed = Signature.objects.filter(party__in=parties, turn=agreement.turn, withdrawn_on__isnull=True)
    lapsed = signed.update(withdrawn_on=today, withdrawn_because=because)
    parties.update(signed_on=None, asked_on=None)
    return lapsed


def leave_change(agreement: Agreement, because: str, today: date) -> None:
    """Go back to the text that holds, with the signatures under it; the other one stays to be read."""
    lapse(agreement, because, today)
    agreement.turn = agreement.holds_turn
    standing = Signature.objects.filter(
        party__agreement=agreement, turn=agreement.turn, withdrawn_on__isnull=True
    )
    for party_id, signed_on in standing.values_list("party_id", "signed_on"):
        AgreementParty.objects.filter(pk=party_id).update(signed_on=signed_on, asked_on=signed_on)


def ask_all(agreement: Agreement, today: date) -> None:
    """Ask every side to sign the text that is there now."""
    AgreementParty.objects.filter(agreement=agreement).update(signed_on=None, asked_on=today)
