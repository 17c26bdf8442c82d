"""Pages on which functions are put on a bench and taken apart into tasks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.portals import formats
from meedoen.portals.desk.bench_frame import address_of, bench_at, deed
from meedoen.portals.desk.employer_file import Answer, at_once, typed
from meedoen.portals.desk.forms.bench import FromScanForm, FunctionForm, PasteForm, TaskForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.layout import today
from meedoen.register.bench import functions
from meedoen.register.bench.selectors import function_of, task_of, task_shown
from meedoen.register.employers.agreed import scans_of
from meedoen.register.employers.selectors import open_branches

NEW = {"version": 1}


def _branches(bench: Any, function: Any = None) -> list[tuple[str, str]]:
    branches = open_branches(bench.employer, today())
    # What stands there stays a choice, also when it has closed since.
    gone = function is not None and function.branch is not None
    if gone and str(function.branch_id) not in dict(branches):
        branches.append((str(function.branch_id), function.branch.name))
    return branches


@page(power="bench.change", template="desk/form.html", nav="employers")
def function_new(request: HttpRequest, actor: Actor, kvk: str, number: str) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    form = FunctionForm(typed(request), branches=_branches(bench), initial=NEW)
    return deed(
        request,
        bench,
        form,
        lambda accepted: functions.add_function(actor, number, form.new(), accepted=accepted, today=day),
        title=_("Functie toevoegen"),
        button=_("Toevoegen"),
        said=lambda made: _("“%(name)s” staat op de bank. Voeg nu taken toe.") % {"name": made.name},
    )


@page(power="bench.change", template="desk/bench/function.html", nav="employers")
def function_change(request: HttpRequest, actor: Actor, kvk: str, number: str, function: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    row = function_of(bench, function)
    names = ("name", "people", "hours_week", "level", "wage", "must_stay", "version")
    start = {name: getattr(row, name) for name in names} | {"branch": row.branch_id or ""}
    form = FunctionForm(typed(request), branches=_branches(bench, row), initial=start)

    def service(accepted: frozenset[str]) -> Any:
        version = form.cleaned_data["version"]
        return functions.change_function(
            actor, number, function, form.new(), version=version, accepted=accepted, today=day
        )

    return deed(
        request,
        bench,
        form,
        service,
        title=_("Functie wijzigen"),
        button=_("Bewaren"),
        said=lambda made: _("“%(name)s” is gewijzigd.") % {"name": made.name},
        remove_url=address_of(bench, "bench-function-remove", row.pk),
        remove_words=_("Verwijderen haalt deze functie met haar taken van de bank, en uit banen in de maak."),
    )


@page(power="bench.change", nav="employers", methods=("POST",))
def function_remove(request: HttpRequest, actor: Actor, kvk: str, number: str, function: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    words = _("De functie is van de bank gehaald.")
    return at_once(
        request,
        lambda: functions.remove_function(actor, number, function, today=day),
        words,
        address_of(bench),
    )


@page(power="bench.change", template="desk/bench/task.html", nav="employers")
def task_new(request: HttpRequest, actor: Actor, kvk: str, number: str, function: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    row = function_of(bench, function)
    form = TaskForm(typed(request), initial={**NEW, "frequency": "weekly"})
    return deed(
        request,
        bench,
        form,
        lambda accepted: functions.add_task(
            actor, number, function, form.new(), accepted=accepted, today=day
        ),
        title=_("Taak toevoegen"),
        button=_("Toevoegen"),
        said=lambda made: (
            _("“%(task)s” staat bij %(name)s.") % {"task": task_shown(made).named, "name": row.name}
        ),
        lead=_("Een taak van de functie %(name)s.") % {"name": row.name},
    )


@page(power="bench.change", template="desk/bench/task.html", nav="employers")
def task_change(request: HttpRequest, actor: Actor, kvk: str, number: str, of_task: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    row = task_of(bench, of_task)
    names = ("task", "words", "hours_week", "frequency", "days", "times", "level", "kept", "version")
    start = {name: getattr(row, name) for name in names}
    start |= {f"demand_{code}": value for code, value in row.demands.items()}
    form = TaskForm(typed(request), initial=start)

    def service(accepted: frozenset[str]) -> Any:
        version = form.cleaned_data["version"]
        return functions.change_task(
            actor, number, of_task, form.new(), version=version, accepted=accepted, today=day
        )

    return deed(
        request,
        bench,
        form,
        service,
        title=_("Taak wijzigen"),
        button=_("Bewaren"),
        said=lambda made: _("“%(task)s” is gewijzigd.") % {"task": task_shown(made).named},
        lead=_("Een taak van de functie %(name)s.") % {"name": row.function.name},
        remove_url=address_of(bench, "bench-task-remove", row.pk),
        remove_words=_("Verwijderen haalt deze taak uit de functie, en uit banen in de maak."),
    )


@page(power="bench.change", nav="employers", methods=("POST",))
def task_remove(request: HttpRequest, actor: Actor, kvk: str, number: str, of_task: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    words = _("De taak is verwijderd.")
    return at_once(
        request, lambda: functions.remove_task(actor, number, of_task, today=day), words, address_of(bench)
    )


@page(power="bench.change", template="desk/form.html", nav="employers")
def tasks_paste(request: HttpRequest, actor: Actor, kvk: str, number: str, function: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    row = function_of(bench, function)
    form = PasteForm(typed(request))
    return deed(
        request,
        bench,
        form,
        lambda accepted: functions.paste_tasks(
            actor, number, function, form.cleaned_data["lines"], accepted=accepted, today=day
        ),
        title=_("Taken plakken bij %(name)s") % {"name": row.name},
        button=_("Toevoegen"),
        said=_added,
        lead=_("Klopt een regel niet, dan wordt er niets toegevoegd en leest u welke regel het is."),
    )


@page(power="bench.change", template="desk/form.html", nav="employers")
def tasks_from_scan(request: HttpRequest, actor: Actor, kvk: str, number: str, function: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    row = function_of(bench, function)
    scans = [
        (
            str(scan.pk),
            _("%(day)s, door %(name)s: %(tasks)s taken")
            % {"day": formats.day(scan.done_on), "name": scan.by, "tasks": scan.tasks},
        )
        for scan in scans_of(bench.employer)
        if scan.tasks
    ]
    form = FromScanForm(typed(request), scans=scans)
    lead = _("De taken die de scan noemt, komen bij de functie te staan met hun uren.")
    if not scans:
        lead = _("Bij deze werkgever is nog geen bedrijfsscan met taken. Schrijf de taken zelf op.")
    return deed(
        request,
        bench,
        form,
        lambda _accepted: functions.take_over_scan(
            actor, number, function, form.cleaned_data["scan"], today=day
        ),
        title=_("Taken uit de bedrijfsscan bij %(name)s") % {"name": row.name},
        button=_("Overnemen"),
        said=_added,
        lead=lead,
    )


def _added(number: int) -> str:
    words = ngettext("%(num)s taak is toegevoegd.", "%(num)s taken zijn toegevoegd.", number)
    return words % {"num": number}


AT = "werkgevers/<str:kvk>/banenbank/<str:number>/"
urls = [
    path(f"{AT}functies/nieuw/", function_new, name="bench-function-new"),
    path(f"{AT}functies/<int:function>/", function_change, name="bench-function"),
    path(f"{AT}functies/<int:function>/verwijderen/", function_remove, name="bench-function-remove"),
    path(f"{AT}functies/<int:function>/taken/nieuw/", task_new, name="bench-task-new"),
    path(f"{AT}functies/<int:function>/taken/plakken/", tasks_paste, name="bench-tasks-paste"),
    path(f"{AT}functies/<int:function>/bedrijfsscan/", tasks_from_scan, name="bench-scan"),
    path(f"{AT}taken/<int:of_task>/", task_change, name="bench-task"),
    path(f"{AT}taken/<int:of_task>/verwijderen/", task_remove, name="bench-task-remove"),
]
