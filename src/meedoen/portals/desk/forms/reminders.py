"""Forms about reminders: pause someone, and want letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, with_empty
from meedoen.register.reminders.selectors import mail_choices, pause_reasons


class PauseForm(DeedForm):
    """Nobody is reminded of someone until a day."""

    until = DayField(
        label=gettext_lazy("Tot en met"), help_text=gettext_lazy("Hoogstens een half jaar vooruit.")
    )
    because = forms.ChoiceField(label=gettext_lazy("Waarom"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(pause_reasons())  # type: ignore[attr-defined]


class MailForm(DeedForm):
    """Whether one wants a letter a day."""

    mail = forms.ChoiceField(
        label=gettext_lazy("E-mail over herinneringen"),
        help_text=gettext_lazy("In de e-mail staat alleen hoeveel het er zijn, nooit een naam."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].choices = mail_choices()  # type: ignore[attr-defined]


class ReminderFilter(forms.Form):
    """Where a list of reminders goes on."""

    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)
