"""What may be done before an agreement begins: make, change, share, unlock, annul."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.letters import told_at
from meedoen.access.powers import require
from meedoen.register.agreements.limits import past_limit
from meedoen.register.agreements.models import Agreement, AgreementParty
from meedoen.register.agreements.selectors import (
    is_uwv,
    payer_choices,
    require_work,
    standing_agreement,
    terms_of,
    uwv_is_here,
)
from meedoen.register.agreements.states import DRAFT_LASTS, SIDES, STANDING
from meedoen.register.agreements.steps import (
    ask_all,
    lapse,
    note,
    opened,
    said,
    take,
    told,
    write_text,
    wrong_reason,
)
from meedoen.register.agreements.terms import NewAgreement, Signer, Terms
from meedoen.register.agreements.validity import (
    collected,
    free_texts,
    tidied,
    wrong_agreement,
    wrong_signers,
    wrong_terms,
)
from meedoen.register.checks import AlreadyThere, NotPossible, tidy, together
from meedoen.register.employers.selectors import employer_by_kvk
from meedoen.register.free_text import warned_all
from meedoen.register.numbers import number_of, provisional_mark
from meedoen.register.people.selectors import colleague_of, locked_person
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import placement_by_number
from meedoen.register.proposals.selectors import proposal_to_change

PREFIX = "O"
Accepted = Collection[str]

__all__ = ["NewAgreement", "Signer", "Terms"]


def make_agreement(actor: Actor, new: NewAgreement, *, accepted: Accepted = (), today: date) -> Agreement:
    """Make the draft of an agreement, from nothing, a proposal that was accepted, or work that runs."""
    with transaction.atomic():
        require(actor, "agreement.make")
        return make_draft(actor, new, accepted=accepted, today=today)


def make_draft(
    actor: Actor,
    new: NewAgreement,
    *,
    follows: Agreement | None = None,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """As `make_agreement`, for deeds that make one on the way; `follows`: the trial it comes from."""
    with transaction.atomic():
        require(actor, "agreement.make")
        account, organisation = colleague_of(actor)
        person = locked_person(actor, new.person_number)
        require_work(actor, person)
        together(collected(wrong_agreement(actor, new, accepted, today)))
        employer = employer_by_kvk(actor, new.employer_kvk)
        workplace = employer_by_kvk(actor, new.workplace_kvk)
        payer = _payer(actor, new, today)
        _make_room(actor, (person.pk, employer.pk, new.kind, new.terms.starts_on), today)
        row = Agreement(
            number=provisional_mark(),
            kind=new.kind,
            person=person,
            employer=employer,
            workplace_employer=workplace,
            payer_id=payer,
            basis=new.basis,
            follows=follows,
            starts_on=new.terms.starts_on,
            ends_before=new.terms.ends_before,
            expires_on=today + DRAFT_LASTS,
            made_on=today,
            account_id=account,
            organisation_id=organisation,
        )
        _come_from(actor, row, new)
        _keep(row)
        _write_parties(row, new.signers)
        write_text(row, replace(new.terms, **tidied(new.terms)), today)
        note(row, "created", actor, today)
        detail = {"agreement": row.number, "kind": row.kind, "employer": employer.kvk}
        journal.enter(actor, "agreement.make", "person", person.number, detail=detail)
        return row


def change_agreement(
    actor: Actor,
    number: str,
    terms: Terms,
    signers: Mapping[str, Signer],
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Write another text while it is a draft."""
    with transaction.atomic():
        require(actor, "agreement.make")
        row = opened(actor, number, "agreement.change", version, today)
        wrong = [*wrong_signers(row.kind, signers), *wrong_terms(row.kind, terms, today)]
        wrong += past_limit(row.kind, row.basis, terms.starts_on, terms.ends_before, accepted)
        wrong += warned_all(actor, free_texts(terms), accepted, _names(row, signers)).refusals
        together(collected(iter(wrong)))
        if "representative" not in signers:
            AgreementParty.objects.filter(agreement=row, side="representative").delete()
        _write_parties(row, signers)
        row.starts_on, row.ends_before = terms.starts_on, terms.ends_before
        row.expires_on = today + DRAFT_LASTS
        write_text(row, replace(terms, **tidied(terms)), today)
        try:
            with transaction.atomic():
                take(row, "agreement.change", "changed", actor, today)
        except IntegrityError as twice:
            raise _twice() from twice
        detail = told(row, changed=True)
        journal.enter(actor, "agreement.make", "person", row.person.number, detail=detail)
        return row


def share_agreement(actor: Actor, number: str, *, version: int, today: date) -> Agreement:
    """Lay the text before all sides to sign; from now on it does not change unless it is unlocked."""
    with transaction.atomic():
        require(actor, "agreement.share")
        row = opened(actor, number, "agreement.share", version, today)
        ask_all(row, today)
        row.expires_on = today + DRAFT_LASTS
        take(row, "agreement.share", "shared", actor, today)
        detail = told(row)
        journal.enter(actor, "agreement.share", "person", row.person.number, detail=detail)
        return row


