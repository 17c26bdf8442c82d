"""The blocks of Vandaag about subsidies: what waits for a second person, came back, or runs out."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.register_pages import address
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.portals.formats import euro, last_day
from meedoen.register.subsidies.listing import SubsidyRow, waiting_for

DESK = frozenset({"account_manager", "consulent"})
SECOND = frozenset({"consulent", "controller"})


def to_approve(actor: Actor, day: date) -> Block:
    return _block(
        actor, day, "goedkeuren", "subsidie-goedkeuren", _("Welke subsidie wacht op uw goedkeuring?")
    )


def returned(actor: Actor, day: date) -> Block:
    return _block(actor, day, "teruggestuurd", "subsidie-terug", _("Welke subsidie is teruggestuurd?"))


def unmeasured(actor: Actor, day: date) -> Block:
    title = _("Bij wie eindigt het forfait zonder gemeten loonwaarde?")
    return _block(actor, day, "zonder-meting", "subsidie-forfait", title)


def _block(actor: Actor, day: date, state: str, code: str, title: str) -> Block:
    lines = tuple(_line(row, day) for row in waiting_for(actor, state, day, MOST + 1))
    return Block(code, title, lines, address(reverse("subsidies"), {"status": state}))


def _line(row: SubsidyRow, day: date) -> Line:
    known = row.runs_until is not None
    detail = (
        _("toegekend t/m %(day)s") % {"day": last_day(row.runs_until)} if known else _("nog niet toegekend")
    )
    if row.amount is not None:
        detail = f"{detail}, {euro(row.amount)}"
    late = row.is_waiting and row.decide_by is not None and row.decide_by < day
    who = _("u of een andere bevoegde collega") if row.state == "proposed" else row.payer
    return Line(
        f"{row.number}, {row.employer}",
        reverse("subsidy", args=[row.number]),
        detail,
        who=who if row.is_waiting else "",
        until=row.decide_by if row.is_waiting else None,
        is_late=late,
    )


KINDS = (
    Kind("subsidie-goedkeuren", SECOND, to_approve),
    Kind("subsidie-terug", DESK, returned),
    Kind("subsidie-forfait", DESK, unmeasured),
)
