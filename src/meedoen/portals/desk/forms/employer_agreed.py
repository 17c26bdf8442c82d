"""Forms about what is agreed with an employer, and about the bedrijfsscan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.colleagues import Colleague
from meedoen.portals.desk.forms.employer_contact import colleague_choices
from meedoen.portals.desk.forms.fields import (
    DayField,
    DeedForm,
    HoursField,
    VersionField,
    day_after,
    with_empty,
)
from meedoen.register.employers.arrangements import NewArrangement
from meedoen.register.employers.scans import NewAdvice, NewTask
from meedoen.register.employers.words import ADVICE, ARRANGEMENTS, DROPPED, choices


class ArrangementForm(DeedForm):
    """What is agreed: how many places a year, of which kind, from when, and who sees to it."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort afspraak"))
    what = forms.CharField(label=gettext_lazy("Wat is afgesproken?"), max_length=200)
    places = forms.IntegerField(
        label=gettext_lazy("Hoeveel plaatsen per jaar?"),
        min_value=1,
        max_value=9_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    starts_on = DayField(label=gettext_lazy("Eerste dag"))
    last_on = DayField(
        label=gettext_lazy("Laatste dag"),
        required=False,
        help_text=gettext_lazy("Laat leeg als er geen einde is afgesproken."),
    )
    responsible = forms.ChoiceField(label=gettext_lazy("Verantwoordelijke accountmanager"))

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = with_empty(choices(ARRANGEMENTS))  # type: ignore[attr-defined]
        self.fields["responsible"].choices = colleague_choices(colleagues)  # type: ignore[attr-defined]

    def new(self) -> NewArrangement:
        """What was typed, as the register takes it."""
        given = self.cleaned_data
        return NewArrangement(
            kind=given["kind"],
            what=given["what"],
            places=given["places"],
            starts_on=given["starts_on"],
            ends_before=day_after(given["last_on"]),
            responsible_id=int(given["responsible"]),
        )


class CorrectArrangementForm(ArrangementForm):
    """An arrangement that changes."""

    version = VersionField()


class MoveForm(DeedForm):
    """The next state of an arrangement."""

    to = forms.ChoiceField(label=gettext_lazy("Wat wordt de stand?"), widget=forms.RadioSelect)
    last_on = DayField(
        label=gettext_lazy("Laatste dag"),
        required=False,
        help_text=gettext_lazy("Alleen als u de afspraak beëindigt. Leeg: tot en met gisteren."),
    )

    def __init__(self, *args: Any, moves: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = moves  # type: ignore[attr-defined]
        if "ended" not in dict(moves):
            del self.fields["last_on"]


class ScanForm(DeedForm):
    """A bedrijfsscan was done."""

    done_on = DayField(label=gettext_lazy("Op welke dag gedaan?"))
    branch = forms.TypedChoiceField(
        label=gettext_lazy("Bij welke vestiging?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, branches: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = with_empty(branches, _("Het hele bedrijf"))
        self.fields["branch"].choices = options  # type: ignore[attr-defined]


class TaskForm(DeedForm):
    """A task that could be carved."""

    process = forms.CharField(
        label=gettext_lazy("Werkproces"),
        max_length=80,
        help_text=gettext_lazy("Bijvoorbeeld: magazijn, keuken, administratie."),
    )
    task = forms.CharField(label=gettext_lazy("Taak die eruit kan"), max_length=200)
    hours_week = HoursField(label=gettext_lazy("Uren per week"))
    conditions = forms.CharField(
        label=gettext_lazy("Onder welke voorwaarden?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: rustige plek, tillen tot 5 kg, vaste begeleider."),
    )

    def new(self) -> NewTask:
        """What was typed, as the register takes it."""
        return NewTask(**self.cleaned_data)


class AdviceForm(DeedForm):
    """A line of advice."""

    kind = forms.ChoiceField(label=gettext_lazy("Advies"))
    note = forms.CharField(label=gettext_lazy("Toelichting"), required=False, max_length=200)
    follow_up_on = DayField(label=gettext_lazy("Opvolgen uiterlijk op"))
    account = forms.TypedChoiceField(label=gettext_lazy("Wie volgt op?"), coerce=int)

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = with_empty(choices(ADVICE))  # type: ignore[attr-defined]
        self.fields["account"].choices = colleague_choices(colleagues)  # type: ignore[attr-defined]

    def new(self) -> NewAdvice:
        """What was typed, as the register takes it."""
        given = self.cleaned_data
        return NewAdvice(given["kind"], given["note"], given["follow_up_on"], given["account"])


class CloseAdviceForm(DeedForm):
    """Whether advice was followed, or why not."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is dit advies opgevolgd?"),
        choices=[("ja", gettext_lazy("Ja, gedaan")), ("nee", gettext_lazy("Nee, dit gebeurt niet"))],
        widget=forms.RadioSelect,
    )
    because = forms.ChoiceField(label=gettext_lazy("Waarom niet?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = with_empty(choices(DROPPED), _("Alleen bij nee"))
        self.fields["because"].choices = options  # type: ignore[attr-defined]
