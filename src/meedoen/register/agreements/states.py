"""The states of an agreement: which may follow which by which deed; its sides, kinds and reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from meedoen.register.profiles.words import Words

STATES: Words = {
    "draft": _("concept"),
    "waits": _("wacht op handtekeningen"),
    "signed": _("door allen getekend"),
    "running": _("loopt"),
    "suspended": _("opgeschort"),
    "ended": _("afgelopen"),
    "annulled": _("geannuleerd"),
    "expired": _("verlopen"),
}
# Not started yet: it expires when nobody goes on with it.
UNFINISHED = ("draft", "waits", "signed")
RUNS = ("running", "suspended")
# Of one person, employer, kind and first day there is one of these at most.
STANDING = (*UNFINISHED, *RUNS)
NEVER_BEGAN = ("annulled", "expired")
OVER = ("ended", *NEVER_BEGAN)

SIDES: Words = {
    "person": _("de kandidaat"),
    "representative": _("de vertegenwoordiger"),
    "employer": _("de werkgever"),
    "hirer": _("de inlener"),
    "payer": _("de gemeente of UWV"),
}

# By state, the deeds that may be done and the state that each leads to. Text changes in a draft only: what
# anybody signed is first unlocked, and then every signature lapses. What runs is never rewritten: another
# end is a text of its own, that all sign before it holds.
_STOPS = {"agreement.annul": "annulled", "agreement.expire": "expired"}
_WHILE_RUNNING = {"agreement.end": "ended", "agreement.review": "running", "agreement.to_job": "running"}
MOVES: Mapping[str, Mapping[str, str]] = {
    "draft": {"agreement.change": "draft", "agreement.share": "waits", **_STOPS},
    "waits": {
        "agreement.sign": "waits",
        "agreement.withdraw_signature": "waits",
        "agreement.unlock": "draft",
        **_STOPS,
    },
    "signed": {
        "agreement.start": "running",
        "agreement.withdraw_signature": "waits",
        "agreement.unlock": "draft",
        **_STOPS,
    },
    "running": {
        "agreement.extend": "running",
        "agreement.shorten": "running",
        "agreement.sign": "running",
        "agreement.withdraw_signature": "running",
        "agreement.apply": "running",
        "agreement.drop": "running",
        "agreement.suspend": "suspended",
        **_WHILE_RUNNING,
    },
    "suspended": {"agreement.resume": "running", "agreement.end": "ended"},
    # Of what has ended the review can still be written, and the job can still follow. Another end that all
    # signed in time still holds, once the placement has been corrected.
    "ended": {"agreement.review": "ended", "agreement.to_job": "ended", "agreement.apply": "running"},
    "annulled": {},
    "expired": {},
}

# How somebody signed who could not use a link; three kinds, so that it can be counted.
ON_BEHALF: Words = {
    "no_means": _("heeft geen e-mail of mobiel nummer"),
    "opted_out": _("wil niet digitaal tekenen en tekende op papier"),
    "skills": _("digitaal tekenen lukt niet, ook niet met hulp"),
}
HOW: Words = {
    "link": _("met een link"),
    "account": _("met een account"),
    "on_behalf": _("namens deze partij, door een collega"),
}
REASONS: Mapping[str, Words] = {
    "agreement.sign_on_behalf": ON_BEHALF,
    "agreement.withdraw_signature": {
        "asked": _("de partij vraagt het zelf"),
        "mistake": _("per vergissing getekend"),
        "wrong_one": _("getekend door iemand anders"),
    },
    "agreement.unlock": {
        "wrong": _("er staat iets verkeerd in"),
        "changed": _("de afspraak is veranderd"),
        "other_signer": _("iemand anders moet tekenen"),
    },
    "agreement.extend": {
        "more_time": _("er is meer tijd nodig om het te beoordelen"),
        "absent": _("de kandidaat was een tijd afwezig"),
        "goes_well": _("het gaat goed en gaat door"),
        "employer_asks": _("de werkgever vraagt het"),
    },
    "agreement.shorten": {
        "job_sooner": _("de baan begint eerder"),
        "not_fitting": _("het werk past niet"),
        "work_gone": _("het werk stopt"),
        "person_asks": _("de kandidaat vraagt het"),
    },
    "agreement.drop": {
        "not_signed": _("niet iedereen tekent"),
        "changed": _("de afspraak is veranderd"),
    },
    "agreement.suspend": {
        "absent": _("de kandidaat is een tijd afwezig"),
        "no_work": _("er is tijdelijk geen werk"),
        "conflict": _("er is iets dat eerst moet worden opgelost"),
    },
    "agreement.resume": {
        "back": _("de kandidaat is er weer"),
        "work_again": _("er is weer werk"),
        "solved": _("het is opgelost"),
    },
    "agreement.annul": {
        "wrong_entry": _("verkeerd ingevoerd"),
        "other_work": _("de kandidaat werkt ergens anders"),
        "other_scheme": _("er komt een andere regeling"),
        "absent": _("de kandidaat is langere tijd afwezig"),
        "no_show": _("de kandidaat kwam niet"),
        "employer_stops": _("de werkgever gaat niet door"),
    },
}
# What happened, in words; the reason of each stands in REASONS.
EVENTS: Words = {
    "created": _("gemaakt"),
    "changed": _("tekst veranderd"),
    "shared": _("ter tekening gegeven"),
    "sent_link": _("link gestuurd"),
    "signed": _("getekend"),
    "on_behalf": _("getekend namens"),
    "withdrawn": _("handtekening ingetrokken"),
    "unlocked": _("ontgrendeld: alle handtekeningen zijn vervallen"),
    "started": _("begonnen, met een plaatsing"),
    "extended": _("verlenging voorgelegd"),
    "shortened": _("inkorting voorgelegd"),
    "applied": _("ander einde ingegaan"),
    "dropped": _("ander einde gaat niet door"),
    "suspended": _("opgeschort"),
    "resumed": _("hervat"),
    "ended": _("beëindigd"),
    "annulled": _("geannuleerd"),
    "expired": _("verlopen: te lang niet afgemaakt"),
    "reviewed": _("verslag geschreven"),
    "agreed": _("kandidaat is het eens met het verslag"),
    "disputed": _("kandidaat is het niet eens met het verslag"),
    "to_job": _("van proef naar baan"),
}
_DEED_OF: Mapping[str, str] = {
    "on_behalf": "agreement.sign_on_behalf",
    "withdrawn": "agreement.withdraw_signature",
    "unlocked": "agreement.unlock",
    "extended": "agreement.extend",
    "shortened": "agreement.shorten",
    "dropped": "agreement.drop",
    "suspended": "agreement.suspend",
    "resumed": "agreement.resume",
    "annulled": "agreement.annul",
}

# From whose benefit or support the person comes: which law sets how long a trial may last.
BASES: Words = {
    "gemeente": _("bijstand of hulp van de gemeente"),
    "ww": _("WW, van UWV"),
    "wia": _("WIA, van UWV"),
    "wajong": _("Wajong, van UWV"),
}
INSTRUMENTS: Words = {
    "lks": _("loonkostensubsidie"),
    "jobcoach": _("jobcoach"),
    "no_risk": _("no-riskpolis"),
    "workplace": _("aanpassing van de werkplek"),
    "transport": _("vervoer"),
    "training": _("scholing"),
}
ADVICES: Words = {
    "job": _("geschikt: er komt een baan"),
    "longer": _("nog niet zeker: langer proberen"),
    "other_work": _("ander werk past beter"),
    "stop": _("stoppen met de proef"),
}

# What nobody goes on with for so long is given up; our own choice, no law. The two warnings before it stand
# in the table of reminders.
DRAFT_LASTS = timedelta(days=42)
LINK_LASTS = timedelta(days=21)


def may_do(state: str, deed: str) -> bool:
    """Whether this deed may be done in this state."""
    return deed in MOVES[state]


def state_on(kept: str, expires_on: date, ends_before: date | None, day: date) -> str:
    """The state on a day: unfinished work expires and what runs is over after its last day, by themselves."""
    if kept in UNFINISHED and expires_on <= day:
        return "expired"
    if kept in RUNS and ends_before is not None and ends_before <= day:
        return "ended"
    return kept


def because_in_words(what: str, because: str) -> str:
    """Return the reason of an event in words; a code that no longer has words stands as it was written."""
    return str(REASONS.get(_DEED_OF.get(what, ""), {}).get(because, because))


def choices(words: Words) -> list[tuple[str, str]]:
    """Return code and words, for a form or a filter."""
    return [(code, str(one)) for code, one in words.items()]
