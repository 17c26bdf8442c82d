"""The instruments without an amount: no-riskpolis, jobcoach and proefplaatsing, with their days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from meedoen.portals.calculators.job import deadlines
from meedoen.portals.calculators.job_form import WithChoices, whole_percents
from meedoen.portals.calculators.pages import answered, calculator
from meedoen.portals.calculators.words import KNOWN, SUPPORT, known
from meedoen.portals.decides import DECIDES
from meedoen.portals.desk.forms.fields import DayField, HoursField, PercentField
from meedoen.portals.layout import today
from meedoen.primitives.words import Words
from meedoen.rules.instruments import Instrument, Person, jobcoach, no_risk, proefplaatsing
from meedoen.rules.job_cost import TITLES


class InstrumentsForm(WithChoices):
    """One person and the day on which the work begins."""

    support = forms.ChoiceField(label=gettext_lazy("Wie helpt deze persoon naar werk?"), choices=SUPPORT)
    in_register = forms.ChoiceField(
        label=gettext_lazy("Staat in het doelgroepregister?"), choices=KNOWN, required=False
    )
    day = DayField(label=gettext_lazy("Het werk begint op"))
    hours = HoursField(label=gettext_lazy("Uren per week"), required=False)
    has_lks = forms.BooleanField(label=gettext_lazy("Er is loonkostensubsidie"), required=False)
    loonwaarde = PercentField(
        label=gettext_lazy("Loonwaarde"),
        required=False,
        help_text=gettext_lazy("In procenten. Leeg: de subsidie is een forfait."),
    )

    def clean_loonwaarde(self) -> Any:
        return whole_percents(self.cleaned_data["loonwaarde"])

    def person(self) -> Person:
        given = self.cleaned_data
        share = given["loonwaarde"]
        return Person(
            support=given["support"],
            starts_on=given["day"],
            in_register=known(given["in_register"]),
            hours=given["hours"],
            loonwaarde=None if share is None else share / 100,
            has_lks=given["has_lks"],
        )

    def instruments(self) -> tuple[Instrument, ...]:
        person = self.person()
        return no_risk(person), jobcoach(person), proefplaatsing(person)


@calculator("calculators/instruments.html")
def instruments_page(request: HttpRequest) -> Mapping[str, Any]:
    form = InstrumentsForm.asked(request, day=today(), support="gemeente")
    found = answered(form, form.instruments)
    if found is None:
        return {"form": form, "instruments": None, "has_errors": bool(form.errors)}
    return {
        "form": form,
        "instruments": found,
        "titles": {code: Words(title) for code, title in TITLES.items()},
        "decides": DECIDES,
        "deadlines": deadlines(found),
        "passed_before": today(),
        "trace": tuple(dict.fromkeys(value for one in found for value in one.trace)),
    }


urls: list[URLPattern] = [path("rekenen/regelingen/", instruments_page, name="calculate-instruments")]
