"""Forms about employers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DeedForm, PercentField, with_empty
from meedoen.register.places import municipality_choices


class EmployersFilter(forms.Form):
    """What narrows the list of employers; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    gemeente = forms.CharField(required=False, max_length=6)
    na = forms.CharField(required=False, max_length=8)


class SectorFields(DeedForm):
    """What the sector of a year follows from."""

    is_overheid = forms.TypedChoiceField(
        label=gettext_lazy("Is dit een overheidswerkgever?"),
        coerce=lambda given: given == "ja",
        choices=[("nee", gettext_lazy("Nee")), ("ja", gettext_lazy("Ja, ook onderwijs"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Een overheidswerkgever telt mee in de sector overheid, een andere in de markt."
        ),
    )
    pays_sectorfonds = forms.BooleanField(
        label=gettext_lazy("Betaalt ook premie voor een sectorfonds"), required=False
    )
    share_under_sectorfonds = PercentField(
        label=gettext_lazy("Deel van de uren onder een sectorfonds, in procenten"),
        required=False,
        help_text=gettext_lazy("Alleen nodig met sectorfonds. Vanaf de helft telt de werkgever als markt."),
    )

    def share(self) -> Decimal | None:
        """The percentage as a part of one."""
        percentage: Decimal | None = self.cleaned_data["share_under_sectorfonds"]
        return None if percentage is None else percentage / 100


class EmployerForm(SectorFields):
    """A new employer with its first branch."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=160)
    kvk = forms.CharField(
        label=gettext_lazy("KvK-nummer"),
        max_length=12,
        help_text=gettext_lazy("Acht cijfers."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    municipality = forms.ChoiceField(label=gettext_lazy("Vestigingsgemeente"))
    postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=7)
    active_since_year = forms.IntegerField(
        label=gettext_lazy("Actief sinds"),
        help_text=gettext_lazy("Het jaar, niet eerder dan 2012. Vanaf dat jaar leggen wij de sector vast."),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    layout = (
        (gettext_lazy("Wie"), ("name", "kvk", "active_since_year")),
        (gettext_lazy("Waar"), ("municipality", "postcode")),
        (gettext_lazy("Sector"), ("is_overheid", "pays_sectorfonds", "share_under_sectorfonds")),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = with_empty(municipality_choices(today))  # type: ignore[attr-defined]


class BranchForm(DeedForm):
    """Another place where an employer has work."""

    name = forms.CharField(label=gettext_lazy("Naam van de vestiging"), max_length=160)
    municipality = forms.ChoiceField(label=gettext_lazy("Gemeente"))
    postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=7)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = with_empty(municipality_choices(today))  # type: ignore[attr-defined]


class SectorForm(SectorFields):
    """The sector of one year."""

    year = forms.IntegerField(
        label=gettext_lazy("Kalenderjaar"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    layout = (("", ("year", "is_overheid", "pays_sectorfonds", "share_under_sectorfonds")),)
