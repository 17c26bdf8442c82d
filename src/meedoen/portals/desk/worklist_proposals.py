"""The blocks of Vandaag about proposals: what waits for who proposed, what is late, and what is stuck."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.register.proposals.listing import (
    ProposalRow,
    proposals_late_of,
    proposals_stuck,
    proposals_waiting_for,
)
from meedoen.register.proposals.states import STATES, WAITED_FOR

DESK = frozenset({"account_manager", "consulent"})
COORDINATOR = frozenset({"coordinator"})
ASK = MOST + 1


def waiting(actor: Actor, day: date) -> Block:
    lines = tuple(_line(row, day) for row in proposals_waiting_for(actor, day, ASK))
    return Block("voorstel-wacht", _("Welk voorstel wacht op u of de kandidaat?"), lines)


def late(actor: Actor, day: date) -> Block:
    lines = tuple(_line(row, day) for row in proposals_late_of(actor, day, ASK))
    url = f"{reverse('proposals')}?laat=ja&van=mij"
    return Block("voorstel-laat", _("Welk voorstel van u kreeg geen antwoord op tijd?"), lines, url)


def stuck(actor: Actor, day: date) -> Block:
    lines = tuple(_line(row, day) for row in proposals_stuck(actor, day, ASK))
    return Block("voorstel-vast", _("Welk voorstel zit al een week te lang vast?"), lines)


def _line(row: ProposalRow, day: date) -> Line:
    """By its number and its job: whose name it is, stands behind the link."""
    return Line(
        f"{row.number}, {row.title}, {row.employer}",
        reverse("proposal", args=[row.number]),
        str(STATES[row.state]),
        who=str(WAITED_FOR.get(row.waits_for, "")),
        until=row.answer_by,
        is_late=row.is_late(day),
    )


KINDS = (
    Kind("voorstel-wacht", DESK, waiting),
    Kind("voorstel-laat", DESK, late),
    Kind("voorstel-vast", COORDINATOR, stuck),
)
