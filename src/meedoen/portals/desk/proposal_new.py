"""Pages on which somebody proposes a person for a job, or leaves the pair for now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.portals import formats
from meedoen.portals.desk.employer_file import typed
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.proposals import AsideForm, FindForm, WhyForm
from meedoen.portals.desk.pages import page
from meedoen.portals.desk.proposals import proposals_crumb, reasons_of
from meedoen.portals.desk.register_pages import address, done, form_page
from meedoen.portals.layout import today
from meedoen.register.jobs.listing import JobFilters, jobs_visible_to
from meedoen.register.jobs.selectors import job_by_number
from meedoen.register.people.listing import PeopleFilters
from meedoen.register.people.services import look_at_people, look_at_person
from meedoen.register.proposals.selectors import refusals_at, refusals_of
from meedoen.register.proposals.setting_aside import set_pair_aside
from meedoen.register.proposing.comparing import compare
from meedoen.register.proposing.services import NewProposal, propose
from meedoen.register.proposing.validity import wrong_pair

Answer = Mapping[str, Any] | HttpResponseBase
MOST = 10
# How long a pair is left unless somebody says otherwise.
ASIDE_FOR = timedelta(days=30)


@page(power="proposal.propose", template="desk/proposals/new.html", nav="proposals")
def proposal_new(request: HttpRequest, actor: Actor) -> Answer:
    pair = _pair(request, actor)
    if pair is None:
        return _find(request, actor, "proposal-new", _("Voorstellen"))
    person, job, day = pair["person"], pair["job"], today()
    form = WhyForm(typed(request))
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: propose(
                actor,
                NewProposal(person.number, job.number, form.cleaned_data["why"]),
                accepted=accepted,
                today=day,
            ),
        )
        if made is not None:
            words = {"number": made.number, "day": formats.day(made.answer_by)}
            said = _("%(number)s is gemaakt. De werkgever heeft tot %(day)s. Maak nu de link.") % words
            return done(request, said, reverse("proposal", args=[made.number]))
    return {
        **form_page(
            form,
            _("Voorstellen"),
            _("Voorstellen"),
            reverse("job", args=[job.number]),
            crumbs=(proposals_crumb(),),
        ),
        **pair,
        "in_the_way": [refusal.message for refusal in wrong_pair(person, job, day)],
        "why_score": reasons_of(compare(person.pk, job.pk, day).shown),
        "learned": refusals_of([person.pk]),
        "learned_at_job": refusals_at([job.pk]),
    }


def _pair(request: HttpRequest, actor: Actor) -> dict[str, Any] | None:
    """The person and the job that the address names, looked at; None where one of both is not said."""
    who, what = request.GET.get("kandidaat", ""), request.GET.get("baan", "")
    if not _is_number(who, "K") or not _is_number(what, "B"):
        return None
    return {
        "person": look_at_person(actor, who[:12], "profile").person,
        "job": job_by_number(actor, what[:12].strip().upper()),
    }


def _is_number(words: str, prefix: str) -> bool:
    """Whether it is written as a number and not as a name: K-000001."""
    tidy = words.strip().upper().removeprefix(prefix).removeprefix("-")
    return words.strip().upper() != tidy and tidy.isascii() and tidy.isdigit()


def _find(request: HttpRequest, actor: Actor, name: str, title: str) -> Answer:
    """Find who and which job, one after the other; what is found already stays in the address."""
    form = FindForm(request.GET or None)
    form.is_valid()
    who, what = form.data.get("kandidaat", "")[:80], form.data.get("baan", "")[:80]
    day, here = today(), reverse(name)
    people = jobs = None
    if who and not _is_number(who, "K"):
        people = [
            (f"{row.name}, {row.number}", address(here, {"kandidaat": row.number, "baan": what}))
            for row in look_at_people(actor, PeopleFilters(words=who), limit=MOST).rows
        ]
    if what and not _is_number(what, "B"):
        found = jobs_visible_to(actor, JobFilters(day, words=what, state="open"), limit=MOST)
        jobs = [
            (
                f"{row.title}, {row.employer} ({row.number})",
                address(here, {"kandidaat": who, "baan": row.number}),
            )
            for row in found.rows
        ]
    return {
        "title": title,
        "here": here,
        "search": form,
        "people": people,
        "jobs": jobs,
        "most": MOST,
        "crumbs": (proposals_crumb(),),
    }


@page(power="proposal.set_aside", template="desk/proposals/aside.html", nav="proposals")
def set_aside(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    pair = _pair(request, actor)
    if pair is None:
        return _find(request, actor, "set-aside", _("Niet nu, omdat…"))
    person, job = pair["person"], pair["job"]
    back = reverse("person-proposals", args=[person.number])
    form = AsideForm(typed(request), initial={"until": day + ASIDE_FOR})
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: set_pair_aside(
                actor,
                person.number,
                job.number,
                form.cleaned_data["because"],
                form.cleaned_data["until"],
                today=day,
            ),
        )
        if made is not None:
            return done(request, _("Deze baan is voor nu opzijgelegd."), back)
    lead = _("%(person)s en %(title)s bij %(employer)s.") % {
        "person": person.name,
        "title": job.title,
        "employer": job.employer.name,
    }
    return form_page(
        form, _("Niet nu, omdat…"), _("Opzijleggen"), back, crumbs=(proposals_crumb(),), lead=lead
    )


urls = [
    path("voorstellen/nieuw/", proposal_new, name="proposal-new"),
    path("voorstellen/niet-nu/", set_aside, name="set-aside"),
]
