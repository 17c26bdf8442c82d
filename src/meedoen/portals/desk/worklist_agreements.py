"""The block of Vandaag about agreements: what is not finished, on whom it waits, and when it expires."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.register.agreements.listing import AgreementRow, agreements_to_go_on_with
from meedoen.register.agreements.states import STATES

DESK = frozenset({"account_manager", "consulent"})


def unfinished(actor: Actor, day: date) -> Block:
    lines = tuple(_line(row) for row in agreements_to_go_on_with(actor, day, MOST + 1))
    url = f"{reverse('agreements')}?van=mij"
    return Block(
        "overeenkomst-wacht", _("Welke overeenkomst van u is niet af, en op wie wacht zij?"), lines, url
    )


def _line(row: AgreementRow) -> Line:
    """By its number and its employer: whose name it is, stands behind the link."""
    who = ", ".join(one.label for one in row.waits) or _("u")
    return Line(
        f"{row.number}, {row.employer}",
        reverse("agreement", args=[row.number]),
        _("ander einde ligt ter tekening") if row.is_changing else str(STATES[row.state]),
        who=who,
        until=row.until,
    )


KINDS = (Kind("overeenkomst-wacht", DESK, unfinished),)
