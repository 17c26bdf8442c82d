"""The states of a subsidy: which may follow which by which deed; and the words of its periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

STATES: Words = {
    "requested": _("aangevraagd"),
    "calculated": _("berekend"),
    "proposed": _("wacht op goedkeuring"),
    "returned": _("teruggestuurd"),
    "approved": _("toegekend"),
    "withdrawn": _("ingetrokken"),
    "ended": _("beëindigd"),
}
PERIOD_STATES: Words = {
    "calculated": _("berekend"),
    "proposed": _("wacht op goedkeuring"),
    "returned": _("teruggestuurd"),
    "approved": _("toegekend"),
    "replaced": _("vervangen"),
}
# Why a period begins: the first of these that holds on its first day.
BASES: Words = {
    "ended": _("de subsidie of de baan eindigt"),
    "sickness_stop": _("ziekte, met recht op ziekengeld"),
    "move": _("verhuizing: deze gemeente neemt het over"),
    "reindexed": _("nieuw jaar: het bedrag gaat mee"),
    "hours": _("andere uren in het contract"),
    "age": _("verjaardag: ander minimumloon"),
    "forfait": _("forfait: nog niet gemeten"),
    "measured": _("gemeten loonwaarde"),
}
RETURNED_BECAUSE: Words = {
    "loonwaarde": _("de loonwaarde klopt niet"),
    "hours": _("de uren kloppen niet met het contract"),
    "days": _("de eerste of laatste dag klopt niet"),
    "full_time": _("de volle werkweek van de sector klopt niet"),
    "papers": _("er ontbreekt een stuk"),
    "not_entitled": _("er is geen recht op deze subsidie"),
}
STOPPED_BECAUSE: Words = {
    "employer_asks": _("de werkgever vraagt het"),
    "no_longer_needed": _("de loonwaarde is nu het hele minimumloon"),
    "left_target_group": _("hoort niet meer bij de doelgroep"),
    "other_subsidy": _("er is een andere subsidie voor deze baan"),
    "moved": _("verhuisd naar een andere gemeente"),
}
CORRECTED_BECAUSE: Words = {
    "typed_wrong": _("verkeerd ingevuld"),
    "told_later": _("pas later doorgegeven"),
    "objection": _("besluit op bezwaar"),
}
KINDS: Words = {
    "forfait": _("eerst het forfait"),
    "measured": _("meteen de gemeten loonwaarde"),
}

# By state, the deeds that may be done and the state that each leads to. Calculating what is approved begins
# anew: what runs goes on paying until a second person approves the change. A proposal goes back before it is
# calculated again, so that nobody approves what changes under their eyes. Only what never paid is withdrawn.
MOVES: Mapping[str, Mapping[str, str]] = {
    "requested": {"subsidy.calculate": "calculated", "subsidy.withdraw": "withdrawn"},
    "calculated": {
        "subsidy.calculate": "calculated",
        "subsidy.propose": "proposed",
        "subsidy.withdraw": "withdrawn",
    },
    "proposed": {"subsidy.approve": "approved", "subsidy.return": "returned"},
    "returned": {"subsidy.calculate": "calculated", "subsidy.withdraw": "withdrawn"},
    "approved": {"subsidy.calculate": "calculated"},
    "withdrawn": {},
}
# Not decided yet: the clock of the decision runs.
WAITING = ("requested", "calculated", "proposed", "returned")


def may_do(state: str, deed: str) -> bool:
    """Whether this deed may be done in this state."""
    return deed in MOVES[state]


def state_on(kept: str, runs_until: date | None, day: date) -> str:
    """The state on a day: what was approved has ended if and only if its last day is behind that day."""
    return "ended" if kept == "approved" and runs_until is not None and runs_until <= day else kept


def choices(words: Words) -> list[tuple[str, str]]:
    """Return code and words, for a form or a filter."""
    return [(code, str(one)) for code, one in words.items()]
