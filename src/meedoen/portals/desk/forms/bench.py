"""The forms of the carving bench: the bench, a step, a function, a task, a job that is composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DeedForm, HoursField, PercentField, VersionField, with_empty
from meedoen.portals.desk.forms.jobs import NUMERIC, WageField
from meedoen.portals.desk.forms.profiles import Several
from meedoen.register.bench import words
from meedoen.register.bench.content import NewDraft, NewFunction, NewTask
from meedoen.register.jobs import selectors as jobs
from meedoen.register.jobs.demands import by_group, demand_words
from meedoen.register.profiles import offered


class BenchesFilter(forms.Form):
    """What narrows the list of benches; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    van = forms.ChoiceField(required=False, choices=[("mij", "")])
    ook = forms.ChoiceField(required=False, choices=[("gesloten", "")])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class BenchForm(DeedForm):
    """What a bench is about."""

    title = forms.CharField(
        label=gettext_lazy("Waar gaat het over?"),
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld: huiskamers en keuken, ploeg groen Noord."),
    )


class CloseBenchForm(DeedForm):
    """Why a bench closes."""

    because = forms.ChoiceField(label=gettext_lazy("Waarom?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = words.closed_choices()  # type: ignore[attr-defined]


class StepForm(DeedForm):
    """What was found or agreed at one of the nine steps."""

    version = VersionField()
    note = forms.CharField(
        label=gettext_lazy("Wat is er gevonden of afgesproken?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Schrijf over het werk en over functies, niet over wie er werkt."),
    )
    done = forms.BooleanField(label=gettext_lazy("Deze stap is klaar"), required=False)


class FunctionForm(DeedForm):
    """A function that is taken apart."""

    version = VersionField()
    name = forms.CharField(label=gettext_lazy("Naam van de functie"), max_length=80)
    people = forms.IntegerField(
        label=gettext_lazy("Hoeveel mensen doen deze functie?"),
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    hours_week = HoursField(
        label=gettext_lazy("Uren per week, van iedereen samen"),
        help_text=gettext_lazy("Drie mensen van 24 uur zijn samen 72 uur."),
    )
    level = forms.ChoiceField(label=gettext_lazy("Niveau van de functie"), required=False)
    wage = WageField(
        label=gettext_lazy("Wat kost een uur van wie dit nu doet?"),
        required=False,
        help_text=gettext_lazy("In euro. Zonder bedrag blijft de waarde van vrije uren onbekend."),
    )
    branch = forms.ChoiceField(label=gettext_lazy("Vestiging"), required=False)
    must_stay = forms.CharField(
        label=gettext_lazy("Welk werk moet blijven?"),
        required=False,
        max_length=500,
        widget=forms.Textarea,
        help_text=gettext_lazy("Wat maakt de functie wat zij is, en wat houdt de medewerker graag zelf?"),
    )

    def __init__(self, *args: Any, branches: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = with_empty(offered.levels(), _("Niet bekend"))  # type: ignore[attr-defined]
        self.fields["branch"].choices = with_empty(branches, _("Geen vaste vestiging"))  # type: ignore[attr-defined]

    def new(self) -> NewFunction:
        """What was typed, as the register takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        given["branch_id"] = int(given.pop("branch") or 0) or None
        return NewFunction(**given)


class TaskForm(DeedForm):
    """One task of a function, with what it asks and what someone finds there."""

    version = VersionField()
    task = forms.ChoiceField(label=gettext_lazy("Taak"), required=False)
    words = forms.CharField(
        label=gettext_lazy("In eigen woorden"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Zoals iedereen de taak daar noemt."),
    )
    hours_week = HoursField(
        label=gettext_lazy("Uren per week, gemiddeld"),
        help_text=gettext_lazy("In kwartieren: 2,25 is twee uur en een kwartier."),
    )
    frequency = forms.ChoiceField(label=gettext_lazy("Hoe vaak?"))
    days = Several(label=gettext_lazy("Vaste dagen"), help_text=gettext_lazy("Laat leeg wat niet vaststaat."))
    times = Several(label=gettext_lazy("Vaste tijden"))
    level = forms.ChoiceField(
        label=gettext_lazy("Welk niveau is minstens nodig?"),
        required=False,
        help_text=gettext_lazy("Kies alleen een niveau als het echt niet zonder kan."),
    )
    kept = forms.ChoiceField(label=gettext_lazy("Moet deze taak in de functie blijven?"), required=False)
    first = ("task", "words", "hours_week", "frequency", "kept", "level")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tasks = [(label, options) for _code, label, options in offered.tasks_by_field()]
        given: dict[str, Any] = {
            "task": [("", _("Kies…")), *tasks],
            "frequency": words.frequency_choices(),
            "days": offered.days(),
            "times": offered.times(),
            "level": with_empty(offered.levels(), _("Geen niveau nodig")),
            "kept": with_empty(words.kept_choices(), _("Nee, de taak kan eruit")),
        }
        for name, options in given.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self.demand_groups: list[tuple[str, list[str]]] = []
        for title, kinds in by_group():
            for kind in kinds:
                said = demand_words(kind.code)
                label = said[:1].upper() + said[1:]
                self.fields[f"demand_{kind.code}"] = (
                    forms.BooleanField(label=label, required=False)
                    if kind.unit is None
                    else forms.IntegerField(label=f"{label} ({kind.unit})", required=False)
                )
            self.demand_groups.append((title, [f"demand_{kind.code}" for kind in kinds]))

    def first_fields(self) -> list[BoundField]:
        """Give what is asked of every task."""
        return [self[name] for name in self.first]

    def groups(self) -> Iterator[tuple[str, bool, list[BoundField]]]:
        """Give what can be said besides, in groups: open where something is filled in or wrong."""
        for title, names in [*self.demand_groups, (_("Vaste dagen en tijden"), ["days", "times"])]:
            bound = [self[name] for name in names]
            yield title, any(one.value() not in (None, "", False, []) or one.errors for one in bound), bound

    def new(self) -> NewTask:
        """What was typed, as the register takes it."""
        given = self.cleaned_data
        demands = {
            name.removeprefix("demand_"): int(value)
            for name, value in given.items()
            # A box that is not ticked says nothing; a number 0 says something.
            if name.startswith("demand_") and value not in (None, False)
        }
        names = (*self.first, "days", "times")
        plain: Mapping[str, Any] = {name: given[name] for name in names}
        return NewTask(
            **{**plain, "days": tuple(plain["days"]), "times": tuple(plain["times"])}, demands=demands
        )


class PasteForm(DeedForm):
    """Many tasks at once, one a line."""

    lines = forms.CharField(
        label=gettext_lazy("Taken, één op elke regel"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Schrijf: taak; uren per week; hoe vaak. Bijvoorbeeld: Koffie rondbrengen; 5; elke dag."
        ),
    )


class FromScanForm(DeedForm):
    """Which bedrijfsscan named the tasks."""

    scan = forms.TypedChoiceField(label=gettext_lazy("Uit welke bedrijfsscan?"), coerce=int)

    def __init__(self, *args: Any, scans: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scan"].choices = with_empty(scans)  # type: ignore[attr-defined]


class DraftForm(DeedForm):
    """What a job that is composed is to be."""

    version = VersionField()
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=120,
        help_text=gettext_lazy("In gewone woorden, zoals: helpen in de keuken en de huiskamer."),
    )
    hours_min = HoursField(label=gettext_lazy("Gewenste uren per week, minstens"), required=False)
    hours_max = HoursField(label=gettext_lazy("Gewenste uren per week, hoogstens"), required=False)
    person = forms.CharField(
        label=gettext_lazy("Voor wie?"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Kandidaatnummer, als de baan voor één kandidaat wordt gemaakt."),
    )
    guide = forms.ChoiceField(label=gettext_lazy("Wie begeleidt op de werkvloer?"), required=False)
    guidance_minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten per dag?"),
        required=False,
        min_value=0,
        max_value=480,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    wage = forms.ChoiceField(label=gettext_lazy("Loon volgens"), required=False)
    wage_percentage = PercentField(label=gettext_lazy("Procent van het minimumloon"), required=False)
    wage_amount = WageField(label=gettext_lazy("Brutoloon per maand bij een volle werkweek"), required=False)
    wage_scale = forms.CharField(label=gettext_lazy("Schaal"), required=False, max_length=40)
    layout = (
        (gettext_lazy("De baan"), ("title", "hours_min", "hours_max", "person")),
        (gettext_lazy("Begeleiding"), ("guide", "guidance_minutes")),
        (gettext_lazy("Loon"), ("wage", "wage_percentage", "wage_amount", "wage_scale")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guide"].choices = with_empty(jobs.guide_choices())  # type: ignore[attr-defined]
        self.fields["wage"].choices = with_empty(jobs.wage_choices())  # type: ignore[attr-defined]

    def new(self) -> NewDraft:
        """What was typed, as the register takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        given["person_number"] = given.pop("person").strip()
        return NewDraft(**{**given, "guidance_minutes": given["guidance_minutes"] or 0})


class MakeForm(DeedForm):
    """What a job needs before it is made."""

    growth = forms.CharField(
        label=gettext_lazy("Volgende stap"),
        max_length=200,
        help_text=gettext_lazy("Waar kan iemand naartoe groeien? Bijvoorbeeld: na een jaar ook de kassa."),
    )
    when_donor_changes = forms.ChoiceField(
        label=gettext_lazy("Wat gebeurt er met deze baan als een functie verandert of stopt?")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when_donor_changes"].choices = with_empty(jobs.donor_choices())  # type: ignore[attr-defined]


class PieceForm(forms.Form):
    """One move on the bench: which task, into which job, how much of it."""

    do = forms.ChoiceField(choices=[("put", ""), ("out", ""), ("move", "")])
    draft = forms.IntegerField(min_value=1, max_value=2**62)
    task = forms.IntegerField(min_value=1, max_value=2**62)
    to = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    hours = HoursField(required=False)
