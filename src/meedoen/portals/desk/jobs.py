"""Pages about jobs: the list, one job, those of an employer; confirm, close and open again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals import formats
from meedoen.portals.desk.employer_file import employer_page, typed
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.desk.forms.jobs import STATES as ASKED
from meedoen.portals.desk.forms.jobs import CloseForm, ConfirmForm, JobsFilter, ReopenForm
from meedoen.portals.desk.job_parts import jobs_crumb
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page, powers_of
from meedoen.portals.desk.views import views_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.jobs import services
from meedoen.register.jobs.demands import ASKED as OF_THE_BODY
from meedoen.register.jobs.demands import demand_in_words
from meedoen.register.jobs.listing import JobFilters, JobRow, jobs_at_employer, jobs_visible_to
from meedoen.register.jobs.parts import NewJob
from meedoen.register.jobs.selectors import (
    contact_of,
    content_of,
    hours_in_all,
    job_by_number,
    kind_choices,
    moves_of,
    sbi_choices,
    state_of,
    task_in_words,
)
from meedoen.register.jobs.states import CHANGEABLE, STATES, may_follow, reasons_for
from meedoen.register.jobs.whole import lacking
from meedoen.register.jobs.words import GUIDES, KINDS, SBI, WAGES, WHEN_DONOR_CHANGES
from meedoen.register.places import municipality_choices, place_name
from meedoen.register.profiles.words import (
    DAYS,
    LANGUAGE_LEVELS,
    LANGUAGES,
    LEVELS,
    LICENCES,
    TARGET_GROUPS,
    TIMES,
)
from meedoen.register.profiles.words import in_words as listed
from meedoen.register.proposals.seats import seats_free
from meedoen.rules import places

Answer = Mapping[str, Any] | HttpResponseBase
SHOWN = 100
# Until when a job is open unless somebody says otherwise.
OPEN_FOR = timedelta(days=91)
# How a state looks: the words say it, the colour only helps.
LOOKS = {"concept": "neutral", "open": "success", "filled": "info", "closed": "neutral", "expired": "warning"}


@page(power="job.list", template="desk/jobs/list.html", nav="jobs", methods=("GET", "HEAD"))
def jobs_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(JobsFilter, request)
    day, after = today(), given.get("na")
    found = jobs_visible_to(actor, _filters(given, day), after)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("jobs")
    return {
        "found": found,
        **_row_words(),
        "free": _free(found.rows, day),
        "kinds": kind_choices(),
        "sbi": sbi_choices(),
        "municipalities": municipality_choices(day),
        "states": _asked_states(),
        "chosen": chosen,
        **views_of(actor, "jobs", chosen),
        "first_url": address(here, chosen) if after is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "job.register", "owner.take"),
    }


def _filters(given: Mapping[str, Any], day: date) -> JobFilters:
    return JobFilters(
        on=day,
        words=given.get("zoek", ""),
        kind=given.get("soort", ""),
        state=ASKED.get(given.get("status", ""), ""),
        municipality=given.get("gemeente", ""),
        sbi=given.get("sector", ""),
        hours=given.get("uren"),
        is_mine=bool(given.get("van")),
    )


def _asked_states() -> list[tuple[str, str]]:
    words = {**STATES, "expires_soon": _("verloopt binnen 14 dagen")}
    return [(code, str(words[state])) for code, state in ASKED.items()]


def _row_words() -> dict[str, Any]:
    return {
        "place_name": place_name,
        "kind_words": KINDS,
        "state_words": STATES,
        "looks": LOOKS,
        "hours_words": hours_words,
    }


@page(power="job.list", template="desk/employers/jobs.html", nav="employers", methods=("GET", "HEAD"))
def employer_jobs(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(actor, kvk, "employer-jobs", "job.register")
    jobs = jobs_at_employer(actor, context["employer"].pk, context["day"], SHOWN)
    return {**context, **_row_words(), "jobs": jobs, "free": _free(jobs, context["day"]), "shown": SHOWN}


def _free(rows: Iterable[JobRow], day: date) -> dict[int, int]:
    """How many seats of each of these jobs nobody has or will get."""
    return seats_free({row.pk: row.seats for row in rows}, day)


@page(power="job.see", template="desk/jobs/job.html", nav="jobs", methods=("GET", "HEAD"))
def job(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    found = job_by_number(actor, number)
    content, state = content_of(found), state_of(found, day)
    deeds = {deed for deed in ("job.confirm", "job.close", "job.reopen") if may_follow(state, deed)}
    able = {"fit.people", "job.change"} if state in CHANGEABLE else {"fit.people"}
    return {
        "job": found,
        "state": state,
        "state_word": STATES[state],
        "look": LOOKS[state],
        "kind_word": KINDS[found.kind],
        "lacking": [refusal.message for refusal in lacking(content)] if state == "concept" else [],
        "facts": _what(found, content, seats_free({found.pk: found.seats}, day)[found.pk]),
        "tasks": [(task_in_words(line.task, line.words), line.hours_week) for line in content.work.tasks],
        "hours_of_tasks": hours_in_all(content.work.tasks),
        "asks": asks_of(content),
        "offers": [
            demand_in_words(code, value)
            for code, value in content.work.demands.items()
            if code not in OF_THE_BODY
        ],
        "terms": _terms(content),
        "growth": _growth(content),
        "contact": contact_of(found),
        "moves": [
            {"on": move.on, "what": move.state, "why": move.because, "who": move.by}
            for move in moves_of(found)
        ],
        "cost_url": _cost_url(content, day),
        "crumbs": (jobs_crumb(),),
        "day": day,
        "can": {deed: may and deed in deeds | able for deed, may in powers_of(actor, *_DEEDS).items()},
    }


_DEEDS = ("fit.people", "job.change", "job.confirm", "job.close", "job.reopen")


def _what(found: Any, content: NewJob, free: int) -> list[tuple[Any, ...]]:
    what = content.what
    return [
        (_("Werkgemeente"), place_name(what.municipality)),
        (_("Vestiging"), found.branch.name if found.branch else None),
        (_("Sector (SBI)"), f"{what.sbi} · {SBI[what.sbi]}" if what.sbi in SBI else None),
        (_("Plekken"), _("%(seats)s, waarvan %(free)s vrij") % {"seats": what.seats, "free": free}),
        (_("Uren per week"), hours_words(what.hours_min, what.hours_max)),
        (_("Dagen"), listed(DAYS, what.days) or None),
        (_("Tijden"), listed(TIMES, what.times) or None),
        (_("Begint op"), what.starts_on, "day"),
        (_("Voor wie"), listed(TARGET_GROUPS, what.offered_to) or _("iedereen")),
    ]


def hours_words(least: Any, most: Any) -> str | None:
    """Say hours a week as one number or as a span."""
    shown = [formats.hours(hours) for hours in (least, most) if hours is not None]
    if not shown:
        return None
    return (
        shown[0]
        if len(set(shown)) == 1
        else _("%(least)s tot %(most)s") % dict(zip(("least", "most"), shown, strict=True))
    )


def asks_of(content: NewJob) -> list[str]:
    """Say what a job asks of who does it."""
    work = content.work
    body = [demand_in_words(code, value) for code, value in work.demands.items() if code in OF_THE_BODY]
    languages = [
        f"{LANGUAGES.get(code, code)}: {LANGUAGE_LEVELS.get(level, level)}"
        for code, level in work.languages.items()
    ]
    papers = [_("rijbewijs %(words)s") % {"words": listed(LICENCES, work.licences)}] if work.licences else []
    level = [_("niveau: %(words)s") % {"words": LEVELS[work.level]}] if work.level in LEVELS else []
    return [*body, *languages, *papers, *level]


def _terms(content: NewJob) -> list[tuple[Any, ...]]:
    terms = content.terms
    guide = str(GUIDES[terms.guide]) if terms.guide in GUIDES else None
    if guide and terms.guidance_minutes:
        guide = _("%(who)s, %(minutes)s minuten per dag") % {"who": guide, "minutes": terms.guidance_minutes}
    return [(_("Begeleiding"), guide), (_("Loon"), _wage(content))]


def _wage(content: NewJob) -> str | None:
    terms = content.terms
    if terms.wage_percentage is not None:
        words = {"part": formats.hours(terms.wage_percentage)}
        return _("%(part)s procent van het minimumloon") % words
    if terms.wage_amount is not None:
        words = {"amount": formats.euro(terms.wage_amount)}
        return _("%(amount)s bruto per maand bij een volle werkweek") % words
    if terms.wage_scale:
        return _("schaal %(scale)s") % {"scale": terms.wage_scale}
    return str(WAGES[terms.wage]) if terms.wage in WAGES else None


def _growth(content: NewJob) -> list[tuple[Any, ...]]:
    terms = content.terms
    effect = WHEN_DONOR_CHANGES.get(terms.when_donor_changes)
    return [
        (_("Volgende stap"), terms.growth or None),
        (_("Taken komen uit"), terms.donor_function or None),
        (_("Als die functie verandert"), str(effect) if effect else None),
    ]


def _cost_url(content: NewJob, day: date) -> str | None:
    """The calculator with what is known of this job; without hours there is nothing to reckon."""
    hours, terms = content.what.hours_max, content.terms
    if hours is None or terms.wage == "none":
        return None
    of_region = {one.code for one in places.municipalities_of(settings.REGION, day)}
    place = content.what.municipality
    asked = {
        "hours": _plain(hours),
        "full_time": "36",
        "wage_part": _plain(terms.wage_percentage) or ("" if terms.wage_amount else "100"),
        "wage_month": _plain(terms.wage_amount),
        "day": max(day, content.what.starts_on or day).isoformat(),
        "municipality": place if place in of_region else "",
    }
    return address(reverse("calculate-job"), asked)


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


@page(power="job.confirm", template="desk/form.html", nav="jobs")
def job_confirm(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found, day = job_by_number(actor, number), today()
    form = ConfirmForm(typed(request), initial={"expires_on": day + OPEN_FOR})
    is_concept = state_of(found, day) == "concept"
    lead = (
        _("Vraag de werkgever of alles klopt. Daarna staat de baan open voor kandidaten.")
        if is_concept
        else _("Vraag de werkgever of deze baan er nog is.")
    )
    return _deed_page(
        request,
        found,
        form,
        lambda: services.confirm_job(actor, number, form.cleaned_data["expires_on"], today=day),
        title=_("Baan openen") if is_concept else _("Baan bevestigen"),
        button=_("Openen") if is_concept else _("Bevestigen"),
        lead=lead,
        said=lambda made: (
            _("%(number)s staat open tot %(day)s.")
            % {"number": made.number, "day": formats.day(made.expires_on)}
        ),
    )


@page(power="job.close", template="desk/form.html", nav="jobs")
def job_close(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found, day = job_by_number(actor, number), today()
    reasons = reasons_for(state_of(found, day), "job.close")
    form = CloseForm(typed(request), reasons=[(code, str(words)) for code, words in reasons.items()])
    return _deed_page(
        request,
        found,
        form,
        lambda: services.close_job(actor, number, form.cleaned_data["because"], today=day),
        title=_("Baan sluiten"),
        button=_("Sluiten"),
        lead=_("Niemand krijgt deze baan daarna nog aangeboden. U kunt hem later weer openen."),
        said=lambda made: (
            _("%(number)s is %(state)s.") % {"number": made.number, "state": STATES[made.state]}
        ),
    )


@page(power="job.reopen", template="desk/form.html", nav="jobs")
def job_reopen(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found, day = job_by_number(actor, number), today()
    reasons = reasons_for(state_of(found, day), "job.reopen")
    form = ReopenForm(
        typed(request),
        reasons=[(code, str(words)) for code, words in reasons.items()],
        initial={"expires_on": day + OPEN_FOR},
    )
    return _deed_page(
        request,
        found,
        form,
        lambda: services.reopen_job(
            actor, number, form.cleaned_data["because"], form.cleaned_data["expires_on"], today=day
        ),
        title=_("Baan weer openen"),
        button=_("Weer openen"),
        lead="",
        said=lambda made: _("%(number)s staat weer open.") % {"number": made.number},
    )


def _deed_page(
    request: HttpRequest,
    found: Any,
    form: DeedForm,
    service: Callable[[], Any],
    *,
    title: str,
    button: str,
    lead: str,
    said: Callable[[Any], str],
) -> Answer:
    """Return the page with one form about a job, or do its deed and go back to the job."""
    here = reverse("job", args=[found.number])
    if request.method == "POST":
        made = do(form, lambda _accepted: service())
        if made is not None:
            return done(request, said(made), here)
    crumbs = (jobs_crumb(), Link(f"{found.number} {found.title}", here))
    lead = f"{found.title}, {found.employer.name}. {lead}"
    return form_page(form, title, button, here, crumbs=crumbs, lead=lead)


urls = [
    path("banen/", jobs_list, name="jobs"),
    path("werkgevers/<str:kvk>/banen/", employer_jobs, name="employer-jobs"),
    path("banen/<str:number>/", job, name="job"),
    path("banen/<str:number>/bevestigen/", job_confirm, name="job-confirm"),
    path("banen/<str:number>/sluiten/", job_close, name="job-close"),
    path("banen/<str:number>/openen/", job_reopen, name="job-reopen"),
]
