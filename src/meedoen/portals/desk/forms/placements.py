"""Forms about placements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.exchange.exports.filters import STATES
from meedoen.portals.desk.forms.fields import (
    DayField,
    DeedForm,
    HoursField,
    MonthField,
    day_after,
    with_empty,
)
from meedoen.register.placements import selectors
from meedoen.register.placements.validity import LENT, NewPlacement
from meedoen.register.places import municipality_choices_ever
from meedoen.register.programmes.selectors import programme_choices

# So many employers can be told apart in one list.
MOST = 20
# Finds employers, KvK number and name, by what was typed: one more than `MOST` when there are more.
Find = Callable[[str], list[tuple[str, str]]]


class PlacementsFilter(forms.Form):
    """What narrows the list of placements; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    soort = forms.CharField(required=False, max_length=20)
    status = forms.ChoiceField(required=False, choices=[(one, one) for one in STATES])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class WorkForm(DeedForm):
    """What a placement is, apart from who works there."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"))
    employer_kvk = forms.CharField(
        label=gettext_lazy("Werkgever op papier"),
        max_length=160,
        help_text=gettext_lazy("KvK-nummer of een deel van de naam."),
    )
    workplace_kvk = forms.CharField(
        label=gettext_lazy("Bedrijf waar het werk gebeurt"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Alleen bij detachering of inleen. KvK-nummer of een deel van de naam."),
    )
    work_municipality = forms.ChoiceField(label=gettext_lazy("Gemeente waar het werk gebeurt"))
    starts_on = DayField(label=gettext_lazy("Eerste werkdag"))
    hours_week = HoursField(
        label=gettext_lazy("Uren per week vanaf de eerste werkdag"),
        help_text=gettext_lazy("Bijvoorbeeld 25,5. Hoogstens 40."),
    )
    ends_before = DayField(
        label=gettext_lazy("Laatste werkdag"),
        required=False,
        help_text=gettext_lazy("Laat leeg als die niet is afgesproken."),
    )
    end_reason = forms.ChoiceField(label=gettext_lazy("Reden van einde"), required=False)
    is_new_job = forms.TypedChoiceField(
        label=gettext_lazy("Is dit een nieuwe baan?"),
        coerce=lambda given: given == "nieuw",
        choices=[("nieuw", gettext_lazy("Nieuwe baan")), ("bestond", gettext_lazy("Deze baan bestond al"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Een baan bestond al als iemand eerder hetzelfde werk deed, bijvoorbeeld in de Wsw."
        ),
    )
    programme = forms.ChoiceField(label=gettext_lazy("Programma"), required=False)

    work_layout = (
        (
            gettext_lazy("Het werk"),
            (
                "kind",
                "employer_kvk",
                "employer_kvk_pick",
                "workplace_kvk",
                "workplace_kvk_pick",
                "work_municipality",
            ),
        ),
        (gettext_lazy("Wanneer en hoeveel"), ("starts_on", "hours_week", "ends_before", "end_reason")),
        (gettext_lazy("Herkomst"), ("is_new_job", "programme")),
    )

    def __init__(self, *args: Any, today: date, find: Find, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find = find
        self.offered: dict[str, list[tuple[str, str]]] = {}
        choices = {
            "kind": with_empty(selectors.kind_choices()),
            "work_municipality": with_empty(municipality_choices_ever(today)),
            "end_reason": with_empty(selectors.end_reason_choices(), _("Niet van toepassing")),
            "programme": with_empty(programme_choices(), _("Geen programma")),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_employer_kvk(self) -> str:
        return self._one_employer("employer_kvk")

    def clean_workplace_kvk(self) -> str:
        given = self._one_employer("workplace_kvk") if self.cleaned_data["workplace_kvk"] else ""
        if given or self.cleaned_data.get("kind") not in LENT:
            return given or self.cleaned_data.get("employer_kvk", "")
        raise forms.ValidationError(
            _("Vul in bij welk bedrijf het werk gebeurt: bij detachering en inleen is dat een ander.")
        )

    def _one_employer(self, name: str) -> str:
        """Return the KvK number that was typed or of the one employer that fits; else offer a choice."""
        words: str = self.cleaned_data[name]
        if (
            len(words.replace(" ", "")) == 8
            and words.replace(" ", "").isascii()
            and words.replace(" ", "").isdigit()
        ):
            return words.replace(" ", "")
        found = self.find(words)
        picked = self.data.get(f"{name}_pick", "")
        if len(found) == 1:
            return found[0][0]
        if picked in dict(found[:MOST]):
            self.offered[name] = found[:MOST]
            return str(picked)
        if not found:
            message = _(
                "Geen werkgever past bij “%(words)s”. Controleer de naam, of schrijf de werkgever eerst in."
            )
            raise forms.ValidationError(message % {"words": words})
        self.offered[name] = found[:MOST]
        if len(found) > MOST:
            message = _(
                "“%(words)s” past bij meer dan %(number)s werkgevers. Typ meer van de naam, "
                "of kies hieronder als die erbij staat."
            )
            raise forms.ValidationError(message % {"words": words, "number": MOST})
        message = _("“%(words)s” past bij %(number)s werkgevers. Kies hieronder welke u bedoelt.")
        raise forms.ValidationError(message % {"words": words, "number": len(found)})

    def clean(self) -> dict[str, Any]:
        # Only now: Django walks through the fields while it cleans them.
        for name, found in self.offered.items():
            choices = with_empty([(kvk, f"{label} ({kvk})") for kvk, label in found])
            label = _("Welke werkgever bedoelt u?")
            self.fields[f"{name}_pick"] = forms.ChoiceField(label=label, choices=choices)
        return super().clean() or {}

    def hours(self) -> tuple[tuple[date, Decimal], ...]:
        """The hours a week, from which day on."""
        given = self.cleaned_data
        return ((given["starts_on"], given["hours_week"]),)

    def work(self) -> dict[str, Any]:
        """What was filled in, as fields of a placement."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "employer_kvk": given["employer_kvk"],
            "workplace_kvk": given["workplace_kvk"],
            "work_municipality": given["work_municipality"],
            "starts_on": given["starts_on"],
            "hours": self.hours(),
            "ends_before": day_after(given["ends_before"]),
            "end_reason": given["end_reason"],
            "is_new_job": given["is_new_job"],
            "programme": given["programme"],
        }


