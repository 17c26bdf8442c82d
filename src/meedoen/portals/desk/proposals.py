"""Pages about proposals: the list, one proposal, and those of a person, a job and an employer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.portals import formats
from meedoen.portals.desk.employer_file import employer_page
from meedoen.portals.desk.forms.proposals import (
    STATES as ASKED,
)
from meedoen.portals.desk.forms.proposals import (
    WAITS,
    ProposalsFilter,
    state_options,
    waits_options,
)
from meedoen.portals.desk.job_parts import jobs_crumb
from meedoen.portals.desk.pages import page
from meedoen.portals.desk.person_file import file_page
from meedoen.portals.desk.register_pages import address, filled_in, powers_of
from meedoen.portals.desk.views import views_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.jobs.selectors import job_by_number
from meedoen.register.links import demo_token, hash_of
from meedoen.register.people.selectors import visible_names
from meedoen.register.proposals.facing import faced
from meedoen.register.proposals.listing import ProposalFilters, proposals_of_people
from meedoen.register.proposals.looking import (
    look_at_proposal,
    look_at_proposals,
    look_at_proposals_for,
)
from meedoen.register.proposals.scores import ScoreShown, shown
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposals.selectors import (
    jobs_set_aside,
    may_act_on,
    moves_of,
    others_open_on,
    refusals_at,
    refusals_of,
    sees_profile,
    standing_link,
)
from meedoen.register.proposals.states import OVER, STATES, WAITED_FOR, deeds_from

Answer = Mapping[str, Any] | HttpResponseBase
# How a state looks: the words say it, the colour only helps.
LOOKS = {
    "proposed": "neutral",
    "seen": "info",
    "talk_planned": "info",
    "trial": "info",
    "accepted": "success",
    "refused": "danger",
    "hired_elsewhere": "neutral",
    "pool": "warning",
    "withdrawn": "neutral",
}


def row_words() -> dict[str, Any]:
    """What every table of proposals says of its rows."""
    return {
        "state_words": STATES,
        "looks": LOOKS,
        "waits_words": {"": "", **{code: str(words) for code, words in WAITED_FOR.items()}},
        "day": today(),
    }


@page(power="proposal.list", template="desk/proposals/list.html", nav="proposals", methods=("GET", "HEAD"))
def proposals_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(ProposalsFilter, request)
    after = given.get("na")
    found = look_at_proposals(actor, _filters(given), after)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("proposals")
    return {
        "found": found,
        **row_words(),
        "states": state_options(),
        "waits": waits_options(),
        "chosen": chosen,
        **views_of(actor, "proposals", chosen),
        "first_url": address(here, chosen) if after is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "proposal.propose"),
    }


def _filters(given: Mapping[str, Any]) -> ProposalFilters:
    return ProposalFilters(
        on=today(),
        words=given.get("zoek", ""),
        state=ASKED.get(given.get("status", ""), ""),
        waits_for=WAITS.get(given.get("wacht", ""), ""),
        is_mine=bool(given.get("van")),
        is_late=bool(given.get("laat")),
    )


@page(power="proposal.see", template="desk/proposals/proposal.html", nav="proposals", methods=("GET", "HEAD"))
def proposal(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = look_at_proposal(actor, number)
    is_seen = may_act_on(actor, found)
    is_open = found.state not in OVER and found.placement_id is None
    able = is_seen and is_open
    return {
        "proposal": found,
        **_standing(found, is_open),
        **_of_person(actor, found, is_seen),
        **_link(request, found),
        "moves": _moves(found, is_seen),
        "learned_at_job": refusals_at([found.job_id]),
        "others": others_open_on(found),
        "deeds": _deeds(actor, found) if able else [],
        "can_place": able and found.state == "accepted" and may(actor, "placement.register"),
        "can_agree": may(actor, "agreement.make"),
        "can": {deed: able and has for deed, has in powers_of(actor, *_BESIDE).items()},
        "crumbs": (proposals_crumb(),),
    }


def _standing(found: Any, is_open: bool) -> dict[str, Any]:
    """How it stands, and who has to do something by when."""
    return {
        "is_late": found.answer_by is not None and found.answer_by < today() and is_open,
        "state_word": _("geplaatst") if found.placement_id else STATES[found.state],
        "look": LOOKS[found.state],
        "waits_for": str(WAITED_FOR.get(found.waits_for, "")) if is_open else "",
    }


def _of_person(actor: Actor, found: Any, is_seen: bool) -> dict[str, Any]:
    """What is of the person: only for who sees the person, and of the profile for who sees that."""
    has_profile = sees_profile(actor, found)
    kept = found.comparison if has_profile else {"out_of_100": found.comparison.get("out_of_100")}
    return {
        "is_seen": is_seen,
        "has_profile": has_profile,
        "name": visible_names(actor, [found.person_id]).get(found.person_id, "") if is_seen else "",
        "faced": faced(found, today()) if has_profile else None,
        "why_score": reasons_of(shown(kept)),
        "learned": refusals_of([found.person_id]) if is_seen else [],
    }


def _link(request: HttpRequest, found: Any) -> dict[str, Any]:
    link = standing_link(found, today())
    return {"link": link, "demo_url": _demo_url(request, found, link)}


def _moves(found: Any, is_seen: bool) -> list[dict[str, Any]]:
    return [
        {
            "on": move.on,
            "what": f"{move.what} ({move.side})",
            "who": move.by,
            "why": move.because,
            "details": [(_("Toelichting"), move.words)] if move.words and is_seen else (),
        }
        for move in moves_of(found)
    ]


_BESIDE = ("proposal.send_link", "proposal.name", "proposal.answer_question")


def _deeds(actor: Actor, found: Any) -> list[tuple[str, str]]:
    able = deeds_from(found.state)
    words: dict[str, str] = {
        "proposal.plan_talk": _("Gesprek plannen"),
        "proposal.start_trial": _("Proef starten"),
        "proposal.accept": _("Aannemen"),
        "proposal.refuse": _("Afwijzing vastleggen"),
        "proposal.to_pool": _("Bewaren voor later"),
        "proposal.hired_elsewhere": _("Werkt elders"),
        "proposal.withdraw": _("Intrekken"),
    }
    if found.state == "talk_planned":
        words["proposal.plan_talk"] = _("Gesprek verzetten")
    if found.state == "trial":
        words["proposal.start_trial"] = _("Proef verlengen")
    return [
        (words[deed], reverse(name, args=[found.number]))
        for deed, name in DEED_PAGES
        if deed in able and may(actor, deed)
    ]


# The page of each deed, in the order of the buttons.
DEED_PAGES = (
    ("proposal.plan_talk", "proposal-talk"),
    ("proposal.start_trial", "proposal-trial"),
    ("proposal.accept", "proposal-accept"),
    ("proposal.refuse", "proposal-refuse"),
    ("proposal.to_pool", "proposal-pool"),
    ("proposal.hired_elsewhere", "proposal-elsewhere"),
    ("proposal.withdraw", "proposal-withdraw"),
)


def reasons_of(score: ScoreShown) -> dict[str, Any]:
    """Say a comparison as a page shows it: parts with their share, what is in the way, what would mend it."""
    return {
        "out_of_100": score.out_of_100,
        "parts": [
            {
                "text": f"{formats.said(part.name)}: {formats.said(part.words)}",
                "fits": True,
                "share": 100 * part.points // part.most if part.most else None,
            }
            for part in score.parts
        ],
        "in_the_way": [{"text": formats.said(words), "fits": False} for words in score.in_the_way],
        "unmatched": [formats.said(words) for words in score.unmatched],
        "misses": [
            _("%(what)s: %(who)s, %(cost)s")
            % {
                "what": formats.said(miss.words),
                "who": formats.said(miss.who),
                "cost": _("kosten niet bekend")
                if miss.cost is None
                else formats.euro(miss.cost)
                if miss.cost
                else _("geen kosten"),
            }
            for miss in score.misses
        ],
        "weights": score.weights,
        "weights_from": score.weights_from,
    }


def _demo_url(request: HttpRequest, found: Any, link: Any) -> str:
    """The link of an invented employer; anywhere else it is nowhere to be read again."""
    token = demo_token(found.number)
    if not settings.DEMO or link is None or link.token_hash != hash_of(token):
        return ""
    return request.build_absolute_uri(reverse("answer", args=[token]))


@page(power="person.see", template="desk/proposals/person.html", nav="people", methods=("GET", "HEAD"))
def person_proposals(request: HttpRequest, actor: Actor, number: str) -> Answer:
    context = file_page(actor, number, "person-proposals")
    person = context["person"]
    return {
        **context,
        **row_words(),
        "rows_of": proposals_of_people(actor, [person.pk]),
        "learned": refusals_of([person.pk]),
        "aside": list(jobs_set_aside(person.pk, today()).values()),
        "can": powers_of(actor, "proposal.propose"),
    }


@page(power="proposal.list", template="desk/proposals/job.html", nav="jobs", methods=("GET", "HEAD"))
def job_proposals(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = job_by_number(actor, number)
    return {
        "job": found,
        "free": seats_free({found.pk: found.seats}, today())[found.pk],
        "found": look_at_proposals_for(actor, job_id=found.pk),
        "learned": refusals_at([found.pk]),
        **row_words(),
        "crumbs": (jobs_crumb(), Link(f"{found.number} {found.title}", reverse("job", args=[found.number]))),
        "can": powers_of(actor, "proposal.propose"),
    }


@page(
    power="proposal.list", template="desk/proposals/employer.html", nav="employers", methods=("GET", "HEAD")
)
def employer_proposals(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(actor, kvk, "employer-proposals")
    found = look_at_proposals_for(actor, employer_id=context["employer"].pk)
    return {**context, **row_words(), "found": found}


def proposals_crumb() -> Link:
    return Link(_("Voorstellen"), reverse("proposals"))


urls = [
    path("voorstellen/", proposals_list, name="proposals"),
    path("voorstellen/<str:number>/", proposal, name="proposal"),
    path("kandidaten/<str:number>/voorstellen/", person_proposals, name="person-proposals"),
    path("banen/<str:number>/voorstellen/", job_proposals, name="job-proposals"),
    path("werkgevers/<str:kvk>/voorstellen/", employer_proposals, name="employer-proposals"),
]
