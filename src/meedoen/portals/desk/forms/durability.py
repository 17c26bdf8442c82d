"""Forms about how work lasts: what a voice says, a link for it, and what comes after work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DeedForm, VersionField, with_empty
from meedoen.portals.desk.forms.placements import EndForm
from meedoen.register.durability.questions import QUESTIONS
from meedoen.register.durability.selectors import because_choices, next_choices
from meedoen.register.durability.validity import Told

LONGEST = 500


class VoiceForm(DeedForm):
    """The questions of one voice; `without_account`: whoever has a link answers, and nobody else edits."""

    version = VersionField()

    def __init__(self, *args: Any, voice: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = QUESTIONS[voice]
        for question in self.asked:
            self.fields[question.code] = forms.ChoiceField(
                label=str(question.words),
                choices=[(one.code, str(one.words)) for one in question.answers],
                widget=forms.RadioSelect,
            )
        self.fields["words"] = forms.CharField(
            label=gettext_lazy("Wilt u nog iets vertellen?"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext_lazy("Schrijf niets over ziekte, medicijnen of behandeling."),
        )

    def told(self) -> Told:
        """What was filled in."""
        given = self.cleaned_data
        return Told({one.code: given[one.code] for one in self.asked}, given["words"])


class LinkForm(DeedForm):
    """Where a link goes; `known` is the link that worked when this was opened."""

    known = VersionField()
    to = forms.CharField(
        label=gettext_lazy("E-mailadres of mobiel nummer"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Laat leeg om de link alleen te zien, en zelf te geven."),
    )
    version = VersionField()


class NextForm(DeedForm):
    """What comes after work."""

    version = VersionField()
    then = forms.ChoiceField(
        label=gettext_lazy("Wat gebeurt er daarna?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Wie weer werk zoekt, is vanaf de eerste dag zonder werk weer te vinden."),
    )
    because = forms.ChoiceField(
        label=gettext_lazy("Waarom stopt de kandidaat voor nu?"),
        required=False,
        help_text=gettext_lazy("Alleen invullen bij “stopt voor nu”. Schrijf nergens wat iemand heeft."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_nexts(self)


class EndWithNextForm(EndForm):
    """The last working day, why, and what comes after it."""

    then = NextForm.base_fields["then"]
    because = NextForm.base_fields["because"]

    layout = (
        (gettext_lazy("Het einde"), ("ends_before", "end_reason")),
        (gettext_lazy("En daarna"), ("then", "because")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_nexts(self)


class SignalsFilter(forms.Form):
    """What narrows the list of signals; what cannot be is left out."""

    soort = forms.CharField(required=False, max_length=20)
    gemeente = forms.CharField(required=False, max_length=6)
    wie = forms.ChoiceField(required=False, choices=[("mijn", "mijn")])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


def offer_nexts(form: DeedForm) -> None:
    """Fill the choices of what comes after work."""
    form.fields["then"].choices = next_choices()  # type: ignore[attr-defined]
    form.fields["because"].choices = with_empty(because_choices())  # type: ignore[attr-defined]
