"""What the gemeente pays for a job as loonkostensubsidie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.calculators.pages import CalculatorForm, answered, calculator
from meedoen.portals.desk.forms.fields import DayField, HoursField, PercentField
from meedoen.portals.layout import today
from meedoen.rules.answer import Answer
from meedoen.rules.lks import Job, lks, on_new_year
from meedoen.rules.refusal import NoValueForThisDay

FULL_TIMES = (36, 38, 40)
# Loonwaarden to show beside the one asked, in percents.
BESIDE = range(20, 100, 10)


class LksForm(CalculatorForm):
    """One job: its loonwaarde or the forfait, its hours, its day."""

    loonwaarde = PercentField(
        label=gettext_lazy("Loonwaarde"),
        required=False,
        help_text=gettext_lazy("In procenten van het minimumloon, zoals 60."),
    )
    forfait = forms.BooleanField(
        label=gettext_lazy("Nog niet gemeten: reken met het forfait"), required=False
    )
    hours = HoursField(label=gettext_lazy("Uren per week in het contract"))
    full_time = forms.TypedChoiceField(
        label=gettext_lazy("Volle werkweek in deze sector"),
        choices=[(str(hours), gettext_lazy("%s uur") % hours) for hours in FULL_TIMES],
        coerce=Decimal,
        required=False,
        empty_value=Decimal(36),
    )
    age = forms.IntegerField(
        label=gettext_lazy("Leeftijd"),
        required=False,
        help_text=gettext_lazy("Alleen nodig voor wie jonger is dan 21."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    day = DayField(label=gettext_lazy("Bedrag op"))
    starts_on = DayField(
        label=gettext_lazy("Eerste werkdag"),
        required=False,
        help_text=gettext_lazy("Leeg: de baan begint op de dag hierboven."),
    )

    def clean_loonwaarde(self) -> Decimal | None:
        given: Decimal | None = self.cleaned_data["loonwaarde"]
        if given is not None and 0 < given < 1:
            # Someone who types 0,60 means 60%, and would be told the highest amount there is.
            raise forms.ValidationError(_("Schrijf hele procenten: 60 in plaats van 0,60."))
        return given

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "loonwaarde" in cleaned and cleaned["loonwaarde"] is None and not cleaned.get("forfait"):
            self.add_error("loonwaarde", _("Vul de loonwaarde in, of kies het forfait."))
        if cleaned.get("loonwaarde") is not None and cleaned.get("forfait"):
            self.add_error("forfait", _("Kies één van de twee: een gemeten loonwaarde of het forfait."))
        return cleaned

    def job(self) -> Job:
        given = self.cleaned_data
        percentage = given["loonwaarde"]
        return Job(
            loonwaarde=None if percentage is None else percentage / 100,
            hours=given["hours"],
            full_time=given["full_time"],
            age=given["age"],
            starts_on=given["starts_on"],
        )


@calculator("calculators/lks.html")
def lks_page(request: HttpRequest) -> Mapping[str, Any]:
    form = LksForm.asked(request, day=today(), full_time=36)
    answer = answered(form, lambda: lks(form.job(), form.cleaned_data["day"]))
    if answer is None:
        return {"form": form, "answer": None, "has_errors": bool(form.errors)}
    job, day = form.job(), form.cleaned_data["day"]
    return {
        "form": form,
        "answer": answer,
        "day": day,
        "beside": [] if job.loonwaarde is None else _beside(job, day),
        "next_year": day.year + 1,
        "next": _next(job, day),
    }


def _beside(job: Job, day: date) -> list[tuple[str, Decimal | None]]:
    """The amount at other loonwaarden, all else the same."""
    shares = [(percentage, Decimal(percentage) / 100) for percentage in BESIDE]
    return [
        (f"{percentage}%", lks(replace(job, loonwaarde=share), day).amount) for percentage, share in shares
    ]


def _next(job: Job, day: date) -> Answer | NoValueForThisDay | None:
    """The amount on the next 1 January, or why there is none yet; None for a forfait, which will be over."""
    if job.loonwaarde is None:
        return None
    return on_new_year(replace(job, starts_on=job.starts_on or day), day.year + 1)


urls: list[URLPattern] = [path("rekenen/loonkostensubsidie/", lks_page, name="calculate-lks")]
