"""Pages about what is agreed with an employer, and about the bedrijfsscan and its follow-up."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.colleagues import colleagues_in
from meedoen.access.powers import POWERS
from meedoen.portals.desk.employer_file import Answer, at_once, deed_page, employer_page, typed
from meedoen.portals.desk.forms.employer_agreed import (
    AdviceForm,
    ArrangementForm,
    CloseAdviceForm,
    CorrectArrangementForm,
    MoveForm,
    ScanForm,
    TaskForm,
)
from meedoen.portals.desk.forms.fields import day_after
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.layout import today
from meedoen.register.employers import arrangements, scans
from meedoen.register.employers.agreed import (
    advice_line,
    advice_of,
    arrangement_of,
    arrangements_of,
    scan_of,
    scans_of,
    tasks_of,
)
from meedoen.register.employers.face import may_own
from meedoen.register.employers.selectors import employer_by_kvk, open_branches
from meedoen.register.employers.words import ARRANGEMENT_MOVES, ARRANGEMENT_STATES, label_of


@page(
    power="arrangement.list",
    template="desk/employers/arrangements.html",
    nav="employers",
    methods=("GET", "HEAD"),
)
def employer_arrangements(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(
        actor, kvk, "employer-arrangements", "arrangement.make", "arrangement.correct", "arrangement.move"
    )
    return {**context, "arrangements": arrangements_of(context["employer"], context["day"])}


@page(power="arrangement.make", template="desk/form.html", nav="employers")
def arrangement_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    start = {"starts_on": today(), "responsible": str(actor.account_id or "")}
    form = ArrangementForm(typed(request), colleagues=may_own(today()), initial=start)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: arrangements.make_arrangement(actor, found.kvk, form.new(), today=today()),
        title=_("Nieuwe afspraak"),
        button=_("Vastleggen"),
        said=_("De afspraak is vastgelegd, in voorbereiding."),
        back=_agreed(found.kvk),
    )


@page(power="arrangement.correct", template="desk/form.html", nav="employers")
def arrangement_correct(request: HttpRequest, actor: Actor, kvk: str, arrangement: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = arrangement_of(found, arrangement)
    names = ("kind", "what", "places", "starts_on", "version")
    start = {name: getattr(row, name) for name in names}
    last = row.ends_before - timedelta(days=1) if row.ends_before else None
    start |= {"last_on": last, "responsible": str(row.responsible_id)}
    form = CorrectArrangementForm(typed(request), colleagues=may_own(today()), initial=start)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: arrangements.correct_arrangement(
            actor, found.kvk, arrangement, form.new(), version=form.cleaned_data["version"], today=today()
        ),
        title=_("Afspraak %(number)s wijzigen") % {"number": row.number},
        button=_("Wijzigen"),
        said=_("De afspraak is gewijzigd."),
        back=_agreed(found.kvk),
    )


@page(power="arrangement.move", template="desk/form.html", nav="employers")
def arrangement_move(request: HttpRequest, actor: Actor, kvk: str, arrangement: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = arrangement_of(found, arrangement)
    moves = [(to, label_of(ARRANGEMENT_STATES, to)) for to in sorted(ARRANGEMENT_MOVES[row.state])]
    form = MoveForm(typed(request), moves=moves)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: arrangements.move_arrangement(
            actor,
            found.kvk,
            arrangement,
            form.cleaned_data["to"],
            on=day_after(form.cleaned_data.get("last_on")),
            today=today(),
        ),
        title=_("Stand van afspraak %(number)s") % {"number": row.number},
        button=_("Vastleggen"),
        said=_("De stand is vastgelegd."),
        back=_agreed(found.kvk),
        lead=_("De afspraak is nu: %(state)s.") % {"state": label_of(ARRANGEMENT_STATES, row.state)},
    )


@page(power="scan.list", template="desk/employers/scans.html", nav="employers", methods=("GET", "HEAD"))
def employer_scans(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(actor, kvk, "employer-scans", "scan.record")
    return {**context, "scans": scans_of(context["employer"])}


@page(power="scan.record", template="desk/form.html", nav="employers")
def scan_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    branches = open_branches(found, today())
    form = ScanForm(typed(request), branches=branches, initial={"done_on": today()})
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: scans.record_scan(
            actor, found.kvk, form.cleaned_data["done_on"], form.cleaned_data["branch"], today=today()
        ),
        title=_("Bedrijfsscan vastleggen"),
        button=_("Vastleggen"),
        said=_("De bedrijfsscan is vastgelegd. Open hem en voeg taken en advies toe."),
        back=_scans(found.kvk),
    )


@page(power="scan.list", template="desk/employers/scan.html", nav="employers", methods=("GET", "HEAD"))
def employer_scan(request: HttpRequest, actor: Actor, kvk: str, scan: int) -> Answer:
    context = employer_page(
        actor,
        kvk,
        "employer-scans",
        "scan.add_task",
        "scan.remove_task",
        "scan.add_advice",
        "scan.follow_up",
    )
    row = scan_of(context["employer"], scan)
    tasks = tasks_of(row)
    return {
        **context,
        "scan": row,
        "processes": [(name, list(of)) for name, of in groupby(tasks, key=lambda task: task.process)],
        "hours": sum(task.hours_week for task in tasks),
        "advice": advice_of(row),
    }


@page(power="scan.add_task", template="desk/form.html", nav="employers")
def task_new(request: HttpRequest, actor: Actor, kvk: str, scan: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = scan_of(found, scan)
    form = TaskForm(typed(request))
    return deed_page(
        request,
        found,
        form,
        lambda accepted: scans.add_task(
            actor, found.kvk, row.pk, form.new(), accepted=accepted, today=today()
        ),
        title=_("Taak toevoegen"),
        button=_("Toevoegen"),
        said=_("De taak is toegevoegd."),
        back=_scan(found.kvk, row.pk),
    )


@page(power="scan.remove_task", methods=("POST",))
def task_remove(request: HttpRequest, actor: Actor, kvk: str, scan: int, chore: int) -> Answer:
    found = employer_by_kvk(actor, kvk)

    def service() -> None:
        scans.remove_task(actor, found.kvk, scan, chore, today=today())

    return at_once(request, service, _("De taak is verwijderd."), _scan(found.kvk, scan))


@page(power="scan.add_advice", template="desk/form.html", nav="employers")
def advice_new(request: HttpRequest, actor: Actor, kvk: str, scan: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = scan_of(found, scan)
    colleagues = colleagues_in(POWERS["scan.follow_up"], today())
    form = AdviceForm(typed(request), colleagues=colleagues, initial={"account": actor.account_id})
    return deed_page(
        request,
        found,
        form,
        lambda accepted: scans.add_advice(
            actor, found.kvk, row.pk, form.new(), accepted=accepted, today=today()
        ),
        title=_("Advies toevoegen"),
        button=_("Toevoegen"),
        said=_("Het advies is toegevoegd."),
        back=_scan(found.kvk, row.pk),
    )


@page(power="scan.follow_up", template="desk/form.html", nav="employers")
def advice_close(request: HttpRequest, actor: Actor, kvk: str, scan: int, advice: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    line = advice_line(scan_of(found, scan), advice)
    form = CloseAdviceForm(typed(request))
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: scans.close_advice(
            actor,
            found.kvk,
            scan,
            advice,
            done=form.cleaned_data["answer"] == "ja",
            because=form.cleaned_data["because"],
            today=today(),
        ),
        title=_("Advies afsluiten"),
        button=_("Afsluiten"),
        said=_("Het advies is afgesloten."),
        back=_scan(found.kvk, scan),
        lead=f"{line.get_kind_display()}: {line.note}" if line.note else str(line.get_kind_display()),
    )


def _agreed(kvk: str) -> str:
    return reverse("employer-arrangements", args=[kvk])


def _scans(kvk: str) -> str:
    return reverse("employer-scans", args=[kvk])


def _scan(kvk: str, scan: int) -> str:
    return reverse("employer-scan", args=[kvk, scan])


urls = [
    path("werkgevers/<str:kvk>/afspraken/", employer_arrangements, name="employer-arrangements"),
    path("werkgevers/<str:kvk>/afspraken/nieuw/", arrangement_new, name="employer-arrangement-new"),
    path(
        "werkgevers/<str:kvk>/afspraken/<int:arrangement>/",
        arrangement_correct,
        name="employer-arrangement-correct",
    ),
    path(
        "werkgevers/<str:kvk>/afspraken/<int:arrangement>/stand/",
        arrangement_move,
        name="employer-arrangement-move",
    ),
    path("werkgevers/<str:kvk>/bedrijfsscan/", employer_scans, name="employer-scans"),
    path("werkgevers/<str:kvk>/bedrijfsscan/nieuw/", scan_new, name="employer-scan-new"),
    path("werkgevers/<str:kvk>/bedrijfsscan/<int:scan>/", employer_scan, name="employer-scan"),
    path("werkgevers/<str:kvk>/bedrijfsscan/<int:scan>/taak/", task_new, name="employer-scan-task-new"),
    path(
        "werkgevers/<str:kvk>/bedrijfsscan/<int:scan>/taak/<int:chore>/verwijderen/",
        task_remove,
        name="employer-scan-task-remove",
    ),
    path("werkgevers/<str:kvk>/bedrijfsscan/<int:scan>/advies/", advice_new, name="employer-scan-advice-new"),
    path(
        "werkgevers/<str:kvk>/bedrijfsscan/<int:scan>/advies/<int:advice>/",
        advice_close,
        name="employer-scan-advice-close",
    ),
]
