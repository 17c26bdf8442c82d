"""Whether an employer falls under the quotum, what is missing, and what so many more hours would do."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from meedoen.access.powers import may
from meedoen.portals.calculators.pages import CalculatorForm, answered, calculator
from meedoen.portals.desk.forms.fields import ManyHoursField, PercentField
from meedoen.portals.layout import actor_of, today
from meedoen.primitives.number import format_decimal
from meedoen.rules.quotum import Hours, Quotum, quotum_of_employer
from meedoen.rules.quotum_percentage import NoPercentage, known_percentages

ZERO = Decimal(0)
# What most employers leave empty stays folded.
OPTIONAL = ("hired", "lent", "own_percentage", "more_hours")


class QuotumForm(CalculatorForm):
    """One employer in one year."""

    year = forms.IntegerField(
        label=gettext_lazy("Over welk jaar?"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        choices=[("overheid", gettext_lazy("Overheid, ook onderwijs")), ("markt", gettext_lazy("Markt"))],
    )
    total = ManyHoursField(
        label=gettext_lazy("Verloonde uren in dat jaar"),
        help_text=gettext_lazy("Van iedereen op de eigen loonlijst, zoals 1.250.000."),
    )
    total_before = ManyHoursField(label=gettext_lazy("Verloonde uren in het jaar ervoor"))
    registered = ManyHoursField(
        label=gettext_lazy("Waarvan van mensen uit de doelgroep"),
        required=False,
        help_text=gettext_lazy(
            "Op de eigen loonlijst, ook wie u uitleent. Een baan van 25,5 uur is 1.331 uur."
        ),
    )
    hired = ManyHoursField(
        label=gettext_lazy("Uren van ingeleende mensen uit de doelgroep"),
        required=False,
        help_text=gettext_lazy("Uitzendkrachten en gedetacheerden die bij u werken."),
    )
    lent = ManyHoursField(
        label=gettext_lazy("Uren van mensen uit de doelgroep die u uitleent"), required=False
    )
    own_percentage = PercentField(
        label=gettext_lazy("Eigen percentage"),
        required=False,
        help_text=gettext_lazy("Alleen als u met een eigen aanname wilt rekenen, zoals 2,58."),
    )
    more_hours = ManyHoursField(
        label=gettext_lazy("Wat als er zoveel uren bij komen?"),
        required=False,
        help_text=gettext_lazy("Uren per jaar van nieuwe mensen uit de doelgroep."),
    )

    def quotum(self) -> Quotum | NoPercentage:
        """The answer; a year without a percentage is an answer too, with what is known."""
        given = self.cleaned_data
        parts = [given[name] or ZERO for name in ("registered", "hired", "lent")]
        try:
            return quotum_of_employer(
                year=given["year"],
                sector=given["sector"],
                hours=Hours(given["total"], given["total_before"], *parts),
                own_percentage=given["own_percentage"],
                more_hours=given["more_hours"],
            )
        except NoPercentage as unknown:
            return unknown


@calculator("calculators/quotum.html")
def quotum_page(request: HttpRequest) -> Mapping[str, Any]:
    form = QuotumForm.asked(request, year=today().year, sector="overheid")
    found = answered(form, form.quotum)
    unknown = found if isinstance(found, NoPercentage) else None
    return {
        "form": form,
        "found": None if unknown else found,
        "unknown": None if unknown is None else str(unknown),
        "assume": [] if unknown is None else _assumed(request),
        "optional": OPTIONAL,
        "opened": any(request.GET.get(name) for name in OPTIONAL),
        "sees_municipalities": request.user.is_authenticated and may(actor_of(request), "quotum.see"),
        "has_errors": bool(form.errors),
    }


def _assumed(request: HttpRequest) -> list[tuple[Any, str]]:
    """Each known percentage, with the address that computes with it as an own assumption."""
    found = []
    for value in known_percentages():
        asked = request.GET.copy()
        asked["own_percentage"] = format_decimal(value.number, 2)
        found.append((value, f"?{asked.urlencode()}#antwoord"))
    return found


urls: list[URLPattern] = [path("rekenen/quotum/", quotum_page, name="calculate-quotum")]
