"""The parts of a placement that are pages of their own."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.portals.desk.pages import Actor
from meedoen.portals.frame import NavEntry


def placement_tabs(actor: Actor, number: str, current: str, *, by_name: bool) -> tuple[NavEntry, ...]:
    """Return the parts of a placement that are pages of their own and that the actor may open; `by_name`:
    they see who works there."""
    tabs = (
        ("placement", _("Plaatsing"), "placement.see"),
        ("placement-coaching", _("Begeleiding"), "coaching.see"),
        ("placement-subsidies", _("Subsidie"), "subsidy.list"),
        ("placement-durability", _("Duurzaamheid"), "check.see"),
    )
    found = tuple(
        NavEntry(words, reverse(name, args=[number]), name == current)
        for name, words, power in tabs
        if may(actor, power) and (by_name or name != "placement-durability")
    )
    return found if len(found) > 1 else ()
