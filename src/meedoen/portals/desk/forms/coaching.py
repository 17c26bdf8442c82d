"""Forms about coaching: a grant, a visit, an action, an evaluation and the budget of a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import (
    DayField,
    DeedForm,
    HoursField,
    ManyHoursField,
    VersionField,
    with_empty,
)
from meedoen.register.coaching import words

_OPTIONAL_ACTION = gettext_lazy("Afspraak (mag leeg blijven)")


def _whole(value: Any) -> int:
    return int(value)


class CoachingsFilter(forms.Form):
    """Whose coaching a list shows."""

    van = forms.ChoiceField(required=False, choices=[("mijn", ""), ("zonder", ""), ("organisatie", "")])
    vanaf = forms.IntegerField(required=False, min_value=0, max_value=1000)


class YearFilter(forms.Form):
    """Which year."""

    jaar = forms.IntegerField(required=False, min_value=2015, max_value=2100)


class CoachingForm(DeedForm):
    """Who guides, in which regime, for how many hours and how long."""

    coach_id = forms.TypedChoiceField(label=gettext_lazy("Coach"), coerce=_whole)
    substitute_id = forms.TypedChoiceField(
        label=gettext_lazy("Vervanger"), coerce=_whole, empty_value=None, required=False
    )
    regime = forms.ChoiceField(label=gettext_lazy("Regime"))
    hours = HoursField(label=gettext_lazy("Uren"), help_text=gettext_lazy("Voor de hele periode samen."))
    starts_on = DayField(label=gettext_lazy("Eerste dag"))
    ends_before = DayField(
        label=gettext_lazy("Laatste dag"), help_text=gettext_lazy("Hoogstens een jaar na de eerste dag.")
    )

    def __init__(self, *args: Any, coaches: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(key), name) for key, name in coaches]
        self.fields["coach_id"].choices = with_empty(known)  # type: ignore[attr-defined]
        nobody = str(gettext_lazy("Niemand"))
        self.fields["substitute_id"].choices = with_empty(known, nobody)  # type: ignore[attr-defined]
        self.fields["regime"].choices = with_empty(words.choices(words.REGIMES))  # type: ignore[attr-defined]


class ChangeForm(CoachingForm):
    """The same while it runs; its first day stands."""

    version = VersionField()
    starts_on = None  # type: ignore[assignment]


class EndForm(DeedForm):
    """The last day, and why."""

    ends_before = DayField(label=gettext_lazy("Laatste dag"))
    because = forms.ChoiceField(label=gettext_lazy("Reden"))
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(  # type: ignore[attr-defined]
            words.choices(words.ENDED_BECAUSE)
        )


class VisitForm(DeedForm):
    """A visit, with one action where something was agreed."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = DayField(label=gettext_lazy("Dag"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minuten"),
        min_value=1,
        max_value=1440,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Met reistijd, als uw gemeente die meetelt."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort"))
    with_whom = forms.ChoiceField(label=gettext_lazy("Met wie?"))
    note = forms.CharField(
        label=gettext_lazy("Notitie"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"maxlength": 1000}),
        help_text=gettext_lazy("Wat gaat goed, wat is nodig? Schrijf niet op wat iemand heeft."),
    )
    action = forms.CharField(label=gettext_lazy("Wat is afgesproken?"), required=False, max_length=200)
    side = forms.ChoiceField(label=gettext_lazy("Wie doet het?"), required=False)
    by_on = DayField(label=gettext_lazy("Uiterlijk"), required=False)
    layout = (
        (
            gettext_lazy("Het bezoek"),
            ("client_key", "number", "happened_on", "minutes", "kind", "with_whom", "note"),
        ),
        (_OPTIONAL_ACTION, ("action", "side", "by_on")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("kind", words.KINDS), ("with_whom", words.WITH_WHOM), ("side", words.SIDES)):
            self.fields[name].choices = with_empty(words.choices(offered))  # type: ignore[attr-defined]


class RoadForm(VisitForm):
    """The same without knowing beforehand for whom: it names nobody, so a device may keep it."""

    number = forms.CharField(
        label=gettext_lazy("Begeleidingsnummer"),
        max_length=12,
        help_text=gettext_lazy("Bijvoorbeeld BG-000012."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ActionForm(DeedForm):
    """What somebody will do."""

    words = forms.CharField(label=gettext_lazy("Wat is afgesproken?"), max_length=200)
    side = forms.ChoiceField(label=gettext_lazy("Wie doet het?"))
    by_on = DayField(label=gettext_lazy("Uiterlijk"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = with_empty(words.choices(words.SIDES))  # type: ignore[attr-defined]


class EvaluationForm(DeedForm):
    """What one of the three says."""

    on = DayField(label=gettext_lazy("Dag van de evaluatie"))
    voice = forms.ChoiceField(label=gettext_lazy("Wie zegt dit?"))
    mark = forms.ChoiceField(label=gettext_lazy("Hoe gaat het?"))
    words = forms.CharField(
        label=gettext_lazy("In eigen woorden"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"maxlength": 500}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = with_empty(words.choices(words.VOICES))  # type: ignore[attr-defined]
        self.fields["mark"].choices = with_empty(words.choices(words.MARKS))  # type: ignore[attr-defined]


class BudgetForm(DeedForm):
    """What there is for a year."""

    year = forms.IntegerField(label=gettext_lazy("Jaar"), min_value=2015, max_value=2100)
    unit = forms.ChoiceField(label=gettext_lazy("In uren of in euro?"))
    amount = ManyHoursField(label=gettext_lazy("Budget"))
    rate = ManyHoursField(
        label=gettext_lazy("Euro per uur"),
        required=False,
        help_text=gettext_lazy("Alleen bij een budget in euro: wat een uur begeleiding kost."),
    )
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = with_empty(words.choices(words.UNITS))  # type: ignore[attr-defined]
