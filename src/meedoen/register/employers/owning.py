"""What may be done with who speaks for the region with an employer: take it on, hand it over, answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible, together, wrong_day
from meedoen.register.employers.face import may_own
from meedoen.register.employers.models import Employer, Owner, OwnerOffer
from meedoen.register.employers.noted import wrong_code
from meedoen.register.employers.selectors import account_of, locked_employer
from meedoen.register.employers.words import OFFER_REFUSALS
from meedoen.register.writing import insert_rows


class NotYours(Refused):
    """The employer, or the request about it, is a colleague's."""


def become_owner(actor: Actor, kvk: str, *, today: date) -> Owner:
    """Take on an employer that nobody owns, or whose owner is no account manager any more."""
    with transaction.atomic():
        require(actor, "owner.take")
        account_id = account_of(actor)
        employer = locked_employer(actor, kvk)
        standing = _standing(employer)
        if standing is not None:
            if standing.account_id == account_id:
                raise NotPossible(_("U bent al de accountmanager van deze werkgever."))
            if standing.account_id in {one.account_id for one in may_own(today)}:
                message = _(
                    "%(name)s is de accountmanager van deze werkgever. Vraag of die hem aan u overdraagt."
                )
                raise NotYours(message % {"name": standing.account.name})
        row = _hand_to(employer, standing, account_id, today)
        journal.enter(actor, "owner.take", "employer", employer.kvk, detail={"owner": account_id})
        return row


def become_owner_of_many(actor: Actor, takings: Sequence[tuple[str, date]], *, today: date) -> int:
    """Take on many employers that never had an owner: KvK number, and since which day."""
    with transaction.atomic():
        require(actor, "owner.take")
        account_id = account_of(actor)
        free = Employer.objects.visible_to(actor).exclude(pk__in=Owner.objects.values("employer_id"))
        keys = dict(free.values_list("kvk", "pk"))
        for kvk, since in takings:
            together(wrong_day(since, _("De eerste dag"), "since", latest=today))
            if kvk not in keys:
                message = _("Werkgever %(kvk)s is niet ingeschreven, of heeft al een accountmanager.")
                raise NotPossible(message % {"kvk": kvk}, field="kvk")
        insert_rows(
            [Owner(employer_id=keys[kvk], account_id=account_id, starts_on=since) for kvk, since in takings]
        )
        detail = {"owner": account_id}
        journal.enter_many(
            actor, [journal.Note("owner.take", "employer", kvk, detail) for kvk, _since in takings]
        )
        return len(takings)


def offer_employer(actor: Actor, kvk: str, to_account_id: int, *, today: date) -> OwnerOffer:
    """Ask another account manager to take an employer over; the owner stays so until that is accepted."""
    with transaction.atomic():
        require(actor, "owner.offer")
        employer = locked_employer(actor, kvk)
        standing = _required(employer)
        if standing.account_id != actor.account_id and not actor.has_role("coordinator"):
            message = _("Alleen %(name)s, de accountmanager van deze werkgever, kan hem overdragen.")
            raise NotYours(message % {"name": standing.account.name})
        if _waiting(employer) is not None:
            message = _("Er wacht al een verzoek om deze werkgever over te nemen. Trek dat eerst in.")
            raise NotPossible(message)
        if to_account_id not in {one.account_id for one in may_own(today)}:
            message = _("Deze collega is nu geen accountmanager. Kies iemand uit de lijst.")
            raise NotPossible(message, field="to_account")
        if to_account_id == standing.account_id:
            message = _("Deze collega is al de accountmanager. Kies een ander.")
            raise NotPossible(message, field="to_account")
        offer = OwnerOffer.objects.create(
            employer=employer,
            from_account_id=standing.account_id,
            to_account_id=to_account_id,
            asked_on=today,
        )
        detail = {"from": standing.account_id, "to": to_account_id}
        journal.enter(actor, "owner.offer", "employer", employer.kvk, detail=detail)
        return offer


def answer_offer(actor: Actor, kvk: str, *, accept: bool, refusal: str = "", today: date) -> OwnerOffer:
    """Take over an employer that was offered, or say why not."""
    with transaction.atomic():
        require(actor, "owner.answer")
        employer = locked_employer(actor, kvk)
        offer = _waiting(employer)
        if offer is None:
            raise NotPossible(_("Er wacht geen verzoek meer om deze werkgever over te nemen."))
        if offer.to_account_id != actor.account_id:
            raise NotYours(_("Dit verzoek is aan een collega gedaan. Alleen die kan antwoorden."))
        if not accept:
            together(wrong_code(refusal, OFFER_REFUSALS, "refusal"))
        offer.state, offer.answered_on = ("accepted" if accept else "refused"), today
        offer.refusal = "" if accept else refusal
        offer.save(update_fields=["state", "refusal", "answered_on"])
        if accept:
            _hand_to(employer, _standing(employer), offer.to_account_id, today)
        detail = {"accepted": accept, "refusal": offer.refusal, "to": offer.to_account_id}
        journal.enter(actor, "owner.answer", "employer", employer.kvk, detail=detail)
        return offer


def withdraw_offer(actor: Actor, kvk: str, *, today: date) -> OwnerOffer:
    """Take back the request to take an employer over, while nobody answered it."""
    with transaction.atomic():
        require(actor, "owner.offer")
        employer = locked_employer(actor, kvk)
        offer = _waiting(employer)
        if offer is None:
            raise NotPossible(_("Er wacht geen verzoek meer om deze werkgever over te nemen."))
        if offer.from_account_id != actor.account_id and not actor.has_role("coordinator"):
            raise NotYours(_("Dit verzoek is van een collega. Alleen die kan het intrekken."))
        offer.state, offer.answered_on = "withdrawn", today
        offer.save(update_fields=["state", "answered_on"])
        journal.enter(actor, "owner.withdraw", "employer", employer.kvk, detail={"to": offer.to_account_id})
        return offer


def _standing(employer: Employer) -> Owner | None:
    rows = Owner.objects.filter(employer=employer, ends_before__isnull=True)
    return rows.select_related("account").first()


def _required(employer: Employer) -> Owner:
    standing = _standing(employer)
    if standing is None:
        raise NotPossible(_("Deze werkgever heeft nog geen accountmanager. Er is niets over te dragen."))
    return standing


def _waiting(employer: Employer) -> OwnerOffer | None:
    return OwnerOffer.objects.filter(employer=employer, state="open").first()


def _hand_to(employer: Employer, standing: Owner | None, account_id: int, today: date) -> Owner:
    if standing is not None:
        # Who took it on today, or later than the day of a corrected clock, owned it for no day at all.
        standing.ends_before = max(today, standing.starts_on)
        standing.save(update_fields=["ends_before"])
        # What the former owner asked a third colleague no longer holds.
        OwnerOffer.objects.filter(employer=employer, state="open").update(
            state="withdrawn", answered_on=today
        )
    return Owner.objects.create(employer=employer, account_id=account_id, starts_on=today)
