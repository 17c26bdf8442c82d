"""Pages of the carving bench: all benches, those of an employer, one bench, and its nine steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.portals.desk.bench_frame import address_of, bench_at, crumbs_of, deed, in_hours, task_words
from meedoen.portals.desk.employer_file import Answer, at_once, employer_page, typed
from meedoen.portals.desk.forms.bench import BenchesFilter, BenchForm, CloseBenchForm, StepForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.job_parts import jobs_crumb
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page, powers_of
from meedoen.portals.formats import said
from meedoen.portals.layout import today
from meedoen.register.bench import services
from meedoen.register.bench.listing import BenchFilters, benches_at, benches_visible_to
from meedoen.register.bench.selectors import drafts_of, functions_of, steps_of
from meedoen.register.bench.words import CLOSED, level_words
from meedoen.register.employers.selectors import employer_by_kvk

SHOWN = 50
DEEDS = (
    "bench.note",
    "bench.change",
    "bench.compose",
    "bench.make_job",
    "bench.settle",
    "bench.close",
)


@page(power="bench.list", template="desk/bench/list.html", nav="jobs", methods=("GET", "HEAD"))
def benches(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(BenchesFilter, request)
    after = given.get("na")
    filters = BenchFilters(given.get("zoek", ""), bool(given.get("van")), bool(given.get("ook")))
    found = benches_visible_to(actor, filters, after)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("benches")
    return {
        "found": found,
        "chosen": chosen,
        "in_hours": in_hours,
        "crumbs": (jobs_crumb(),),
        "first_url": address(here, chosen) if after is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "bench.open", "owner.take"),
    }


@page(power="bench.list", template="desk/bench/at_employer.html", nav="employers", methods=("GET", "HEAD"))
def employer_benches(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(actor, kvk, "bench", "bench.open")
    rows = benches_at(actor, context["employer"], SHOWN)
    return {**context, "rows_of_bench": rows, "in_hours": in_hours}


@page(power="bench.open", template="desk/form.html", nav="employers")
def bench_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found, day = employer_by_kvk(actor, kvk), today()
    form = BenchForm(typed(request))
    back = reverse("bench", args=[found.kvk])
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: services.open_bench(
                actor, found.kvk, form.cleaned_data["title"], accepted=accepted, today=day
            ),
        )
        if made is not None:
            return done(request, _("De banenbank staat klaar. Voeg een functie toe."), address_of(made))
    title = _("Banenbank openen bij %(name)s") % {"name": found.name}
    lead = _("Hier haalt u functies uit elkaar in taken, en maakt u van taken nieuwe banen.")
    return form_page(
        form, title, _("Openen"), back, crumbs=employer_page(actor, kvk, "")["crumbs"], lead=lead
    )


@page(power="bench.see", template="desk/bench/bench.html", nav="employers", methods=("GET", "HEAD"))
def bench_file(request: HttpRequest, actor: Actor, kvk: str, number: str) -> Answer:
    bench = bench_at(actor, kvk, number)
    functions, steps = functions_of(bench), steps_of(bench)
    drafts = drafts_of(bench, functions)
    is_open = bench.closed_on is None
    return {
        "bench": bench,
        "steps": [(at.step.number, at.step.code, said(at.step.title), at) for at in steps],
        "done": sum(at.done_on is not None for at in steps),
        "functions": functions,
        "drafts": drafts,
        "task_words": task_words,
        "level_words": level_words,
        "in_hours": in_hours,
        "closed": CLOSED.get(bench.closed_because, ""),
        "crumbs": crumbs_of(bench, to_bench=False),
        "can": {
            name: may and (is_open or name == "bench.settle")
            for name, may in powers_of(actor, *DEEDS).items()
        },
    }


@page(power="bench.note", template="desk/bench/step.html", nav="employers")
def bench_step(request: HttpRequest, actor: Actor, kvk: str, number: str, step: str) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    steps = steps_of(bench)
    at = next((one for one in steps if one.step.code == step), None)
    if at is None:
        raise NotFound(_("Deze stap bestaat niet. Kies een van de negen."))
    code = at.step.code
    start = {"note": at.note, "done": at.done_on is not None, "version": at.version}
    form = StepForm(typed(request), initial=start)
    after = next((one for one in steps if one.step.number == at.step.number + 1), None)

    def service(accepted: frozenset[str]) -> Any:
        given = form.cleaned_data
        return services.note_step(
            actor,
            number,
            code,
            given["note"],
            done=given["done"],
            version=given["version"],
            accepted=accepted,
            today=day,
        )

    return deed(
        request,
        bench,
        form,
        service,
        title=_("Stap %(number)s: %(title)s") % {"number": at.step.number, "title": said(at.step.title)},
        button=_("Bewaren"),
        said=lambda _made: _("Stap %(number)s is bewaard.") % {"number": at.step.number},
        at=at,
        on_bench=bench,
        goal=said(at.step.goal.words),
        questions=[said(line.words) for line in at.step.notes],
        source=at.step.source,
        after=(after.step.code, said(after.step.title)) if after else None,
    )


@page(power="bench.note", nav="employers", methods=("POST",))
def bench_step_done(request: HttpRequest, actor: Actor, kvk: str, number: str, step: str) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    finish = request.POST.get("klaar") == "ja"
    service = services.finish_step if finish else services.reopen_step
    words = _("De stap is klaar.") if finish else _("De stap is weer open.")
    return at_once(request, lambda: service(actor, number, step, today=day), words, address_of(bench))


@page(power="bench.close", template="desk/form.html", nav="employers")
def bench_close(request: HttpRequest, actor: Actor, kvk: str, number: str) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    form = CloseBenchForm(typed(request))
    return deed(
        request,
        bench,
        form,
        lambda _accepted: services.close_bench(actor, number, form.cleaned_data["because"], today=day),
        title=_("Banenbank sluiten"),
        button=_("Sluiten"),
        said=lambda _made: _("De banenbank is gesloten."),
        lead=_("De banen die gemaakt zijn, blijven bestaan. Aan de functies verandert dan niets meer."),
    )


urls = [
    path("banen/banenbank/", benches, name="benches"),
    path("werkgevers/<str:kvk>/banenbank/", employer_benches, name="bench"),
    path("werkgevers/<str:kvk>/banenbank/nieuw/", bench_new, name="bench-new"),
    path("werkgevers/<str:kvk>/banenbank/<str:number>/", bench_file, name="bench-file"),
    path("werkgevers/<str:kvk>/banenbank/<str:number>/sluiten/", bench_close, name="bench-close"),
    path("werkgevers/<str:kvk>/banenbank/<str:number>/stappen/<str:step>/", bench_step, name="bench-step"),
    path(
        "werkgevers/<str:kvk>/banenbank/<str:number>/stappen/<str:step>/klaar/",
        bench_step_done,
        name="bench-step-done",
    ),
]
