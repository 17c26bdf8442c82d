"""Pages that change what is written of an employer: its name, branches, heads, what is there, its limits."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.employer_file import Answer, at_once, deed_page, typed
from meedoen.portals.desk.forms.employers import (
    BranchForm,
    CloseBranchForm,
    CorrectBranchForm,
    CorrectEmployerForm,
    HeadcountForm,
    InPlaceForm,
    LimitForm,
    PauseForm,
)
from meedoen.portals.desk.forms.fields import day_after
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.layout import today
from meedoen.register.employers import limits, particulars, services
from meedoen.register.employers.selectors import branch_of, employer_by_kvk, in_place_at
from meedoen.register.employers.services import NewBranch


@page(power="employer.correct", template="desk/form.html", nav="employers")
def employer_correct(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    start = {"name": found.name, "municipality": found.municipality, "version": found.version}
    form = CorrectEmployerForm(typed(request), today=today(), standing=found.municipality, initial=start)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: particulars.correct_employer(actor, kvk, **form.cleaned_data, today=today()),
        title=_("Gegevens corrigeren"),
        button=_("Corrigeren"),
        said=_("De gegevens zijn gecorrigeerd. Wat er stond, blijft bewaard."),
        back=_url(kvk),
    )


@page(power="employer.add_branch", template="desk/form.html", nav="employers")
def branch_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = BranchForm(typed(request), today=today())
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: services.add_branch(actor, kvk, NewBranch(**form.cleaned_data), today=today()),
        title=_("Vestiging toevoegen"),
        button=_("Toevoegen"),
        said=_("De vestiging is toegevoegd."),
        back=_url(kvk),
    )


@page(power="employer.correct_branch", template="desk/form.html", nav="employers")
def branch_correct(request: HttpRequest, actor: Actor, kvk: str, branch: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = branch_of(found, branch)
    names = ("name", "municipality", "postcode", "number", "version")
    start = {name: getattr(row, name) for name in names}
    form = CorrectBranchForm(typed(request), today=today(), standing=row.municipality, initial=start)

    def service(_accepted: frozenset[str]) -> object:
        given = dict(form.cleaned_data)
        version = given.pop("version")
        return particulars.correct_branch(
            actor, kvk, branch, NewBranch(**given), version=version, today=today()
        )

    return deed_page(
        request,
        found,
        form,
        service,
        title=_("Vestiging corrigeren"),
        button=_("Corrigeren"),
        said=_("De vestiging is gecorrigeerd. Wat er stond, blijft bewaard."),
        back=_url(kvk),
    )


@page(power="employer.close_branch", template="desk/form.html", nav="employers")
def branch_close(request: HttpRequest, actor: Actor, kvk: str, branch: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = branch_of(found, branch)
    form = CloseBranchForm(typed(request), initial={"last_on": today()})
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: particulars.close_branch(
            actor, kvk, branch, day_after(form.cleaned_data["last_on"]) or today(), today=today()
        ),
        title=_("%(name)s sluiten") % {"name": row.name},
        button=_("Sluiten"),
        said=_("De vestiging is gesloten."),
        back=_url(kvk),
        danger=True,
    )


@page(power="employer.record_headcount", template="desk/form.html", nav="employers")
def headcount(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = HeadcountForm(typed(request), initial={"on": today()})
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: particulars.record_headcount(actor, kvk, **form.cleaned_data, today=today()),
        title=_("Aantal werkzame personen"),
        button=_("Vastleggen"),
        said=_("Het aantal is vastgelegd."),
        back=_url(kvk),
    )


@page(power="employer.note_in_place", template="desk/form.html", nav="employers")
def in_place(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    there = {one.what: one.number for one in in_place_at(found)}
    start = {
        "what": list(there),
        "number_harrie": there.get("harrie"),
        "on": today(),
        "version": found.version,
    }
    form = InPlaceForm(typed(request), initial=start)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: particulars.note_in_place(
            actor,
            kvk,
            form.found(),
            form.cleaned_data["on"],
            version=form.cleaned_data["version"],
            today=today(),
        ),
        title=_("Wat is er al bij deze werkgever?"),
        button=_("Vastleggen"),
        said=_("Vastgelegd is wat er al is."),
        back=_url(kvk),
        lead=_("Kruis alles aan wat er nu is. Wat u niet aankruist, is er vanaf die dag niet."),
    )


@page(power="employer.set_limit", template="desk/form.html", nav="employers")
def limit(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    start = {"most": found.approaches_a_month, "version": found.version}
    form = LimitForm(typed(request), initial=start)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: limits.set_limit(
            actor, kvk, form.cleaned_data["most"], version=form.cleaned_data["version"], today=today()
        ),
        title=_("Grens aan benaderingen"),
        button=_("Vastleggen"),
        said=_("De grens is vastgelegd. Hij geldt voor de hele regio."),
        back=_url(kvk),
        lead=_(
            "Een bezoek, telefoontje of mail van ons telt als benadering. Contact over een plaatsing of "
            "klacht telt niet, en ook niet als de werkgever zelf contact opneemt."
        ),
    )


@page(power="employer.pause", template="desk/form.html", nav="employers")
def pause(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    until = found.paused_until - timedelta(days=1) if found.paused_until else None
    start = {
        "until": until if until and until >= today() else None,
        "because": found.pause_because if until and until >= today() else "",
        "version": found.version,
    }
    form = PauseForm(typed(request), initial=start)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: limits.pause_employer(
            actor,
            kvk,
            day_after(form.cleaned_data["until"]) or today(),
            form.cleaned_data["because"],
            version=form.cleaned_data["version"],
            today=today(),
        ),
        title=_("Rust voor deze werkgever"),
        button=_("Vastleggen"),
        said=_("De rust is vastgelegd. Hij geldt voor de hele regio."),
        back=_url(kvk),
        lead=_("Tot en met die dag benadert niemand deze werkgever. Wie er werkt, wordt gewoon begeleid."),
    )


@page(power="employer.end_pause", methods=("POST",))
def pause_end(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    said = _("De rust is voorbij. Deze werkgever mag weer benaderd worden.")
    return at_once(request, lambda: limits.end_pause(actor, kvk, today=today()), said, _url(found.kvk))


def _url(kvk: str) -> str:
    return reverse("employer", args=[kvk.strip()])


urls = [
    path("werkgevers/<str:kvk>/corrigeren/", employer_correct, name="employer-correct"),
    path("werkgevers/<str:kvk>/vestiging/", branch_new, name="employer-branch-new"),
    path("werkgevers/<str:kvk>/vestiging/<int:branch>/", branch_correct, name="employer-branch-correct"),
    path("werkgevers/<str:kvk>/vestiging/<int:branch>/sluiten/", branch_close, name="employer-branch-close"),
    path("werkgevers/<str:kvk>/aantal/", headcount, name="employer-headcount"),
    path("werkgevers/<str:kvk>/voorzieningen/", in_place, name="employer-in-place"),
    path("werkgevers/<str:kvk>/grens/", limit, name="employer-limit"),
    path("werkgevers/<str:kvk>/rust/", pause, name="employer-pause"),
    path("werkgevers/<str:kvk>/rust/einde/", pause_end, name="employer-pause-end"),
]