class PlacementForm(WorkForm):
    """A new placement."""

    person_number = forms.CharField(
        label=gettext_lazy("Kandidaatnummer"),
        max_length=12,
        help_text=gettext_lazy("Bijvoorbeeld K-000123. U vindt het op de bladzijde van de kandidaat."),
    )

    layout = ((gettext_lazy("Wie"), ("person_number",)), *WorkForm.work_layout)


class CorrectPlacementForm(WorkForm):
    """A placement that was written down wrongly; the hours that came later can be mended as well."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom klopt de oude regel niet?"),
        max_length=300,
        help_text=gettext_lazy("Deze reden blijft bij de oude regel staan."),
    )

    layout = (*WorkForm.work_layout, (gettext_lazy("De correctie"), ("reason",)))

    def __init__(self, *args: Any, old: NewPlacement, **kwargs: Any) -> None:
        super().__init__(*args, initial=_as_typed(old), **kwargs)
        self.later = range(1, len(old.hours))
        for turn in self.later:
            starts_on, hours_week = old.hours[turn]
            label = _("Andere uren vanaf (wijziging %(turn)s)") % {"turn": turn}
            self.fields[f"from_{turn}"] = DayField(label=label, required=False, initial=starts_on)
            label = _("Uren per week (wijziging %(turn)s)") % {"turn": turn}
            self.fields[f"hours_{turn}"] = HoursField(
                label=label,
                required=False,
                initial=hours_week,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for turn in self.later:
            pair = (f"from_{turn}", f"hours_{turn}")
            # What was typed wrongly is not in `given` and has its own refusal.
            empty = [name for name in pair if name in given and given[name] is None]
            if len(empty) == 1 and all(name in given for name in pair):
                message = _(
                    "Vul de dag en de uren allebei in. Laat ze allebei leeg om de wijziging te schrappen."
                )
                self.add_error(empty[0], message)
        return given

    def hours(self) -> tuple[tuple[date, Decimal], ...]:
        given = self.cleaned_data
        later = ((given[f"from_{turn}"], given[f"hours_{turn}"]) for turn in self.later)
        return (*super().hours(), *((day, hours) for day, hours in later if day and hours is not None))


class HoursForm(DeedForm):
    """Other hours a week from a day on."""

    from_on = DayField(label=gettext_lazy("Eerste dag met deze uren"))
    hours_week = HoursField(
        label=gettext_lazy("Uren per week"),
        help_text=gettext_lazy("Bijvoorbeeld 25,5. Hoogstens 40."),
    )


class PaidForm(DeedForm):
    """Hours paid in a month."""

    month = MonthField(
        label=gettext_lazy("Maand"),
        help_text=gettext_lazy("Bijvoorbeeld 2017-12."),
    )
    paid = HoursField(
        label=gettext_lazy("Betaalde uren in die maand"),
        help_text=gettext_lazy("Deze uren tellen in plaats van de uren uit het contract."),
    )


class EndForm(DeedForm):
    """The last working day."""

    ends_before = DayField(label=gettext_lazy("Laatste werkdag"))
    end_reason = forms.ChoiceField(label=gettext_lazy("Reden van einde"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end_reason"].choices = with_empty(selectors.end_reason_choices())  # type: ignore[attr-defined]


def _as_typed(old: NewPlacement) -> dict[str, Any]:
    return {
        "kind": old.kind,
        "employer_kvk": old.employer_kvk,
        "workplace_kvk": old.workplace_kvk if old.workplace_kvk != old.employer_kvk else "",
        "work_municipality": old.work_municipality,
        "starts_on": old.starts_on,
        "hours_week": old.hours[0][1] if old.hours else None,
        "ends_before": old.ends_before - timedelta(days=1) if old.ends_before else None,
        "end_reason": old.end_reason,
        "is_new_job": "nieuw" if old.is_new_job else "bestond",
        "programme": old.programme,
    }
