"""Signing: behind a link, with an account for who pays, on behalf of somebody, and taken back."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.register.agreements.models import Agreement, AgreementParty, Signature, SignLink, TrialReview
from meedoen.register.agreements.selectors import (
    name_of,
    organisation_of,
    party_of,
    review_of,
    terms_of,
    text_of,
    waited_for,
)
from meedoen.register.agreements.states import OVER, may_do
from meedoen.register.agreements.steps import note, opened, said, told, wrong_reason
from meedoen.register.agreements.terms import Terms
from meedoen.register.agreements.validity import wrong_interest
from meedoen.register.checks import NotPossible, text, tidy, together
from meedoen.register.links import Contact, LinkGone, behind_link, contact_of, refuse_gone
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import colleague_of

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ToSign:
    """What stands behind a link. `answered`: since when this side signed or answered, so that a second
    time gives the same page."""

    agreement: Agreement
    party: AgreementParty
    name: str
    of: str
    terms: Terms
    contact: Contact | None
    until: date
    answered: date | None
    review: TrialReview | None


def open_link(token: str, *, is_colleague: bool = False, today: date) -> ToSign:
    """Return what is behind a link. Opening it changes nothing but the day it was first read.

    `is_colleague`: someone of the region looks along, and this side has not read anything yet.
    """
    with transaction.atomic():
        link = _link(token, today)
        if link.opened_on is None and not is_colleague:
            link.opened_on = today
            link.save(update_fields=["opened_on"])
        row = link.party.agreement
        detail = {"agreement": row.number, "side": link.party.side, "ground": "agreement"}
        actor = _behind(link.party)
        journal.enter(
            actor, "agreement.open_by_link", "person", row.person.number, detail=detail, is_look=True
        )
        return _shown(link)


def sign_by_link(token: str, typed: str, *, today: date) -> ToSign:
    """Sign with the name of who the link is for; a second time is the same signature."""
    with transaction.atomic():
        link = _link(token, today)
        row, party = link.party.agreement, link.party
        if link.is_review:
            raise NotPossible(_("Achter deze link staat een verslag, geen overeenkomst."))
        if party.signed_on is None:
            together(_wrong_name(typed, name_of(row, party)))
            actor = _behind(party)
            _sign(row, party, actor, today, how="link", name=tidy(typed))
            link.answered_on = today
            link.save(update_fields=["answered_on"])
            detail = {"agreement": row.number, "side": party.side, "state": row.state, "ground": "agreement"}
            journal.enter(actor, "agreement.sign_by_link", "person", row.person.number, detail=detail)
        return _shown(link)


def sign_with_account(actor: Actor, number: str, *, version: int, today: date) -> Agreement:
    """Sign for the municipality or UWV that pays, by somebody who works there."""
    with transaction.atomic():
        require(actor, "agreement.sign")
        colleague_of(actor)
        row = opened(actor, number, "agreement.sign", version, today)
        if actor.organisation_id != row.payer_id:
            message = _("Alleen iemand van %(payer)s tekent hier met een account. Stuur een link.")
            raise NotAllowed(message % {"payer": row.payer.name})
        party = party_of(row, "payer")
        _refuse_signed(party)
        _sign(row, party, actor, today, how="account", name=actor.name)
        detail = told(row, side="payer")
        journal.enter(actor, "agreement.sign", "person", row.person.number, detail=detail)
        return row


def sign_on_behalf(
    actor: Actor,
    number: str,
    side: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Collection[str] = (),
    today: date,
) -> Agreement:
    """Sign in the name of a side that cannot use a link, with the reason and by which colleague.

    Never by who is the employer or hirer for the candidate or who represents them.
    """
    with transaction.atomic():
        require(actor, "agreement.sign_on_behalf")
        colleague_of(actor)
        row = opened(actor, number, "agreement.sign", version, today)
        party = party_of(row, side)
        _refuse_signed(party)
        kept, wrong = said(actor, words, accepted)
        together(
            [*wrong_reason("agreement.sign_on_behalf", because), *wrong, *wrong_interest(actor, row, side)]
        )
        _sign(row, party, actor, today, how="on_behalf", because=because, words=kept)
        detail = told(row, side=side, because=because)
        journal.enter(actor, "agreement.sign_on_behalf", "person", row.person.number, detail=detail)
        return row


def withdraw_signature(
    actor: Actor,
    number: str,
    side: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Collection[str] = (),
    today: date,
) -> Agreement:
    """Take a signature back, for who asked it or because it was not theirs; the others stay."""
    with transaction.atomic():
        require(actor, "agreement.withdraw_signature")
        row = opened(actor, number, "agreement.withdraw_signature", version, today)
        party = party_of(row, side)
        kept, wrong = said(actor, words, accepted)
        together([*wrong_reason("agreement.withdraw_signature", because), *wrong])
        if row.holds_turn == row.turn or party.signed_on is None:
            raise NotPossible(_("Er is geen handtekening die nog kan worden ingetrokken."))
        standing = Signature.objects.filter(party=party, turn=row.turn, withdrawn_on__isnull=True)
        standing.update(withdrawn_on=today, withdrawn_because=because)
        party.signed_on, party.asked_on = None, today
        party.save(update_fields=["signed_on", "asked_on"])
        SignLink.objects.filter(party=party, is_review=False).standing(today).update(revoked_on=today)
        if row.state == "signed":
            row.state = "waits"
        row.version += 1
        row.save(update_fields=["state", "version"])
        note(row, "withdrawn", actor, today, side=side, because=because, words=kept)
        detail = told(row, side=side, because=because)
        journal.enter(actor, "agreement.withdraw_signature", "person", row.person.number, detail=detail)
        return row


def _sign(
    row: Agreement,
    party: AgreementParty,
    actor: Actor,
    today: date,
    *,
    how: str,
    name: str = "",
    because: str = "",
    words: str = "",
) -> None:
    Signature.objects.create(
        party=party,
        turn=row.turn,
        digest=text_of(row).digest,
        signed_on=today,
        how=how,
        name=name,
        account_id=actor.account_id,
        because=because,
    )
    party.signed_on = today
    party.save(update_fields=["signed_on"])
    # Of what runs already, another end is laid before them: that begins with a deed of the desk too.
    if row.state == "waits" and not waited_for(row):
        row.state = "signed"
    row.version += 1
    row.save(update_fields=["state", "version"])
    what = "on_behalf" if how == "on_behalf" else "signed"
    note(row, what, actor, today, side=party.side, because=because, words=words)


def _refuse_signed(party: AgreementParty) -> None:
    if party.signed_on is not None:
        raise NotPossible(_("Deze partij heeft al getekend."))


def _wrong_name(typed: str, name: str) -> list[Refused]:
    _kept, wrong = text(typed, _("Uw naam"), "name", LONGEST_NAME)
    if not wrong and _plain(typed) != _plain(name):
        message = _(
            "Deze link is voor %(name)s. Typ die naam precies zo om te tekenen. Bent u iemand anders? "
            "Teken dan niet, en geef de link terug aan wie u hem stuurde."
        )
        wrong = [NotPossible(message % {"name": name}, field="name")]
    return wrong


def _plain(name: str) -> str:
    """A name without capitals, accents and dots, as people type it on a phone."""
    apart = unicodedata.normalize("NFKD", tidy(name).casefold())
    return " ".join("".join(sign if sign.isalnum() else " " for sign in apart if not _is_mark(sign)).split())


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


def _behind(party: AgreementParty) -> Actor:
    names = {
        "person": _("kandidaat, met een link"),
        "representative": _("vertegenwoordiger, met een link"),
        "employer": _("werkgever, met een link"),
        "hirer": _("inlener, met een link"),
        "payer": _("gemeente of UWV, met een link"),
    }
    return behind_link(names[party.side])


def _link(token: str, today: date) -> SignLink:
    """Return the link of a token, its agreement locked, or say what is the matter with it."""
    found = SignLink.objects.of(token)
    key = found.values_list("party__agreement", flat=True).first()
    # The link is read under the lock of its agreement: it may be revoked while this waits.
    if key is not None:
        Agreement.objects.select_for_update().get(pk=key)
    link = found.select_related("party").first()
    if link is None:
        raise LinkGone("unknown")
    beside = ("person", "employer", "workplace_employer", "payer", "account__organisation", "organisation")
    row = Agreement.objects.select_related(*beside).get(pk=link.party.agreement_id)
    link.party.agreement = row
    contact = _contact(row)
    refuse_gone(link, today, contact)
    # Whoever is protected or gone is shown to nobody, whatever was sent before.
    is_closed = row.person.state != Person.State.OPEN
    # A review is of the trial, whichever end waits for signatures.
    is_closed |= link.turn != row.turn and not link.is_review
    if is_closed or not _is_answerable(link, row.on(today)):
        raise LinkGone("closed", contact)
    return link


def _is_answerable(link: SignLink, state: str) -> bool:
    """Whether the page is still about something: to sign, or to read back what was signed."""
    if link.is_review:
        return may_do(state, "agreement.review")
    return state not in OVER


def _contact(row: Agreement) -> Contact | None:
    name = row.account.name if row.account else ""
    return contact_of(row.account_id, name, row.organisation.name)


def _shown(link: SignLink) -> ToSign:
    row, party = link.party.agreement, link.party
    review = review_of(row) if link.is_review else None
    return ToSign(
        agreement=row,
        party=party,
        name=name_of(row, party),
        of=organisation_of(row, party.side),
        terms=terms_of(row),
        contact=_contact(row),
        until=link.expires_on,
        answered=review.answered_on if review else party.signed_on,
        review=review,
    )
