"""The blocks of Vandaag about work that should last: who to ask, what warns, and who can work again."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.register_pages import address
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.primitives.period import day_in_words
from meedoen.register.durability.available import available_again
from meedoen.register.durability.listing import OwnSignal, signals_of_mine
from meedoen.register.durability.mine import checks_due
from meedoen.register.durability.signals import TABLE

CO = frozenset({"consulent"})
# What has a block of its own, or belongs to the accountmanager.
ELSEWHERE = frozenset({"check_late", "ends_soon", "donor_changed"})
HERE = tuple(code for code in TABLE if code not in ELSEWHERE)


def available(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.person,
            reverse("placement-durability", args=[row.placement]),
            _("laatste werkdag %(day)s bij %(workplace)s, %(how)s")
            % {
                "day": day_in_words(row.last_on),
                "workplace": row.workplace,
                "how": _how(row.is_agreed, row.is_findable),
            },
            numbers=(row.person_number,),
        )
        for row in available_again(actor, day, MOST + 1)
    )
    return Block("weer-beschikbaar", _("Wie is weer beschikbaar voor werk?"), lines)


def _how(is_agreed: bool, is_findable: bool) -> str:
    if not is_findable:
        return _("niet vindbaar: neem het profiel door")
    return _("vindbaar voor werk") if is_agreed else _("vindbaar, vraag wat er nu komt")


def warnings(actor: Actor, day: date) -> Block:
    lines = tuple(_warning(row) for row in signals_of_mine(actor, day, HERE, MOST + 1))
    here = address(reverse("signals"), {"wie": "mijn"})
    return Block("werk-signalen", _("Bij wie kan het werk stoppen?"), lines, here)


def _warning(row: OwnSignal) -> Line:
    said = [str(TABLE[code].words) for code in row.codes]
    return Line(
        row.person,
        reverse("placement-durability", args=[row.number]),
        _("bij %(workplace)s: %(signals)s") % {"workplace": row.workplace, "signals": "; ".join(said)},
        numbers=(row.person_number,),
    )


def asking(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.person,
            reverse("placement-durability", args=[row.number]),
            _("bij %(workplace)s, %(moment)s") % {"workplace": row.workplace, "moment": row.moment.words},
            who=_("u"),
            until=row.answer_by,
            is_late=row.answer_by < day,
            numbers=(row.person_number,),
        )
        for row in checks_due(actor, day, MOST + 1)
    )
    return Block("hoe-gaat-het", _("Aan wie vraagt u hoe het werk gaat?"), lines)


KINDS = (
    Kind("weer-beschikbaar", CO, available),
    Kind("werk-signalen", CO, warnings),
    Kind("hoe-gaat-het", CO, asking),
)
