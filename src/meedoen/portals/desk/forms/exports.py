"""The form to take a list out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.exchange.exports.purposes import form_choices, purpose_choices
from meedoen.portals.desk.forms.fields import DeedForm, with_empty


class TakeOutForm(DeedForm):
    """Why, and as what."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Waarvoor hebt u het bestand nodig?"),
        help_text=gettext_lazy("Dit staat met het aantal regels in het logboek."),
    )
    form = forms.ChoiceField(label=gettext_lazy("Soort bestand"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = with_empty(purpose_choices())  # type: ignore[attr-defined]
        self.fields["form"].choices = form_choices()  # type: ignore[attr-defined]
        self.fields["form"].initial = "xlsx"
