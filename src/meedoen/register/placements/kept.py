"""Everything that is kept about the work of one person, in words: for an inzage."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.places import place_name


def what_is_kept(person_id: int) -> list[Kept]:
    """Return placements, replaced ones too, and the hours of each."""
    placements = list(
        Placement.objects.filter(person=person_id)
        .select_related("employer", "workplace_employer", "programme", "registered_by")
        .order_by("starts_on", "pk")
    )
    return [_work(placements), _origins(placements), _contract(person_id), _paid(person_id)]


def _work(placements: Sequence[Placement]) -> Kept:
    return Kept(
        "placements",
        _("Waar u werkte"),
        (
            _("Nummer"),
            _("Soort"),
            _("Werkgever"),
            _("Werkte bij"),
            _("Werkgemeente"),
            _("Vanaf"),
            _("Tot"),
            _("Reden van einde"),
        ),
        tuple(
            (
                one.number,
                one.get_kind_display(),
                one.employer.name,
                one.workplace_employer.name,
                place_name(one.work_municipality),
                one.starts_on,
                one.ends_before,
                one.get_end_reason_display(),
            )
            for one in placements
        ),
    )


def _origins(placements: Sequence[Placement]) -> Kept:
    return Kept(
        "placement_origins",
        _("Waar die plaatsingen vandaan komen"),
        (
            _("Nummer"),
            _("Programma"),
            _("Ingevoerd door"),
            _("Gecorrigeerd op"),
            _("Reden van de correctie"),
        ),
        tuple(
            (
                one.number,
                one.programme.name if one.programme else None,
                one.registered_by.name,
                one.replaced_on,
                one.correction_reason,
            )
            for one in placements
        ),
    )


def _contract(person_id: int) -> Kept:
    rows = ContractHours.objects.filter(placement__person=person_id).select_related("placement")
    return Kept(
        "contract_hours",
        _("Uw uren volgens contract"),
        (_("Plaatsing"), _("Vanaf"), _("Uren per week")),
        tuple(
            (one.placement.number, one.starts_on, one.hours_week)
            for one in rows.order_by("placement", "starts_on")
        ),
    )


def _paid(person_id: int) -> Kept:
    rows = PaidHours.objects.filter(placement__person=person_id).select_related("placement")
    return Kept(
        "paid_hours",
        _("Uw betaalde uren"),
        (_("Plaatsing"), _("Maand"), _("Uren")),
        tuple(
            (one.placement.number, one.month_on, one.hours) for one in rows.order_by("placement", "month_on")
        ),
    )
