"""What the pages of one carving bench share: its way back, its forms, and how hours are said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.portals.desk.employer_file import Answer, employers_crumb
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link
from meedoen.register.bench.selectors import bench_by_number
from meedoen.register.bench.words import frequency_words, in_hours, kept_words, level_words
from meedoen.register.jobs.demands import ASKED, demand_in_words


def bench_at(actor: Actor, kvk: str, number: str) -> Any:
    """Return the bench of this employer; a number of another employer's bench is not found here."""
    bench = bench_by_number(actor, number)
    if bench.employer.kvk != kvk:
        raise NotFound(_("Deze banenbank bestaat hier niet. Zoek haar op bij de werkgever."))
    return bench


def address_of(bench: Any, name: str = "bench-file", *more: Any) -> str:
    return reverse(name, args=[bench.employer.kvk, bench.number, *more])


def crumbs_of(bench: Any, *, to_bench: bool = True) -> tuple[Link, ...]:
    """The way back: employers, this employer, its benches, and this bench."""
    kvk = bench.employer.kvk
    crumbs = (
        employers_crumb(),
        Link(bench.employer.name, reverse("employer", args=[kvk])),
        Link(_("Banenbank"), reverse("bench", args=[kvk])),
    )
    return (*crumbs, Link(bench.title, address_of(bench))) if to_bench else crumbs


def deed(
    request: HttpRequest,
    bench: Any,
    form: DeedForm,
    service: Callable[[frozenset[str]], Any],
    *,
    title: str,
    button: str,
    said: Callable[[Any], str],
    back: Callable[[Any], str] | None = None,
    lead: str = "",
    **more: Any,
) -> Answer:
    """Return the page with one form about a bench, or do its deed and go on; `back` takes what was made."""
    here = address_of(bench)
    if request.method == "POST":
        made = do(form, service)
        if made is not None:
            return done(request, said(made), back(made) if back else here)
    stays = back(None) if back else here
    return form_page(form, title, button, stays, crumbs=crumbs_of(bench), lead=lead, **more)


def task_words(task: Any) -> dict[str, Any]:
    """What a task is like, in words: how often, what it asks, what is there, and why it stays."""
    demands = [(code, demand_in_words(code, value)) for code, value in task.demands.items()]
    return {
        "often": frequency_words(task.frequency),
        "asks": [said for code, said in demands if code in ASKED],
        "offers": [said for code, said in demands if code not in ASKED],
        "level": level_words(task.level) if task.level else "",
        "kept": kept_words(task.kept) if task.kept else "",
    }


__all__ = ["address_of", "bench_at", "crumbs_of", "deed", "in_hours", "task_words"]
