"""Forms for the cards of a profile; each gives the card that was filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, HoursField, VersionField, with_empty
from meedoen.register.profiles import offered
from meedoen.register.profiles.cards import (
    CERTIFICATES,
    Availability,
    Card,
    Conditions,
    Languages,
    OwnWords,
    Paper,
    Schooling,
    Tasks,
    Travel,
    Wishes,
)

# Room for this many certificates more than there are.
MORE_PAPERS = 2
FEWEST_PAPERS = 3


class Several(forms.MultipleChoiceField):
    """Any number of choices out of a short list, all of them in sight."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)


class CardForm(DeedForm):
    """A form for one card, opened with a version of the profile."""

    version = VersionField()

    def card(self) -> Card:
        """The card as it was filled in; only where the form is valid."""
        raise NotImplementedError


class OwnWordsForm(CardForm):
    """In the words of the person."""

    likes = forms.CharField(
        label=gettext_lazy("Wat ik graag doe"), required=False, max_length=2000, widget=forms.Textarea
    )
    goes_well = forms.CharField(
        label=gettext_lazy("Wat goed gaat"), required=False, max_length=2000, widget=forms.Textarea
    )
    helps = forms.CharField(
        label=gettext_lazy("Wat mij helpt"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=gettext_lazy("Bijvoorbeeld: eerst meekijken, en één taak tegelijk."),
    )

    def card(self) -> Card:
        given = self.cleaned_data
        return OwnWords(given["likes"], given["goes_well"], given["helps"])


class WishesForm(CardForm):
    """Fields of work."""

    wishes = Several(
        label=gettext_lazy("Welk soort werk wil de kandidaat?"),
        help_text=gettext_lazy("Kies er hoogstens acht. De lijst is van onszelf en bewust kort."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wishes"].choices = offered.work_fields()  # type: ignore[attr-defined]

    def card(self) -> Card:
        return Wishes(tuple(self.cleaned_data["wishes"]))


class AvailabilityForm(CardForm):
    """Hours, days, times, and from when."""

    hours_min = HoursField(label=gettext_lazy("Uren per week, minstens"), required=False)
    hours_max = HoursField(label=gettext_lazy("Uren per week, hoogstens"), required=False)
    days = Several(label=gettext_lazy("Op welke dagen?"))
    times = Several(label=gettext_lazy("Op welke tijden?"))
    available_from = DayField(label=gettext_lazy("Beschikbaar vanaf"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = offered.days()  # type: ignore[attr-defined]
        self.fields["times"].choices = offered.times()  # type: ignore[attr-defined]

    def card(self) -> Card:
        given = self.cleaned_data
        days, times = tuple(given["days"]), tuple(given["times"])
        return Availability(given["hours_min"], given["hours_max"], days, times, given["available_from"])


class TravelForm(CardForm):
    """From where, how, and how long."""

    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("Bijvoorbeeld 9401 AB. Werkgevers zien de postcode niet."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    means = Several(label=gettext_lazy("Hoe reist de kandidaat?"))
    travel_minutes = forms.IntegerField(
        label=gettext_lazy("Reistijd enkele reis, hoogstens (minuten)"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["means"].choices = offered.means()  # type: ignore[attr-defined]

    def card(self) -> Card:
        given = self.cleaned_data
        return Travel(given["postcode"], tuple(given["means"]), given["travel_minutes"])


class SchoolingForm(CardForm):
    """The highest level, and papers."""

    education_level = forms.ChoiceField(label=gettext_lazy("Hoogste niveau"), required=False)
    education_field = forms.ChoiceField(label=gettext_lazy("Richting"), required=False)
    education_year = forms.IntegerField(label=gettext_lazy("Afgemaakt in (jaar)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["education_level"].choices = with_empty(offered.levels())  # type: ignore[attr-defined]
        self.fields["education_field"].choices = with_empty(offered.work_fields())  # type: ignore[attr-defined]
        names = [f"certificate_{row}" for row in range(self._papers())]
        for row, name in enumerate(names):
            words = {"number": row + 1}
            self.fields[name] = forms.CharField(
                label=_("Certificaat %(number)s") % words, required=False, max_length=80
            )
            self.fields[f"valid_until_{row}"] = DayField(
                label=_("Certificaat %(number)s geldig t/m") % words, required=False
            )

    def _papers(self) -> int:
        """As many rows as were sent or stand there, and a few more."""
        sources: tuple[Mapping[str, Any], ...] = (self.data, self.initial)
        filled = [
            row for row in range(CERTIFICATES) if any(source.get(f"certificate_{row}") for source in sources)
        ]
        shown = [row for row in range(CERTIFICATES) if f"certificate_{row}" in self.data]
        most = max([*(row + 1 + MORE_PAPERS for row in filled), *(row + 1 for row in shown), FEWEST_PAPERS])
        return min(CERTIFICATES, most)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in range(CERTIFICATES):
            if given.get(f"valid_until_{row}") and not given.get(f"certificate_{row}"):
                self.add_error(f"certificate_{row}", _("Vul de naam van het certificaat in."))
        return given

    def card(self) -> Card:
        given = self.cleaned_data
        papers = (
            Paper(given[f"certificate_{row}"], given.get(f"valid_until_{row}"))
            for row in range(CERTIFICATES)
            if given.get(f"certificate_{row}")
        )
        return Schooling(
            given["education_level"], given["education_field"], given["education_year"], tuple(papers)
        )


class TasksForm(CardForm):
    """What someone can, likes, wants to learn: three boxes for each task."""

    able = Several(label=gettext_lazy("Kan dit"))
    liked = Several(label=gettext_lazy("Doet dit graag"))
    wanted = Several(label=gettext_lazy("Wil dit leren"))
    answers: ClassVar = ("able", "liked", "wanted")

    def __init__(self, *args: Any, wished: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wished = wished
        for name in self.answers:
            self.fields[name].choices = offered.tasks()  # type: ignore[attr-defined]

    def table(self) -> Iterator[tuple[str, bool, list[tuple[str, str, dict[str, bool]]]]]:
        """Give each field of work with its tasks and the boxes that are ticked; open where someone wants it
        or answered before."""
        ticked = {name: set(self[name].value() or ()) for name in self.answers}
        for field, words, tasks in offered.tasks_by_field():
            rows = [
                (code, label, {name: code in ticked[name] for name in self.answers}) for code, label in tasks
            ]
            is_open = field in self.wished or any(True in boxes.values() for _code, _label, boxes in rows)
            yield words, is_open, rows

    def card(self) -> Card:
        return Tasks(*(tuple(self.cleaned_data[name]) for name in self.answers))


class ConditionsForm(CardForm):
    """A box or a number for each condition."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layout = []
        for title, kinds in offered.conditions():
            for kind in kinds:
                name = f"condition_{kind.code}"
                words = str(kind.words)[:1].upper() + str(kind.words)[1:]
                if kind.unit is None:
                    self.fields[name] = forms.BooleanField(label=words, required=False)
                else:
                    self.fields[name] = forms.IntegerField(label=f"{words} ({kind.unit})", required=False)
            layout.append((title, [f"condition_{kind.code}" for kind in kinds]))
        self.layout = layout

    def card(self) -> Card:
        given = {
            name.removeprefix("condition_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("condition_")
        }
        # A box that is not ticked says nothing; a number 0 says something.
        return Conditions({code: int(value) for code, value in given.items() if value not in (None, False)})


class LanguagesForm(CardForm):
    """What someone does with each language, and driving licences."""

    licences = Several(label=gettext_lazy("Rijbewijzen"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["licences"].choices = offered.licences()  # type: ignore[attr-defined]
        levels = with_empty(offered.language_levels(), _("Niet"))
        for code, words in offered.languages():
            self.fields[f"language_{code}"] = forms.ChoiceField(label=words, choices=levels, required=False)
        spoken = [f"language_{code}" for code, _words in offered.languages()]
        self.layout = ((_("Talen"), spoken), (_("Rijbewijzen"), ["licences"]))

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Give the fields in groups; the group of one question needs no title of its own."""
        for title, bound in super().sections():
            yield ("" if [one.name for one in bound] == ["licences"] else title), bound

    def card(self) -> Card:
        given = self.cleaned_data
        levels = {
            name.removeprefix("language_"): level
            for name, level in given.items()
            if name.startswith("language_") and level
        }
        return Languages(levels, tuple(given["licences"]))


class ConfirmProfileForm(DeedForm):
    """The profile was gone through with the person."""

    on = DayField(label=gettext_lazy("Doorgenomen met de kandidaat op"))
