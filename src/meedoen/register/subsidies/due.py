"""What is due about subsidies: a forfait that ends unmeasured, an approval, and the term of a decision."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from meedoen.access.actors import Actor
from meedoen.register.due import Asked, Due
from meedoen.register.people.due import AT_WORK_ON
from meedoen.register.subsidies.listing import to_approve, without_measurement
from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.states import WAITING
from meedoen.rules.lks import forfait_ends

_PERSON = "placement__person_id"


def forfaits_unmeasured(asked: Asked) -> list[Due]:
    """Return the subsidies of which the forfait ends while nobody has measured the loonwaarde."""
    rows = Subsidy.objects.filter(without_measurement(asked.on), placement__person__state__in=AT_WORK_ON)
    if asked.only is not None:
        rows = rows.filter(pk__in=list(asked.only))
    found = []
    for key, number, person, payer, starts_on in rows.values_list(
        "pk", "number", _PERSON, "payer_id", "placement__starts_on"
    ):
        ends = forfait_ends(starts_on)
        if asked.only is not None or asked.since <= ends <= asked.until:
            facts = {"subsidy": number, "forfait_ends_on": str(ends - timedelta(days=1))}
            found.append(Due(key, ends, facts, person_id=person, organisation_id=payer))
    return found


def proposals_to_approve(asked: Asked) -> list[Due]:
    """Return the proposals that wait for a second person of the municipality that pays."""
    rows = SubsidyPeriod.objects.filter(
        asked.about("subsidy_id", "proposed_on"),
        state="proposed",
        subsidy__state="proposed",
        subsidy__placement__person__state__in=AT_WORK_ON,
    )
    first: dict[int, Due] = {}
    for key, number, day, person, payer in rows.order_by("starts_on").values_list(
        "subsidy_id", "subsidy__number", "proposed_on", f"subsidy__{_PERSON}", "subsidy__payer_id"
    ):
        if key not in first and day is not None:
            facts = {"subsidy": number, "proposed_on": str(day)}
            first[key] = Due(key, day, facts, person_id=person, organisation_id=payer)
    return list(first.values())


def decisions_to_take(asked: Asked) -> list[Due]:
    """Return the requests without a decision of which the term is known."""
    rows = Subsidy.objects.filter(
        asked.about("pk", "decide_by"),
        state__in=WAITING,
        runs_until__isnull=True,
        decide_by__isnull=False,
        placement__person__state__in=AT_WORK_ON,
    )
    return [
        Due(key, day, {"subsidy": number, "decide_by": str(day)}, person_id=person, organisation_id=payer)
        for key, number, day, person, payer in rows.values_list(
            "pk", "number", "decide_by", _PERSON, "payer_id"
        )
        if day is not None
    ]


def seen_to_approve(actor: Actor, dues: Collection[Due]) -> frozenset[int]:
    """Return which of these the actor may approve: not what they made themselves."""
    keys = [one.subject_id for one in dues]
    seen = Subsidy.objects.visible_to(actor).filter(to_approve(actor), pk__in=keys)
    return frozenset(seen.values_list("pk", flat=True))
