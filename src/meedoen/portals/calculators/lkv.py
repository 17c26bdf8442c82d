"""The loonkostenvoordelen of one employee in one year, with the lage-inkomensvoordeel beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.calculators.job_form import EuroField, WithChoices
from meedoen.portals.calculators.pages import answered, calculator
from meedoen.portals.calculators.words import KINDS, KNOWN, known
from meedoen.portals.desk.forms.fields import DayField, HoursField
from meedoen.portals.layout import today
from meedoen.rules.answer import Answer
from meedoen.rules.liv import liv
from meedoen.rules.lkv import Claim, highest, lkv


class LkvForm(WithChoices):
    """One employee in one calendar year."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Welk loonkostenvoordeel?"),
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies er meer om te zien welke het hoogste is."),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Kalenderjaar"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    hours = HoursField(
        label=gettext_lazy("Verloonde uren in dat jaar"),
        help_text=gettext_lazy("32 uur per week is in een heel jaar ongeveer 1664."),
    )
    starts_on = DayField(label=gettext_lazy("Eerste werkdag"))
    in_register = forms.ChoiceField(
        label=gettext_lazy("Staat in het doelgroepregister?"), choices=KNOWN, required=False
    )
    has_declaration = forms.ChoiceField(
        label=gettext_lazy("Is er een doelgroepverklaring?"), choices=KNOWN, required=False
    )
    hour_wage = EuroField(
        label=gettext_lazy("Gemiddeld uurloon met vakantiebijslag"),
        required=False,
        help_text=gettext_lazy("Alleen voor 2017 t/m 2024: voor het lage-inkomensvoordeel."),
    )

    def claims(self) -> dict[str, Claim]:
        given = self.cleaned_data
        return {
            kind: Claim(
                kind=kind,
                year=given["year"],
                hours=given["hours"],
                starts_on=given["starts_on"],
                has_declaration=known(given["has_declaration"]),
                in_register=known(given["in_register"]),
            )
            for kind in given["kinds"]
        }

    def answers(self) -> dict[str, Answer]:
        """By kind; “liv” too where an hour's wage was given."""
        found = {kind: lkv(claim) for kind, claim in self.claims().items()}
        given = self.cleaned_data
        if given["hour_wage"] is not None:
            found["liv"] = liv(given["year"], given["hours"], given["hour_wage"])
        return found


@calculator("calculators/lkv.html")
def lkv_page(request: HttpRequest) -> Mapping[str, Any]:
    form = LkvForm.asked(
        request, kinds=["banenafspraak"], year=today().year, starts_on=today(), in_register="ja"
    )
    answers = answered(form, form.answers)
    if answers is None:
        return {"form": form, "answers": None, "has_errors": bool(form.errors)}
    best = highest(answers, date(max(form.cleaned_data["year"], 2018), 12, 31))
    titles = {**dict(KINDS), "liv": _("Lage-inkomensvoordeel")}
    return {"form": form, "answers": answers, "best": best, "titles": titles}


urls: list[URLPattern] = [path("rekenen/loonkostenvoordeel/", lkv_page, name="calculate-lkv")]
