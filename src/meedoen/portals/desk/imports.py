"""Pages to read a file in: upload, columns, check, mend or answer, read in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.access.tasks.running import fail_abandoned
from meedoen.access.tasks.selectors import latest_task
from meedoen.exchange.imports import columns, later, selectors, services
from meedoen.exchange.imports.locking import IsBusy
from meedoen.exchange.imports.plan import words_of_state
from meedoen.exchange.imports.samples import sample
from meedoen.exchange.spreadsheets.writing import XLSX_TYPE
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.imports import (
    AnswerForm,
    ColumnsForm,
    ImportFileForm,
    RemarksFilter,
    SheetForm,
)
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.checks import NotPossible

# One row of a list of questions: the key of the remark.
_LINE = re.compile(r"regel_[0-9]{1,18}")

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="import.see", template="desk/imports/list.html", nav="imports", methods=("GET", "HEAD"))
def imports(request: HttpRequest, actor: Actor) -> Answer:
    return {
        "files": selectors.files_of(actor, today()),
        "kind_words": selectors.kind_words,
        "state_words": selectors.state_words,
        "kinds": columns.kinds(),
    }


@page(power="import.offer", template="desk/imports/new.html", nav="imports")
def import_new(request: HttpRequest, actor: Actor) -> Answer:
    start = {"kind": request.GET.get("soort", "")}
    form = ImportFileForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST":
        given = request.FILES.get("file")

        def offer(_accepted: frozenset[str]) -> Any:
            file = form.cleaned_data["file"]
            return services.offer_file(
                actor, form.cleaned_data["kind"], file.name, file.read(), today=today()
            )

        made = do(form, offer) if given is not None or not form.is_valid() else None
        if made is not None:
            return HttpResponseRedirect(reverse("import-columns", args=[made.pk]))
    return form_page(
        form,
        _("Bestand inlezen"),
        _("Uploaden"),
        reverse("imports"),
        crumbs=(_imports(),),
        lead=_("Na het uploaden kiest u de kolommen. Er wordt nog niets ingelezen."),
    )


@page(power="import.offer", template="desk/imports/columns.html", nav="imports")
def import_columns(request: HttpRequest, actor: Actor, file: int) -> Answer:
    found = selectors.file_of(actor, file, today())
    if found.state == "imported":
        return HttpResponseRedirect(_url(file))
    is_sheet = "sheet" in request.POST
    sheet = SheetForm(request.POST if is_sheet else None, sheets=found.sheets, initial={"sheet": found.sheet})
    form = ColumnsForm(
        None if is_sheet else request.POST or None,
        kind=found.kind,
        header=found.header,
        mapping=found.mapping,
        is_guessed=found.is_guessed,
    )
    if request.method == "POST" and is_sheet:
        chosen = do(
            sheet,
            lambda _accepted: services.choose_sheet(actor, file, sheet.cleaned_data["sheet"], today=today()),
        )
        if chosen is not None:
            return HttpResponseRedirect(reverse("import-columns", args=[file]))
    elif request.method == "POST":
        mapped = do(form, lambda _accepted: _map_and_check(actor, file, form))
        if mapped is not None:
            return HttpResponseRedirect(_url(file))
    return {
        **form_page(form, _("Kolommen kiezen"), _("Controleren"), _url(file), crumbs=_crumbs(found)),
        "file": found,
        "sheet_form": sheet if len(found.sheets) > 1 else None,
        "has_errors": bool(form.errors or sheet.errors),
        "status": 422 if form.errors or sheet.errors else 200,
        "kind_words": selectors.kind_words(found.kind),
    }


@page(power="import.see", template="desk/imports/file.html", nav="imports", methods=("GET", "HEAD"))
def import_file(request: HttpRequest, actor: Actor, file: int) -> Answer:
    found = selectors.file_of(actor, file, today())
    if found.state == "offered":
        return HttpResponseRedirect(reverse("import-columns", args=[file]))
    fail_abandoned(timezone.now())
    task = latest_task(actor, (selectors.CHECK, selectors.IMPORT), file)
    form = RemarksFilter(request.GET)
    form.is_valid()
    after = form.cleaned_data.get("na")
    faults = selectors.faults_of(found, after)
    asked = selectors.asked_about(found)
    open_questions = sum(one.open for one in asked)
    return {
        "file": found,
        "task": task,
        "is_busy": task is not None and task.is_open,
        "counts": [(words_of_state(state), count) for state, count in found.counts.items()],
        "faults": faults,
        "asked": asked,
        "open_questions": open_questions,
        "is_ready": found.state == "tried" and not found.counts.get("wrong") and not open_questions,
        "column_of": selectors.column_of,
        "kind_words": selectors.kind_words(found.kind),
        "first_url": _url(file) if after is not None else None,
        "next_url": address(_url(file), {"na": faults.next_after}) if faults.next_after else None,
        "crumbs": (_imports(),),
    }


@page(power="import.offer", template="desk/imports/questions.html", nav="imports")
def import_questions(request: HttpRequest, actor: Actor, file: int, question: str) -> Answer:
    found = selectors.file_of(actor, file, today())
    here = reverse("import-questions", args=[file, question])
    if request.method == "POST":
        return _deed(request, here, lambda: _answer(request, actor, file, question))
    form = RemarksFilter(request.GET)
    form.is_valid()
    after = form.cleaned_data.get("na")
    rows = selectors.questions_of(found, question, after)
    if not rows.rows:
        raise NotFound(_("Deze vraag is er niet bij dit bestand."))
    return {
        "file": found,
        "here": here,
        "title": selectors.question_words(question),
        "rows": rows,
        "choices": selectors.answer_choices(),
        "first_url": here if after is not None else None,
        "next_url": address(here, {"na": rows.next_after}) if rows.next_after else None,
        "crumbs": _crumbs(found),
        "back": _url(file),
    }


@page(power="import.offer", methods=("POST",))
def import_try(request: HttpRequest, actor: Actor, file: int) -> Answer:
    def check() -> None:
        later.begin_check(actor, file, today=today(), at=timezone.now())

    return _deed(request, _url(file), check)


@page(power="import.run", methods=("POST",))
def import_run(request: HttpRequest, actor: Actor, file: int) -> Answer:
    def read_in() -> None:
        task = later.begin_import(actor, file, today=today(), at=timezone.now())
        if task is None:
            messages.success(request, _("Het bestand is ingelezen."))

    return _deed(request, _url(file), read_in)


@page(power="import.offer", methods=("POST",))
def import_drop(request: HttpRequest, actor: Actor, file: int) -> Answer:
    try:
        services.drop_file(actor, file, today=today())
    except IsBusy as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(_url(file))
    return done(request, _("Het bestand is verwijderd."), reverse("imports"))


@page(power="import.see", methods=("GET", "HEAD"))
def import_mended(request: HttpRequest, actor: Actor, file: int) -> Answer:
    whole = request.GET.get("alles") == "1"
    content = services.mend_file(actor, file, whole=whole, today=today())
    return as_download(content, XLSX_TYPE, f"verbeteren-{file}.xlsx")


@page(power="import.see", methods=("GET", "HEAD"))
def import_sample(request: HttpRequest, actor: Actor, kind: str) -> Answer:
    if kind not in columns.COLUMNS:
        raise NotFound(_("Voor deze soort is er geen voorbeeld."))
    return as_download(sample(kind), XLSX_TYPE, f"voorbeeld-{kind}.xlsx")


def as_download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Answer with a file to be kept."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _map_and_check(actor: Actor, file: int, form: ColumnsForm) -> Any:
    is_read_well = bool(form.cleaned_data.get("is_read_well"))
    mapped = services.map_columns(actor, file, form.mapping(), is_read_well=is_read_well, today=today())
    later.begin_check(actor, file, today=today(), at=timezone.now())
    return mapped


def _answer(request: HttpRequest, actor: Actor, file: int, question: str) -> None:
    rest = AnswerForm(request.POST)
    if "answer" in request.POST:
        given = rest.cleaned_data["answer"] if rest.is_valid() else ""
        count = services.answer_rest(actor, file, question, given, today=today())
    else:
        answers = {
            int(name.removeprefix("regel_")): value
            for name, value in request.POST.items()
            if name.removeprefix("regel_").isascii()
            and name.removeprefix("regel_").isdigit()
            and len(name) < 24
        }
        if not answers:
            raise NotPossible(_("Kies bij een regel wat ermee moet gebeuren."))
        count = services.answer(actor, file, answers, today=today())
    words = ngettext("%(count)s regel beantwoord.", "%(count)s regels beantwoord.", count)
    messages.success(request, words % {"count": count})


def _deed(request: HttpRequest, url: str, do_it: Callable[[], None]) -> HttpResponseBase:
    """Do a deed of one button; a refusal is told on the page that it came from."""
    try:
        do_it()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(url)


def _url(file: int) -> str:
    return reverse("import-file", args=[file])


def _imports() -> Link:
    return Link(_("Inlezen"), reverse("imports"))


def _crumbs(found: Any) -> tuple[Link, Link]:
    return _imports(), Link(found.name, _url(found.pk))


urls = [
    path("inlezen/", imports, name="imports"),
    path("inlezen/nieuw/", import_new, name="import-new"),
    path("inlezen/voorbeeld/<str:kind>/", import_sample, name="import-sample-xlsx"),
    path("inlezen/<int:file>/", import_file, name="import-file"),
    path("inlezen/<int:file>/kolommen/", import_columns, name="import-columns"),
    path("inlezen/<int:file>/controleren/", import_try, name="import-try"),
    path("inlezen/<int:file>/vragen/<str:question>/", import_questions, name="import-questions"),
    path("inlezen/<int:file>/verbeteren/", import_mended, name="import-mended-xlsx"),
    path("inlezen/<int:file>/inlezen/", import_run, name="import-run"),
    path("inlezen/<int:file>/verwijderen/", import_drop, name="import-drop"),
]
