"""Forms of steering: a target, a file with publications."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.portals.desk.forms.fields import DayField

# A file of publications holds some hundreds of lines; more than this is something else.
LARGEST_FILE = 5 * 1024 * 1024


class PublicationFile(forms.Form):
    """A file, and whether only to look what would happen."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("CSV of XLSX, met de kolommen van de publicaties. Ten hoogste 5 MB."),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("Dit bestand is groter dan 5 MB. Splits het in kleinere bestanden.")
            )
        return file


class TargetForm(forms.Form):
    """A target, or a new version of one, with its reason."""

    indicator = forms.ChoiceField(label=_("Wat"))
    area = forms.ChoiceField(label=_("Gebied"))
    programme = forms.ChoiceField(label=_("Programma"), required=False)
    employer = forms.CharField(
        label=_("Werkgever (KvK-nummer)"),
        required=False,
        max_length=8,
        help_text=_("Alleen voor een doel van één werkgever."),
    )
    starts_on = DayField(
        label=_("Telt vanaf"),
        required=False,
        help_text=_("Alleen voor wat wordt opgeteld over een periode."),
    )
    reference_on = DayField(label=_("Te halen op"))
    value = forms.CharField(
        label=_("Doel"), max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    reason = forms.CharField(label=_("Reden"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    source = forms.CharField(label=_("Bron"), max_length=200, help_text=_("Waar dit doel is afgesproken."))
    accepted = forms.BooleanField(
        label=_("Ik heb de waarschuwing gelezen; leg dit doel toch vast."),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(
        self,
        *args: Any,
        indicators: list[tuple[str, str]],
        areas: list[tuple[str, str]],
        programmes: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("indicator", indicators),
            ("area", areas),
            ("programme", [("", _("geen")), *programmes]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def ask_to_accept(self) -> None:
        """Show the tick box under the warning that the service gave."""
        self.fields["accepted"].widget = forms.CheckboxInput()


class FreezeForm(forms.Form):
    """Which period of which area is proposed to be frozen."""

    area = forms.ChoiceField(label=_("Gebied"))
    span = forms.ChoiceField(label=_("Periode"), help_text=_("Alleen een periode die voorbij is."))

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], spans: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("area", areas), ("span", spans)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
