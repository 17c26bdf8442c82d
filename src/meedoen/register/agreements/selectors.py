"""What may be asked about agreements: one with its texts, sides, signatures, events, and where it is from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.access.selectors import organisations
from meedoen.register.agreements.models import (
    Agreement,
    AgreementEvent,
    AgreementParty,
    AgreementText,
    Signature,
    SignLink,
    TrialReview,
)
from meedoen.register.agreements.states import (
    EVENTS,
    HOW,
    NEVER_BEGAN,
    ON_BEHALF,
    REASONS,
    SIDES,
    STANDING,
    because_in_words,
)
from meedoen.register.agreements.terms import Terms, as_terms
from meedoen.register.employers.models import ContactPerson, Employer
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import clean, sections_of_people, sight_of
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import standing_version

Choices = list[tuple[str, str]]
UWV = "uwv"
_BESIDE = (
    "person",
    "employer",
    "workplace_employer",
    "payer",
    "account",
    "organisation",
    "proposal",
    "placement",
    "follows",
)


def no_such_agreement() -> NotFound:
    """The one answer for what does not exist and for what may not be seen."""
    return NotFound(_("Deze overeenkomst bestaat niet of hoort niet bij u. Controleer het nummer."))


def agreement_by_number(actor: Actor, number: str) -> Agreement:
    """Return the agreement with this number, if the actor may see it."""
    rows = Agreement.objects.visible_to(actor).select_related(*_BESIDE)
    found = rows.filter(number=clean(number)).first()
    if found is None:
        raise no_such_agreement()
    return found


def agreement_to_change(actor: Actor, number: str) -> Agreement:
    """As `agreement_by_number`, of a person whose section on work the actor sees."""
    found = agreement_by_number(actor, number)
    require_work(actor, found.person)
    return found


def locked_agreement(actor: Actor, number: str) -> Agreement:
    """As `agreement_to_change`, and nobody else changes it until the transaction ends."""
    found = agreement_to_change(actor, number)
    # The person first, as everywhere: two deeds about one person wait for each other in one order.
    Person.objects.select_for_update().get(pk=found.person_id)
    Agreement.objects.select_for_update().get(pk=found.pk)
    return agreement_by_number(actor, number)


def require_work(actor: Actor, person: Person) -> None:
    """Refuse who sees the person without the section on work, or not at all."""
    if "work" not in sight_of(actor, person).sections:
        raise NotFound(_("Dit deel van het dossier is niet voor uw taak. Vraag het de vaste contactpersoon."))


def may_act_on(actor: Actor, agreement: Agreement) -> bool:
    """True if and only if the actor sees the person too, and not only that there is an agreement."""
    key = agreement.person_id
    return "work" in sections_of_people(actor, [key]).get(key, frozenset())


def terms_of(agreement: Agreement, turn: int | None = None) -> Terms:
    """Return the terms that are asked or hold now, or those of an earlier text."""
    return as_terms(text_of(agreement, turn).terms)


def text_of(agreement: Agreement, turn: int | None = None) -> AgreementText:
    """Return the frozen text that is asked or holds now, or an earlier one."""
    return AgreementText.objects.get(agreement=agreement, turn=turn or agreement.turn)


@dataclass(frozen=True, slots=True)
class PartyShown:
    """One side: who signs, whether and how that was done, or since when it is waited for."""

    key: int
    side: str
    label: str
    name: str
    of: str
    asked_on: date | None
    signed_on: date | None
    how: str
    by: str
    because: str
    link: SignLink | None


def parties_of(agreement: Agreement, on: date, turn: int | None = None) -> list[PartyShown]:
    """Return the sides of an agreement in their order, with their signature under a text."""
    parties = list(AgreementParty.objects.filter(agreement=agreement).order_by("place"))
    signed = {
        row.party_id: row
        for row in Signature.objects.filter(
            party__in=parties, turn=turn or agreement.turn, withdrawn_on__isnull=True
        ).select_related("account")
    }
    links = {
        row.party_id: row
        for row in SignLink.objects.filter(party__in=parties, is_review=False).standing(on).order_by("pk")
    }
    return [_party(agreement, one, signed.get(one.pk), links.get(one.pk)) for one in parties]


def _party(
    agreement: Agreement, party: AgreementParty, signed: Signature | None, link: SignLink | None
) -> PartyShown:
    return PartyShown(
        key=party.pk,
        side=party.side,
        label=str(SIDES[party.side]),
        name=name_of(agreement, party),
        of=organisation_of(agreement, party.side),
        asked_on=party.asked_on,
        signed_on=signed.signed_on if signed else None,
        how=str(HOW.get(signed.how, signed.how)) if signed else "",
        by=signed.account.name if signed and signed.account else "",
        because=str(ON_BEHALF.get(signed.because, "")) if signed else "",
        link=link,
    )


def name_of(agreement: Agreement, party: AgreementParty) -> str:
    """Return who signs for a side."""
    return agreement.person.name if party.side == "person" else party.name


def organisation_of(agreement: Agreement, side: str) -> str:
    """Return for which organisation somebody signs; nothing for the candidate and who represents them."""
    by_side = {
        "employer": agreement.employer.name,
        "hirer": agreement.workplace_employer.name,
        "payer": agreement.payer.name,
    }
    return by_side.get(side, "")


def party_of(agreement: Agreement, side: str) -> AgreementParty:
    """Return one side of this agreement."""
    # Looked for here: an address may hold signs that a database refuses.
    sides = {one.side: one for one in AgreementParty.objects.filter(agreement=agreement)}
    found = sides.get(side)
    if found is None:
        raise NotFound(_("Deze partij doet niet mee in deze overeenkomst."))
    return found


def waited_for(agreement: Agreement) -> list[AgreementParty]:
    """Return who still has to sign what is asked now."""
    rows = AgreementParty.objects.filter(agreement=agreement, must_sign=True, signed_on__isnull=True)
    return list(rows.order_by("place"))


@dataclass(frozen=True, slots=True)
class EventShown:
    """One thing that happened, in words."""

    on: date
    what: str
    side: str
    because: str
    words: str
    by: str


def events_of(agreement: Agreement) -> list[EventShown]:
    """Return what happened to an agreement, the latest first."""
    rows = AgreementEvent.objects.filter(agreement=agreement).select_related("account").order_by("-pk")
    return [
        EventShown(
            row.on,
            str(EVENTS.get(row.what, row.what)),
            str(SIDES.get(row.side, "")),
            because_in_words(row.what, row.because) if row.because else "",
            row.words,
            row.account.name if row.account else "",
        )
        for row in rows[:100]
    ]


def review_of(agreement: Agreement) -> TrialReview | None:
    """Return how the trial went, if that was written down."""
    return TrialReview.objects.filter(agreement=agreement).first()


def standing_placement(agreement: Agreement) -> Placement | None:
    """Return the placement of an agreement as it holds now, after corrections."""
    # Read anew: its end may have changed since the agreement was read.
    rows = Placement.objects.select_related("person", "employer")
    return standing_version(rows.filter(pk=agreement.placement_id or 0).first())


def followed_by(agreement: Agreement, on: date) -> str:
    """Return the number of the job that this trial led to, or nothing where that never began."""
    found = Agreement.objects.filter(follows=agreement).first()
    return "" if found is None or found.on(on) in NEVER_BEGAN else found.number


def standing_agreement(person_id: int, employer_id: int, kind: str, starts_on: date) -> Agreement | None:
    """Return the agreement that stands in the way of a second one about the same."""
    rows = Agreement.objects.filter(person=person_id, employer=employer_id, kind=kind, starts_on=starts_on)
    return rows.filter(state__in=STANDING).first()


def contact_name(employer: Employer) -> tuple[str, str]:
    """Return who to ask at an employer first, and a mail address or number; empty where nobody is known."""
    contact = ContactPerson.objects.filter(employer=employer, ends_before__isnull=True)
    first = contact.order_by("-is_main", "pk").first()
    return (first.name, first.email or first.phone) if first else ("", "")


def payer_choices(actor: Actor, on: date) -> Choices:
    """Return who may pay or give leave: the actor's own municipality, and UWV."""
    rows = organisations().filter(kind=UWV)
    own = organisations().filter(pk=actor.organisation_id or 0)
    found = [*own, *(one for one in rows.order_by("name") if one.pk != actor.organisation_id)]
    return [(str(one.pk), one.name) for one in found if one.ends_before is None or one.ends_before > on]


def is_uwv(organisation_id: int) -> bool:
    """True if and only if this organisation is UWV."""
    return organisations().filter(pk=organisation_id, kind=UWV).exists()


def uwv_is_here() -> bool:
    """True if and only if UWV is among the organisations, so that it can be chosen."""
    return organisations().filter(kind=UWV).exists()


def agreement_of(actor: Actor, placement_ids: Iterable[int]) -> str:
    """Return the number of the agreement of a placement that the actor may see, or nothing."""
    rows = Agreement.objects.visible_to(actor).filter(placement__in=list(placement_ids))
    return rows.order_by("-pk").values_list("number", flat=True).first() or ""


def reason_choices(deed: str) -> Choices:
    """Return the reasons of a deed, code and words."""
    return [(code, str(words)) for code, words in REASONS[deed].items()]
