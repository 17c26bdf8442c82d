"""Forms about who stands around a person: circle, shares, hand-overs and protected files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.portals.desk.forms.fields import DayField, DeedForm, with_empty
from meedoen.register.people import around, hand_overs
from meedoen.register.people.sections import PURPOSE_NEEDS, section_choices

Choices = Sequence[tuple[int, str]]


def _keys(label: Any) -> forms.TypedChoiceField:
    """A choice by key, which is a number."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=0)


class ColleagueForm(DeedForm):
    """One colleague out of those who can open the file."""

    account = _keys(gettext_lazy("Collega"))

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = with_empty([(str(key), words) for key, words in colleagues])  # type: ignore[attr-defined]


class SureForm(DeedForm):
    """Nothing to fill in: only to be sure."""


class ShareForm(DeedForm):
    """A file to open to another organisation."""

    organisation = _keys(gettext_lazy("Met welke organisatie"))
    purpose = forms.ChoiceField(
        label=gettext_lazy("Waarvoor"),
        help_text=gettext_lazy("Het doel bepaalt wat u mag delen. Onderaan staat wat bij welk doel past."),
    )
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Welke delen van het dossier"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Deel niet meer dan nodig is. Naam, geboortedatum en woongemeente gaan altijd mee."
        ),
    )
    starts_on = DayField(label=gettext_lazy("Vanaf"))
    ends_before = DayField(
        label=gettext_lazy("Tot en met"),
        help_text=gettext_lazy("Hoogstens een jaar. U kunt het eerder intrekken."),
    )

    def __init__(self, *args: Any, actor: Actor, sections: frozenset[str], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [(str(key), name) for key, name in around.partner_choices(actor, day)]
        self.fields["organisation"].choices = with_empty(partners)  # type: ignore[attr-defined]
        self.fields["purpose"].choices = with_empty(around.share_purpose_choices())  # type: ignore[attr-defined]
        self.fields["sections"].choices = section_choices(sections)  # type: ignore[attr-defined]


def purposes_with_sections() -> list[tuple[str, str]]:
    """For each purpose the sections that it needs, in words, to read beside the form."""
    return [
        (words, "; ".join(text for _key, text in section_choices(PURPOSE_NEEDS[code])))
        for code, words in around.share_purpose_choices()
    ]


class OfferForm(DeedForm):
    """A file to hand over."""

    organisation = _keys(gettext_lazy("Aan welke organisatie"))
    because = forms.ChoiceField(label=gettext_lazy("Waarom"))

    def __init__(self, *args: Any, actor: Actor, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [(str(key), name) for key, name in around.partner_choices(actor, day)]
        self.fields["organisation"].choices = with_empty(partners)  # type: ignore[attr-defined]
        self.fields["because"].choices = with_empty(hand_overs.because_choices())  # type: ignore[attr-defined]


class RefuseForm(DeedForm):
    """Why a file is not taken over."""

    because = forms.ChoiceField(label=gettext_lazy("Waarom neemt u dit dossier niet over?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(hand_overs.refusal_choices())  # type: ignore[attr-defined]


class ProtectForm(DeedForm):
    """A file to close to everyone who is not named."""

    because = forms.ChoiceField(label=gettext_lazy("Waarom"))
    accounts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie mag dit dossier nog meer zien?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "U houdt zelf toegang. Kies zo weinig mogelijk collega's: één die u vervangt is genoeg."
        ),
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(around.protect_reason_choices())  # type: ignore[attr-defined]
        self.fields["accounts"].choices = [(str(key), words) for key, words in colleagues]  # type: ignore[attr-defined]


class NameForm(ColleagueForm):
    """One more colleague who may see a protected file."""

    because = forms.ChoiceField(label=gettext_lazy("Waarom"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(around.name_reason_choices())  # type: ignore[attr-defined]
