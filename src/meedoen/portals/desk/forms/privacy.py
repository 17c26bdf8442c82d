"""Forms about requests of people, terms of retention, and burgerservicenummers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, with_empty
from meedoen.register.bsn import selectors as bsn
from meedoen.register.privacy import selectors


class RequestsFilter(forms.Form):
    """What narrows the list of requests."""

    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    wie = forms.ChoiceField(label=gettext_lazy("Wie antwoordt"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [*selectors.request_states(), ("alle", _("Alle"))]
        self.fields["stand"].choices = states  # type: ignore[attr-defined]
        self.fields["wie"].choices = [  # type: ignore[attr-defined]
            ("", _("Alle organisaties")),
            ("wij", _("Mijn organisatie")),
        ]


class RequestForm(DeedForm):
    """What someone asked about the own file."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat vraagt de kandidaat?"))
    against = forms.ChoiceField(
        label=gettext_lazy("Bezwaar waartegen?"),
        required=False,
        help_text=gettext_lazy("Alleen bij een bezwaar."),
    )
    received_on = DayField(
        label=gettext_lazy("Ontvangen op"),
        help_text=gettext_lazy(
            "De dag van de brief, de mail of het gesprek. Vanaf die dag loopt de termijn."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = with_empty(selectors.request_kinds())  # type: ignore[attr-defined]
        none = _("Geen bezwaar")
        self.fields["against"].choices = with_empty(selectors.objections(), none)  # type: ignore[attr-defined]


class AnswerForm(DeedForm):
    """The answer to a request."""

    state = forms.ChoiceField(label=gettext_lazy("Antwoord"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom kan niet alles?"),
        required=False,
        help_text=gettext_lazy("Alleen bij afwijzen of deels toewijzen. De kandidaat hoort deze reden."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = with_empty(selectors.answers())  # type: ignore[attr-defined]
        none = _("Alles kan")
        self.fields["reason"].choices = with_empty(selectors.answer_reasons(), none)  # type: ignore[attr-defined]


class ConfirmForm(DeedForm):
    """A deed with nothing to fill in."""


class PauseForm(DeedForm):
    """The end of a file is put off."""

    reason = forms.ChoiceField(label=gettext_lazy("Waarom uitstellen?"))
    until = DayField(label=gettext_lazy("Uitstellen tot"), help_text=gettext_lazy("Hoogstens een jaar."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = with_empty(selectors.pause_reasons())  # type: ignore[attr-defined]


class TermForm(DeedForm):
    """How long the region keeps something."""

    category = forms.ChoiceField(label=gettext_lazy("Waarvoor"))
    months = forms.IntegerField(
        label=gettext_lazy("Maanden"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Vul een geheel aantal maanden in, zoals 24.")},
        help_text=gettext_lazy("Leeg: er is geen termijn, en er verdwijnt niets."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom deze termijn"),
        max_length=300,
        help_text=gettext_lazy("Bijvoorbeeld: besluit van het portefeuillehoudersoverleg, met de dag."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = with_empty(selectors.category_choices())  # type: ignore[attr-defined]


class BsnForm(DeedForm):
    """A burgerservicenummer to keep; what was typed is never shown again."""

    bsn = forms.CharField(
        label=gettext_lazy("Burgerservicenummer"),
        max_length=20,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Negen cijfers. Wat u typt is niet te zien."),
    )


class PurposeForm(DeedForm):
    """Why someone looks at a burgerservicenummer."""

    purpose = forms.ChoiceField(label=gettext_lazy("Waarvoor hebt u het nummer nodig?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = with_empty(bsn.purposes())  # type: ignore[attr-defined]
