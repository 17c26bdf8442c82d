"""Many agreements at once, each as it stands now: from a list that was kept somewhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.agreements.models import (
    Agreement,
    AgreementEvent,
    AgreementParty,
    AgreementText,
    Signature,
    SignLink,
    TrialReview,
)
from meedoen.register.agreements.selectors import payer_choices
from meedoen.register.agreements.states import (
    ADVICES,
    DRAFT_LASTS,
    LINK_LASTS,
    REASONS,
    RUNS,
    SIDES,
    STANDING,
    STATES,
    UNFINISHED,
)
from meedoen.register.agreements.terms import NewAgreement, Signer, as_json, digest_of
from meedoen.register.agreements.validity import tidied, wrong_signers, wrong_terms
from meedoen.register.checks import NotPossible, refuse_first, tidy, wrong_day
from meedoen.register.employers.selectors import employer_ids
from meedoen.register.links import hash_of
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import Known, colleague_of, locked_people
from meedoen.register.placements.models import Placement
from meedoen.register.writing import insert_rows

PREFIX = "O"


@dataclass(frozen=True)
class ToldReview:
    """How a trial went, and what the candidate said of it: “agreed”, “disputed” or nothing yet."""

    went: str
    advice: str
    answer: str = ""
    words: str = ""


@dataclass(frozen=True)
class Told:
    """An agreement as it was made on a day and stands now; what runs or ran is of a placement.

    `signed`: the sides that signed and how. `because`: why it is suspended or annulled.
    """

    new: NewAgreement
    on: date
    state: str
    signed: tuple[tuple[str, str], ...] = ()
    because: str = ""
    review: ToldReview | None = None


def register_agreements(
    actor: Actor,
    told: Sequence[Told],
    *,
    token_of: Callable[[str], str] | None = None,
    today: date,
) -> list[str]:
    """Register agreements that were made before, all or nothing; return their numbers in that order.

    `token_of`: only where all people are invented; a side that is waited for gets a link with this token.
    """
    with transaction.atomic():
        require(actor, "agreement.make")
        known = _Known(actor, told, today)
        refuse_first({at: wrong for at, one in enumerate(told, 1) if (wrong := list(known.wrong(one)))})
        mark = provisional_mark()
        rows = [known.row(one) for one in told]
        for turn, row in enumerate(rows):
            row.number = f"{mark}{turn:06}"
        insert_rows(rows)
        given = give_numbers(Agreement.objects.all(), mark, PREFIX)
        for row in rows:
            row.pk = given[row.number]
            row.number = number_of(PREFIX, row.pk)
        pairs = list(zip(rows, told, strict=True))
        _write(known, pairs, token_of, today)
        notes = [
            journal.Note(
                "agreement.make",
                "person",
                one.new.person_number,
                {"agreement": row.number, "kind": row.kind, "state": row.state},
            )
            for row, one in pairs
        ]
        journal.enter_many(actor, notes)
        return [row.number for row in rows]


class _Known:
    """The people, employers and placements that are spoken of, read together."""

    def __init__(self, actor: Actor, told: Sequence[Told], today: date) -> None:
        self.today = today
        self.account, self.organisation = colleague_of(actor)
        numbers = {one.new.person_number for one in told}
        self.people: dict[str, Known] = locked_people(actor, numbers, "work")
        keys = [one.pk for one in self.people.values()]
        self.names = dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))
        self.employers = employer_ids(actor)
        self.payers = dict(payer_choices(actor, today))
        asked = {one.new.placement for one in told if one.new.placement}
        placed = Placement.objects.visible_to(actor).standing().filter(number__in=asked)
        self.placements = {row.number: row for row in placed}
        taken = Agreement.objects.filter(placement__in=list(placed), state__in=STANDING)
        self.taken = set(taken.values_list("placement__number", flat=True))

    def wrong(self, one: Told) -> Iterator[Refused]:
        """Give what is wrong with one of them; what stands is remembered."""
        new = one.new
        if new.person_number not in self.people:
            yield NotPossible(_("Deze kandidaat bestaat niet of hoort niet bij u."))
            return
        if {new.employer_kvk, new.workplace_kvk} - self.employers.keys():
            yield NotPossible(_("Deze werkgever staat niet ingeschreven."))
        if str(new.payer_id) not in self.payers:
            yield NotPossible(_("Kies uw eigen gemeente of UWV."))
        yield from wrong_signers(new.kind, new.signers)
        yield from wrong_terms(new.kind, new.terms, self.today)
        yield from wrong_day(one.on, _("De dag van de overeenkomst"), "on", latest=self.today)
        yield from self._wrong_state(one)

    def _wrong_state(self, one: Told) -> Iterator[Refused]:
        signed = {side for side, _how in one.signed}
        is_whole = signed == {"person", *one.new.signers}
        begun = one.state in (*RUNS, "ended")
        if one.state not in STATES or (begun or one.state == "signed") != is_whole:
            yield NotPossible(_("De stand past niet bij wie heeft getekend."))
        reasons = {"suspended": "agreement.suspend", "annulled": "agreement.annul"}
        deed = reasons.get(one.state)
        if bool(one.because) is not bool(deed) or (deed and one.because not in REASONS[deed]):
            yield NotPossible(_("Kies een reden uit de lijst."), field="because")
        if begun and one.new.placement not in self.placements:
            yield NotPossible(_("Wat loopt of liep, hoort bij een plaatsing die geldt."))
        if one.new.placement:
            if one.new.placement in self.taken:
                yield NotPossible(_("Bij deze plaatsing hoort al een overeenkomst."))
            self.taken.add(one.new.placement)
        if one.review and (one.new.kind != Placement.Kind.PROEFPLAATSING or not begun):
            yield NotPossible(_("Een verslag hoort bij een proefplaatsing."))
        if one.review and (one.review.advice not in ADVICES or not tidy(one.review.went)):
            yield NotPossible(_("Het verslag is niet af."))

    def row(self, one: Told) -> Agreement:
        """Return the row of one that nothing is wrong with."""
        new, placement = one.new, self.placements.get(one.new.placement)
        return Agreement(
            kind=new.kind,
            person_id=self.people[new.person_number].pk,
            employer_id=self.employers[new.employer_kvk],
            workplace_employer_id=self.employers[new.workplace_kvk],
            payer_id=new.payer_id,
            basis=new.basis,
            placement=placement,
            starts_on=new.terms.starts_on,
            ends_before=new.terms.ends_before,
            state=one.state,
            turn=1,
            holds_turn=1 if placement is not None and one.state not in UNFINISHED else 0,
            expires_on=one.on + DRAFT_LASTS,
            made_on=one.on,
            account_id=self.account,
            organisation_id=self.organisation,
        )


def _write(
    known: _Known,
    pairs: Sequence[tuple[Agreement, Told]],
    token_of: Callable[[str], str] | None,
    today: date,
) -> None:
    """Write what hangs on agreements: texts, sides, signatures, events, links and reviews."""
    texts = {row.pk: _text(known, row, one) for row, one in pairs}
    insert_rows(list(texts.values()))
    insert_rows([party for row, one in pairs for party in _parties(row, one)])
    keys = [row.pk for row, _one in pairs]
    parties: dict[tuple[int, str], AgreementParty] = {
        (party.agreement_id, party.side): party for party in AgreementParty.objects.filter(agreement__in=keys)
    }
    insert_rows(
        [
            Signature(
                party=parties[row.pk, side],
                turn=1,
                digest=texts[row.pk].digest,
                signed_on=one.on,
                how=how,
                account_id=None if how == "link" else known.account,
                because="no_means" if how == "on_behalf" else "",
            )
            for row, one in pairs
            for side, how in one.signed
        ]
    )
    insert_rows([event for row, one in pairs for event in _events(row, one, known.account)])
    insert_rows([_review(row, one.review, known.account, one.on) for row, one in pairs if one.review])
    if token_of is not None:
        insert_rows(
            [
                _link(party, token_of(f"{row.number} {side}"), known.account, one.on, today)
                for row, one in pairs
                if one.state == "waits"
                for (key, side), party in parties.items()
                if key == row.pk and party.signed_on is None
            ]
        )


def _text(known: _Known, row: Agreement, one: Told) -> AgreementText:
    terms = replace(one.new.terms, **tidied(one.new.terms))
    sides = [("person", known.names[row.person_id])]
    sides += [(side, signer.name) for side, signer in one.new.signers.items()]
    digest = digest_of(terms, row.kind, row.payer_id, sides)
    return AgreementText(agreement=row, turn=1, terms=as_json(terms), digest=digest, made_on=one.on)


def _parties(row: Agreement, one: Told) -> Iterator[AgreementParty]:
    signed = {side for side, _how in one.signed}
    for place, side in enumerate(SIDES):
        if side != "person" and side not in one.new.signers:
            continue
        signer = one.new.signers.get(side, Signer())
        yield AgreementParty(
            agreement=row,
            side=side,
            name="" if side == "person" else tidy(signer.name),
            told_at=signer.told_at,
            must_sign=True,
            place=place,
            asked_on=None if one.state == "draft" else one.on,
            signed_on=one.on if side in signed else None,
        )


def _events(row: Agreement, one: Told, account: int) -> Iterator[AgreementEvent]:
    whats: list[dict[str, Any]] = [{"what": "created"}]
    if one.state != "draft":
        whats.append({"what": "shared"})
    for side, how in one.signed:
        on_behalf = how == "on_behalf"
        whats.append(
            {
                "what": "on_behalf" if on_behalf else "signed",
                "side": side,
                "because": "no_means" if on_behalf else "",
                "account_id": None if how == "link" else account,
            }
        )
    if row.holds_turn:
        whats.append({"what": "started"})
    if one.review:
        whats.append({"what": "reviewed"})
        if one.review.answer:
            whats.append({"what": one.review.answer, "side": "person", "words": tidy(one.review.words)})
    if one.state in ("suspended", "annulled", "ended", "expired"):
        whats.append({"what": one.state, "because": one.because})
    for values in whats:
        yield AgreementEvent(agreement=row, on=one.on, **{"account_id": account, **values})


def _review(row: Agreement, told: ToldReview, account: int, on: date) -> TrialReview:
    return TrialReview(
        agreement=row,
        written_on=on,
        account_id=account,
        went=tidy(told.went),
        advice=told.advice,
        answer=told.answer,
        answer_words=tidy(told.words),
        answered_on=on if told.answer else None,
        how="link" if told.answer else "",
    )


def _link(party: AgreementParty, token: str, account: int, on: date, today: date) -> SignLink:
    return SignLink(
        party=party,
        turn=1,
        is_review=False,
        token_hash=hash_of(token),
        made_on=on,
        made_by_id=account,
        expires_on=max(on, today) + LINK_LASTS,
    )
