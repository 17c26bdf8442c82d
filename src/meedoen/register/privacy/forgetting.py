"""What goes from requests and notices when a person becomes nobody."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.privacy.models import PrivacyRequest, Restriction, RetentionNotice


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away what these people asked. A notice stays until it is closed by who carries it out."""
    Restriction.objects.filter(person_id__in=person_ids).delete()
    PrivacyRequest.objects.filter(person_id__in=person_ids).delete()
    RetentionNotice.objects.filter(person_id__in=person_ids).exclude(
        state=RetentionNotice.State.OPEN
    ).delete()
