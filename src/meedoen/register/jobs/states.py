"""The states of a job: which may follow which by which deed, and for which reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.register.profiles.words import Words

STATES: Words = {
    "concept": _("concept"),
    "open": _("open"),
    "filled": _("gevuld"),
    "closed": _("gesloten"),
    "expired": _("verlopen"),
}


@dataclass(frozen=True)
class Reason:
    """Why a job changed state, and to which state that reason leads."""

    words: Promise
    to: str


CLOSED_BECAUSE: Mapping[str, Reason] = {
    "all_seats": Reason(_("alle plekken zijn bezet"), "filled"),
    "work_gone": Reason(_("het werk bestaat niet meer"), "closed"),
    "no_money": Reason(_("er is geen geld of formatie meer"), "closed"),
    "no_guidance": Reason(_("er is geen begeleiding meer"), "closed"),
    "other_way": Reason(_("de werkgever vond zelf iemand"), "closed"),
    "no_interest": Reason(_("niemand wilde deze baan"), "closed"),
    "not_wanted": Reason(_("de werkgever wil niet verder"), "closed"),
    "mistake": Reason(_("de baan stond er per ongeluk"), "closed"),
}
REOPENED_BECAUSE: Mapping[str, Reason] = {
    "left": Reason(_("wie er werkte, is weg"), "open"),
    "fell_through": Reason(_("het ging toch niet door"), "open"),
    "more_seats": Reason(_("er zijn plekken bij gekomen"), "open"),
    "asked_again": Reason(_("de werkgever vraagt opnieuw iemand"), "open"),
    "mistake": Reason(_("de baan was per ongeluk gesloten"), "open"),
}
CONFIRMED_BECAUSE: Mapping[str, Reason] = {
    "confirmed": Reason(_("de werkgever bevestigde de baan"), "open"),
}
EXPIRED_BECAUSE: Mapping[str, Reason] = {
    "not_confirmed": Reason(_("niemand bevestigde de baan op tijd"), "expired"),
}
REASONS: Mapping[str, Mapping[str, Reason]] = {
    "job.confirm": CONFIRMED_BECAUSE,
    "job.close": CLOSED_BECAUSE,
    "job.reopen": REOPENED_BECAUSE,
    "day": EXPIRED_BECAUSE,
}

# By state, what may follow, and the deed that leads there; "day" is no deed: the day comes by itself.
# A concept is not filled, because nobody was ever offered it; what is filled or closed is not confirmed but
# reopened, because the reason matters. An expired job is not in the way of either.
MOVES: Mapping[str, Mapping[str, str]] = {
    "concept": {"open": "job.confirm", "closed": "job.close"},
    "open": {"open": "job.confirm", "filled": "job.close", "closed": "job.close", "expired": "day"},
    "expired": {"open": "job.confirm", "filled": "job.close", "closed": "job.close"},
    "filled": {"open": "job.reopen", "closed": "job.close"},
    "closed": {"open": "job.reopen"},
}
# What can still be changed: what is over stays as it was.
CHANGEABLE = frozenset({"concept", "open", "expired"})


def state_on(kept: str, expires_on: date | None, day: date) -> str:
    """The state on a day: an open job has expired if and only if nobody confirmed it before that day."""
    return "expired" if kept == "open" and expires_on is not None and expires_on <= day else kept


def may_follow(state: str, deed: str) -> frozenset[str]:
    """Return the states to which this deed may lead from here."""
    return frozenset(to for to, by in MOVES[state].items() if by == deed)


def reasons_for(state: str, deed: str) -> dict[str, Promise]:
    """Return the reasons of this deed that lead to a state that may follow."""
    able = may_follow(state, deed)
    return {code: reason.words for code, reason in REASONS[deed].items() if reason.to in able}
