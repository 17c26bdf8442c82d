"""Forms for what stands wrong: each carries the version it was opened with, and asks why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, VersionField, with_empty
from meedoen.register.people import selectors
from meedoen.register.people.corrections import reason_choices
from meedoen.register.people.grounds import ground_choices
from meedoen.register.places import municipality_choices_ever


class ReasonForm(DeedForm):
    """Why something is corrected or withdrawn."""

    reason = forms.ChoiceField(label=gettext_lazy("Waarom verandert dit?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Last, after what a form below adds.
        self.fields["reason"] = self.fields.pop("reason")
        self.fields["reason"].choices = with_empty(reason_choices())  # type: ignore[attr-defined]


class CorrectPersonForm(ReasonForm):
    """A name or birthday that was written down wrongly."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    birth_on = DayField(label=gettext_lazy("Geboortedatum"))
    version = VersionField()


class CorrectEntryForm(ReasonForm):
    """An entry in the doelgroepregister that was written down wrongly."""

    ground = forms.ChoiceField(label=gettext_lazy("Grond"))
    starts_on = DayField(label=gettext_lazy("Eerste dag in het doelgroepregister"))
    ends_before = DayField(
        label=gettext_lazy("Eerste dag dat de reden van einde geldt"),
        required=False,
        help_text=gettext_lazy("Laat leeg als de inschrijving nog loopt."),
    )
    because = forms.ChoiceField(label=gettext_lazy("Reden van einde"), required=False)
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = with_empty(ground_choices())  # type: ignore[attr-defined]
        running = with_empty(selectors.end_reason_choices(), _("Loopt nog"))
        self.fields["because"].choices = running  # type: ignore[attr-defined]


class CorrectResidenceForm(ReasonForm):
    """A municipality, or the day someone came to live there, that was written down wrongly."""

    municipality = forms.ChoiceField(label=gettext_lazy("Woongemeente"))
    starts_on = DayField(label=gettext_lazy("Woonde daar vanaf"))
    version = VersionField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = with_empty(municipality_choices_ever(today))  # type: ignore[attr-defined]
