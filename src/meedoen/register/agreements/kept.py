"""Everything that is kept about agreements of one person, in words: for an inzage."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

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
    ADVICES,
    BASES,
    EVENTS,
    HOW,
    INSTRUMENTS,
    ON_BEHALF,
    SIDES,
    STATES,
    because_in_words,
)
from meedoen.register.kept import Kept
from meedoen.register.places import place_name
from meedoen.register.profiles.words import DAYS, Words


def what_is_kept(person_id: int) -> list[Kept]:
    """Return every agreement with its texts, sides, signatures, events and links; colleagues by their
    organisation, not by name."""
    return [
        _agreements(person_id),
        _texts(person_id),
        _parties(person_id),
        _signatures(person_id),
        _events(person_id),
        _links(person_id),
        _reviews(person_id),
    ]


def _agreements(person_id: int) -> Kept:
    rows = Agreement.objects.filter(person=person_id).select_related(
        "employer", "workplace_employer", "payer", "proposal", "placement", "follows", "organisation"
    )
    return Kept(
        "agreements",
        _("Uw overeenkomsten"),
        (
            _("Nummer"),
            _("Soort"),
            _("Werkgever"),
            _("Werkt bij"),
            _("Gemeente of UWV"),
            _("Uitkering of hulp"),
            _("Voorstel"),
            _("Plaatsing"),
            _("Volgt op"),
            _("Eerste dag"),
            _("Eerste dag daarna"),
            _("Stand"),
            _("Gemaakt op"),
            _("Gemaakt door"),
            _("Verloopt op"),
        ),
        tuple(
            (
                one.number,
                one.get_kind_display(),
                one.employer.name,
                one.workplace_employer.name,
                one.payer.name,
                _word(BASES, one.basis),
                one.proposal.number if one.proposal else None,
                one.placement.number if one.placement else None,
                one.follows.number if one.follows else None,
                one.starts_on,
                one.ends_before,
                _word(STATES, one.state),
                one.made_on,
                one.organisation.name,
                one.expires_on,
            )
            for one in rows.order_by("pk")
        ),
    )


def _texts(person_id: int) -> Kept:
    rows = AgreementText.objects.filter(agreement__person=person_id).select_related("agreement")
    return Kept(
        "agreement_texts",
        _("Wat er in die overeenkomsten staat"),
        (
            _("Overeenkomst"),
            _("Tekst"),
            _("Gemaakt op"),
            _("Werk"),
            _("Uren per week"),
            _("Dagen"),
            _("Begeleiding"),
            _("Begeleider op het werk"),
            _("Instrumenten"),
            _("Werkgemeente"),
            _("Eerste dag"),
            _("Eerste dag daarna"),
            _("Advies van UWV"),
        ),
        tuple(
            (one.agreement.number, one.turn, one.made_on, *_in_words(one.terms))
            for one in rows.order_by("pk")
        ),
    )


def _in_words(terms: dict[str, Any]) -> tuple[str | None, ...]:
    return (
        terms.get("tasks"),
        terms.get("hours_week"),
        ", ".join(_word(DAYS, day) for day in terms.get("days") or ()),
        terms.get("guidance"),
        terms.get("supervisor"),
        ", ".join(_word(INSTRUMENTS, one) for one in terms.get("instruments") or ()),
        place_name(terms["work_municipality"]) if terms.get("work_municipality") else None,
        terms.get("starts_on"),
        terms.get("ends_before"),
        terms.get("advice_on"),
    )


def _parties(person_id: int) -> Kept:
    rows = AgreementParty.objects.filter(agreement__person=person_id).select_related("agreement")
    return Kept(
        "agreement_parties",
        _("Wie die overeenkomsten tekent"),
        (_("Overeenkomst"), _("Partij"), _("Wie"), _("Link naar"), _("Gevraagd op"), _("Getekend op")),
        tuple(
            (
                one.agreement.number,
                _word(SIDES, one.side),
                one.name,
                # Where others are reached is theirs.
                one.told_at if one.side == "person" else None,
                one.asked_on,
                one.signed_on,
            )
            for one in rows.order_by("pk")
        ),
    )


def _signatures(person_id: int) -> Kept:
    rows = Signature.objects.filter(party__agreement__person=person_id).select_related("party__agreement")
    return Kept(
        "agreement_signatures",
        _("Handtekeningen"),
        (
            _("Overeenkomst"),
            _("Tekst"),
            _("Partij"),
            _("Op"),
            _("Hoe"),
            _("Getypte naam"),
            _("Waarom namens"),
            _("Vervallen op"),
        ),
        tuple(
            (
                one.party.agreement.number,
                one.turn,
                _word(SIDES, one.party.side),
                one.signed_on,
                _word(HOW, one.how),
                one.name if one.how == "link" else None,
                _word(ON_BEHALF, one.because),
                one.withdrawn_on,
            )
            for one in rows.order_by("pk")
        ),
    )


def _events(person_id: int) -> Kept:
    rows = AgreementEvent.objects.filter(agreement__person=person_id).select_related("agreement")
    return Kept(
        "agreement_events",
        _("Wat er met die overeenkomsten gebeurde"),
        (_("Overeenkomst"), _("Op"), _("Wat"), _("Van wie"), _("Waarom"), _("Toelichting")),
        tuple(
            (
                one.agreement.number,
                one.on,
                _word(EVENTS, one.what),
                _word(SIDES, one.side),
                because_in_words(one.what, one.because) if one.because else None,
                one.words,
            )
            for one in rows.order_by("pk")
        ),
    )


def _links(person_id: int) -> Kept:
    rows = SignLink.objects.filter(party__agreement__person=person_id).select_related("party__agreement")
    return Kept(
        "sign_links",
        _("Links om te tekenen of te antwoorden"),
        (
            _("Overeenkomst"),
            _("Partij"),
            _("Gemaakt op"),
            _("Verloopt op"),
            _("Geopend op"),
            _("Beantwoord op"),
            _("Ingetrokken op"),
        ),
        tuple(
            (
                one.party.agreement.number,
                _word(SIDES, one.party.side),
                one.made_on,
                one.expires_on,
                one.opened_on,
                one.answered_on,
                one.revoked_on,
            )
            for one in rows.order_by("pk")
        ),
    )


def _reviews(person_id: int) -> Kept:
    rows = TrialReview.objects.filter(agreement__person=person_id).select_related("agreement")
    return Kept(
        "trial_reviews",
        _("Verslagen van uw proefplaatsingen"),
        (
            _("Overeenkomst"),
            _("Geschreven op"),
            _("Hoe het ging"),
            _("Advies"),
            _("Uw antwoord"),
            _("Uw woorden"),
            _("Beantwoord op"),
            _("Hoe"),
        ),
        tuple(
            (
                one.agreement.number,
                one.written_on,
                one.went,
                _word(ADVICES, one.advice),
                _word(EVENTS, one.answer),
                one.answer_words,
                one.answered_on,
                _word(HOW, one.how),
            )
            for one in rows.order_by("pk")
        ),
    )


def _word(words: Words, code: str) -> str:
    return str(words.get(code, code))
