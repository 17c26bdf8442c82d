"""Pages about employers: the list, a new one, the overview, the placements, the sector of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.exchange.exports.filters import employer_filters
from meedoen.exchange.kvk.choice import is_connected, trade_register
from meedoen.exchange.kvk.entry import KvkEntry, NotLookedUp
from meedoen.portals.desk.asking import Asked, rows_url
from meedoen.portals.desk.employer_file import employer_page, employers_crumb
from meedoen.portals.desk.forms.employers import BRANCH_ROWS, EmployerForm, EmployersFilter, SectorForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page, powers_of
from meedoen.portals.desk.views import views_of
from meedoen.portals.formats import day as in_words
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.period import Quarter
from meedoen.register.employers import services
from meedoen.register.employers.listing import employers_visible_to
from meedoen.register.employers.selectors import (
    branches_of,
    corrections_of,
    employer_by_kvk,
    headcounts_of,
    in_place_at,
    payroll_years_of,
    sector_choices,
    sector_label,
    sectors_of,
)
from meedoen.register.employers.services import NewBranch, NewEmployer
from meedoen.register.placements.flow import flow_visible_to
from meedoen.register.placements.listing import PlacementFilters
from meedoen.register.placements.services import look_at_placements_at
from meedoen.register.places import municipality_choices, place_name
from meedoen.rules.book import series
from meedoen.steering.counted.at_employer import INDICATOR, banen_at
from meedoen.steering.dashboard.shape import Goal

Answer = Mapping[str, Any] | HttpResponseBase
SHOWN = 100


@page(power="employer.list", template="desk/employers/list.html", nav="employers", methods=("GET", "HEAD"))
def employers_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(EmployersFilter, request)
    day = today()
    after = given.get("na", "")
    filters = employer_filters(given, day)
    found = employers_visible_to(actor, filters, after)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("employers")
    return {
        "found": found,
        "year": day.year,
        "sector_label": sector_label,
        "sectors": sector_choices(),
        "place_name": place_name,
        "municipalities": municipality_choices(day),
        "chosen": chosen,
        **views_of(actor, "employers", chosen),
        "first_url": address(here, chosen) if after else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "employer.register", "employer.export", "moment.settle", "owner.take"),
        "download_url": address(reverse("employers-out"), chosen),
    }


@page(power="employer.see", template="desk/employers/employer.html", nav="employers", methods=("GET", "HEAD"))
def employer(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(
        actor,
        kvk,
        "employer",
        "employer.correct",
        "employer.add_branch",
        "employer.correct_branch",
        "employer.record_headcount",
        "employer.record_payroll_year",
        "employer.correct_payroll_year",
        "quotum.see",
        "employer.note_in_place",
        "employer.set_limit",
        "employer.pause",
        "employer.fix_sector",
    )
    found, day = context["employer"], context["day"]
    sectors = sectors_of(found)
    return {
        **context,
        "branches": branches_of(found),
        "sectors": _runs([(one.year, sector_label(one.sector)) for one in sectors]),
        "sector_now": any(one.year == day.year for one in sectors),
        "year": day.year,
        "headcounts": headcounts_of(found),
        "payroll": payroll_years_of(found),
        "quotum_since": series("quotum.drempel.uren")[0].starts_on.year,
        "in_place": in_place_at(found),
        "corrections": [
            (one.corrected_on, one.subject, one.stood_there, one.by) for one in corrections_of(found)
        ],
    }


def _runs(years: list[tuple[int, str]]) -> list[tuple[str, str]]:
    """Years without a gap and with one sector on one line, the latest first."""
    runs: list[tuple[int, int, str]] = []
    for year, sector in years:
        if runs and runs[-1][0] == year + 1 and runs[-1][2] == sector:
            runs[-1] = (year, runs[-1][1], sector)
        else:
            runs.append((year, year, sector))
    words = _("%(first)s t/m %(last)s")
    return [
        (str(last) if first == last else words % {"first": first, "last": last}, sector)
        for first, last, sector in runs
    ]


@page(
    power="placement.list",
    template="desk/employers/placements.html",
    nav="employers",
    methods=("GET", "HEAD"),
)
def employer_placements(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    context = employer_page(
        actor, kvk, "employer-placements", "placement.register", "indicator.see", "indicator.rows"
    )
    found, day = context["employer"], context["day"]
    # One employer is counted whole, wherever it is; the area only says on whose page the number stands.
    area = settings.REGION
    counted = banen_at(actor, found.pk, area, day)
    asked = Asked(area=area, span=counted.span, employer_id=found.pk)
    goal = Goal(INDICATOR, area, "", found.pk, None)
    return {
        **context,
        "placements": look_at_placements_at(actor, found.pk, SHOWN, today=day),
        "shown": SHOWN,
        "flow": flow_visible_to(actor, PlacementFilters(day), Quarter.of(day), employer_id=found.pk),
        "counted": counted,
        "rows_url": rows_url(goal, asked),
        "count_url": f"{reverse('indicator', args=[INDICATOR])}?{asked.query()}",
    }


@page(power="employer.register", template="desk/employers/new.html", nav="employers")
def employer_new(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    start = {
        "kvk": request.GET.get("kvk", "")[:12],
        "municipality": actor.municipality or "",
        "active_since_year": day.year,
        "is_overheid": "nee",
    }
    form = EmployerForm(request.POST or None, today=day, initial=start)
    told = ""
    if request.method == "POST" and "opzoeken" in request.POST:
        start |= {name: value for name, value in request.POST.items() if value and name != "accepted"}
        found, told = _looked_up(start, day)
        form = EmployerForm(today=day, initial={**start, **found})
    elif request.method == "POST":
        made = do(
            form, lambda _accepted: services.register_employer(actor, _new_employer(form, day), today=day)
        )
        if made is not None:
            message = _("%(name)s is ingeschreven.") % {"name": made.name}
            return done(request, message, reverse("employer", args=[made.kvk]))
    title, button, back = _("Nieuwe werkgever"), _("Inschrijven"), reverse("employers")
    crumbs = (employers_crumb(),)
    return form_page(form, title, button, back, crumbs=crumbs, told=told, is_connected=is_connected())


def _looked_up(given: Mapping[str, Any], day: date) -> tuple[dict[str, Any], str]:
    """Ask the trade register; return what it fills in, and what to say about it."""
    number = str(given.get("kvk", ""))
    try:
        entry = trade_register().look_up(number)
    except NotLookedUp as refusal:
        return {}, refusal.message
    if entry is None:
        message = _("KvK-nummer %(number)s staat niet in het handelsregister. Controleer het nummer.")
        return {}, message % {"number": number.strip()[:12]}
    words = {"name": entry.name, "branches": len(entry.branches), "most": BRANCH_ROWS + 1}
    told = _("In het handelsregister: %(name)s, %(branches)s vestigingen. Controleer wat hieronder staat.")
    if len(entry.branches) > BRANCH_ROWS + 1:
        told += " " + _("De eerste %(most)s staan hieronder. Voeg de andere later toe.")
    if entry.ended_on is not None:
        told += " " + _("Let op: deze onderneming is beëindigd op %(day)s.")
        words["day"] = in_words(entry.ended_on)
    return _filled(entry, given, day), told % words


def _filled(entry: KvkEntry, given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """What an entry fills in: never over a name, postcode or headcount that was typed."""
    by_name = {name.casefold(): code for code, name in municipality_choices(day)}
    main, others = (entry.branches[0] if entry.branches else None), entry.branches[1 : BRANCH_ROWS + 1]
    found: dict[str, Any] = {"name": entry.name, "headcount": entry.headcount}
    if main is not None:
        found |= {"postcode": main.postcode, "number": main.number}
    found = {name: value for name, value in found.items() if value and not given.get(name)}
    town = by_name.get(main.town.casefold()) if main is not None else None
    if town is not None:
        found["municipality"] = town
    for row, one in enumerate(others, start=1):
        found |= {
            f"branch_{row}": f"{one.name}, {one.town}" if one.town else one.name,
            f"branch_{row}_municipality": by_name.get(one.town.casefold(), ""),
            f"branch_{row}_postcode": one.postcode,
            f"branch_{row}_number": one.number,
        }
    return found


@page(power="employer.fix_sector", template="desk/form.html", nav="employers")
def sector_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    day = today()
    found = employer_by_kvk(actor, kvk)
    share = found.share_under_sectorfonds
    start = {
        "year": day.year,
        "is_overheid": "ja" if found.is_overheid else "nee",
        "pays_sectorfonds": found.pays_sectorfonds,
        "share_under_sectorfonds": share * 100 if share is not None else None,
    }
    form = SectorForm(request.POST or None, initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.fix_sector(
                actor,
                found.kvk,
                form.cleaned_data["year"],
                is_overheid=form.cleaned_data["is_overheid"],
                pays_sectorfonds=form.cleaned_data["pays_sectorfonds"],
                share_under_sectorfonds=form.share(),
                today=day,
            ),
        )
        if made is not None:
            words = {"year": made.year, "sector": sector_label(made.sector)}
            message = _("De sector van %(year)s ligt vast: %(sector)s.") % words
            return done(request, message, _url(found.kvk))
    lead = _(
        "De sector volgt uit het laatste aangiftetijdvak van het jaar ervoor. Hij geldt het hele jaar "
        "en verandert daarna niet meer."
    )
    crumbs = (employers_crumb(), Link(found.name, _url(found.kvk)))
    title = _("Sector van een jaar vastleggen")
    return form_page(form, title, _("Vastleggen"), _url(found.kvk), crumbs=crumbs, lead=lead)


def _new_employer(form: EmployerForm, day: date) -> NewEmployer:
    given = form.cleaned_data
    first = NewBranch(_("Hoofdvestiging"), given["municipality"], given["postcode"], given["number"])
    return NewEmployer(
        name=given["name"],
        kvk=given["kvk"],
        municipality=given["municipality"],
        is_overheid=given["is_overheid"],
        pays_sectorfonds=given["pays_sectorfonds"],
        share_under_sectorfonds=form.share(),
        branches=(first, *(NewBranch(*one) for one in form.others())),
        active_since_year=given["active_since_year"],
        registered_on=day,
        headcount=given["headcount"],
    )


def _url(kvk: str) -> str:
    return reverse("employer", args=[kvk])


urls = [
    path("werkgevers/", employers_list, name="employers"),
    path("werkgevers/nieuw/", employer_new, name="employer-new"),
    path("werkgevers/<str:kvk>/", employer, name="employer"),
    path("werkgevers/<str:kvk>/plaatsingen/", employer_placements, name="employer-placements"),
    path("werkgevers/<str:kvk>/sector/", sector_new, name="employer-sector-new"),
]
