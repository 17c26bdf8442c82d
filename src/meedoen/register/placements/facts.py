"""Standing placements without who they are: the agreement, its hours by contract, and what was paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from meedoen.primitives.period import Month
from meedoen.register.columns import columns
from meedoen.register.placements.models import ContractHours, PaidHours, Placement


def placement() -> dict[str, list[Any]]:
    """PLACEMENT: one row for each placement that holds."""
    names = (
        "placement_id",
        "person_id",
        "kind",
        "employer_id",
        "workplace_employer_id",
        "work_municipality",
        "starts_on",
        "ends_before",
        "is_new_job",
        "programme",
    )
    rows = _counted().order_by("id").values_list("id", *names[1:-1], "programme__code")
    return columns(names, rows)


def spell() -> dict[str, list[Any]]:
    """SPELL: one row for each placement that holds, why it ended, and the sector of the job it came from."""
    names = (
        "id",
        "person_id",
        "kind",
        "employer_id",
        "starts_on",
        "ends_before",
        "end_reason",
        "programme",
        "sbi",
    )
    rows = _counted().order_by("id").values_list(*names[:-2], "programme__code", "job__sbi")
    return columns(names, rows)


def _counted() -> QuerySet[Placement]:
    """One that was registered twice stays behind when the two files become one: it counts once."""
    return Placement.objects.standing().exclude(person__state="merged")


def contract() -> dict[str, list[Any]]:
    """CONTRACT: hours a week in hundredths; each row holds until the next one or the end of the placement."""
    table: dict[str, list[Any]] = {
        "placement_id": [],
        "starts_on": [],
        "ends_before": [],
        "hours_week_c": [],
    }
    rows = (
        ContractHours.objects.filter(placement__replaced_on__isnull=True)
        .order_by("placement_id", "starts_on")
        .values_list("placement_id", "starts_on", "hours_week", "placement__ends_before")
    )
    before: int | None = None
    for placement_id, starts_on, hours_week, ends_before in rows:
        if placement_id == before:
            table["ends_before"][-1] = starts_on
        table["placement_id"].append(placement_id)
        table["starts_on"].append(starts_on)
        table["ends_before"].append(ends_before)
        table["hours_week_c"].append(int(hours_week * 100))
        before = placement_id
    return table


def paid() -> dict[str, list[Any]]:
    """PAID: hours paid in one month in hundredths; these count instead of the contract in that month."""
    rows = (
        PaidHours.objects.filter(placement__replaced_on__isnull=True)
        .order_by("id")
        .values_list("placement_id", "month_on", "hours")
    )
    indices: dict[date, int] = {}
    table: dict[str, list[Any]] = {"placement_id": [], "month": [], "hours_c": []}
    for placement_id, month_on, hours in rows:
        if month_on not in indices:
            indices[month_on] = Month.of(month_on).index
        table["placement_id"].append(placement_id)
        table["month"].append(indices[month_on])
        table["hours_c"].append(int(hours * 100))
    return table
