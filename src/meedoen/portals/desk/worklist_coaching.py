"""The blocks of Vandaag about coaching: late actions, visits to make, who has no coach, and the budget."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.register_pages import address
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.portals.formats import day as in_words
from meedoen.portals.formats import shown
from meedoen.register.coaching import listing
from meedoen.register.coaching.budgets import budgets_visible_to
from meedoen.register.coaching.words import SIDES, UNITS

COACH = frozenset({"consulent"})
MONEY = frozenset({"controller"})


def actions(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            f"{one.words} ({one.coaching.placement.person.name})",
            reverse("coaching", args=[one.coaching.number]),
            one.coaching.placement.workplace_employer.name,
            who=str(SIDES[one.side]),
            until=one.by_on,
            is_late=True,
            numbers=(one.coaching.placement.person.number,),
        )
        for one in listing.late_actions(actor, day, MOST + 1)
    )
    return Block("begeleiding-afspraken", _("Welke afspraak bij begeleiding is te laat?"), lines)


def visits(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            f"{row.person_name}, {row.workplace}",
            reverse("coaching-visit", args=[row.number]),
            _("laatste bezoek op %(day)s") % {"day": in_words(row.last_on)}
            if row.last_on
            else _("nog geen bezoek"),
            until=row.next_on,
            is_late=row.next_on < day,
            numbers=(row.person_number,),
        )
        for row in listing.visits_due(actor, day, MOST + 1)
    )
    return Block("begeleiding-bezoek", _("Bij wie moet u langs?"), lines, reverse("coachings"))


def alone(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            f"{row.person_name}, {row.workplace}",
            reverse("coaching", args=[row.number]),
            _("coach was %(name)s") % {"name": row.coach},
            numbers=(row.person_number,),
        )
        for row in listing.without_coach(actor, day, MOST + 1)
    )
    url = address(reverse("coachings"), {"van": "zonder"})
    return Block("begeleiding-zonder", _("Wie heeft geen coach meer?"), lines, url)


def budgets(actor: Actor, day: date) -> Block:
    found = budgets_visible_to(actor, day.year)
    lines = tuple(
        Line(
            line.organisation,
            reverse("coach-budgets"),
            _("%(used)s van %(amount)s %(unit)s gebruikt")
            % {
                "used": shown(line.used, "hours"),
                "amount": shown(line.amount, "hours"),
                "unit": UNITS[line.unit],
            },
            is_late=line.is_over,
        )
        for line in found.lines
        if line.is_nearly
    )
    return Block(
        "begeleiding-budget", _("Welk budget voor begeleiding is bijna op?"), lines, reverse("coach-budgets")
    )


KINDS = (
    Kind("begeleiding-afspraken", COACH, actions),
    Kind("begeleiding-bezoek", COACH, visits),
    Kind("begeleiding-zonder", COACH, alone),
    Kind("begeleiding-budget", MONEY, budgets),
)