def unlock_agreement(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Open the text again: every signature lapses, with the reason, and every link opens nothing."""
    with transaction.atomic():
        require(actor, "agreement.unlock")
        row = opened(actor, number, "agreement.unlock", version, today)
        kept, wrong = said(actor, words, accepted)
        together([*wrong_reason("agreement.unlock", because), *wrong])
        lapsed = lapse(row, "unlocked", today)
        # A text of its own: who signed the one before, signed that one.
        terms = terms_of(row)
        row.turn += 1
        write_text(row, terms, today)
        row.expires_on = today + DRAFT_LASTS
        take(row, "agreement.unlock", "unlocked", actor, today, because=because, words=kept)
        detail = told(row, because=because, lapsed=lapsed)
        journal.enter(actor, "agreement.unlock", "person", row.person.number, detail=detail)
        return row


def annul_agreement(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Stop with what never began."""
    with transaction.atomic():
        require(actor, "agreement.annul")
        row = opened(actor, number, "agreement.annul", version, today)
        kept, wrong = said(actor, words, accepted)
        together([*wrong_reason("agreement.annul", because), *wrong])
        lapse(row, "annulled", today)
        take(row, "agreement.annul", "annulled", actor, today, because=because, words=kept)
        detail = told(row, because=because)
        journal.enter(actor, "agreement.annul", "person", row.person.number, detail=detail)
        return row


def _payer(actor: Actor, new: NewAgreement, today: date) -> int:
    if str(new.payer_id) not in dict(payer_choices(actor, today)):
        raise NotPossible(_("Kies uw eigen gemeente of UWV."), field="payer")
    is_trial = new.kind == Placement.Kind.PROEFPLAATSING
    wants_uwv = new.basis != "gemeente"
    if is_trial and wants_uwv and not is_uwv(new.payer_id) and uwv_is_here():
        message = _("Bij WW, WIA of Wajong geeft UWV toestemming voor een proefplaatsing. Kies UWV.")
        raise NotPossible(message, field="payer")
    if is_trial and not wants_uwv and is_uwv(new.payer_id):
        message = _("Bij bijstand geeft de gemeente toestemming voor een proefplaatsing. Kies de gemeente.")
        raise NotPossible(message, field="payer")
    return new.payer_id


def _make_room(actor: Actor, same: tuple[int, int, str, date], today: date) -> None:
    """Refuse a second agreement about the same; one that nobody went on with in time makes room."""
    found = standing_agreement(*same)
    if found is None:
        return
    if found.on(today) != "expired":
        raise _twice()
    take(found, "agreement.expire", "expired", actor, today, to="expired")


def _come_from(actor: Actor, row: Agreement, new: NewAgreement) -> None:
    """Hang it on the proposal or the work that it comes from."""
    if new.proposal:
        proposal = proposal_to_change(actor, new.proposal)
        if proposal.person_id != row.person_id or proposal.state != "accepted":
            raise NotPossible(_("Dit voorstel is van iemand anders, of nog niet aangenomen."))
        row.proposal = proposal
    if new.placement:
        placement = placement_by_number(actor, new.placement)
        same = (placement.person_id, placement.employer_id, placement.kind)
        if same != (row.person_id, row.employer_id, row.kind):
            message = _("Plaatsing %(number)s is van iemand anders, of een andere soort.")
            raise NotPossible(message % {"number": placement.number})
        if Agreement.objects.filter(placement=placement, state__in=STANDING).exists():
            raise AlreadyThere(_("Bij deze plaatsing hoort al een overeenkomst."))
        row.placement = placement


def _keep(row: Agreement) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise _twice() from twice
    row.number = number_of(PREFIX, row.pk)
    row.save(update_fields=["number"])


def _write_parties(row: Agreement, signers: Mapping[str, Signer]) -> None:
    for place, side in enumerate(SIDES):
        if side not in signers and side != "person":
            continue
        one = signers.get(side, Signer())
        values = {
            "name": "" if side == "person" else tidy(one.name),
            "told_at": told_at(one.told_at, f"{side}_to") if one.told_at else "",
            "place": place,
        }
        AgreementParty.objects.update_or_create(agreement=row, side=side, defaults=values)


def _names(row: Agreement, signers: Mapping[str, Signer]) -> list[str]:
    return [row.person.name, *(one.name for one in signers.values() if one.name)]


def _twice() -> AlreadyThere:
    message = _(
        "Van deze kandidaat, werkgever, soort en eerste dag is er al een overeenkomst. Open die in de lijst."
    )
    return AlreadyThere(message)
