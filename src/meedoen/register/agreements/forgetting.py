"""What goes from agreements when a person becomes nobody: words, names, numbers, links. Days stay."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.agreements.models import (
    Agreement,
    AgreementEvent,
    AgreementParty,
    AgreementText,
    Signature,
    SignLink,
    TrialReview,
)
from meedoen.register.agreements.states import UNFINISHED
from meedoen.register.numbers import number_of_nobody

# What says nothing of who it was.
_STAYS = ("hours_week", "days", "instruments", "starts_on", "ends_before")


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away free text, names, links and numbers; what never began is annulled."""
    mine = Agreement.objects.filter(person__in=person_ids)
    SignLink.objects.filter(party__agreement__in=mine).delete()
    Signature.objects.filter(party__agreement__in=mine).update(name="", digest="")
    AgreementParty.objects.filter(agreement__in=mine).update(name="", told_at="")
    AgreementEvent.objects.filter(agreement__in=mine).exclude(words="").update(words="")
    TrialReview.objects.filter(agreement__in=mine).update(went="", answer_words="")
    texts = list(AgreementText.objects.filter(agreement__in=mine))
    for text in texts:
        text.terms, text.digest = {name: text.terms.get(name) for name in _STAYS}, ""
    AgreementText.objects.bulk_update(texts, ["terms", "digest"], batch_size=200)
    agreements = list(mine)
    for row in agreements:
        row.number = number_of_nobody()
        if row.state in UNFINISHED:
            row.state = "annulled"
    Agreement.objects.bulk_update(agreements, ["number", "state"], batch_size=200)
