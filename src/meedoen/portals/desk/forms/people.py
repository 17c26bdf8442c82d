"""Forms about people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, with_empty
from meedoen.register.people import selectors
from meedoen.register.people.grounds import ground_choices
from meedoen.register.places import municipality_choices, municipality_choices_ever
from meedoen.register.profiles.findability import findability_choices


class PeopleFilter(forms.Form):
    """What narrows the list of people; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    gemeente = forms.CharField(required=False, max_length=6)
    status = forms.ChoiceField(required=False, choices=[("werkt", ""), ("werkt-niet", "")])
    contact = forms.ChoiceField(required=False, choices=[("lang-geleden", "")])
    vindbaar = forms.ChoiceField(required=False, choices=findability_choices)
    programma = forms.SlugField(required=False, max_length=40)
    groep = forms.SlugField(required=False, max_length=40)
    kring = forms.ChoiceField(required=False, choices=[("mij", "")])
    dossier = forms.ChoiceField(required=False, choices=[("ons", "")])
    volgorde = forms.ChoiceField(required=False, choices=[("naam", ""), ("contact", "")])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class PersonForm(DeedForm):
    """A new person."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    birth_on = DayField(label=gettext_lazy("Geboortedatum"))
    municipality = forms.ChoiceField(label=gettext_lazy("Woongemeente"))
    lives_since = DayField(
        label=gettext_lazy("Woont daar sinds"),
        help_text=gettext_lazy("Weet u het niet precies? Neem dan de dag van inschrijving."),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Grond in het doelgroepregister"),
        required=False,
        help_text=gettext_lazy("Laat leeg als de kandidaat niet in het doelgroepregister staat."),
    )
    starts_on = DayField(label=gettext_lazy("In het doelgroepregister sinds"), required=False)
    last_contact_on = DayField(label=gettext_lazy("Laatst gesproken op"), required=False)

    layout = (
        (gettext_lazy("Wie"), ("name", "birth_on")),
        (gettext_lazy("Waar"), ("municipality", "lives_since")),
        (gettext_lazy("Doelgroepregister"), ("ground", "starts_on")),
        (gettext_lazy("Contact"), ("last_contact_on",)),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = with_empty(municipality_choices_ever(today))  # type: ignore[attr-defined]
        self.fields["ground"].choices = with_empty(ground_choices(), _("Staat er niet in"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("ground") and not given.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Vul in vanaf welke dag de inschrijving geldt."))
        if given.get("starts_on") and not given.get("ground") and "ground" not in self.errors:
            self.add_error("ground", _("Kies de grond van de inschrijving, of maak de datum leeg."))
        return given


class MoveForm(DeedForm):
    """Someone lives elsewhere from a day on."""

    municipality = forms.ChoiceField(label=gettext_lazy("Nieuwe woongemeente"))
    moved_on = DayField(label=gettext_lazy("Woont daar vanaf"))
    hand_over = forms.BooleanField(
        label=gettext_lazy("Draag het dossier over aan de nieuwe gemeente"),
        required=False,
        help_text=gettext_lazy("De nieuwe gemeente krijgt de vraag om dossierhouder te worden."),
    )

    def __init__(self, *args: Any, today: date, may_hand_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_hand_over:
            del self.fields["hand_over"]
        self.fields["municipality"].choices = with_empty(municipality_choices(today))  # type: ignore[attr-defined]


class ContactForm(DeedForm):
    """Someone was spoken to."""

    on = DayField(label=gettext_lazy("Gesproken op"))


class EntryForm(DeedForm):
    """An entry in the doelgroepregister."""

    ground = forms.ChoiceField(label=gettext_lazy("Grond"))
    starts_on = DayField(label=gettext_lazy("Eerste dag in het doelgroepregister"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = with_empty(ground_choices())  # type: ignore[attr-defined]


class EndEntryForm(DeedForm):
    """An entry in the doelgroepregister ended."""

    ends_before = DayField(
        label=gettext_lazy("Eerste dag dat de reden geldt"),
        help_text=gettext_lazy("Het regelboek bepaalt tot wanneer de inschrijving daarna nog meetelt."),
    )
    because = forms.ChoiceField(label=gettext_lazy("Reden"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(selectors.end_reason_choices())  # type: ignore[attr-defined]
