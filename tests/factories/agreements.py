"""Agreements, made, signed and started through the services."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from meedoen.access.actors import Actor, actor_for
from meedoen.register.agreeing.starting import start_agreement
from meedoen.register.agreements import reviewing, services, signing
from meedoen.register.agreements.models import Agreement, AgreementParty, SignLink
from meedoen.register.agreements.terms import NewAgreement, Signer, Terms
from meedoen.register.links import hash_of
from meedoen.register.people.models import Person
from tests.factories import access, register

SIGNERS = {
    "employer": Signer("Wim Werkgever", "wim@bedrijf.example"),
    "payer": Signer("Alice Aalders"),
}
# On every day of these tests the law is read and certain.
LAW_DAY = date(2026, 8, 3)


def terms(today: date = access.TODAY, **more: Any) -> Terms:
    """Three days a week in the park, for two months."""
    values: dict[str, Any] = {
        "tasks": "Helpen in het park",
        "hours_week": Decimal(24),
        "days": ("mon", "tue", "wed"),
        "guidance": "Elke week een gesprek",
        "instruments": ("jobcoach",),
        "supervisor": "Wim Werkgever",
        "work_municipality": access.ASSEN,
        "starts_on": today,
        "ends_before": today + timedelta(days=61),
        **more,
    }
    return Terms(**values)


def new(
    by: Actor,
    person: Person | None = None,
    *,
    kind: str = "dienstverband",
    today: date = access.TODAY,
    **more: Any,
) -> NewAgreement:
    """An agreement to be made; `more` holds terms, or fields of the agreement itself."""
    own = {name: more.pop(name) for name in tuple(more) if name in NewAgreement.__dataclass_fields__}
    employer = register.employer() if "employer_kvk" not in own else None
    kvk = employer.kvk if employer else own["employer_kvk"]
    values: dict[str, Any] = {
        "employer_kvk": kvk,
        "workplace_kvk": kvk,
        "payer_id": by.organisation_id,
        "basis": "gemeente",
        "signers": SIGNERS,
        "terms": terms(today, **more),
        **own,
    }
    return NewAgreement(person_number=(person or register.person()).number, kind=kind, **values)


def draft(by: Actor, person: Person | None = None, *, today: date = access.TODAY, **more: Any) -> Agreement:
    """Made, and not yet laid before anybody."""
    return services.make_agreement(by, new(by, person, today=today, **more), today=today)


def shared(by: Actor, person: Person | None = None, *, today: date = access.TODAY, **more: Any) -> Agreement:
    """Waits for every signature."""
    made = draft(by, person, today=today, **more)
    return services.share_agreement(by, made.number, version=made.version, today=today)


def sign_all(by: Actor, made: Agreement, *, today: date = access.TODAY) -> Agreement:
    """Sign for whoever has not signed yet."""
    sides = AgreementParty.objects.filter(agreement=made, signed_on__isnull=True)
    for side in sides.order_by("place").values_list("side", flat=True):
        made.refresh_from_db()
        signing.sign_on_behalf(by, made.number, side, "no_means", version=made.version, today=today)
    made.refresh_from_db()
    return made


def signed(by: Actor, person: Person | None = None, *, today: date = access.TODAY, **more: Any) -> Agreement:
    """Signed by all."""
    return sign_all(by, shared(by, person, today=today, **more), today=today)


def running(by: Actor, person: Person | None = None, *, today: date = access.TODAY, **more: Any) -> Agreement:
    """Begun, with its placement."""
    made = signed(by, person, today=today, **more)
    return start_agreement(by, made.number, version=made.version, today=today)


def link(
    made: Agreement, side: str, token: str, *, expires_on: date = date(2099, 1, 1), **more: Any
) -> SignLink:
    """A link of which the token is known."""
    return SignLink.objects.create(
        party=AgreementParty.objects.get(agreement=made, side=side),
        turn=made.turn,
        token_hash=hash_of(token),
        made_on=made.made_on,
        expires_on=expires_on,
        **more,
    )


def in_the_world(person: Person, token: str) -> dict[str, Any]:
    """One that waits for signatures with a link that works, and a trial that runs with a review."""
    desk = person.responsible
    by = actor_for(access.account("Olga Overeen", "account_manager", "consulent", at=desk), access.TODAY)
    waits = shared(by, person)
    # Pages are opened on the day of the clock.
    Agreement.objects.filter(pk=waits.pk).update(expires_on=date(2099, 1, 1))
    link(waits, "person", token)
    trial = running(by, kind="proefplaatsing", today=LAW_DAY)
    reviewing.write_review(by, trial.number, "Het ging goed", "job", version=trial.version, today=LAW_DAY)
    return {"agreement": waits, "trial": trial}


def row(person: Person) -> Agreement:
    """One that waits for signatures, made by somebody who works where the file is kept."""
    desk = person.responsible
    found = access.desk_of(desk)
    account = found[0] if found else access.account("Olga Overeen", "account_manager", at=desk)
    return shared(actor_for(account, access.TODAY), person)


def due(by: Actor, today: date) -> dict[str, object]:
    """By rule: one that expires in a week, and one that does tomorrow."""
    week, tomorrow = draft(by, today=today), shared(by, today=today)
    Agreement.objects.filter(pk=week.pk).update(expires_on=today + timedelta(days=7))
    Agreement.objects.filter(pk=tomorrow.pk).update(expires_on=today + timedelta(days=1))
    return {"agreement.expires_week": week, "agreement.expires_day": tomorrow}
