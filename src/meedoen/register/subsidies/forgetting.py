"""What goes from subsidies when a person becomes nobody: numbers, sickness, loonwaarde. Amounts stay."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.numbers import number_of_nobody
from meedoen.register.subsidies.models import Illness, Subsidy, SubsidyPeriod


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away days of sickness, the loonwaarde, and the number that stands in letters; what was paid, and
    for which days, has to be accounted for."""
    rows = list(Subsidy.objects.filter(placement__person_id__in=person_ids))
    keys = [one.pk for one in rows]
    Illness.objects.filter(subsidy_id__in=keys).delete()
    SubsidyPeriod.objects.filter(subsidy_id__in=keys).update(percentage=None, loonwaarde=None)
    for one in rows:
        one.number = number_of_nobody()
    Subsidy.objects.bulk_update(rows, ["number"], batch_size=200)
