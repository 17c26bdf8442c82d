"""The states of a proposal: which may follow which, by which deed, in whose name and for which reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.register.profiles.words import Words

STATES: Words = {
    "proposed": _("voorgesteld"),
    "seen": _("gezien door werkgever"),
    "talk_planned": _("gesprek gepland"),
    "trial": _("proef loopt"),
    "accepted": _("aangenomen voor de baan"),
    "refused": _("afgewezen"),
    "hired_elsewhere": _("werkt elders"),
    "pool": _("in de pool voor later"),
    "withdrawn": _("ingetrokken"),
}
# Somebody still has to answer; of one person and one job there is one of these at most.
OPEN = ("proposed", "seen", "talk_planned", "trial")
# What keeps a second proposal of the same person for the same job away.
STANDING = (*OPEN, "accepted", "pool")
OVER = ("refused", "hired_elsewhere", "withdrawn")

SIDES: Words = {"desk": _("de regio"), "employer": _("de werkgever"), "candidate": _("de kandidaat")}
WAITED_FOR: Words = {
    "employer": _("de werkgever"),
    "desk": _("wie voorstelde"),
    "candidate": _("de kandidaat"),
}

# By state, what may follow, and the deed that leads there.
_ENDS = {
    "refused": "proposal.refuse",
    "hired_elsewhere": "proposal.hired_elsewhere",
    "withdrawn": "proposal.withdraw",
}
_GOES_ON = {
    "talk_planned": "proposal.plan_talk",
    "trial": "proposal.start_trial",
    "accepted": "proposal.accept",
    "pool": "proposal.to_pool",
}
MOVES: Mapping[str, Mapping[str, str]] = {
    "proposed": {"seen": "proposal.open_by_link", **_GOES_ON, **_ENDS},
    "seen": {**_GOES_ON, **_ENDS},
    # A talk may be moved to another day, and a trial may take longer.
    "talk_planned": {**_GOES_ON, **_ENDS},
    "trial": {"trial": "proposal.start_trial", "accepted": "proposal.accept", **_ENDS},
    # Until the first working day it may still fall through.
    "accepted": dict(_ENDS),
    "pool": {
        "talk_planned": "proposal.plan_talk",
        "trial": "proposal.start_trial",
        "accepted": "proposal.accept",
        **_ENDS,
    },
    "refused": {},
    "hired_elsewhere": {},
    "withdrawn": {},
}

# What both sides may say, under one code, so that it can be counted over both.
_BOTH: Words = {
    "hours": _("de uren passen niet"),
    "days": _("de dagen of tijden passen niet"),
    "tasks": _("de taken passen niet"),
    "no_guidance": _("er is te weinig begeleiding"),
}
_EMPLOYER: Words = {
    **_BOTH,
    "seat_gone": _("de plek is al vergeven"),
    "work_gone": _("het werk bestaat niet meer"),
    "other_chosen": _("iemand anders paste beter"),
    "no_time": _("er is nu geen tijd om iemand te begeleiden"),
    "not_after_talk": _("na het gesprek zag de werkgever het niet"),
    "not_after_trial": _("na de proef paste het werk niet"),
}
_CANDIDATE: Words = {
    **_BOTH,
    "too_far": _("te ver"),
    "not_wanted": _("de kandidaat wil dit werk niet"),
    "not_now": _("de kandidaat kan nu niet beginnen"),
    "not_named": _("de kandidaat wil bij deze werkgever niet genoemd worden"),
    "pay": _("het loon is niet genoeg"),
    "not_after_talk": _("na het gesprek zag de kandidaat het niet"),
    "not_after_trial": _("na de proef paste het werk niet"),
}
# By deed and by side: the reasons that it may have. A deed that is not here needs none.
REASONS: Mapping[str, Mapping[str, Words]] = {
    "proposal.refuse": {"employer": _EMPLOYER, "candidate": _CANDIDATE},
    "proposal.hired_elsewhere": {
        "candidate": {
            "other_work": _("vond zelf ander werk"),
            "other_proposal": _("werkt door een ander voorstel"),
            "training": _("begon aan een opleiding"),
        }
    },
    "proposal.to_pool": {
        "employer": {
            "later": _("de werkgever wil later iemand"),
            "next_seat": _("zodra er een plek vrijkomt"),
            "other_job": _("voor ander werk bij deze werkgever"),
        }
    },
    "proposal.withdraw": {
        "desk": {
            "seat_filled": _("de plek werd door een ander voorstel bezet"),
            "job_closed": _("de baan is gesloten"),
            "no_answer": _("de werkgever antwoordde niet"),
            "changed": _("er veranderde iets bij de kandidaat"),
            "objection": _("de kandidaat wil niet meer worden voorgesteld"),
            "file_gone": _("het dossier is geanonimiseerd"),
            "mistake": _("het voorstel was een vergissing"),
        }
    },
}
# What the employer may ask or offer by the link; only some of it changes the state by itself.
ANSWERS: Words = {
    "wants_talk": _("wil kennismaken"),
    "wants_trial": _("wil een proef"),
    "question": _("stelde een vraag"),
    "hires": _("wil de kandidaat aannemen"),
    "refuse": _("wil niet verder"),
}
# What is written down beside the changes of state.
NOTED: Words = {
    "sent_link": _("link voor de werkgever gemaakt"),
    "revoked_link": _("link ingetrokken"),
    "named": _("de kandidaat mag genoemd worden"),
    "not_named": _("de kandidaat mag niet meer genoemd worden"),
    "answered": _("vraag van de werkgever beantwoord"),
    "placed": _("plaatsing geregistreerd"),
    "placed_through": _("aangenomen met de plaatsing"),
    **ANSWERS,
}
SET_ASIDE: Words = {
    "too_far": _("te ver"),
    **_BOTH,
    "not_wanted": _("de kandidaat wil dit werk niet"),
    "other_first": _("er loopt al een ander voorstel"),
    "step_first": _("eerst een andere stap uit het plan"),
    "employer_first": _("eerst met de werkgever praten"),
}

# Days in which who is waited for has to answer. Our own choice, not law: a week and a half is enough for an
# employer to ask the floor, and no candidate waits longer than that for a sign of life.
ANSWER_WITHIN = timedelta(days=10)
# After a talk or a trial somebody asks how it went, in a working week.
AFTER_MEETING = timedelta(days=5)
# Who is in a pool is looked at again after a quarter.
POOL_WITHIN = timedelta(days=91)
# One that waited this much longer goes to the coordinator of the region.
ESCALATES_AFTER = timedelta(days=7)
# A late answer is still an answer.
LINK_LASTS = timedelta(days=14)


def may_follow(state: str, deed: str) -> frozenset[str]:
    """Return the states to which this deed may lead from here."""
    return frozenset(to for to, by in MOVES[state].items() if by == deed)


def deeds_from(state: str) -> frozenset[str]:
    """Return the deeds that may be done in this state."""
    return frozenset(MOVES[state].values())


def reason_words(deed: str, side: str) -> Words:
    """Return the reasons that this side may have for this deed; none where none is needed."""
    return REASONS.get(deed, {}).get(side, {})


_BY_STATE: Mapping[str, str] = {
    "refused": "proposal.refuse",
    "hired_elsewhere": "proposal.hired_elsewhere",
    "pool": "proposal.to_pool",
    "withdrawn": "proposal.withdraw",
}


def because_in_words(to_state: str, side: str, because: str) -> str | Promise:
    """Return a reason in words, whatever it was the reason of."""
    deed = _BY_STATE.get(to_state, "")
    return reason_words(deed, side).get(because) or NOTED.get(because) or because


def answer_by(state: str, today: date, meeting: date | None = None) -> date | None:
    """Return by when somebody has to do something in this state; None where nobody has to."""
    if state in OVER:
        return None
    if state in ("talk_planned", "trial") and meeting is not None:
        return meeting + AFTER_MEETING
    return today + (POOL_WITHIN if state == "pool" else ANSWER_WITHIN)


def waits_for(state: str) -> str:
    """Return who has to do something in this state, when nobody asked anything else."""
    if state in OVER:
        return ""
    return "employer" if state in ("proposed", "seen") else "desk"
