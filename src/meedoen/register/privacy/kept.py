"""Everything that is kept about someone's requests and about the end of the file, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept
from meedoen.register.privacy.models import PrivacyRequest, Restriction, RetentionNotice


def what_is_kept(person_id: int) -> list[Kept]:
    """Return requests, restrictions and notices of this person."""
    return [_requests(person_id), _restrictions(person_id), _notices(person_id)]


def _requests(person_id: int) -> Kept:
    rows = PrivacyRequest.objects.filter(person=person_id).select_related("organisation")
    return Kept(
        "requests",
        _("Uw verzoeken"),
        (
            _("Verzoek"),
            _("Bezwaar tegen"),
            _("Ontvangen op"),
            _("Antwoord uiterlijk"),
            _("Organisatie"),
            _("Stand"),
            _("Reden"),
            _("Beantwoord op"),
        ),
        tuple(
            (
                one.get_kind_display(),
                one.get_against_display(),
                one.received_on,
                one.answer_by,
                one.organisation.name,
                one.get_state_display(),
                one.get_reason_display(),
                one.answered_on,
            )
            for one in rows.order_by("received_on", "pk")
        ),
    )


def _restrictions(person_id: int) -> Kept:
    rows = Restriction.objects.filter(person=person_id).order_by("starts_on", "pk")
    return Kept(
        "restrictions",
        _("Wat wij niet met uw gegevens doen"),
        (_("Beperking"), _("Vanaf"), _("Tot")),
        tuple((one.get_kind_display(), one.starts_on, one.ends_before) for one in rows),
    )


def _notices(person_id: int) -> Kept:
    rows = RetentionNotice.objects.filter(person=person_id).order_by("noticed_on", "pk")
    return Kept(
        "notices",
        _("Wanneer uw dossier wordt geanonimiseerd"),
        (_("Waarom"), _("Aangekondigd op"), _("Vanaf"), _("Stand"), _("Uitgesteld tot")),
        tuple(
            (
                one.get_category_display(),
                one.noticed_on,
                one.due_on,
                one.get_state_display(),
                one.paused_until,
            )
            for one in rows
        ),
    )
