"""Pages of what fits: work for one person, and people for one job, with every reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.matching.fit import Part
from meedoen.matching.near import NearMiss
from meedoen.matching.points import PARTS, Weights
from meedoen.matching.sorting import Compared, Sorted
from meedoen.portals.desk.job_parts import jobs_crumb
from meedoen.portals.desk.jobs import asks_of, hours_words
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_page
from meedoen.portals.desk.profile_cards import ALL_PAGES, BY_NAME, OWN_WORDS, facts_of
from meedoen.portals.desk.register_pages import address, powers_of
from meedoen.portals.formats import said
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.fits.asking import Worth
from meedoen.register.fits.looking import look_at_people_for
from meedoen.register.fits.searching import WorkFor, work_for
from meedoen.register.fits.words import limit_words
from meedoen.register.jobs.demands import ASKED, demand_in_words
from meedoen.register.jobs.selectors import content_of, job_by_number, task_in_words
from meedoen.register.jobs.words import KINDS
from meedoen.register.people.around import contacts_of
from meedoen.register.places import place_name
from meedoen.register.profiles.selectors import loonwaarden_of, profile_of
from meedoen.register.profiles.words import DAYS, TIMES
from meedoen.register.profiles.words import in_words as listed
from meedoen.register.profiles.work import TASK_WORDS
from meedoen.register.proposals.selectors import Learned

Answer = Mapping[str, Any] | HttpResponseBase
# What a comparison needs of a profile, of all that makes someone findable.
COMPARED = frozenset({"tasks", "hours", "days", "times", "postcode", "means", "travel_minutes", "conditions"})
# The cards that say what someone can and needs, in the order of the column.
CARDS = ("availability", "travel", "tasks", "conditions")


@page(power="fit.work", template="desk/fits/work.html", nav="people", methods=("GET", "HEAD"))
def person_work(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    context = file_page(actor, number, "person-work")
    person = context["person"]
    now, found = profile_of(person, day), work_for(actor, number, day)
    measured = loonwaarden_of(person)[:1] if "register" in context["sections"] else []
    return {
        **context,
        "day": day,
        "found": found,
        **sides(found.found, _job_of(found, person.number)),
        "aside": [(row.title, reverse("job", args=[row.number]), why) for row, why in found.aside],
        "learned": _learned(found.learned),
        **(_asking(found.worth) if found.worth else {"tasks_to_ask": [], "employers_to_ask": []}),
        "own_pick_url": address(reverse("proposal-new"), {"kandidaat": person.number}),
        "unmatched": [said(words) for words in found.unmatched],
        "missing": [(one, BY_NAME[one.card].url_name) for one in now.missing if one.code in COMPARED],
        "is_findable": now.is_findable,
        "own_words": now.cards[OWN_WORDS.name],
        "can_and_needs": [
            (fact, words)
            for one in ALL_PAGES
            if one.name in CARDS
            for fact, words in facts_of(now.cards[one.name])
            if words
        ],
        "loonwaarde": measured[0] if measured else None,
        "shows_loonwaarde": "register" in context["sections"],
        "contacts": contacts_of(person),
        "can": powers_of(actor, "profile.change", "proposal.propose"),
    }


def _job_of(found: WorkFor, number: str) -> Any:
    """What heads the card of a job."""

    def headed(one: Compared) -> dict[str, Any]:
        row = found.rows[one.job]
        seats = _("1 plek") if row.seats == 1 else _("%(seats)s plekken") % {"seats": row.seats}
        hours = _("%(hours)s uur") % {"hours": hours_words(row.hours_min, row.hours_max)}
        place, kind = place_name(row.municipality), str(KINDS[row.kind])
        return {
            "title": row.title,
            "url": reverse("job", args=[row.number]),
            "lead": " · ".join((f"{row.employer}, {place}", hours, seats, kind)),
            "ask_url": reverse("employer-contact", args=[row.employer_kvk]),
            **_deeds(number, row.number),
        }

    return headed


@page(power="fit.people", template="desk/fits/people.html", nav="jobs", methods=("GET", "HEAD"))
def job_people(request: HttpRequest, actor: Actor, number: str) -> Answer:
    job, day = job_by_number(actor, number), today()
    found = look_at_people_for(actor, number, today=day)
    content = content_of(job)

    def headed(one: Compared) -> dict[str, Any]:
        who = found.people[one.person]
        return {
            "title": who.name,
            "url": reverse("person-work", args=[who.number]),
            "lead": f"{who.number} · {place_name(who.municipality)}",
            "ask_url": reverse("employer-contact", args=[job.employer.kvk]),
            **_deeds(who.number, job.number),
        }

    what = content.what
    demands = content.work.demands.items()
    return {
        "job": job,
        "day": day,
        "found": found,
        **sides(found.found, headed),
        "aside": [(who.name, reverse("person-work", args=[who.number]), why) for who, why in found.aside],
        "learned": _learned(found.learned),
        "own_pick_url": address(reverse("proposal-new"), {"baan": job.number}),
        "unmatched": [said(words) for words in found.unmatched],
        "facts": [
            (_("Uren per week"), hours_words(what.hours_min, what.hours_max)),
            (_("Dagen"), listed(DAYS, what.days) or None),
            (_("Tijden"), listed(TIMES, what.times) or None),
            (_("Werkgemeente"), place_name(what.municipality)),
            (_("Begeleiding, minuten per dag"), content.terms.guidance_minutes, "whole"),
        ],
        "tasks": [task_in_words(line.task, line.words) for line in content.work.tasks],
        "asks": asks_of(content),
        "offers": [demand_in_words(code, value) for code, value in demands if code not in ASKED],
        "without_code": sum(not line.task for line in content.work.tasks),
        "crumbs": (jobs_crumb(), Link(f"{job.number} {job.title}", reverse("job", args=[job.number]))),
        "can": powers_of(actor, "job.change", "findability.see", "proposal.propose"),
    }


def _deeds(person: str, job: str) -> dict[str, str]:
    pair = {"kandidaat": person, "baan": job}
    return {
        "propose_url": address(reverse("proposal-new"), pair),
        "aside_url": address(reverse("set-aside"), pair),
    }


def _learned(rows: list[Learned]) -> str:
    """Say what was answered before, each with how often; it decides nothing."""
    words = _("%(what)s (%(who)s, %(times)s keer)")
    return "; ".join(words % {"what": one.words, "who": one.side, "times": one.times} for one in rows)


def _asking(worth: Worth) -> dict[str, Any]:
    return {
        "tasks_to_ask": [
            (str(TASK_WORDS[one.code]), said(one.parts[0].words), one.employers) for one in worth.tasks
        ],
        "employers_to_ask": [
            {
                "title": name,
                "url": reverse("employer", args=[kvk]),
                "lead": said(one.travel.words),
                # What nobody knows yet is said as a question.
                "reasons": _reasons(part for part in one.parts if part.points),
                "to_ask": said(one.to_ask_words) if one.to_ask else "",
            }
            for kvk, name, one in worth.employers
        ],
        "worth": worth,
    }


def sides(found: Sorted, headed: Any) -> dict[str, Any]:
    """What both pages show of a comparison: cards, counts of what is in the way, and the weights."""
    return {
        "fitting": [{**headed(one), **_points(one)} for one in found.fitting],
        "near": [{**headed(one), **_points(one), "misses": _misses(one)} for one in found.near],
        "why_not": [(limit_words(code, topic), count) for code, topic, count in found.why_not],
        "weights": found.weights,
        "weighed": _weighed(found.weights),
    }


def _points(one: Compared) -> dict[str, Any]:
    fit = one.then or one.fit
    return {
        "points": fit.out_of_100,
        "reasons": _reasons(fit.parts),
    }


def _reasons(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Each part in words, with its points as a share of the most there are."""
    return [
        {"text": said(part.words), "fits": True, "share": 100 * part.points // part.most if part.most else 0}
        for part in parts
    ]


def _misses(one: Compared) -> list[dict[str, Any]]:
    return [{"text": _miss(miss), "fits": False} for miss in one.misses]


def _miss(miss: NearMiss) -> str:
    words = {"what": said(miss.words), "who": said(miss.who_words), "cost": said(miss.cost_words)}
    return _("%(what)s: %(who)s regelt dit, %(cost)s") % words


def _weighed(weights: Weights) -> str:
    parts = (f"{_(PARTS[part])} {points}" for part, points in weights.parts.items())
    return ", ".join(parts)


urls = [
    path("kandidaten/<str:number>/werk/", person_work, name="person-work"),
    path("banen/<str:number>/kandidaten/", job_people, name="job-people"),
]
