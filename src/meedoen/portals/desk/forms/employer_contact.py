"""Forms about speaking with an employer: the people there, contact moments, who speaks for the region."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.colleagues import Colleague
from meedoen.portals.desk.forms.fields import DayField, DeedForm, VersionField, with_empty
from meedoen.register.employers.words import ABOUT, KINDS, OFFER_REFUSALS, choices


def colleague_choices(colleagues: Iterable[Colleague]) -> list[tuple[str, str]]:
    """Colleagues by name and organisation, with an empty choice before them."""
    return with_empty([(str(one.account_id), one.words) for one in colleagues])


class ContactPersonForm(DeedForm):
    """Someone at an employer to speak to."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    function = forms.CharField(label=gettext_lazy("Functie"), required=False, max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Telefoonnummer"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mailadres"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    is_main = forms.BooleanField(
        label=gettext_lazy("Dit is de eerste contactpersoon"),
        required=False,
        help_text=gettext_lazy("Wie het eerst was, is dat dan niet meer."),
    )


class CorrectContactPersonForm(ContactPersonForm):
    """What is written of someone to speak to."""

    version = VersionField()


class MomentForm(DeedForm):
    """An employer was spoken to."""

    on = DayField(label=gettext_lazy("Dag"))
    kind = forms.ChoiceField(label=gettext_lazy("Hoe?"))
    about = forms.ChoiceField(label=gettext_lazy("Waarover?"))
    is_by_employer = forms.BooleanField(
        label=gettext_lazy("De werkgever nam zelf contact op"),
        required=False,
        help_text=gettext_lazy("Dat telt niet als benadering."),
    )
    spoke_with = forms.TypedChoiceField(
        label=gettext_lazy("Met wie?"), required=False, coerce=int, empty_value=None
    )
    note = forms.CharField(
        label=gettext_lazy("Kort wat er besproken is"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=gettext_lazy("Schrijf niets over de gezondheid of het dossier van een kandidaat."),
    )
    next_step = forms.CharField(label=gettext_lazy("Volgende stap"), required=False, max_length=200)
    next_on = DayField(label=gettext_lazy("Uiterlijk op"), required=False)
    next_account = forms.TypedChoiceField(
        label=gettext_lazy("Wie doet dat?"), required=False, coerce=int, empty_value=None
    )

    layout = (
        (gettext_lazy("Het contact"), ("on", "kind", "about", "is_by_employer", "spoke_with", "note")),
        (gettext_lazy("Wat nu?"), ("next_step", "next_on", "next_account")),
    )

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]],
        colleagues: Iterable[Colleague],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given: dict[str, list[tuple[str, str]]] = {
            "kind": with_empty(choices(KINDS)),
            "about": with_empty(choices(ABOUT)),
            "spoke_with": with_empty(people, _("Iemand anders")),
            "next_account": colleague_choices(colleagues),
        }
        for name, options in given.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]


class ConfirmForm(DeedForm):
    """A deed that asks for nothing but the decision."""


class OfferForm(DeedForm):
    """Who is asked to take an employer over."""

    to_account = forms.TypedChoiceField(label=gettext_lazy("Aan wie draagt u over?"), coerce=int)

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_account"].choices = colleague_choices(colleagues)  # type: ignore[attr-defined]


class AnswerForm(DeedForm):
    """Whether an employer is taken over, or why not."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Neemt u deze werkgever over?"),
        choices=[("ja", gettext_lazy("Ja")), ("nee", gettext_lazy("Nee"))],
        widget=forms.RadioSelect,
    )
    refusal = forms.ChoiceField(label=gettext_lazy("Waarom niet?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = with_empty(choices(OFFER_REFUSALS), _("Alleen bij nee"))
        self.fields["refusal"].choices = options  # type: ignore[attr-defined]
