"""Beschut werk: hours as places, who it is for, and what each gemeente of the region has to offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from meedoen.access.powers import may
from meedoen.portals.calculators.pages import CalculatorForm, answered, calculator
from meedoen.portals.desk.forms.fields import ManyHoursField
from meedoen.portals.layout import actor_of, today
from meedoen.rules import places
from meedoen.rules.answer import Answer
from meedoen.rules.beschut_werk import conditions_on, national, places_of_hours, target_years, targets_of
from meedoen.steering.counted.sheltered import sheltered_places

FIRST_YEAR = 2015


class BeschutWerkForm(CalculatorForm):
    """Hours a week of everyone together."""

    hours = ManyHoursField(label=gettext_lazy("Uren per week, van iedereen samen"), required=False)
    people = forms.IntegerField(
        label=gettext_lazy("Van hoeveel mensen?"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    year = forms.TypedChoiceField(
        label=gettext_lazy("Afgesproken plekken van"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today().year, FIRST_YEAR - 1, -1)
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]

    def places(self) -> Answer | None:
        given = self.cleaned_data
        return None if given["hours"] is None else places_of_hours(given["hours"], today(), given["people"])


@calculator("calculators/beschut_werk.html")
def beschut_werk_page(request: HttpRequest) -> Mapping[str, Any]:
    """Shows the targets of the year asked, else of the last one of the region that the rule book knows."""
    day = today()
    form = BeschutWerkForm.asked(request, year=_last_known())
    answer = answered(form, form.places)
    given = getattr(form, "cleaned_data", {})
    year = given.get("year") or _last_known()
    targets = targets_of(settings.REGION, year)
    actor = actor_of(request) if request.user.is_authenticated else None
    filled = None
    if actor is not None and may(actor, "indicator.see"):
        filled = sheltered_places(actor, settings.REGION, day)
    return {
        "form": form,
        "answer": answer,
        "targets": targets,
        "sources": sorted({one.value.source for one in targets.known if one.value}),
        "national": national(year),
        "region_name": places.region(settings.REGION).name,
        "conditions": conditions_on(day),
        "filled": filled,
        "small": settings.SMALL_NUMBER,
        "has_errors": bool(form.errors),
    }


def _last_known() -> int:
    known = [year for year in target_years() if targets_of(settings.REGION, year).known]
    return max(known) if known else today().year


urls: list[URLPattern] = [path("rekenen/beschut-werk/", beschut_werk_page, name="calculate-beschut-werk")]
