"""What goes of how work went when a person becomes nobody: words, links, and why someone stopped."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.nexts import STOPS


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away free text, links, and what says something of someone's life; answers in codes stay, to learn
    from what came before work stopped."""
    CheckLink.objects.filter(placement__person__in=person_ids).delete()
    Check.objects.filter(placement__person__in=person_ids).exclude(words="").update(words="")
    # Whether somebody is often ill is theirs, also without a name beside it.
    for one in Check.objects.filter(placement__person__in=person_ids, answers__has_key="sick"):
        Check.objects.filter(pk=one.pk).update(
            answers={question: code for question, code in one.answers.items() if question != "sick"}
        )
    AfterWork.objects.filter(placement__person__in=person_ids, then=STOPS).update(because="unknown")
