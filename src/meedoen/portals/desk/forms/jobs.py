"""Forms about jobs: the list, the three parts, and confirming, closing, reopening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import (
    DayField,
    DeedForm,
    HoursField,
    PercentField,
    VersionField,
    with_empty,
)
from meedoen.portals.desk.forms.profiles import Several
from meedoen.register.jobs import selectors
from meedoen.register.jobs.demands import by_group, demand_words
from meedoen.register.jobs.parts import NewJob, TaskLine, Terms, What, Work
from meedoen.register.jobs.validity import MOST_TASKS
from meedoen.register.profiles import offered

# Which jobs, as the address of the list says it.
STATES = {
    "concept": "concept",
    "open": "open",
    "verloopt": "expires_soon",
    "verlopen": "expired",
    "gevuld": "filled",
    "gesloten": "closed",
}
# Room for this many tasks more than there are.
MORE_TASKS, FEWEST_TASKS = 2, 5
NUMERIC = {"inputmode": "numeric"}


class WageField(HoursField):
    """An amount as 2800 or 2800,50."""

    remedy = gettext_lazy("Schrijf een bedrag als 2800 of 2800,50, zonder punt.")


class JobsFilter(forms.Form):
    """What narrows the list of jobs; what cannot be is left out."""

    zoek = forms.CharField(required=False, max_length=80)
    soort = forms.CharField(required=False, max_length=12)
    status = forms.ChoiceField(required=False, choices=[(one, one) for one in STATES])
    gemeente = forms.CharField(required=False, max_length=6)
    sector = forms.CharField(required=False, max_length=1)
    uren = HoursField(required=False)
    van = forms.ChoiceField(required=False, choices=[("mij", "")])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class FindEmployerForm(DeedForm):
    """For which employer."""

    zoek = forms.CharField(
        label=gettext_lazy("Bij welke werkgever?"),
        max_length=80,
        help_text=gettext_lazy("KvK-nummer of een deel van de naam."),
    )


class WhatForm(DeedForm):
    """What it is and where: the first part."""

    version = VersionField()
    kind = forms.ChoiceField(label=gettext_lazy("Soort"))
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=120,
        help_text=gettext_lazy("In gewone woorden, zoals: helpen in de keuken en de huiskamer."),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Hoeveel plekken?"),
        min_value=1,
        max_value=200,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    branch = forms.ChoiceField(label=gettext_lazy("Vestiging"), required=False)
    municipality = forms.ChoiceField(label=gettext_lazy("Gemeente waar het werk gebeurt"))
    sbi = forms.ChoiceField(
        label=gettext_lazy("Sector van de werkgever (SBI)"),
        required=False,
        help_text=gettext_lazy("De letter staat in het handelsregister."),
    )
    hours_min = HoursField(label=gettext_lazy("Uren per week, minstens"), required=False)
    hours_max = HoursField(
        label=gettext_lazy("Uren per week, hoogstens"),
        required=False,
        help_text=gettext_lazy("Staan de uren vast? Vul dan alleen dit in."),
    )
    days = Several(label=gettext_lazy("Op welke dagen?"))
    times = Several(label=gettext_lazy("Op welke tijden?"))
    starts_on = DayField(label=gettext_lazy("Begint op"), required=False)
    offered_to = Several(
        label=gettext_lazy("Voor wie?"), help_text=gettext_lazy("Niets gekozen: voor iedereen.")
    )
    contact = forms.ChoiceField(
        label=gettext_lazy("Contactpersoon"),
        required=False,
        help_text=gettext_lazy("Iemand die bij de werkgever staat opgeschreven."),
    )
    layout = (
        (gettext_lazy("Wat en waar"), ("kind", "title", "seats", "branch", "municipality", "sbi")),
        (gettext_lazy("Wanneer"), ("hours_min", "hours_max", "days", "times", "starts_on")),
        (gettext_lazy("Voor wie, en wie weet meer"), ("offered_to", "contact")),
    )

    def __init__(
        self,
        *args: Any,
        branches: list[tuple[str, str]],
        people: list[tuple[str, str]],
        municipalities: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given = {
            "kind": with_empty(selectors.kind_choices()),
            "branch": with_empty(branches, _("Geen vaste vestiging")),
            "municipality": with_empty(municipalities),
            "sbi": with_empty(selectors.sbi_choices(), _("Niet bekend")),
            "days": offered.days(),
            "times": offered.times(),
            "offered_to": selectors.target_group_choices(),
            "contact": with_empty(people, _("Niemand in het bijzonder")),
        }
        for name, options in given.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def part(self) -> What:
        """What was typed, as the register takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        for name in ("branch", "contact"):
            given[f"{name}_id"] = int(given.pop(name) or 0) or None
        for name in ("days", "times", "offered_to"):
            given[name] = tuple(given[name])
        return What(**given)


