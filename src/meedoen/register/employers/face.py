"""The one face of the region to an employer: who owns, who spoke last, and whether one more may come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.colleagues import Colleague, colleagues_in
from meedoen.access.powers import POWERS, may
from meedoen.primitives.period import Month, day_in_words
from meedoen.register.employers.models import ContactMoment, Employer, Owner, OwnerOffer
from meedoen.register.employers.words import KINDS, PAUSES, label_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwnerShown:
    account_id: int
    name: str
    organisation: str
    since: date


@dataclass(frozen=True, slots=True)
class LastSpoken:
    """Who spoke with an employer last, over all municipalities."""

    on: date
    kind: str
    by: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An owner asked another account manager to take over."""

    pk: int
    kvk: str
    employer: str
    by: str
    to: str
    to_account_id: int
    from_account_id: int
    asked_on: date


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on top of the page of an employer, and of every form to approach it."""

    owner: OwnerShown | None
    offer: Offer | None
    last: LastSpoken | None
    may_be_approached: bool
    words: str


def face_of(employer: Employer, today: date) -> Face:
    """Return who owns an employer, who spoke with it last, and whether it may be approached today."""
    allowed, words = may_be_approached(employer, today)
    return Face(owner_of(employer), offer_of(employer), last_spoken(employer), allowed, words)


def may_own(today: date) -> tuple[Colleague, ...]:
    """Return who can be the owner of an employer: the account managers of that day."""
    return colleagues_in(POWERS["owner.answer"], today)


def owner_of(employer: Employer) -> OwnerShown | None:
    """Return who owns an employer now."""
    rows = Owner.objects.filter(employer=employer, ends_before__isnull=True)
    row = rows.select_related("account__organisation").first()
    if row is None:
        return None
    return OwnerShown(row.account_id, row.account.name, row.account.organisation.name, row.starts_on)


def offer_of(employer: Employer) -> Offer | None:
    """Return the request to take an employer over that waits for an answer."""
    return next(iter(_offers(OwnerOffer.objects.filter(employer=employer, state="open"))), None)


def offers_to(actor: Actor) -> tuple[Offer, ...]:
    """Return the employers that others ask the actor to take over."""
    if actor.account_id is None or not may(actor, "owner.answer"):
        return ()
    waiting = OwnerOffer.objects.filter(to_account_id=actor.account_id, state="open")
    return tuple(_offers(waiting))


def _offers(rows: QuerySet[OwnerOffer]) -> list[Offer]:
    found = rows.select_related("employer", "from_account", "to_account").order_by("asked_on", "pk")
    return [
        Offer(
            row.pk,
            row.employer.kvk,
            row.employer.name,
            row.from_account.name,
            row.to_account.name,
            row.to_account_id,
            row.from_account_id,
            row.asked_on,
        )
        for row in found
    ]


def last_spoken(employer: Employer) -> LastSpoken | None:
    """Return the last contact with an employer, whoever it was in whichever municipality."""
    rows = ContactMoment.objects.filter(employer=employer).select_related("account", "organisation")
    row = rows.order_by("-on", "-pk").first()
    if row is None:
        return None
    return LastSpoken(row.on, label_of(KINDS, row.kind), row.account.name, row.organisation.name)


def approaches_in(employer: Employer, month: Month) -> int:
    """Return how often the whole region approached an employer in a calendar month."""
    within = {"on__gte": month.first_day, "on__lte": month.last_day}
    return ContactMoment.objects.filter(employer=employer, is_approach=True, **within).count()


def may_be_approached(employer: Employer, today: date) -> tuple[bool, str]:
    """Return whether the region may approach an employer on a day, and why not, until when, or how far
    it is from the limit. Everyone's approaches in the calendar month are counted together."""
    already = 0
    if employer.approaches_a_month is not None and not is_paused(employer, today):
        already = approaches_in(employer, Month.of(today))
    return judged(employer, today, already)


def judged(employer: Employer, on: date, already: int) -> tuple[bool, str]:
    """As `may_be_approached`, for who knows how often the employer was approached in that month already."""
    if is_paused(employer, on) and employer.paused_until is not None:
        words = _("Deze werkgever wil rust t/m %(day)s: %(why)s. Benader hem daarna.")
        last = day_in_words(employer.paused_until - DAY)
        return False, words % {"day": last, "why": label_of(PAUSES, employer.pause_because)}
    most, month = employer.approaches_a_month, Month.of(on)
    if most is None:
        return True, _("Deze werkgever heeft geen grens gesteld aan benaderingen.")
    given = {
        "most": most,
        "already": already,
        "month": month.label,
        "day": day_in_words(month.next.first_day),
    }
    if already >= most:
        words = _(
            "Deze werkgever wil hoogstens %(most)s keer per maand benaderd worden, door de hele regio samen. "
            "In %(month)s is dat al %(already)s keer gebeurd. Vanaf %(day)s mag het weer."
        )
        return False, words % given
    words = _("Hoogstens %(most)s benaderingen per maand; in %(month)s waren het er %(already)s.")
    return True, words % given


def is_paused(employer: Employer, on: date) -> bool:
    """True if and only if the employer asked for rest, or was given it, on that day."""
    begins, until = employer.paused_from, employer.paused_until
    return begins is not None and until is not None and begins <= on < until
