"""Forms of the comparison with loondispensatie: the job, and every assumption that can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, HoursField, PercentField, with_empty
from meedoen.portals.formats import said
from meedoen.primitives.words import Words
from meedoen.rules.comparison_terms import (
    CAO_WAYS,
    EXEMPTION_GROUNDS,
    EXEMPTIONS,
    PART_TIME_WAYS,
    WAYS,
    Assumptions,
)

FULL_TIMES = (36, 38, 40)
BY_BOOK = gettext_lazy("volgens het regelboek")
YES_NO = (("ja", gettext_lazy("ja")), ("nee", gettext_lazy("nee")))
# Fields that hold an assumption; those in percents become parts.
PERCENTS = ("target", "net_share", "charges")
EUROS = ("partner_net", "exemption_top")
WORDS = ("cao", "part_time", "exemption", "exemption_of")
TRUTHS = ("partner_test", "cost_sharing")
OWN = ("cao", "target", "part_time", "partner_test", "cost_sharing", "net_share", "charges", "partner_net")
OWN += ("exemption", "exemption_top", "exemption_of")


class EuroField(HoursField):
    """An amount as 900 or 900,50."""

    remedy = gettext_lazy("Schrijf een bedrag als 900 of 900,50.")


class WayField(forms.TypedChoiceField):
    """One of the ways that the engine knows, in words; empty leaves it to the rule book."""

    def __init__(self, ways: tuple[str, ...], **more: Any) -> None:
        self.ways = ways

        def named() -> list[tuple[str, str]]:
            return with_empty([(way, said(Words(WAYS[way]))) for way in ways], str(BY_BOOK))

        super().__init__(choices=named, required=False, empty_value=None, **more)


class TruthField(forms.TypedChoiceField):
    """Yes or no; empty leaves it to the rule book."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=[("", BY_BOOK), *YES_NO],
            coerce=lambda given: given == "ja",
            required=False,
            empty_value=None,
            **more,
        )


class AssumptionFields(forms.Form):
    """Every assumption; an empty field leaves it to the rule book."""

    cao = WayField(CAO_WAYS, label=gettext_lazy("Loon boven het minimumloon"))
    target = PercentField(
        label=gettext_lazy("Aanvulling bij een volle week"),
        required=False,
        help_text=gettext_lazy("In procenten van het netto minimumloon. Leeg: 100."),
    )
    part_time = WayField(PART_TIME_WAYS, label=gettext_lazy("Aanvulling in deeltijd"))
    partner_test = TruthField(label=gettext_lazy("Inkomen van de partner gaat van de aanvulling af"))
    cost_sharing = TruthField(label=gettext_lazy("De kostendelersnorm geldt ook voor de aanvulling"))
    net_share = PercentField(
        label=gettext_lazy("Netto deel van bruto loon"),
        required=False,
        help_text=gettext_lazy("In procenten. Leeg: norm voor gehuwden gedeeld door het minimumloon."),
    )
    charges = PercentField(
        label=gettext_lazy("Werkgeverslasten"),
        required=False,
        help_text=gettext_lazy("In procenten van het loon. Leeg: de opslag van de loonkostensubsidie."),
    )
    partner_net = EuroField(
        label=gettext_lazy("Netto inkomen van de partner"),
        required=False,
        help_text=gettext_lazy("Euro per maand. Leeg: de norm voor gehuwden."),
    )
    exemption = WayField(EXEMPTIONS, label=gettext_lazy("Vrijlating bij loonkostensubsidie"))
    exemption_top = EuroField(
        label=gettext_lazy("Hoogste bedrag van de vrijlating"),
        required=False,
        help_text=gettext_lazy("Euro per maand. Leeg: zoals in het regelboek."),
    )
    exemption_of = WayField(EXEMPTION_GROUNDS, label=gettext_lazy("De vrijlating is een deel van"))

    def assumptions(self) -> Assumptions:
        """What was filled in; the rest is left to the rule book."""
        return Assumptions(**own_of(self.cleaned_data))


def own_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The assumptions among what was filled in, percents as parts."""
    found = {name: given[name] for name in OWN if given.get(name) not in (None, "")}
    return {name: value / 100 if name in PERCENTS else value for name, value in found.items()}


def full_time_field() -> forms.TypedChoiceField:
    """The full week of a sector."""
    return forms.TypedChoiceField(
        label=gettext_lazy("Volle werkweek in deze sector"),
        choices=[(str(hours), gettext_lazy("%s uur") % hours) for hours in FULL_TIMES],
        coerce=Decimal,
        required=False,
        empty_value=Decimal(36),
    )


def wage_level_field() -> PercentField:
    """The wage by CAO in percents of the minimum wage."""
    return PercentField(
        label=gettext_lazy("Cao-loon"),
        help_text=gettext_lazy("In procenten van het minimumloon: 100 is het minimumloon."),
    )


def sharers_field() -> forms.IntegerField:
    """How many adults share the cost of the home."""
    return forms.IntegerField(
        label=gettext_lazy("Kostendelers in huis"),
        required=False,
        help_text=gettext_lazy("Met de persoon zelf; alleen voor wie thuis woont. Leeg: 3."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class RunForm(AssumptionFields, DeedForm):
    """A run over the region: which amounts, which wage, which assumptions."""

    day = DayField(label=gettext_lazy("Bedragen van"))
    wage_level = wage_level_field()
    full_time = full_time_field()
    sharers = sharers_field()
    layout = (
        ("", ("day", "wage_level", "full_time", "sharers")),
        (gettext_lazy("Aannames: leeg is volgens het regelboek"), OWN),
    )
