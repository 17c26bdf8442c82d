"""Pages about the quotum and the register: verloonde uren, one employer filled in, all municipalities."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.employer_file import Answer, deed_page, typed
from meedoen.portals.desk.forms.payroll import (
    CorrectPayrollYearForm,
    MunicipalQuotumForm,
    PayrollYearForm,
)
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, filled_in, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.hours import format_hours, hundredths_of
from meedoen.primitives.refusal import NotValid
from meedoen.register.employers import payroll
from meedoen.register.employers.selectors import employer_by_kvk, payroll_year_of, sector_in
from meedoen.rules.quotum_percentage import known_percentages, percentage_of
from meedoen.rules.refusal import NoValueForThisDay
from meedoen.steering.areas import area_on
from meedoen.steering.counted.municipal_quotum import FIRST_YEAR, OVERHEID, hours_for_quotum, municipal_quotum


@page(power="employer.record_payroll_year", template="desk/form.html", nav="employers")
def payroll_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    form = PayrollYearForm(typed(request), initial={"year": today().year - 1})
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: payroll.record_payroll_year(actor, kvk, **form.cleaned_data, today=today()),
        title=_("Verloonde uren van een jaar"),
        button=_("Vastleggen"),
        said=_("De verloonde uren zijn vastgelegd."),
        back=_file(kvk),
        lead=_("Voor het quotum zijn twee jaren nodig: het jaar zelf en het jaar ervoor."),
    )


@page(power="employer.correct_payroll_year", template="desk/form.html", nav="employers")
def payroll_correct(request: HttpRequest, actor: Actor, kvk: str, year: int) -> Answer:
    found = employer_by_kvk(actor, kvk)
    row = payroll_year_of(found, year)
    start = {"hours": row.hours, "source": row.source, "version": row.version}
    form = CorrectPayrollYearForm(typed(request), initial=start)
    return deed_page(
        request,
        found,
        form,
        lambda _accepted: payroll.correct_payroll_year(actor, kvk, year, **form.cleaned_data, today=today()),
        title=_("Verloonde uren van %(year)s corrigeren") % {"year": year},
        button=_("Corrigeren"),
        said=_("De verloonde uren zijn gecorrigeerd. Wat er stond, blijft bewaard."),
        back=_file(kvk),
    )


@page(power="quotum.see", methods=("GET", "HEAD"))
def quotum_filled(request: HttpRequest, actor: Actor, kvk: str, year: int) -> Answer:
    """Go to the calculation with what the register knows filled in; everything can be changed there."""
    found = employer_by_kvk(actor, kvk)
    payroll_year_of(found, year)
    hours, known = hours_for_quotum(actor, found.pk, year)
    before = known.get(year - 1)
    given = {
        "year": year,
        "sector": sector_in(found, year),
        "total": _plain(known[year].hours),
        "total_before": "" if before is None else _plain(before.hours),
        "registered": _plain(hours.registered),
        "hired": _plain(hours.hired),
        "lent": _plain(hours.lent),
    }
    return HttpResponseRedirect(address(reverse("calculate-quotum"), given))


@page(
    power="quotum.see", template="desk/quotum/municipalities.html", nav="calculators", methods=("GET", "HEAD")
)
def municipalities(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(MunicipalQuotumForm, request)
    last = today().year - 1
    year = given.get("jaar") or last
    # A year that is not over has no hours of everybody yet.
    year = min(max(year, FIRST_YEAR), last)
    region = actor.region or settings.REGION
    refused, own = "", given.get("percentage")
    try:
        if own is not None:
            percentage_of(OVERHEID, year, own)
    except (NotValid, NoValueForThisDay) as refusal:
        refused, own = str(refusal), None
    here = reverse("quotum-municipalities")
    return {
        "shadow": municipal_quotum(actor, region, year, own),
        "region_name": area_on(region, today()).name,
        "year": year,
        "years": [(str(one), str(one)) for one in range(last, FIRST_YEAR - 1, -1)],
        "own": own,
        "refused": refused,
        "known": [
            (one, address(here, {"jaar": year, "percentage": _plain(one.number)}))
            for one in known_percentages()
        ],
        "here": here,
        "can": powers_of(actor, "employer.record_payroll_year"),
        "crumbs": (
            Link(_("Rekenen"), reverse("calculators")),
            Link(_("Quotum"), reverse("calculate-quotum")),
        ),
    }


def _plain(number: Decimal) -> str:
    """As it is typed in Dutch: 1.250.000,5."""
    return format_hours(hundredths_of(number))


def _file(kvk: str) -> str:
    return reverse("employer", args=[kvk.strip()])


urls: list[Any] = [
    path("rekenen/quotum/gemeenten/", municipalities, name="quotum-municipalities"),
    path("werkgevers/<str:kvk>/verloonde-uren/", payroll_new, name="employer-payroll-new"),
    path("werkgevers/<str:kvk>/verloonde-uren/<int:year>/", payroll_correct, name="employer-payroll-correct"),
    path("werkgevers/<str:kvk>/quotum/<int:year>/", quotum_filled, name="employer-quotum"),
]
