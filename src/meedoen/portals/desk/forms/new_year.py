"""What the address of the turn of a year asks: two days, an own assumption, and which rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, PercentField
from meedoen.rules.new_year import KINDS
from meedoen.steering.new_year.shape import ORDER, Key


class AfterField(forms.Field):
    """The place after which a list goes on: a kind of change, a day and a placement."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> Key | None:
        kind, _dot, rest = str(value or "").partition(".")
        day, _dot, key = rest.partition(".")
        if kind not in ORDER or not (key.isascii() and key.isdecimal() and len(key) < 19):
            return None
        try:
            return ORDER[kind], date.fromisoformat(day), int(key)
        except ValueError:
            return None


def as_address(key: Key) -> str:
    """A place in the list as it stands in an address."""
    kind = next(name for name, turn in ORDER.items() if turn == key[0])
    return f"{kind}.{key[1].isoformat()}.{key[2]}"


class NewYearFilter(forms.Form):
    """The days, the assumption and the filters, under the names of the address."""

    op = DayField(label=gettext_lazy("Wat geldt er op"), required=False)
    sinds = DayField(label=gettext_lazy("Vergeleken met"), required=False)
    groei = PercentField(
        label=gettext_lazy("Eigen aanname: minimumloon stijgt met (procent)"),
        required=False,
        help_text=gettext_lazy("Alleen voor bedragen die nog niet bekend zijn."),
    )
    soort = forms.ChoiceField(label=gettext_lazy("Wat verandert"), required=False)
    gemeente = forms.CharField(required=False, max_length=6)
    na = AfterField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, _(words)) for kind, words in KINDS.items()]
        self.fields["soort"].choices = [("", _("alles")), *kinds]  # type: ignore[attr-defined]
