"""What goes from rounds when a person becomes nobody: where a round would have had them work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import F

from meedoen.register.rounds.models import RoundChoice, RoundResult


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away their choices and the marks of what went in; the figures of the round stay as they were."""
    keys = {str(key) for key in person_ids}
    choices = RoundChoice._base_manager.filter(person_id__in=person_ids)
    gone = Counter(choices.values_list("round_id", flat=True))
    choices.delete()
    for round_id, number in gone.items():
        RoundResult._base_manager.filter(round_id=round_id).update(forgotten=F("forgotten") + number)
    for result in RoundResult._base_manager.only("facts"):
        people = result.facts.get("people", {})
        if not keys.isdisjoint(people):
            left = {key: mark for key, mark in people.items() if key not in keys}
            RoundResult._base_manager.filter(pk=result.pk).update(facts={**result.facts, "people": left})
