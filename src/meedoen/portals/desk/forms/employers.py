"""Forms about employers: the list, a new one, its particulars, its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, PercentField, VersionField, with_empty
from meedoen.register.employers.selectors import sector_choices
from meedoen.register.employers.words import COUNTED, IN_PLACE, PAUSES, choices
from meedoen.register.places import municipality_choices, place_name

NUMERIC = {"inputmode": "numeric"}
# Branches that a look-up may add to the form; the others are added one by one later.
BRANCH_ROWS = 8


class EmployersFilter(forms.Form):
    """What narrows the list of employers; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    gemeente = forms.CharField(required=False, max_length=6)
    sector = forms.ChoiceField(required=False)
    van = forms.ChoiceField(required=False, choices=[("mij", ""), ("niemand", "")])
    rust = forms.ChoiceField(required=False, choices=[("ja", "")])
    contact = forms.ChoiceField(required=False, choices=[("lang-geleden", "")])
    na = forms.CharField(required=False, max_length=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [*sector_choices(), ("onbekend", "")]  # type: ignore[attr-defined]


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
    """A new employer with its first branch, and the others that the trade register names."""

    kvk = forms.CharField(
        label=gettext_lazy("KvK-nummer"),
        max_length=12,
        help_text=gettext_lazy("Acht cijfers."),
        widget=forms.TextInput(attrs=NUMERIC),
    )
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=160)
    active_since_year = forms.IntegerField(
        label=gettext_lazy("Actief sinds"),
        help_text=gettext_lazy("Het jaar, niet eerder dan 2012. Vanaf dat jaar leggen wij de sector vast."),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    headcount = forms.IntegerField(
        label=gettext_lazy("Werkzame personen"),
        required=False,
        min_value=0,
        max_value=999_999,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    municipality = forms.ChoiceField(label=gettext_lazy("Vestigingsgemeente"))
    postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=7)
    number = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    layout = (
        (gettext_lazy("Wie"), ("kvk", "name", "active_since_year", "headcount")),
        (gettext_lazy("Waar"), ("municipality", "postcode", "number")),
        (gettext_lazy("Sector"), ("is_overheid", "pays_sectorfonds", "share_under_sectorfonds")),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = municipality_choices(today)
        self.fields["municipality"].choices = with_empty(places)  # type: ignore[attr-defined]
        self.rows = 0
        for row in range(1, BRANCH_ROWS + 1):
            if f"branch_{row}" in self.data or f"branch_{row}" in (self.initial or {}):
                self._add_row(row, places)

    def _add_row(self, row: int, places: list[tuple[str, str]]) -> None:
        self.rows = row
        label = _("Vestiging %(number)s") % {"number": row + 1}
        self.fields[f"branch_{row}"] = forms.CharField(
            label=label,
            required=False,
            max_length=160,
            help_text=_("Maak dit leeg als deze vestiging er niet bij hoort."),
        )
        self.fields[f"branch_{row}_municipality"] = forms.ChoiceField(
            label=_("Gemeente van vestiging %(number)s") % {"number": row + 1},
            required=False,
            choices=with_empty(places),
        )
        for part in ("postcode", "number"):
            self.fields[f"branch_{row}_{part}"] = forms.CharField(
                required=False, max_length=12, widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in range(1, self.rows + 1):
            if given.get(f"branch_{row}") and not given.get(f"branch_{row}_municipality"):
                message = _("Kies de gemeente, of maak de naam van de vestiging leeg.")
                self.add_error(f"branch_{row}_municipality", message)
        return given

    def others(self) -> Iterable[tuple[str, str, str, str]]:
        """The branches beside the first: name, municipality, postcode, number."""
        given = self.cleaned_data
        for row in range(1, self.rows + 1):
            if given[f"branch_{row}"]:
                parts = (given[f"branch_{row}_{part}"] for part in ("municipality", "postcode", "number"))
                yield (given[f"branch_{row}"], *parts)  # type: ignore[misc]


class CorrectEmployerForm(DeedForm):
    """A name or municipality that was written down wrongly, or has changed."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=160)
    municipality = forms.ChoiceField(label=gettext_lazy("Vestigingsgemeente"))
    version = VersionField()

    def __init__(self, *args: Any, today: date, standing: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = places_with(standing, today)  # type: ignore[attr-defined]


def places_with(code: str, today: date) -> list[tuple[str, str]]:
    """The municipalities of a day, and the one that stands there though it is gone."""
    found = municipality_choices(today)
    return found if code in dict(found) else [(code, place_name(code)), *found]


class BranchForm(DeedForm):
    """Another place where an employer has work."""

    name = forms.CharField(label=gettext_lazy("Naam van de vestiging"), max_length=160)
    municipality = forms.ChoiceField(label=gettext_lazy("Gemeente"))
    postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=7)
    number = forms.CharField(
        label=gettext_lazy("Vestigingsnummer"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("Twaalf cijfers, uit het handelsregister. Mag leeg blijven."),
        widget=forms.TextInput(attrs=NUMERIC),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = with_empty(municipality_choices(today))  # type: ignore[attr-defined]


class CorrectBranchForm(BranchForm):
    """What is written of a branch."""

    version = VersionField()

    def __init__(self, *args: Any, today: date, standing: str, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["municipality"].choices = places_with(standing, today)  # type: ignore[attr-defined]


class CloseBranchForm(DeedForm):
    """From which day there is no work at a branch."""

    last_on = DayField(label=gettext_lazy("Laatste dag dat er werk is"))


class HeadcountForm(DeedForm):
    """How many people worked there on a day."""

    people = forms.IntegerField(
        label=gettext_lazy("Werkzame personen"),
        min_value=0,
        max_value=999_999,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    on = DayField(label=gettext_lazy("Op welke dag?"))


class InPlaceForm(DeedForm):
    """Everything that is in place at an employer."""

    what = forms.MultipleChoiceField(
        label=gettext_lazy("Wat is er al?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    number_harrie = forms.IntegerField(
        label=gettext_lazy("Hoeveel Harries zijn er getraind?"),
        required=False,
        min_value=1,
        max_value=9_999,
        help_text=gettext_lazy("Alleen als er Harries zijn. Laat leeg als u het niet weet."),
        widget=forms.TextInput(attrs=NUMERIC),
    )
    on = DayField(label=gettext_lazy("Op welke dag nagevraagd?"))
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = choices(IN_PLACE)  # type: ignore[attr-defined]

    def found(self) -> Mapping[str, int | None]:
        """What is there, and how many where they are counted."""
        given = self.cleaned_data
        return {what: given.get(f"number_{what}") if what in COUNTED else None for what in given["what"]}


class LimitForm(DeedForm):
    """How often a month an employer may be approached."""

    most = forms.IntegerField(
        label=gettext_lazy("Hoeveel benaderingen per maand?"),
        required=False,
        min_value=1,
        max_value=31,
        help_text=gettext_lazy("Van alle gemeenten samen. Maak dit leeg als er geen grens is."),
        widget=forms.TextInput(attrs=NUMERIC),
    )
    version = VersionField()


class PauseForm(DeedForm):
    """Until when an employer is left in peace, and why."""

    until = DayField(label=gettext_lazy("Rust tot en met"))
    because = forms.ChoiceField(label=gettext_lazy("Waarom?"))
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(choices(PAUSES))  # type: ignore[attr-defined]


class SectorForm(SectorFields):
    """The sector of one year."""

    year = forms.IntegerField(
        label=gettext_lazy("Kalenderjaar"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs=NUMERIC),
    )

    layout = (("", ("year", "is_overheid", "pays_sectorfonds", "share_under_sectorfonds")),)
