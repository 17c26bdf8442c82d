"""The questions about a job: few to begin with, the rest in a fold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.calculators.lks import FULL_TIMES
from meedoen.portals.calculators.pages import CalculatorForm
from meedoen.portals.calculators.words import KNOWN, SUPPORT, known
from meedoen.portals.desk.forms.fields import DayField, HoursField, PercentField
from meedoen.portals.layout import today
from meedoen.rules import places
from meedoen.rules.charges import Employer
from meedoen.rules.job import Employment

FOLDED = (
    "starts_on",
    "born_on",
    "has_declaration",
    "method",
    "size",
    "contract",
    "pension",
    "municipality",
)
# What the choices in the fold begin with.
BEGINS = {"method": "flat", "size": "small", "contract": "permanent"}
METHODS = (
    ("flat", gettext_lazy("Vast deel, zoals bij de subsidie")),
    ("table", gettext_lazy("De premies van dit jaar")),
)
SIZES = (
    ("small", gettext_lazy("Kleine werkgever")),
    ("large", gettext_lazy("Grotere werkgever")),
    ("government", gettext_lazy("Overheid, groter")),
)
CONTRACTS = (("permanent", gettext_lazy("Vast")), ("flexible", gettext_lazy("Tijdelijk of flexibel")))


class EuroField(HoursField):
    """An amount as 2800 or 2800,50."""

    remedy = gettext_lazy("Schrijf een bedrag als 2800 of 2800,50, zonder punt.")


class WithChoices(CalculatorForm):
    """A choice that the address leaves out has a sensible answer, so that a short address works too."""

    def _chosen(self, name: str, otherwise: str) -> str:
        return self.cleaned_data.get(name) or otherwise


class JobForm(WithChoices):
    """One job, as an employer says it on the phone."""

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
    wage_part = PercentField(
        label=gettext_lazy("Loon, in procenten van het minimumloon"),
        required=False,
        help_text=gettext_lazy("100 is het minimumloon."),
    )
    wage_month = EuroField(
        label=gettext_lazy("Of: bruto maandloon bij een volle werkweek"),
        required=False,
        help_text=gettext_lazy("Zonder vakantiebijslag, zoals in de cao."),
    )
    support = forms.ChoiceField(
        label=gettext_lazy("Wie helpt deze persoon naar werk?"), choices=SUPPORT, required=False
    )
    loonwaarde = PercentField(
        label=gettext_lazy("Loonwaarde"),
        required=False,
        help_text=gettext_lazy("In procenten, zoals 60. Leeg: nog niet bekend."),
    )
    forfait = forms.BooleanField(
        label=gettext_lazy("Nog niet gemeten: reken met het forfait"), required=False
    )
    in_register = forms.ChoiceField(
        label=gettext_lazy("Staat in het doelgroepregister?"), choices=KNOWN, required=False
    )
    day = DayField(label=gettext_lazy("De baan begint op"))
    starts_on = DayField(
        label=gettext_lazy("Loopt de baan al? Eerste werkdag"),
        required=False,
        help_text=gettext_lazy("De bedragen zijn dan die van de dag hierboven."),
    )
    born_on = DayField(
        label=gettext_lazy("Geboortedatum"),
        required=False,
        help_text=gettext_lazy("In plaats van de leeftijd, als een verjaardag meetelt."),
    )
    has_declaration = forms.ChoiceField(
        label=gettext_lazy("Is er een doelgroepverklaring?"),
        choices=KNOWN,
        required=False,
        help_text=gettext_lazy("Alleen nodig voor een baan van voor 2026."),
    )
    method = forms.ChoiceField(label=gettext_lazy("Werkgeverslasten"), choices=METHODS, required=False)
    size = forms.ChoiceField(label=gettext_lazy("Werkgever"), choices=SIZES, required=False)
    contract = forms.ChoiceField(label=gettext_lazy("Contract"), choices=CONTRACTS, required=False)
    pension = PercentField(
        label=gettext_lazy("Pensioen, deel van de werkgever in procenten van het loon"), required=False
    )
    municipality = forms.ChoiceField(label=gettext_lazy("Gemeente"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = places.municipalities_of(settings.REGION, today())
        self.fields["municipality"].choices = [  # type: ignore[attr-defined]  # it is a choice
            ("", _("Niet gekozen")),
            *((one.code, one.name) for one in found),
        ]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in FOLDED]

    @property
    def asked_first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in FOLDED]

    @property
    def is_unfolded(self) -> bool:
        """Whether something in the fold is other than it begins, or wrong, so that it stands open."""
        return any(
            self.data.get(name) not in (None, "", BEGINS.get(name)) or self[name].errors for name in FOLDED
        )

    def clean_loonwaarde(self) -> Decimal | None:
        return whole_percents(self.cleaned_data["loonwaarde"])

    def clean_wage_part(self) -> Decimal | None:
        return whole_percents(self.cleaned_data["wage_part"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("loonwaarde") is not None and cleaned.get("forfait"):
            self.add_error("forfait", _("Kies één van de twee: een gemeten loonwaarde of het forfait."))
        return cleaned

    def job(self) -> Employment:
        given = self.cleaned_data
        share, part = given["loonwaarde"], given["wage_part"]
        return Employment(
            hours=given["hours"],
            full_time=given["full_time"],
            age=given["age"],
            born_on=given["born_on"],
            wage_part=Decimal(1) if part is None else part / 100,
            wage_month=given["wage_month"],
            loonwaarde=None if share is None else share / 100,
            forfait=given["forfait"],
            starts_on=given["starts_on"],
            support=self._chosen("support", "gemeente"),
            in_register=known(given["in_register"]),
            has_declaration=known(given["has_declaration"]),
            employer=self._employer(),
        )

    def _employer(self) -> Employer:
        size, pension = self._chosen("size", BEGINS["size"]), self.cleaned_data["pension"]
        return Employer(
            method="table" if self._chosen("method", BEGINS["method"]) == "table" else "flat",
            is_small=size == "small",
            is_government=size == "government",
            is_permanent=self._chosen("contract", BEGINS["contract"]) == "permanent",
            pension=None if pension is None else pension / 100,
        )

    def municipality_name(self) -> str:
        """The name of the chosen municipality, or nothing."""
        chosen = self.cleaned_data["municipality"]
        return places.municipality_on(chosen, today()).name if chosen else ""


def whole_percents(given: Decimal | None) -> Decimal | None:
    """Someone who types 0,60 means 60%, and would be told something else."""
    if given is not None and 0 < given <= Decimal("1.5"):
        raise ValidationError(_("Schrijf hele procenten: 60 in plaats van 0,60."))
    return given
