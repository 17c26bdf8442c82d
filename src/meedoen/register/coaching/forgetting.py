"""What goes from coaching when a person becomes nobody: words and numbers. Minutes stay, for the accounts."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.coaching.models import AgreedAction, Coaching, Evaluation, EvaluationPart, Visit
from meedoen.register.numbers import number_of_nobody


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away notes, actions, what the three voices said, and the number that stands in the journal."""
    rows = list(Coaching.objects.filter(placement__person_id__in=person_ids))
    keys = [one.pk for one in rows]
    AgreedAction.objects.filter(coaching_id__in=keys).delete()
    EvaluationPart.objects.filter(evaluation__coaching_id__in=keys).delete()
    Evaluation.objects.filter(coaching_id__in=keys).delete()
    Visit.objects.filter(coaching_id__in=keys).update(note="")
    for one in rows:
        one.number = number_of_nobody()
    Coaching.objects.bulk_update(rows, ["number"], batch_size=200)
