"""The form of one choice of a municipality: what, from which day on, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, VersionField, with_empty
from meedoen.portals.formats import decimal
from meedoen.register.choices.shape import Chosen
from meedoen.rules.local_choices import YEARS, YEARS_UNITS


class ChoiceForm(DeedForm):
    """One point; which fields it has follows from what there is to choose."""

    starts_on = DayField(
        label=gettext_lazy("Vanaf"),
        help_text=gettext_lazy("Staat er al een keuze vanaf deze dag, dan wordt die gecorrigeerd."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        max_length=300,
        help_text=gettext_lazy("Bijvoorbeeld het besluit van het college, met de dag."),
    )
    version = VersionField()
    field_order = ("value", "unit", "year_1", "year_2", "year_3", "starts_on", "reason", "version")

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_years = chosen.point.kind == "years"
        self.fields |= _years_fields() if self.is_years else {"value": _value_field(chosen)}
        self.order_fields(self.field_order)

    def chosen(self) -> str | Mapping[str, str]:
        """What was typed, as the service takes it."""
        if not self.is_years:
            return str(self.cleaned_data["value"])
        names = ("unit", *(f"year_{turn}" for turn in range(1, YEARS + 1)))
        return {name: self.cleaned_data[name] for name in names}


class WithdrawForm(DeedForm):
    """Why a row should not have been written."""

    reason = forms.CharField(label=gettext_lazy("Reden"), max_length=300)
    version = VersionField()


def _value_field(chosen: Chosen) -> forms.Field:
    point = chosen.point
    if point.kind == "option":
        return forms.ChoiceField(
            label=point.question, choices=list(point.options.items()), widget=forms.RadioSelect
        )
    if point.kind == "text":
        words = _("Dit staat open op internet. Noem een afdeling of algemeen nummer, geen medewerker.")
        return forms.CharField(label=point.question, max_length=int(point.most), help_text=words)
    most = point.most if chosen.limit is None else min(point.most, chosen.limit.number)
    words = _("Een heel getal van %(least)s tot en met %(most)s %(unit)s.")
    numbers = {"least": decimal(point.least, 0), "most": decimal(most, 0), "unit": point.unit}
    return forms.CharField(
        label=point.question,
        max_length=6,
        help_text=words % numbers,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def _years_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "unit": forms.ChoiceField(label=_("In"), choices=with_empty(list(YEARS_UNITS.items())))
    }
    for turn in range(1, YEARS + 1):
        fields[f"year_{turn}"] = forms.CharField(
            label=_("Jaar %(turn)s") % {"turn": turn},
            max_length=12,
            required=turn == 1,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
    return fields
