"""What is due about employers: steps, silence, advice, arrangements that end, employers to take over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Max
from django.db.models.functions import Coalesce

from meedoen.access.actors import Actor
from meedoen.register.due import Asked, Due
from meedoen.register.employers.models import (
    Arrangement,
    ContactMoment,
    Employer,
    Owner,
    OwnerOffer,
    ScanAdvice,
)

QUIET = timedelta(days=90)
DAY = timedelta(days=1)


def next_steps(asked: Asked) -> list[Due]:
    """Return the next steps that were promised by today and not taken."""
    rows = ContactMoment.objects.filter(
        asked.about("pk", "next_on"), next_done_on__isnull=True, next_on__lte=asked.on
    )
    return [
        Due(key, by_on, {"by_on": str(by_on)}, employer_id=employer, account_id=account)
        for key, by_on, employer, account in rows.values_list(
            "pk", "next_on", "employer_id", "next_account_id"
        )
        if by_on is not None
    ]


def not_spoken_with(asked: Asked) -> list[Due]:
    """Return the employers with an owner with whom nobody in the region spoke for 90 days."""
    owners = (
        Owner.objects.filter(ends_before__isnull=True)
        .annotate(last=Max("employer__moments__on"))
        .annotate(spoken_on=Coalesce("last", "starts_on"))
        .filter(asked.about("employer_id", "spoken_on"), spoken_on__lt=asked.on - QUIET)
    )
    return [
        Due(
            employer,
            spoken_on,
            {"last_on" if last else "owner_since": str(spoken_on), "days": (asked.on - spoken_on).days},
            employer_id=employer,
            account_id=account,
        )
        for employer, spoken_on, last, account in owners.values_list(
            "employer_id", "spoken_on", "last", "account_id"
        )
    ]


def advice_to_follow_up(asked: Asked) -> list[Due]:
    """Return the advice of scans that had to be followed up by today."""
    rows = ScanAdvice.objects.filter(
        asked.about("pk", "follow_up_on"), state="open", follow_up_on__lte=asked.on
    )
    return [
        Due(key, by_on, {"by_on": str(by_on)}, employer_id=employer, account_id=account)
        for key, by_on, employer, account in rows.values_list(
            "pk", "follow_up_on", "scan__employer_id", "account_id"
        )
    ]


def arrangements_that_end(asked: Asked) -> list[Due]:
    """Return the arrangements that hold and will end."""
    rows = Arrangement.objects.filter(
        asked.about("pk", "ends_before"), state="agreed", ends_before__gt=asked.on
    )
    return [
        Due(
            key,
            ends_before,
            {"last_on_day": str(ends_before - DAY)},
            employer_id=employer,
            account_id=account,
        )
        for key, ends_before, employer, account in rows.values_list(
            "pk", "ends_before", "employer_id", "responsible_id"
        )
        if ends_before is not None
    ]


def offers_to_answer(asked: Asked) -> list[Due]:
    """Return the requests to take over an employer that wait for an answer."""
    rows = OwnerOffer.objects.filter(asked.about("pk", "asked_on"), state="open")
    return [
        Due(key, asked_on, {"asked_on": str(asked_on)}, employer_id=employer, account_id=account)
        for key, asked_on, employer, account in rows.values_list(
            "pk", "asked_on", "employer_id", "to_account_id"
        )
    ]


def seen_at(actor: Actor, dues: Collection[Due]) -> frozenset[int]:
    """Return which of these rows are of employers that the actor may see."""
    keys = {one.employer_id for one in dues if one.employer_id is not None}
    seen = set(Employer.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    return frozenset(one.subject_id for one in dues if one.employer_id in seen)


def owners_of(employer_ids: Collection[int]) -> dict[int, int]:
    """Return the account that owns each of these employers now."""
    asked, found = sorted(employer_ids), dict[int, int]()
    for start in range(0, len(asked), 500):
        rows = Owner.objects.filter(employer_id__in=asked[start : start + 500], ends_before__isnull=True)
        found.update(rows.values_list("employer_id", "account_id"))
    return found
