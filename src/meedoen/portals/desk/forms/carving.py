"""Forms of the engine on the bench: what is asked, and what a proposal is called."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DeedForm, HoursField
from meedoen.register.jobs.words import WHEN_DONOR_CHANGES
from meedoen.register.profiles.words import choices
from meedoen.register.searches.asking import Asked


class AskForm(DeedForm):
    """For whom, how many hours, and how far a job may reach."""

    person = forms.CharField(
        label=gettext_lazy("Kandidaatnummer"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Leeg: zoveel mogelijk mensen."),
    )
    hours_min = HoursField(label=gettext_lazy("Uren per week, minstens"))
    hours_max = HoursField(label=gettext_lazy("Uren per week, hoogstens"))
    functions = forms.IntegerField(
        label=gettext_lazy("Uit hoogstens zoveel functies"),
        help_text=gettext_lazy("1 tot en met 8."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    share = forms.IntegerField(
        label=gettext_lazy("Hoogstens zoveel procent uit één functie"),
        help_text=gettext_lazy("Wat overblijft, moet nog een functie zijn."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            given["hours_min"],
            given["hours_max"],
            given["person"].strip(),
            given["functions"],
            given.get("employers", 1),
            given["share"],
        )


class StackForm(AskForm):
    """The same over several employers; a week is always of one person."""

    person = forms.CharField(label=gettext_lazy("Kandidaatnummer"), max_length=40)
    employers = forms.IntegerField(
        label=gettext_lazy("Bij hoogstens zoveel werkgevers"),
        help_text=gettext_lazy("Meer werkgevers vraagt meer afstemming."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    field_order = ("person", "hours_min", "hours_max", "employers", "functions", "share")


class TitleForm(DeedForm):
    """What a job is called on the bench."""

    title = forms.CharField(label=gettext_lazy("Hoe heet deze baan?"), max_length=120)


class MakeStackForm(DeedForm):
    """What is agreed about the jobs of a stapelbaan when they are made."""

    growth = forms.CharField(
        label=gettext_lazy("Groeistap"),
        max_length=200,
        help_text=gettext_lazy("Waar kan iemand naartoe groeien?"),
    )
    when_donor_changes = forms.ChoiceField(
        label=gettext_lazy("Als een functie verandert waar taken uit komen"),
        choices=lambda: choices(WHEN_DONOR_CHANGES),
    )


STARTS: dict[str, Any] = {"hours_min": Decimal(12), "hours_max": Decimal(24), "functions": 3, "share": 60}
