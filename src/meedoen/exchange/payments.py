"""Payment lists for the finance system, as CSV and as a workbook: employers and subsidies, no candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from meedoen.access.actors import Actor
from meedoen.exchange.spreadsheets.writing import Cell, to_csv, to_xlsx
from meedoen.primitives.period import Month
from meedoen.register.subsidies import paying
from meedoen.register.subsidies.selectors import PaidLine

FORMS = ("csv", "xlsx")


@dataclass(frozen=True)
class PaymentTable:
    """What is written: the lines, and below them which list it is."""

    title: str
    about: Sequence[tuple[str, Cell]]
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def make_list(actor: Actor, month: Month, *, today: date) -> Any:
    """Make the list of a month, and keep the fingerprint of its CSV with it."""
    return paying.make_payment_batch(
        actor, month, lambda batch, lines: sha256(to_csv(_table(batch, lines))).hexdigest(), today=today
    )


def take_list(actor: Actor, number: str, form: str) -> bytes:
    """Return a list as a file; the CSV is the same each time."""
    batch, lines = paying.download_batch(actor, number)
    table = _table(batch, lines)
    return to_csv(table) if form == "csv" else to_xlsx(table)


def _table(batch: Any, lines: Sequence[PaidLine]) -> PaymentTable:
    # One language, whoever downloads it: the finance system reads the header, and the fingerprint holds.
    with override("nl"):
        return PaymentTable(
            title=_("Betaallijst loonkostensubsidie"),
            about=[
                (_("Betaallijst"), batch.number),
                (_("Tot en met"), str(Month.of(batch.month_on))),
                (_("Gemaakt op"), batch.made_on),
                (_("Regels"), batch.lines_count),
                (_("Totaal"), Decimal(batch.total_c) / 100),
            ],
            header=[
                _("Werkgever"),
                _("KvK-nummer"),
                _("Subsidienummer"),
                _("Periode vanaf"),
                _("Periode t/m"),
                _("Maand"),
                _("Bedrag in euro"),
            ],
            rows=[_cells(line) for line in lines],
        )


def _cells(line: PaidLine) -> list[Cell]:
    return [
        line.employer,
        line.kvk,
        line.subsidy,
        line.starts_on,
        line.ends_before - timedelta(days=1),
        str(Month.of(line.month_on)),
        line.amount,
    ]
