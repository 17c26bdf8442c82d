"""Pages about one's own long tasks: how far they are, stop one, fetch what it made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.tasks import selectors, services
from meedoen.access.tasks.running import fail_abandoned
from meedoen.exchange.exports.files import TYPES
from meedoen.exchange.exports.selectors import is_there
from meedoen.exchange.exports.services import fetch_file
from meedoen.portals.desk.carving import url_of_search
from meedoen.portals.desk.imports import as_download
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done
from meedoen.portals.frame import Link

Answer = Mapping[str, Any] | HttpResponseBase

KINDS: Mapping[str, Any] = {
    "import.try": gettext_lazy("Bestand controleren"),
    "import.run": gettext_lazy("Bestand inlezen"),
    "person.export": gettext_lazy("Kandidaten downloaden"),
    "employer.export": gettext_lazy("Werkgevers downloaden"),
    "placement.export": gettext_lazy("Plaatsingen downloaden"),
    "new_year.export": gettext_lazy("Wijzigingen van 1 januari downloaden"),
    "comparison.run": gettext_lazy("Vergelijking over de regio"),
    "round.run": gettext_lazy("Ronde over de regio"),
    "round.repeat": gettext_lazy("Ronde over de regio herhalen"),
    "carving.run": gettext_lazy("Voorstellen voor banen"),
    "subsidy.reindex": gettext_lazy("Subsidies naar een nieuw jaar"),
}


def kind_words(kind: str) -> str:
    """Return what a task does, in words."""
    return str(KINDS.get(kind, kind))


@page(power="task.see", template="desk/tasks/list.html", nav="tasks", methods=("GET", "HEAD"))
def tasks(request: HttpRequest, actor: Actor) -> Answer:
    fail_abandoned(timezone.now())
    return {
        "tasks": selectors.tasks_of(actor),
        "kind_words": kind_words,
        "words_of_state": selectors.words_of_state,
    }


@page(power="task.see", template="desk/tasks/task.html", nav="tasks", methods=("GET", "HEAD"))
def task(request: HttpRequest, actor: Actor, task: int) -> Answer:
    fail_abandoned(timezone.now())
    found = selectors.task_of(actor, task)
    about = found.kind.startswith("import.") and found.subject_id
    return {
        "task": found,
        "title": kind_words(found.kind),
        "state": selectors.words_of_state(found),
        "file_url": reverse("import-file", args=[found.subject_id]) if about else None,
        "run_url": _run_url(actor, found.kind, found.subject_id),
        "has_download": is_there(actor, found.pk, timezone.now()),
        "crumbs": (Link(_("Mijn taken"), reverse("tasks")),),
    }


def _run_url(actor: Actor, kind: str, subject: int | None) -> str | None:
    """Where the outcome of a computation stands, if there is one."""
    if subject is None:
        return None
    if kind == "carving.run":
        return url_of_search(actor, subject)
    if kind.startswith("round."):
        return reverse("round", args=[f"R-{subject:04}"])
    return reverse("comparison-run", args=[subject]) if kind == "comparison.run" else None


@page(power="task.see", methods=("POST",))
def task_stop(request: HttpRequest, actor: Actor, task: int) -> Answer:
    try:
        services.cancel_task(actor, task, at=timezone.now())
    except services.HasEnded:
        return done(request, _("De taak was al geëindigd."), reverse("task", args=[task]))
    return done(request, _("De taak is gestopt. Er is niets bewaard."), reverse("task", args=[task]))


@page(power="task.see", methods=("GET", "HEAD"))
def task_download(request: HttpRequest, actor: Actor, task: int) -> Answer:
    made = fetch_file(actor, task, at=timezone.now())
    form = str(made.asked["form"])
    return as_download(bytes(made.content), TYPES[form], f"{made.noun}-{task}.{form}")


urls = [
    path("taken/", tasks, name="tasks"),
    path("taken/<int:task>/", task, name="task"),
    path("taken/<int:task>/stoppen/", task_stop, name="task-stop"),
    path("taken/<int:task>/bestand/", task_download, name="task-download"),
]
