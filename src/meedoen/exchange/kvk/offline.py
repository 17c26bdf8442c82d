"""The trade register where it may not be asked: the form of a number is checked, and nothing more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.exchange.kvk.entry import KvkEntry, NotLookedUp
from meedoen.primitives.kvk import KvK
from meedoen.primitives.refusal import NotValid


class Offline:
    """Says whether a number can be one, and that it was not looked up."""

    def look_up(self, number: str) -> KvkEntry | None:
        checked_number(number)
        raise NotLookedUp(
            _(
                "Dit kan een KvK-nummer zijn, maar het is niet opgezocht: het handelsregister is hier niet "
                "aangesloten. Vul naam en vestiging zelf in."
            )
        )


def checked_number(number: str) -> str:
    """Return the eight digits, or refuse in words what can be no number."""
    try:
        return KvK.parse(number).number
    except NotValid as refusal:
        raise NotLookedUp(str(refusal)) from refusal
