"""Subsidies, asked and decided through the services."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from meedoen.access.actors import Actor, actor_for
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.register.profiles.models import Loonwaarde
from meedoen.register.subsidies import services
from meedoen.register.subsidies.models import PaymentBatch, PaymentLine, Subsidy, SubsidyPeriod
from meedoen.register.subsidies.validity import NewSubsidy
from tests.factories import access, register

STARTS = date(2018, 1, 1)


def measured(placement: Placement, percentage: str = "60", on: date = STARTS, **more: Any) -> Loonwaarde:
    """A measurement of the one who works there."""
    values = {"measured_by": "Meetbureau", "function": "plukken", "method": "former", **more}
    return Loonwaarde.objects.create(
        person=placement.person, percentage=Decimal(percentage), measured_on=on, **values
    )


def requested(
    by: Actor,
    *,
    placement: Placement | None = None,
    percentage: str | None = "60",
    today: date = access.TODAY,
    **more: Any,
) -> Subsidy:
    """A subsidy for 36 hours a week from January 2018, calculated with a loonwaarde of 60 %.

    `percentage=None`: nobody measured.
    """
    starts_on = more.pop("starts_on", STARTS)
    work = placement or register.placement(starts_on=starts_on, hours=more.pop("hours", "36"))
    if percentage is not None:
        measured(work, percentage, starts_on)
    values: dict[str, Any] = {"kind": "measured", "full_time": Decimal(36), **more}
    new = NewSubsidy(placement=work.number, starts_on=starts_on, **values)
    return services.request_subsidy(by, new, today=today)


def proposed(by: Actor, **more: Any) -> Subsidy:
    """The same, laid before a second person."""
    made = requested(by, **more)
    return services.propose_subsidy(
        by, made.number, version=made.version, today=more.get("today", access.TODAY)
    )


def approved(by: Actor, second: Actor, **more: Any) -> Subsidy:
    """The same, decided by somebody else."""
    made = proposed(by, **more)
    return services.approve_subsidy(
        second, made.number, version=made.version, today=more.get("today", access.TODAY)
    )


def batch(subsidy: Subsidy, by: Actor) -> PaymentBatch:
    """A payment list with one line."""
    period = SubsidyPeriod.objects.filter(subsidy=subsidy).order_by("pk")[0]
    made = PaymentBatch.objects.create(
        number=f"BL-9{subsidy.pk:05}",
        payer=subsidy.payer,
        month_on=STARTS,
        made_on=access.TODAY,
        made_by_id=by.account_id,
        lines_count=1,
        total_c=period.amount_c,
        digest="0" * 64,
    )
    PaymentLine.objects.create(batch=made, period=period, month_on=STARTS, amount_c=period.amount_c)
    return made


def in_the_world(person: Person) -> dict[str, Any]:
    """A subsidy with a decision and a payment list, whoever is in the test, at a job of its own."""
    desk = person.responsible
    one = actor_for(access.account("Dora Desk", "account_manager", at=desk), access.TODAY)
    two = actor_for(access.account("Theo Tweede", "consulent", at=desk), access.TODAY)
    made = approved(one, two)
    return {"subsidy": made, "payment": batch(made, two)}


def due(by: Actor, today: date) -> dict[str, object]:
    """By rule: a forfait that ends next month, a proposal of yesterday, and a term that runs out."""
    forfait = requested(by, percentage=None, kind="forfait", starts_on=date(2017, 12, 1))
    yesterday = proposed(by, today=today - timedelta(days=1))
    # Only from July 2023 on is there a term; it is written down with the request.
    late = requested(by)
    late.decide_by = today + timedelta(days=3)
    late.save(update_fields=["decide_by"])
    return {"subsidy.forfait": forfait, "subsidy.approve": yesterday, "subsidy.decide": late}
