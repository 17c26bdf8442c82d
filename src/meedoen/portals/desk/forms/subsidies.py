"""Forms about subsidies and payment lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import (
    DayField,
    DeedForm,
    HoursField,
    MonthField,
    VersionField,
    with_empty,
)
from meedoen.register.subsidies import listing, states
from meedoen.register.subsidies.selectors import choices


class SubsidiesFilter(forms.Form):
    """What narrows the list of subsidies; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    status = forms.ChoiceField(required=False, choices=[(one, one) for one in listing.FILTERS])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class VersionForm(DeedForm):
    """A deed that needs no more than what was looked at."""

    version = VersionField()


class RequestForm(DeedForm):
    """A subsidy for one job."""

    kind = forms.ChoiceField(label=gettext_lazy("Hoe begint de subsidie?"))
    full_time = HoursField(
        label=gettext_lazy("Volle werkweek van de sector"),
        help_text=gettext_lazy("Uren per week, meestal 36, 38 of 40. Het staat in de cao."),
    )
    starts_on = DayField(label=gettext_lazy("Eerste dag van de subsidie"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = with_empty(choices(states.KINDS))  # type: ignore[attr-defined]


class BecauseForm(VersionForm):
    """A deed with a reason out of a list."""

    because = forms.ChoiceField(label=gettext_lazy("Reden"))

    def __init__(self, *args: Any, reasons: states.Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(choices(reasons))  # type: ignore[attr-defined]


class StopForm(BecauseForm):
    """The last day of a subsidy."""

    ends_before = DayField(label=gettext_lazy("Laatste dag met subsidie"))
    field_order = ("ends_before", "because", "version")


class CorrectForm(BecauseForm):
    """What was asked wrongly."""

    kind = forms.ChoiceField(label=gettext_lazy("Hoe begint de subsidie?"))
    full_time = HoursField(label=gettext_lazy("Volle werkweek van de sector"))
    starts_on = DayField(label=gettext_lazy("Eerste dag van de subsidie"))
    field_order = ("kind", "full_time", "starts_on", "because", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(states.KINDS)  # type: ignore[attr-defined]


class IllnessForm(VersionForm):
    """Days with a right to ziekengeld."""

    starts_on = DayField(label=gettext_lazy("Eerste ziektedag"))
    ends_before = DayField(
        label=gettext_lazy("Laatste ziektedag"),
        required=False,
        help_text=gettext_lazy("Laat leeg zolang de ziekte duurt. Schrijf niet op wat iemand heeft."),
    )
    field_order = ("starts_on", "ends_before", "version")


class MoveForm(VersionForm):
    """From which day another municipality pays."""

    on = DayField(label=gettext_lazy("Eerste dag in de nieuwe gemeente"))
    field_order = ("on", "version")


class YearForm(DeedForm):
    """Which new year."""

    jaar = forms.IntegerField(label=gettext_lazy("Jaar"), required=False, min_value=2018, max_value=2100)
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class BatchForm(DeedForm):
    """A payment list up to and including a month."""

    month = MonthField(
        label=gettext_lazy("Tot en met de maand"),
        help_text=gettext_lazy("Alles wat t/m deze maand nog niet betaald is, komt op de lijst."),
    )
