"""Pages on which a job is composed of tasks by hand, and made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.portals.desk.bench_frame import address_of, bench_at, crumbs_of, deed, in_hours, task_words
from meedoen.portals.desk.bench_sums import sums_of
from meedoen.portals.desk.employer_file import Answer, at_once, typed
from meedoen.portals.desk.forms.bench import DraftForm, MakeForm, PieceForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, powers_of
from meedoen.portals.layout import today
from meedoen.register.bench import composing
from meedoen.register.bench.selectors import DraftShown, draft_of, drafts_of, functions_of, whom_for
from meedoen.register.people.selectors import person_by_number, sight_of
from meedoen.register.privacy.selectors import restricted


def _board(bench: Any, draft_id: int | None = None) -> str:
    here = address_of(bench, "bench-compose")
    return f"{here}?baan={draft_id}" if draft_id else here


@page(power="bench.see", template="desk/bench/compose.html", nav="employers", methods=("GET", "HEAD"))
def compose(request: HttpRequest, actor: Actor, kvk: str, number: str) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    functions = functions_of(bench)
    drafts = drafts_of(bench, functions)
    chosen = _chosen(drafts, request.GET.get("baan", ""))
    may = powers_of(actor, "bench.compose", "bench.make_job")
    is_open = bench.closed_on is None
    # A made job is changed where jobs are.
    is_workable = chosen is not None and chosen.row.job is None and is_open and may["bench.compose"]
    return {
        "bench": bench,
        "functions": functions,
        "drafts": drafts,
        "chosen": chosen,
        "touched": {piece.function.pk for piece in chosen.pieces} if chosen else set(),
        "others": [one for one in drafts if chosen and one.row.pk != chosen.row.pk and not one.row.job],
        "sums": sums_of(actor, bench, functions, drafts, chosen, day) if chosen else None,
        "is_workable": is_workable,
        "task_words": task_words,
        "in_hours": in_hours,
        "crumbs": crumbs_of(bench),
        "can": {name: yes and is_open for name, yes in may.items()},
    }


def _chosen(drafts: tuple[DraftShown, ...], asked: str) -> DraftShown | None:
    """The job that was asked for, else the last one that is not made yet, else the last."""
    by_key = {str(draft.row.pk): draft for draft in drafts}
    unmade = [draft for draft in drafts if draft.row.job is None]
    return by_key.get(asked) or next(reversed(unmade), None) or next(reversed(drafts), None)


@page(power="bench.compose", nav="employers", methods=("POST",))
def piece(request: HttpRequest, actor: Actor, kvk: str, number: str) -> Answer:
    """Do one move; what happened, or why not, is said on the board."""
    bench, form = bench_at(actor, kvk, number), PieceForm(request.POST)
    if not form.is_valid():
        words = [str(one) for errors in form.errors.values() for one in errors]
        messages.error(request, " ".join(dict.fromkeys(words)))
        asked = form.cleaned_data.get("draft")
        return HttpResponseRedirect(_board(bench, asked))
    given = form.cleaned_data
    try:
        said = _move(actor, number, given)
    except NotAllowed:
        raise
    except NotFound as refusal:
        # Someone else took it off the bench meanwhile: the board shows what is there now.
        messages.error(request, refusal.message)
        return HttpResponseRedirect(_board(bench, given["draft"]))
    except Refused as refusal:
        words = (
            [one.message for one in refusal.refusals] if isinstance(refusal, Several) else [refusal.message]
        )
        messages.error(request, " ".join(words))
        return HttpResponseRedirect(_board(bench, given["draft"]))
    return done(request, said, _board(bench, given["draft"]))


def _move(actor: Actor, number: str, given: dict[str, Any]) -> str:
    draft, task, day = given["draft"], given["task"], today()
    if given["do"] == "out":
        composing.take_out_piece(actor, number, draft, task, today=day)
        return _("De taak is uit de baan gehaald.")
    if given["do"] == "move":
        moved = composing.move_piece(actor, number, draft, given["to"] or 0, task, today=day)
        return _("De taak zit nu in “%(title)s”.") % {"title": moved.draft.title}
    put = composing.put_piece(actor, number, draft, task, given["hours"], today=day)
    words = {"hours": in_hours(put.quarters), "title": put.draft.title}
    return _("%(hours)s uur van deze taak zit nu in “%(title)s”.") % words


def _for_whom(actor: Actor, form: DraftForm) -> None:
    """Say at the field that someone is not found here or asked not to be matched; the rest stays typed."""
    number = (form.cleaned_data.get("person") or "").strip()
    if not number:
        return
    try:
        person = person_by_number(actor, number)
        sees = "profile" in sight_of(actor, person).sections
    except NotFound as refusal:
        form.add_error("person", refusal.message)
        return
    if not sees:
        form.add_error("person", _("U ziet het profiel van deze kandidaat niet. Laat dit leeg."))
    elif restricted([person.pk], "no_matching", today()):
        form.add_error("person", _("Deze kandidaat wil niet dat er werk bij wordt gezocht. Laat dit leeg."))


@page(power="bench.compose", template="desk/form.html", nav="employers")
def draft_new(request: HttpRequest, actor: Actor, kvk: str, number: str) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    form = DraftForm(typed(request), initial={"version": 1, "wage": "wml", "wage_percentage": 100})
    if request.method == "POST" and form.is_valid():
        _for_whom(actor, form)
    return deed(
        request,
        bench,
        form,
        lambda accepted: composing.add_draft(actor, number, form.new(), accepted=accepted, today=day),
        title=_("Nieuwe baan op de bank"),
        button=_("Verder naar de taken"),
        said=lambda made: _("“%(title)s” ligt op de bank. Zet er taken in.") % {"title": made.title},
        back=lambda made: _board(bench, made.pk if made else None),
    )


@page(power="bench.compose", template="desk/form.html", nav="employers")
def draft_change(request: HttpRequest, actor: Actor, kvk: str, number: str, draft: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    row = draft_of(bench, draft)
    names = (
        "title",
        "hours_min",
        "hours_max",
        "guide",
        "guidance_minutes",
        "wage",
        "wage_percentage",
        "wage_amount",
        "wage_scale",
        "version",
    )
    start = {name: getattr(row, name) for name in names} | {"person": whom_for(actor, row)}
    form = DraftForm(typed(request), initial=start)
    if request.method == "POST" and form.is_valid():
        _for_whom(actor, form)

    def service(accepted: frozenset[str]) -> Any:
        version = form.cleaned_data["version"]
        return composing.change_draft(
            actor, number, draft, form.new(), version=version, accepted=accepted, today=day
        )

    return deed(
        request,
        bench,
        form,
        service,
        title=_("Baan op de bank wijzigen"),
        button=_("Bewaren"),
        said=lambda made: _("“%(title)s” is gewijzigd.") % {"title": made.title},
        back=lambda _made: _board(bench, row.pk),
    )


@page(power="bench.compose", nav="employers", methods=("POST",))
def draft_remove(request: HttpRequest, actor: Actor, kvk: str, number: str, draft: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    words = _("De baan is van de bank gehaald. De uren van zijn taken zijn weer vrij.")
    return at_once(
        request, lambda: composing.remove_draft(actor, number, draft, today=day), words, _board(bench)
    )


@page(power="bench.make_job", template="desk/form.html", nav="employers")
def draft_make(request: HttpRequest, actor: Actor, kvk: str, number: str, draft: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    row = draft_of(bench, draft)
    form = MakeForm(typed(request))

    def service(accepted: frozenset[str]) -> Any:
        given = form.cleaned_data
        return composing.make_job(
            actor,
            number,
            draft,
            growth=given["growth"],
            when_donor_changes=given["when_donor_changes"],
            accepted=accepted,
            today=day,
        )

    return deed(
        request,
        bench,
        form,
        service,
        title=_("Baan maken: %(title)s") % {"title": row.title},
        button=_("Baan maken"),
        said=lambda made: (
            _("%(number)s is gemaakt, als concept. Kijk wat er nog ontbreekt.") % {"number": made.number}
        ),
        back=lambda made: reverse("job", args=[made.number]) if made else _board(bench, row.pk),
        lead=_("De taken en eisen komen van de bank. Daarna vult u dagen en tijden aan en opent u de baan."),
    )


@page(power="bench.settle", nav="employers", methods=("POST",))
def settle(request: HttpRequest, actor: Actor, kvk: str, number: str, draft: int) -> Answer:
    bench, day = bench_at(actor, kvk, number), today()
    words = _("Opgeschreven: u hebt bekeken wat er veranderde.")
    return at_once(
        request, lambda: composing.settle_change(actor, number, draft, today=day), words, address_of(bench)
    )


AT = "werkgevers/<str:kvk>/banenbank/<str:number>/"
urls = [
    path(f"{AT}samenstellen/", compose, name="bench-compose"),
    path(f"{AT}samenstellen/taak/", piece, name="bench-piece"),
    path(f"{AT}banen/nieuw/", draft_new, name="bench-draft-new"),
    path(f"{AT}banen/<int:draft>/", draft_change, name="bench-draft"),
    path(f"{AT}banen/<int:draft>/verwijderen/", draft_remove, name="bench-draft-remove"),
    path(f"{AT}banen/<int:draft>/maken/", draft_make, name="bench-make"),
    path(f"{AT}banen/<int:draft>/bekeken/", settle, name="bench-settle"),
]
