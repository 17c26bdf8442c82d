"""Jobs without who they are: codes, numbers and days as plain columns, for an engine to read.

Titles, tasks in own words and contacts stay behind: an engine reads the codes. With `keys` the rows of these
jobs; of many keys (`few_of`) all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from meedoen.register.columns import columns, few_of
from meedoen.register.jobs.models import Job, JobDemand, JobTask
from meedoen.register.jobs.words import FIXED_GUIDES

Table = dict[str, list[Any]]
Keys = Collection[int] | None


def job(keys: Keys = None) -> Table:
    """JOB: one row for each job; lists of codes stay lists, hours and percentages are hundredths.

    `state` is as it is kept: an open job whose `expires_on` has come is no longer open.
    """
    given = (
        "id",
        "number",
        "employer_id",
        "state",
        "kind",
        "municipality",
        "sbi",
        "seats",
        "hours_min",
        "hours_max",
        "days",
        "times",
        "starts_on",
        "expires_on",
        "offered_to",
        "level",
        "languages",
        "licences",
        "guide",
        "guidance_minutes",
        "wage",
        "wage_percentage",
        "wage_amount",
        "branch__postcode",
    )
    rows = Job.objects.filter(few_of("pk", keys)).order_by("pk")
    table = columns(given, rows.values_list(*given))
    table["job_id"] = table.pop("id")
    for name in ("hours_min", "hours_max", "wage_percentage", "wage_amount"):
        table[f"{name}_c"] = [None if value is None else int(value * 100) for value in table.pop(name)]
    table["has_fixed_guide"] = [guide in FIXED_GUIDES for guide in table["guide"]]
    # Where a branch has a postcode, its neighbourhood; else the municipality says where it is.
    table["neighbourhood"] = [(postcode or "")[:4] or None for postcode in table.pop("branch__postcode")]
    return table


def job_task(keys: Keys = None) -> Table:
    """JOB_TASK: one row for each task; the code is empty for a task that our list does not have."""
    names = ("job_id", "task", "hours_week")
    rows = JobTask.objects.filter(few_of("job_id", keys)).order_by("job_id", "pk")
    table = columns(names, rows.values_list(*names))
    table["hours_week_c"] = [int(hours * 100) for hours in table.pop("hours_week")]
    return table


def job_demand(keys: Keys = None) -> Table:
    """JOB_DEMAND: one row for each demand; what its number means stands in `demands`."""
    names = ("job_id", "code", "value")
    rows = JobDemand.objects.filter(few_of("job_id", keys)).order_by("job_id", "pk")
    return columns(names, rows.values_list(*names))
