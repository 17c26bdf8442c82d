"""Forms about the verloonde uren of an employer, and about the quotum of municipalities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DeedForm, ManyHoursField, PercentField, VersionField, with_empty
from meedoen.register.employers.words import PAYROLL_SOURCES, choices


class PayrollFields(DeedForm):
    """The hours of everybody on the payroll in one year, and where they were read."""

    hours = ManyHoursField(
        label=gettext_lazy("Verloonde uren, van iedereen samen"),
        help_text=gettext_lazy("Alle uren waarover dat jaar loon is betaald, volgens de eigen loonaangifte."),
    )
    source = forms.ChoiceField(label=gettext_lazy("Waar komt dit vandaan?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = with_empty(choices(PAYROLL_SOURCES))  # type: ignore[attr-defined]


class PayrollYearForm(PayrollFields):
    """A year that is not known yet."""

    year = forms.IntegerField(
        label=gettext_lazy("Kalenderjaar"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    layout = (("", ("year", "hours", "source")),)


class CorrectPayrollYearForm(PayrollFields):
    """A year that stands there."""

    version = VersionField()


class MunicipalQuotumForm(forms.Form):
    """Which year of the municipalities, and with which percentage where none is known."""

    jaar = forms.IntegerField(required=False, min_value=1, max_value=9998)
    percentage = PercentField(required=False)
