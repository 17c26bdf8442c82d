"""Everything that is kept about subsidies for the work of one person, in words: for an inzage."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept
from meedoen.register.subsidies.models import Illness, Subsidy, SubsidyPeriod
from meedoen.register.subsidies.states import BASES, KINDS, PERIOD_STATES, STATES


def what_is_kept(person_id: int) -> list[Kept]:
    """Return subsidies, their periods, and the days of sickness that were written down with them."""
    return [_subsidies(person_id), _periods(person_id), _illnesses(person_id)]


def _subsidies(person_id: int) -> Kept:
    rows = Subsidy.objects.filter(placement__person=person_id).select_related("placement", "payer")
    return Kept(
        "subsidies",
        _("Subsidie bij uw werk"),
        (_("Nummer"), _("Plaatsing"), _("Gemeente"), _("Begint met"), _("Vanaf"), _("Tot"), _("Stand")),
        tuple(
            (
                one.number,
                one.placement.number,
                one.payer.name,
                str(KINDS[one.kind]),
                one.starts_on,
                one.ends_before,
                str(STATES[one.state]),
            )
            for one in rows.order_by("starts_on", "pk")
        ),
    )


def _periods(person_id: int) -> Kept:
    rows = SubsidyPeriod.objects.filter(subsidy__placement__person=person_id).select_related("subsidy")
    return Kept(
        "subsidy_periods",
        _("Bedragen van die subsidie"),
        (
            _("Subsidie"),
            _("Vanaf"),
            _("Tot"),
            _("Waarom"),
            _("Loonwaarde in procenten"),
            _("Uren per week"),
            _("Bedrag per maand"),
            _("Stand"),
        ),
        tuple(
            (
                one.subsidy.number,
                one.starts_on,
                one.holds_until,
                str(BASES[one.basis]),
                one.percentage,
                one.hours_week,
                Decimal(one.amount_c) / 100,
                str(PERIOD_STATES[one.state]),
            )
            for one in rows.order_by("subsidy", "starts_on", "pk")
        ),
    )


def _illnesses(person_id: int) -> Kept:
    rows = Illness.objects.filter(subsidy__placement__person=person_id).select_related("subsidy")
    return Kept(
        "subsidy_illnesses",
        _("Dagen met recht op ziekengeld"),
        (_("Subsidie"), _("Vanaf"), _("Tot")),
        tuple((one.subsidy.number, one.starts_on, one.ends_before) for one in rows.order_by("starts_on")),
    )