def what_initial(part: What) -> dict[str, Any]:
    """The first part as its form opens with it."""
    given = dict(vars(part))
    given["branch"], given["contact"] = part.branch_id or "", part.contact_id or ""
    return given


class WorkForm(DeedForm):
    """Tasks with their hours, what the work asks and offers: the second part."""

    version = VersionField()
    level = forms.ChoiceField(
        label=gettext_lazy("Welk niveau is minstens nodig?"),
        required=False,
        help_text=gettext_lazy("Kies alleen een niveau als het echt niet zonder kan."),
    )
    licences = Several(label=gettext_lazy("Welk rijbewijs is nodig?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = with_empty(offered.levels(), _("Geen niveau nodig"))  # type: ignore[attr-defined]
        self.fields["licences"].choices = offered.licences()  # type: ignore[attr-defined]
        self.task_rows = range(self._tasks())
        tasks = [(words, options) for _code, words, options in offered.tasks_by_field()]
        for row in self.task_rows:
            self._add_task(row, [("", _("Kies…")), *tasks])
        self.demand_groups: list[tuple[str, list[str]]] = []
        for title, kinds in by_group():
            for kind in kinds:
                words = demand_words(kind.code)
                label = words[:1].upper() + words[1:]
                self.fields[f"demand_{kind.code}"] = (
                    forms.BooleanField(label=label, required=False)
                    if kind.unit is None
                    else forms.IntegerField(label=f"{label} ({kind.unit})", required=False)
                )
            self.demand_groups.append((title, [f"demand_{kind.code}" for kind in kinds]))
        levels = with_empty(offered.language_levels(), _("Niet nodig"))
        self.language_names = [f"language_{code}" for code, _words in offered.languages()]
        for code, words in offered.languages():
            self.fields[f"language_{code}"] = forms.ChoiceField(label=words, choices=levels, required=False)

    def _add_task(self, row: int, tasks: list[Any]) -> None:
        words = {"number": row + 1}
        self.fields[f"task_{row}"] = forms.ChoiceField(
            label=_("Taak %(number)s") % words, choices=tasks, required=False
        )
        self.fields[f"task_words_{row}"] = forms.CharField(
            label=_("Taak %(number)s, in eigen woorden") % words, required=False, max_length=120
        )
        self.fields[f"task_hours_{row}"] = HoursField(
            label=_("Taak %(number)s, uren per week") % words, required=False
        )

    def _tasks(self) -> int:
        """As many rows as were sent or stand there, and a few more."""
        names = ("task_", "task_words_", "task_hours_")
        sources: tuple[Mapping[str, Any], ...] = (self.data, self.initial)
        filled = [
            row
            for row in range(MOST_TASKS)
            if any(source.get(f"{name}{row}") for source in sources for name in names)
        ]
        shown = [row for row in range(MOST_TASKS) if f"task_{row}" in self.data]
        most = max([*(row + 1 + MORE_TASKS for row in filled), *(row + 1 for row in shown), FEWEST_TASKS])
        return min(MOST_TASKS, most)

    def tasks(self) -> Iterator[list[BoundField]]:
        """Give the three fields of each task."""
        for row in self.task_rows:
            yield [self[f"{name}_{row}"] for name in ("task", "task_words", "task_hours")]

    def groups(self) -> Iterator[tuple[str, bool, list[BoundField]]]:
        """Give demands by group, and languages: open where something is filled in or wrong."""
        rest = (_("Talen"), self.language_names)
        for title, names in [*self.demand_groups, rest, (_("Niveau en rijbewijs"), ["level", "licences"])]:
            bound = [self[name] for name in names]
            yield title, any(one.value() not in (None, "", False, []) or one.errors for one in bound), bound

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in self.task_rows:
            named = given.get(f"task_{row}") or given.get(f"task_words_{row}")
            hours = given.get(f"task_hours_{row}")
            if named and hours is None and f"task_hours_{row}" not in self.errors:
                self.add_error(f"task_hours_{row}", _("Vul in hoeveel uur per week deze taak kost."))
            if hours is not None and not named:
                self.add_error(f"task_{row}", _("Kies een taak uit de lijst, of schrijf hem zelf op."))
        return given

    def part(self) -> Work:
        """What was typed, as the register takes it; empty rows are left out."""
        given = self.cleaned_data
        tasks = tuple(
            TaskLine(given[f"task_{row}"], given[f"task_words_{row}"], given[f"task_hours_{row}"])
            for row in self.task_rows
            if given[f"task_hours_{row}"] is not None
        )
        demands = _under(given, "demand_")
        return Work(
            tasks=tasks,
            # A box that is not ticked says nothing; a number 0 says something.
            demands={code: int(value) for code, value in demands.items() if value not in (None, False)},
            level=given["level"],
            languages={code: level for code, level in _under(given, "language_").items() if level},
            licences=tuple(given["licences"]),
        )


def work_initial(part: Work) -> dict[str, Any]:
    """The second part as its form opens with it."""
    given: dict[str, Any] = {"level": part.level, "licences": list(part.licences)}
    for row, line in enumerate(part.tasks):
        given |= {
            f"task_{row}": line.task,
            f"task_words_{row}": line.words,
            f"task_hours_{row}": line.hours_week,
        }
    given |= {f"demand_{code}": value for code, value in part.demands.items()}
    return given | {f"language_{code}": level for code, level in part.languages.items()}


def _under(given: Mapping[str, Any], start: str) -> dict[str, Any]:
    return {name.removeprefix(start): value for name, value in given.items() if name.startswith(start)}


class TermsForm(DeedForm):
    """Guidance, wage, growth, and where the job came from: the third part."""

    version = VersionField()
    guide = forms.ChoiceField(label=gettext_lazy("Wie begeleidt op de werkvloer?"), required=False)
    guidance_minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten per dag?"),
        required=False,
        min_value=0,
        max_value=480,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    wage = forms.ChoiceField(label=gettext_lazy("Loon volgens"), required=False)
    wage_percentage = PercentField(
        label=gettext_lazy("Procent van het minimumloon"),
        required=False,
        help_text=gettext_lazy("100 is het minimumloon. Loonkostensubsidie verandert het loon niet."),
    )
    wage_amount = WageField(label=gettext_lazy("Brutoloon per maand bij een volle werkweek"), required=False)
    wage_scale = forms.CharField(label=gettext_lazy("Schaal"), required=False, max_length=40)
    growth = forms.CharField(
        label=gettext_lazy("Volgende stap"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Waar kan iemand naartoe groeien? Bijvoorbeeld: na een jaar ook de kassa."),
    )
    donor_function = forms.CharField(
        label=gettext_lazy("Uit welke functie komen de taken?"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Alleen bij een functie op maat."),
    )
    when_donor_changes = forms.ChoiceField(
        label=gettext_lazy("Wat gebeurt er met deze baan als die functie verandert of stopt?"),
        required=False,
    )
    layout = (
        (gettext_lazy("Begeleiding"), ("guide", "guidance_minutes")),
        (gettext_lazy("Loon"), ("wage", "wage_percentage", "wage_amount", "wage_scale")),
        (gettext_lazy("Groei en herkomst"), ("growth", "donor_function", "when_donor_changes")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {
            "guide": with_empty(selectors.guide_choices()),
            "wage": with_empty(selectors.wage_choices()),
            "when_donor_changes": with_empty(selectors.donor_choices(), _("Niet van toepassing")),
        }
        for name, options in given.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def part(self) -> Terms:
        """What was typed, as the register takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Terms(**{**given, "guidance_minutes": given["guidance_minutes"] or 0})


def initial_of(part: str, content: NewJob) -> dict[str, Any]:
    """One part as its form opens with it."""
    if part == "what":
        return what_initial(content.what)
    return work_initial(content.work) if part == "work" else dict(vars(content.terms))


class ConfirmForm(DeedForm):
    """The employer still offers this job."""

    expires_on = DayField(
        label=gettext_lazy("Tot welke dag staat de baan open?"),
        help_text=gettext_lazy("Daarna verloopt hij, als niemand hem bevestigt. Hoogstens een half jaar."),
    )


class CloseForm(DeedForm):
    """Why a job closes."""

    because = forms.ChoiceField(label=gettext_lazy("Waarom?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, reasons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = reasons  # type: ignore[attr-defined]


class ReopenForm(CloseForm):
    """Why a job opens again, and until when."""

    expires_on = DayField(label=gettext_lazy("Tot welke dag staat de baan open?"))
