"""Forms about reach, representatives, loonwaarde, target groups, goals and steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, PercentField, VersionField, with_empty
from meedoen.register.profiles import offered
from meedoen.register.profiles.notes import (
    New,
    NewGoal,
    NewLoonwaarde,
    NewReach,
    NewRepresentative,
    NewStep,
    NewTargetGroup,
)

_UNTIL = gettext_lazy("Tot (de eerste dag dat het niet meer geldt)")


class NoteForm(DeedForm):
    """A form for one row, new or standing; it gives the row as it was filled in."""

    version = VersionField()
    makes: type[New]

    def note(self) -> Any:
        """What was written down; only where the form is valid."""
        return self.makes(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class ReachForm(NoteForm):
    """How someone is reached."""

    makes = NewReach
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )
    street = forms.CharField(
        label=gettext_lazy("Straat en huisnummer"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("De postcode staat bij Reizen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    channel = forms.ChoiceField(label=gettext_lazy("Liefst via"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = with_empty(offered.channels())  # type: ignore[attr-defined]


class RepresentativeForm(NoteForm):
    """Who speaks for someone."""

    makes = NewRepresentative
    kind = forms.ChoiceField(label=gettext_lazy("Wie is dit?"))
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )
    starts_on = DayField(label=gettext_lazy("Vanaf"))
    ends_before = DayField(label=_UNTIL, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = with_empty(offered.representative_kinds())  # type: ignore[attr-defined]


class LoonwaardeForm(NoteForm):
    """One measurement."""

    makes = NewLoonwaarde
    percentage = PercentField(
        label=gettext_lazy("Loonwaarde in procenten van het minimumloon"),
        help_text=gettext_lazy("Zoals het in het rapport staat, bijvoorbeeld 60."),
    )
    measured_on = DayField(label=gettext_lazy("Gemeten op"))
    measured_by = forms.CharField(
        label=gettext_lazy("Gemeten door (organisatie)"),
        max_length=120,
        help_text=gettext_lazy("De naam van de organisatie, niet van een mens."),
    )
    function = forms.CharField(label=gettext_lazy("Functie of taak"), max_length=120)
    method = forms.ChoiceField(label=gettext_lazy("Methode"))
    valid_until = DayField(
        label=gettext_lazy("Geldig t/m"),
        required=False,
        help_text=gettext_lazy("Laat leeg als dit niet in het rapport staat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = with_empty(offered.methods())  # type: ignore[attr-defined]


class TargetGroupForm(NoteForm):
    """A target group of the region's programmes."""

    makes = NewTargetGroup
    code = forms.ChoiceField(
        label=gettext_lazy("Doelgroep"),
        help_text=gettext_lazy("Alleen dát iemand erbij hoort. Waarom staat hier niet."),
    )
    starts_on = DayField(label=gettext_lazy("Vanaf"))
    ends_before = DayField(label=_UNTIL, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = with_empty(offered.target_groups())  # type: ignore[attr-defined]


class GoalForm(NoteForm):
    """A goal, in words that the person reads too."""

    makes = NewGoal
    words = forms.CharField(
        label=gettext_lazy("Wat wil de kandidaat bereiken?"),
        max_length=300,
        help_text=gettext_lazy("De kandidaat leest dit ook. Bijvoorbeeld: ik werk vier ochtenden per week."),
    )
    by_on = DayField(label=gettext_lazy("Gehaald uiterlijk"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Stand"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = offered.goal_states()  # type: ignore[attr-defined]


class StepForm(NoteForm):
    """A step towards a goal."""

    makes = NewStep
    words = forms.CharField(label=gettext_lazy("Wat gaat er gebeuren?"), max_length=300)
    who = forms.ChoiceField(label=gettext_lazy("Wie doet dat?"))
    by_on = DayField(label=gettext_lazy("Uiterlijk"))
    done_on = DayField(label=gettext_lazy("Gedaan op"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = with_empty(offered.who_does())  # type: ignore[attr-defined]


class DiscussPlanForm(DeedForm):
    """The plan was talked through."""

    on = DayField(label=gettext_lazy("Besproken met de kandidaat op"))
