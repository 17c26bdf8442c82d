"""Forms about agreements: the list, a new one, its text, and what happens to one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.durability import EndWithNextForm
from meedoen.portals.desk.forms.fields import (
    DayField,
    DeedForm,
    HoursField,
    VersionField,
    day_after,
    with_empty,
)
from meedoen.portals.desk.forms.placements import WorkForm
from meedoen.portals.desk.forms.profiles import Several
from meedoen.register.agreements import listing, selectors, states
from meedoen.register.agreements.services import NewAgreement, Signer, Terms
from meedoen.register.placements.validity import LENT
from meedoen.register.places import municipality_choices_ever
from meedoen.register.profiles.offered import days
from meedoen.register.programmes.selectors import programme_choices

LONGEST, LONGEST_TASKS, LONGEST_NAME, LONGEST_TO = 500, 1000, 120, 200
ROWS = forms.Textarea(attrs={"rows": 3})
# Which agreements, as the address of the list says it.
STATES = {
    "concept": "draft",
    "wacht": "waits",
    "getekend": "signed",
    "loopt": "running",
    "opgeschort": "suspended",
    "afgelopen": "ended",
    "geannuleerd": "annulled",
    "verlopen": "expired",
}
WAITS = {
    "kandidaat": "person",
    "vertegenwoordiger": "representative",
    "werkgever": "employer",
    "inlener": "hirer",
    "gemeente": "payer",
}
SIGNERS = ("representative", "employer", "hirer", "payer")


class AgreementsFilter(forms.Form):
    """What narrows the list of agreements; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    status = forms.ChoiceField(required=False, choices=[(one, one) for one in STATES])
    soort = forms.CharField(required=False, max_length=20)
    wacht = forms.ChoiceField(required=False, choices=[(one, one) for one in WAITS])
    van = forms.ChoiceField(required=False, choices=[("mij", "")])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


def state_options() -> list[tuple[str, str]]:
    """Return the states as the address says them, with their words."""
    words = dict(listing.state_choices())
    return [(code, words[state][:1].upper() + words[state][1:]) for code, state in STATES.items()]


def waits_options() -> list[tuple[str, str]]:
    """Return for whom an agreement waits as the address says it, with its words."""
    words = dict(listing.side_choices())
    return [(code, words[side][:1].upper() + words[side][1:]) for code, side in WAITS.items()]


def _to(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_TO, required=False)


def _name(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_NAME, required=required)


