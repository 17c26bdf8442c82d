"""Forms about organisations, people with access, and the journal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meedoen.access import selectors
from meedoen.access.actors import Actor
from meedoen.access.deeds import deeds, subjects
from meedoen.portals.desk.forms.fields import DayField
from meedoen.rules import places


def _day(label: Any, **more: Any) -> DayField:
    wrong = {"invalid": _("Dit is geen datum. Bijvoorbeeld: 31-12-2017.")}
    return DayField(label=label, error_messages=wrong, **more)


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"))
    municipality = forms.ChoiceField(
        label=_("Gemeente op de kaart"), required=False, help_text=_("Alleen voor een gemeente.")
    )
    starts_on = _day(_("Vanaf"))
    sign_in_provider = forms.SlugField(
        label=_("Aanmelddienst"),
        required=False,
        max_length=80,
        help_text=_("De naam van de eigen aanmelddienst in de instellingen. Leeg: aanmelden met wachtwoord."),
    )

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = selectors.organisation_kinds()  # type: ignore[attr-defined]
        here = sorted((one.name, one.code) for one in places.all_municipalities() if one.region == region)
        self.fields["municipality"].choices = [("", _("geen")), *((code, name) for name, code in here)]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    ends_before = _day(_("Eerste dag waarop de organisatie er niet meer is"))
    successor = forms.TypedChoiceField(
        label=_("Opvolger"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("De accounts verhuizen hierheen. Zonder opvolger worden ze gesloten."),
    )

    def __init__(self, *args: Any, actor: Actor, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = selectors.organisations_overseen_by(actor).exclude(pk=organisation_id)
        self.fields["successor"].choices = [  # type: ignore[attr-defined]
            ("", _("geen opvolger")),
            *others.values_list("pk", "name"),
        ]


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres van het werk"),
        error_messages={"invalid": _("Dit is geen e-mailadres. Bijvoorbeeld: naam@gemeente.nl.")},
    )
    organisation = forms.TypedChoiceField(label=_("Organisatie"), coerce=int)
    roles = forms.MultipleChoiceField(label=_("Rollen"), widget=forms.CheckboxSelectMultiple, required=False)
    invited_subject = forms.CharField(
        label=_("Kenmerk bij de aanmelddienst"),
        required=False,
        max_length=200,
        help_text=_(
            "Alleen voor een organisatie met een eigen aanmelddienst: hoe die dienst de persoon kent."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = selectors.organisations_overseen_by(actor).on(day)  # type: ignore[attr-defined]
        choices: list[tuple[int | str, str]] = list(here.values_list("pk", "name"))
        if len(choices) > 1:
            choices.insert(0, ("", str(_("kies een organisatie"))))
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]
        self.fields["roles"].choices = selectors.roles()  # type: ignore[attr-defined]


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(label=_("Rollen"), widget=forms.CheckboxSelectMultiple, required=False)
    starts_on = _day(_("Vanaf"), help_text=_("Vandaag of een latere dag."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = selectors.roles()  # type: ignore[attr-defined]


class JournalForm(forms.Form):
    """The filter of the journal; its names are those in the address."""

    wie = forms.CharField(label=_("Wie (deel van de naam)"), required=False, max_length=80)
    handeling = forms.ChoiceField(label=_("Handeling"), required=False)
    soort = forms.ChoiceField(label=_("Onderwerp"), required=False)
    nummer = forms.CharField(label=_("Nummer van het onderwerp"), required=False, max_length=80)
    dag = _day(_("Dag"), required=False)
    toon = forms.ChoiceField(
        label=_("Toon"),
        required=False,
        choices=[("", _("alles")), ("gekeken", _("alleen gekeken")), ("gedaan", _("alleen gedaan"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handeling"].choices = [("", _("alle handelingen")), *deeds()]  # type: ignore[attr-defined]
        self.fields["soort"].choices = [("", _("alles")), *subjects()]  # type: ignore[attr-defined]

    def wanted(self) -> selectors.JournalFilter | None:
        """Return what to look for, or None when something that was typed can't be read."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return selectors.JournalFilter(
            who=given["wie"],
            deed=given["handeling"],
            subject_kind=given["soort"],
            subject_id=given["nummer"].strip(),
            day=given["dag"],
            looks={"gekeken": True, "gedaan": False}.get(given["toon"]),
        )
