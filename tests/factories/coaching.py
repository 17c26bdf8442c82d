"""Coaching, granted and written down through the services."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from meedoen.access.actors import Actor, actor_for
from meedoen.access.models import Account, Organisation
from meedoen.register.coaching import services, visiting
from meedoen.register.coaching.models import AgreedAction, CoachBudget, Coaching, Visit
from meedoen.register.coaching.validity import NewCoaching, NewVisit
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from tests.factories import access, register

_numbers = count(1)
STARTS = date(2018, 1, 1)
AT = datetime(2018, 4, 30, 12, tzinfo=UTC)


def granter(at: Organisation, today: date = access.TODAY) -> Actor:
    """A consulent of the same organisation who grants, and so coaches nobody."""
    return actor_for(access.account("Tina Toekenner", "consulent", at=at), today)


def granted(
    coach: Account, *, placement: Placement | None = None, by: Actor | None = None, **more: Any
) -> Coaching:
    """Forty hours in the light regime from January 2018, for a year; a colleague granted them."""
    today = more.pop("today", access.TODAY)
    starts_on = more.pop("starts_on", STARTS)
    work = placement or register.placement(starts_on=starts_on)
    values = {"regime": "licht", "hours": Decimal(40), "ends_before": starts_on + timedelta(365), **more}
    new = NewCoaching(placement=work.number, coach_id=coach.pk, starts_on=starts_on, **values)
    granter_ = by or granter(coach.organisation, today)
    everything = frozenset({"over_norm", "over_budget"})
    return services.grant_coaching(granter_, new, accepted=everything, today=today)


def new_visit(**more: Any) -> NewVisit:
    """An hour at work with the candidate and the employer."""
    values: dict[str, Any] = {
        "client_key": uuid4(),
        "happened_on": date(2018, 4, 3),
        "minutes": 60,
        "kind": "at_work",
        "with_whom": "both",
        "note": "Het werktempo gaat omhoog.",
    }
    return NewVisit(**{**values, **more})


def visited(by: Actor, coaching: Coaching, *, today: date = access.TODAY, **more: Any) -> Visit:
    """A visit that was written down."""
    new = new_visit(**more)
    everything = frozenset({"keep_text", "not_coach", "same_day"})
    return visiting.record_visit(by, coaching.number, new, accepted=everything, today=today, at=AT)


def action(coaching: Coaching, **more: Any) -> AgreedAction:
    """Something that was agreed."""
    values: dict[str, Any] = {"words": "Planning ophangen", "side": "employer", "by_on": date(2018, 4, 20)}
    return AgreedAction.objects.create(coaching=coaching, **{**values, **more})


def budget(organisation: Organisation, **more: Any) -> CoachBudget:
    """A hundred hours for 2018."""
    values: dict[str, Any] = {"year": 2018, "unit": "hours", "amount": Decimal(100)}
    return CoachBudget.objects.create(organisation=organisation, **{**values, "set_on": access.TODAY, **more})


def row(coach: Account, *, placement: Placement | None = None, **more: Any) -> Coaching:
    """The same as a row only, granted by someone who holds no role: for worlds in which more consulents
    would change who is asked what."""
    starts_on = more.pop("starts_on", STARTS)
    values = {"regime": "licht", "hours": Decimal(40), "ends_before": starts_on + timedelta(365), **more}
    return Coaching.objects.create(
        number=f"BG-9{next(_numbers):05}",
        placement=placement or register.placement(starts_on=starts_on),
        payer=coach.organisation,
        coach=coach,
        starts_on=starts_on,
        granted_on=starts_on,
        granted_by=access.account("Tina Toekenner", at=coach.organisation),
        **values,
    )


def in_the_world(person: Person) -> dict[str, Any]:
    """Coaching that runs today with a visit and an action, whoever is in the test, at a job of its own."""
    now = date.today()
    coach = next(iter(access.desk_of(person.responsible)), None) or access.account(
        "Coen Coach", "consulent", at=person.responsible
    )
    work = register.placement(person=person, starts_on=now - timedelta(days=60))
    made = row(coach, placement=work, starts_on=now - timedelta(days=50))
    Visit.objects.create(
        coaching=made,
        client_key=uuid4(),
        happened_on=now - timedelta(days=20),
        minutes=60,
        kind="at_work",
        with_whom="both",
        note="Het werktempo gaat omhoog.",
        by=coach,
        entered_at=AT,
    )
    return {"coaching": made, "action": action(made, by_on=now - timedelta(days=2))}


def due(coach: Account, today: date) -> dict[str, object]:
    """By rule: an action of yesterday, a visit that is due, and a coach who left today."""
    busy = row(coach, starts_on=today - timedelta(days=30))
    late = action(busy, by_on=today - timedelta(days=1))
    silent = row(coach, starts_on=today - timedelta(weeks=13))
    gone = access.account("Wil Weg", "consulent", at=coach.organisation)
    alone = row(gone, starts_on=today - timedelta(days=30))
    gone.assignments.update(ends_before=today)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    return {"coaching.action": late, "coaching.visit": silent, "coaching.alone": alone}
