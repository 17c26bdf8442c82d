"""Forms about proposals: the list, a new one, and what happens to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, VersionField, with_empty
from meedoen.register.proposals import listing, selectors
from meedoen.register.proposals.states import REASONS

LONGEST = 500
ROWS = forms.Textarea(attrs={"rows": 3})
# Which proposals, as the address of the list says it.
STATES = {
    "loopt": "standing",
    "voorgesteld": "proposed",
    "gezien": "seen",
    "gesprek": "talk_planned",
    "proef": "trial",
    "aangenomen": "accepted",
    "afgewezen": "refused",
    "elders": "hired_elsewhere",
    "pool": "pool",
    "ingetrokken": "withdrawn",
}
WAITS = {"werkgever": "employer", "ons": "desk", "kandidaat": "candidate"}


class ProposalsFilter(forms.Form):
    """What narrows the list of proposals; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    status = forms.ChoiceField(required=False, choices=[(one, one) for one in STATES])
    wacht = forms.ChoiceField(required=False, choices=[(one, one) for one in WAITS])
    van = forms.ChoiceField(required=False, choices=[("mij", "")])
    laat = forms.ChoiceField(required=False, choices=[("ja", "")])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


def state_options() -> list[tuple[str, str]]:
    """Return the states as the address says them, with their words."""
    words = {**dict(listing.state_choices()), "standing": _("Loopt nog")}
    return [(code, words[state][:1].upper() + words[state][1:]) for code, state in STATES.items()]


def waits_options() -> list[tuple[str, str]]:
    """Return for whom a proposal waits as the address says it, with its words."""
    words = dict(listing.waited_for_choices())
    return [(code, words[who][:1].upper() + words[who][1:]) for code, who in WAITS.items()]


class FindForm(DeedForm):
    """Who or which job, when the address does not say."""

    kandidaat = forms.CharField(
        label=gettext_lazy("Kandidaat"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Kandidaatnummer of een deel van de naam."),
    )
    baan = forms.CharField(
        label=gettext_lazy("Baan"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Baannummer, of een deel van de titel of van de werkgever."),
    )


class WhyForm(DeedForm):
    """Why this person for this job."""

    why = forms.CharField(
        label=gettext_lazy("Waarom deze kandidaat voor deze baan?"),
        max_length=LONGEST,
        widget=ROWS,
        help_text=gettext_lazy(
            "De werkgever leest dit. Schrijf wat iemand kan en wil, en niet wie het is of wat iemand heeft."
        ),
    )


class AsideForm(DeedForm):
    """Not now, because."""

    because = forms.ChoiceField(label=gettext_lazy("Waarom niet nu?"))
    until = DayField(
        label=gettext_lazy("Tot wanneer?"), help_text=gettext_lazy("Daarna staat deze baan er weer bij.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(selectors.set_aside_choices())  # type: ignore[attr-defined]


class StepForm(DeedForm):
    """One step of a proposal, with room for what was said."""

    version = VersionField()
    words = forms.CharField(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=LONGEST,
        widget=ROWS,
        help_text=gettext_lazy("Alleen voor collega's. Geen diagnoses en geen telefoonnummers."),
    )

    def given(self) -> dict[str, Any]:
        """What was typed, as the service takes it."""
        return dict(self.cleaned_data)


class TalkForm(StepForm):
    """On which day they talk."""

    on = DayField(label=gettext_lazy("Wanneer is het gesprek?"))
    field_order = ("version", "on", "words")


class TrialForm(StepForm):
    """Until when the trial lasts."""

    until = DayField(label=gettext_lazy("Wat is de laatste dag van de proef?"))
    field_order = ("version", "until", "words")


class BecauseForm(StepForm):
    """A step with a reason, of one side or of both."""

    because = forms.ChoiceField(label=gettext_lazy("Waarom?"))
    field_order = ("version", "because", "words")

    def __init__(self, *args: Any, deed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = list(REASONS[deed])
        self.has_sides = len(sides) > 1
        reasons: Sequence[Any] = [
            (said, [(f"{side}:{code}", words) for code, words in selectors.reason_choices(deed, side)])
            for side, said in _SIDES.items()
        ]
        if not self.has_sides:
            reasons = selectors.reason_choices(deed, sides[0])
        self.fields["because"].choices = [("", _("Kies…")), *reasons]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        given = super().given()
        if self.has_sides:
            given["side"], _sign, given["because"] = given["because"].partition(":")
        return given


_SIDES = {
    "employer": gettext_lazy("De werkgever zegt nee"),
    "candidate": gettext_lazy("De kandidaat zegt nee"),
}


class ReplyForm(StepForm):
    """The answer to a question of the employer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Uw antwoord")
        self.fields["words"].required = True
        self.fields["words"].help_text = _("De werkgever leest dit achter de link. Noem geen naam.")


class NameForm(DeedForm):
    """What the candidate agreed to, for this employer."""

    version = VersionField()
    may_tell_subsidy = forms.BooleanField(
        label=gettext_lazy("De werkgever mag ook weten dat loonkostensubsidie mogelijk is"),
        required=False,
        help_text=gettext_lazy("Alleen dat het kan. De loonwaarde zelf krijgt de werkgever niet te zien."),
    )


class VersionForm(DeedForm):
    """A deed of one button."""

    version = VersionField()
