"""Pages on which a job is filled in: for which employer, and its three parts one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.employer_file import typed
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.desk.forms.jobs import FindEmployerForm, TermsForm, WhatForm, WorkForm, initial_of
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.employers.selectors import employer_by_kvk, employers_named, open_branches
from meedoen.register.employers.spoken import contact_choices
from meedoen.register.jobs import services
from meedoen.register.jobs.parts import NewJob
from meedoen.register.jobs.selectors import content_of, job_by_number, part_version, sbi_before
from meedoen.register.places import municipality_choices

Answer = Mapping[str, Any] | HttpResponseBase
# Part: its page, and the page that follows while a new job is filled in.
NEXT = {"what": "job-work", "work": "job-terms", "terms": "job-confirm"}
MOST_FOUND = 20


def jobs_crumb() -> Link:
    return Link(_("Banen"), reverse("jobs"))


@page(power="job.register", template="desk/jobs/start.html", nav="jobs", methods=("GET", "HEAD"))
def job_start(request: HttpRequest, actor: Actor) -> Answer:
    """A job is of an employer: ask which one first."""
    words = request.GET.get("zoek", "")[:80]
    return {
        "asked": words,
        "found": employers_named(actor, words.replace("\0", ""), MOST_FOUND),
        "most": MOST_FOUND,
        "search": FindEmployerForm(initial={"zoek": words}),
        "crumbs": (jobs_crumb(),),
    }


@page(power="job.register", template="desk/form.html", nav="jobs")
def job_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    day = today()
    found = employer_by_kvk(actor, kvk)
    branches, people = open_branches(found, day), contact_choices(found)
    start = {
        "seats": 1,
        "municipality": found.municipality,
        "sbi": sbi_before(found),
        "branch": branches[0][0] if len(branches) == 1 else "",
        "contact": people[0][0] if people else "",
    }
    form = WhatForm(
        typed(request),
        branches=branches,
        people=people,
        municipalities=municipality_choices(day),
        initial=start,
    )
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: services.register_job(
                actor, found.kvk, NewJob(form.part()), accepted=accepted, today=day
            ),
        )
        if made is not None:
            message = _("%(number)s is vastgelegd als concept. Vul nu de taken in.") % {"number": made.number}
            return done(request, message, reverse("job-work", args=[made.number]))
    title = _("Nieuwe baan bij %(name)s") % {"name": found.name}
    back = reverse("employer-jobs", args=[found.kvk])
    lead = _("Deel 1 van 3: wat en waar. De baan is een concept tot u hem bevestigt.")
    crumbs = (jobs_crumb(), Link(found.name, back))
    return form_page(form, title, _("Vastleggen en verder"), back, crumbs=crumbs, lead=lead)


@page(power="job.change", template="desk/form.html", nav="jobs")
def job_what(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return _part_page(request, actor, number, "what", _("Wat en waar"))


@page(power="job.change", template="desk/jobs/work.html", nav="jobs")
def job_work(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return _part_page(request, actor, number, "work", _("Taken en eisen"))


@page(power="job.change", template="desk/form.html", nav="jobs")
def job_terms(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return _part_page(request, actor, number, "terms", _("Begeleiding en loon"))


def _part_page(request: HttpRequest, actor: Actor, number: str, part: str, title: str) -> Answer:
    day = today()
    job = job_by_number(actor, number)
    form: Any = _form(request, job, part)
    here = reverse("job", args=[job.number])
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: services.change_job(
                actor,
                number,
                form.part(),
                version=form.cleaned_data["version"],
                accepted=accepted,
                today=day,
            ),
        )
        if made is not None:
            # A concept is filled in part by part; of what is open one part changes.
            on = reverse(NEXT[part], args=[job.number]) if made.state == "concept" else here
            return done(request, _("“%(part)s” is bewaard.") % {"part": title}, on)
    crumbs = (jobs_crumb(), Link(f"{job.number} {job.title}", here))
    parts = tuple(NEXT)
    lead = _("Deel %(turn)s van 3: %(title)s, bij %(name)s.") % {
        "turn": parts.index(part) + 1,
        "title": job.title,
        "name": job.employer.name,
    }
    button = _("Bewaren en verder") if job.state == "concept" else _("Bewaren")
    return form_page(form, title, button, here, crumbs=crumbs, lead=lead)


def _form(request: HttpRequest, job: Any, part: str) -> DeedForm:
    start = {**initial_of(part, content_of(job)), "version": part_version(job, part)}
    if part == "work":
        return WorkForm(typed(request), initial=start)
    if part == "terms":
        return TermsForm(typed(request), initial=start)
    branches, people = open_branches(job.employer, today()), contact_choices(job.employer)
    # Who or what stands there stays a choice, also when it is gone since.
    if job.branch is not None and str(job.branch_id) not in dict(branches):
        branches.append((str(job.branch_id), job.branch.name))
    if job.contact is not None and str(job.contact_id) not in dict(people):
        people.append((str(job.contact_id), _("iemand die hier niet meer werkt")))
    return WhatForm(
        typed(request),
        branches=branches,
        people=people,
        municipalities=municipality_choices(today()),
        initial=start,
    )


urls = [
    path("banen/nieuw/", job_start, name="job-start"),
    path("werkgevers/<str:kvk>/banen/nieuw/", job_new, name="job-new"),
    path("banen/<str:number>/wat-en-waar/", job_what, name="job-what"),
    path("banen/<str:number>/taken-en-eisen/", job_work, name="job-work"),
    path("banen/<str:number>/begeleiding-en-loon/", job_terms, name="job-terms"),
]