class TextForm(DeedForm):
    """What is agreed, and who signs."""

    tasks = forms.CharField(
        label=gettext_lazy("Het werk"),
        max_length=LONGEST_TASKS,
        widget=ROWS,
        help_text=gettext_lazy("Alle partijen lezen dit. Schrijf in gewone woorden wat iemand gaat doen."),
    )
    days = Several(label=gettext_lazy("Op welke dagen?"))
    guidance = forms.CharField(
        label=gettext_lazy("Begeleiding"),
        max_length=LONGEST_TASKS,
        required=False,
        widget=ROWS,
        help_text=gettext_lazy("Wie helpt, hoe vaak, waarbij. Geen diagnoses."),
    )
    supervisor = _name(gettext_lazy("Begeleider op het werk"))
    instruments = Several(label=gettext_lazy("Instrumenten"))
    advice_on = DayField(
        label=gettext_lazy("Dag van het advies van UWV"),
        required=False,
        help_text=gettext_lazy("Alleen bij beschut werk."),
    )
    representative_name = _name(gettext_lazy("Vertegenwoordiger van de kandidaat"))
    representative_to = _to(gettext_lazy("E-mail of mobiel nummer van de vertegenwoordiger"))
    employer_name = _name(gettext_lazy("Wie namens de werkgever tekent"), required=True)
    employer_to = _to(gettext_lazy("E-mail of mobiel nummer van de werkgever"))
    hirer_name = _name(gettext_lazy("Wie namens de inlener tekent"))
    hirer_to = _to(gettext_lazy("E-mail of mobiel nummer van de inlener"))
    payer_name = _name(gettext_lazy("Wie namens de gemeente of UWV tekent"), required=True)
    payer_to = _to(gettext_lazy("E-mail of mobiel nummer van gemeente of UWV"))

    text_layout = (
        (gettext_lazy("Wat er wordt afgesproken"), ("tasks", "guidance", "supervisor", "instruments")),
        (
            gettext_lazy("Wie tekent"),
            tuple(f"{side}_{part}" for side in SIGNERS for part in ("name", "to")),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = days()  # type: ignore[attr-defined]
        self.fields["instruments"].choices = states.choices(states.INSTRUMENTS)  # type: ignore[attr-defined]

    def signers(self) -> dict[str, Signer]:
        """Who signs for each side that takes part; of the candidate the file knows it."""
        given = self.cleaned_data
        found = {side: Signer(given[f"{side}_name"], given[f"{side}_to"]) for side in SIGNERS}
        return {side: one for side, one in found.items() if one.name or one.told_at}

    def terms(self) -> Terms:
        """What was filled in, as the register keeps it."""
        given = self.cleaned_data
        return Terms(
            tasks=given["tasks"],
            hours_week=given["hours_week"],
            days=tuple(given["days"]),
            guidance=given["guidance"],
            instruments=tuple(given["instruments"]),
            supervisor=given["supervisor"],
            work_municipality=given["work_municipality"],
            starts_on=given["starts_on"],
            ends_before=day_after(given["ends_before"]),
            advice_on=given["advice_on"],
        )


class AgreementForm(TextForm, WorkForm):
    """A new agreement."""

    person_number = forms.CharField(
        label=gettext_lazy("Kandidaatnummer"),
        max_length=12,
        help_text=gettext_lazy("Bijvoorbeeld K-000123."),
    )
    payer = forms.ChoiceField(label=gettext_lazy("Gemeente of UWV"))
    basis = forms.ChoiceField(
        label=gettext_lazy("Uitkering of hulp van"),
        help_text=gettext_lazy("Hiervan hangt af hoe lang een proefplaatsing mag duren."),
    )
    layout = (
        (gettext_lazy("Wie"), ("person_number", "payer", "basis")),
        (
            gettext_lazy("Waar"),
            (
                "kind",
                "employer_kvk",
                "employer_kvk_pick",
                "workplace_kvk",
                "workplace_kvk_pick",
                "work_municipality",
            ),
        ),
        (
            gettext_lazy("Wanneer en hoeveel"),
            ("starts_on", "ends_before", "hours_week", "days", "advice_on"),
        ),
        *TextForm.text_layout,
    )

    def __init__(self, *args: Any, payers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What only a placement says.
        for name in ("end_reason", "is_new_job", "programme"):
            del self.fields[name]
        self.fields["payer"].choices = payers  # type: ignore[attr-defined]
        self.fields["basis"].choices = states.choices(states.BASES)  # type: ignore[attr-defined]
        self.fields["workplace_kvk"].label = _("Inlener")

    def new(self, proposal: str = "", placement: str = "") -> NewAgreement:
        """The agreement as the register takes it."""
        given = self.cleaned_data
        signers = self.signers()
        if given["kind"] not in LENT:
            signers.pop("hirer", None)
        return NewAgreement(
            person_number=given["person_number"],
            kind=given["kind"],
            employer_kvk=given["employer_kvk"],
            workplace_kvk=given["workplace_kvk"],
            payer_id=int(given["payer"]),
            basis=given["basis"],
            signers=signers,
            terms=self.terms(),
            proposal=proposal,
            placement=placement,
        )


class ChangeForm(TextForm):
    """Another text while it is a draft."""

    version = VersionField()
    work_municipality = forms.ChoiceField(label=gettext_lazy("Gemeente waar het werk gebeurt"))
    starts_on = DayField(label=gettext_lazy("Eerste dag"))
    ends_before = DayField(label=gettext_lazy("Laatste dag"), required=False)
    hours_week = HoursField(label=gettext_lazy("Uren per week"))
    layout = (
        (
            gettext_lazy("Wanneer en hoeveel"),
            ("starts_on", "ends_before", "hours_week", "days", "work_municipality", "advice_on"),
        ),
        *TextForm.text_layout,
    )

    def __init__(self, *args: Any, today: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work_municipality"].choices = with_empty(municipality_choices_ever(today))  # type: ignore[attr-defined]
        if kind not in LENT:
            del self.fields["hirer_name"], self.fields["hirer_to"]

    def signers(self) -> dict[str, Signer]:
        given = {**{f"{side}_{part}": "" for side in SIGNERS for part in ("name", "to")}, **self.cleaned_data}
        found = {side: Signer(given[f"{side}_name"], given[f"{side}_to"]) for side in SIGNERS}
        return {side: one for side, one in found.items() if one.name or one.told_at}


class VersionForm(DeedForm):
    """A deed of one button."""

    version = VersionField()


class BecauseForm(DeedForm):
    """A deed with a reason, and room for words."""

    version = VersionField()
    because = forms.ChoiceField(label=gettext_lazy("Waarom?"))
    words = forms.CharField(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=LONGEST,
        widget=ROWS,
        help_text=gettext_lazy("Alleen voor collega's. Geen diagnoses."),
    )

    def __init__(self, *args: Any, deed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(selectors.reason_choices(deed))  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was typed, as the service takes it."""
        return dict(self.cleaned_data)


class OtherEndForm(BecauseForm):
    """Another last day, with the reason."""

    ends_before = DayField(label=gettext_lazy("Nieuwe laatste dag"))
    field_order = ("version", "ends_before", "because", "words")

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "ends_before": day_after(self.cleaned_data["ends_before"])}


class EndForm(EndWithNextForm):
    """The last working day, why it stopped and what comes after it."""

    version = VersionField()

    def given(self) -> dict[str, Any]:
        """What was typed, as the service takes it."""
        return {**self.cleaned_data, "ends_before": day_after(self.cleaned_data["ends_before"])}


class StartForm(DeedForm):
    """What the placement has to know that no side signs for."""

    version = VersionField()
    is_new_job = forms.TypedChoiceField(
        label=gettext_lazy("Is dit een nieuwe baan?"),
        coerce=lambda given: given == "nieuw",
        choices=[("nieuw", gettext_lazy("Nieuwe baan")), ("bestond", gettext_lazy("Deze baan bestond al"))],
        widget=forms.RadioSelect,
    )
    programme = forms.ChoiceField(label=gettext_lazy("Programma"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = with_empty(programme_choices(), _("Geen programma"))  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was typed, as the service takes it."""
        return dict(self.cleaned_data)


class LinkForm(DeedForm):
    """Where the link goes."""

    version = VersionField()
    to = forms.CharField(
        label=gettext_lazy("E-mailadres of mobiel nummer"),
        max_length=LONGEST_TO,
        required=False,
        help_text=gettext_lazy("Laat leeg voor het adres dat bekend is."),
    )


class ReviewForm(DeedForm):
    """How a trial went."""

    version = VersionField()
    went = forms.CharField(
        label=gettext_lazy("Hoe ging het?"),
        max_length=LONGEST,
        widget=ROWS,
        help_text=gettext_lazy("De kandidaat leest dit en zegt of het klopt. Geen diagnoses."),
    )
    advice = forms.ChoiceField(label=gettext_lazy("Advies"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["advice"].choices = with_empty(states.choices(states.ADVICES))  # type: ignore[attr-defined]


class AnswerForm(DeedForm):
    """What the candidate says of the review, to a colleague."""

    version = VersionField()
    answer = forms.ChoiceField(
        label=gettext_lazy("Wat zegt de kandidaat?"),
        choices=[
            ("agreed", gettext_lazy("Is het eens met het verslag")),
            ("disputed", gettext_lazy("Is het niet eens met het verslag")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In de woorden van de kandidaat"), required=False, max_length=LONGEST, widget=ROWS
    )
    because = forms.ChoiceField(label=gettext_lazy("Waarom niet met een link?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = with_empty(states.choices(states.ON_BEHALF))  # type: ignore[attr-defined]


class JobForm(DeedForm):
    """The job after a trial."""

    version = VersionField()
    starts_on = DayField(label=gettext_lazy("Eerste dag van de baan"))
    hours_week = HoursField(label=gettext_lazy("Uren per week"))
    ends_before = DayField(
        label=gettext_lazy("Laatste dag van de baan"),
        required=False,
        help_text=gettext_lazy("Laat leeg als die niet is afgesproken."),
    )
