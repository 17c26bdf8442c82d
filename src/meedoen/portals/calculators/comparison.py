"""Loonkostensubsidie beside the withdrawn loondispensatie, for one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.powers import may
from meedoen.portals.calculators.pages import CalculatorForm, answered, calculator
from meedoen.portals.desk.forms.comparison import (
    OWN,
    AssumptionFields,
    full_time_field,
    sharers_field,
    wage_level_field,
)
from meedoen.portals.desk.forms.fields import DayField, HoursField, PercentField
from meedoen.portals.formats import said
from meedoen.portals.layout import actor_of, today
from meedoen.primitives.words import Words
from meedoen.rules.answer import Answer
from meedoen.rules.bijstand import HOUSEHOLDS, household_named
from meedoen.rules.comparison import compare
from meedoen.rules.comparison_shape import Case, Comparison, Scheme, SchemeCode
from meedoen.rules.comparison_terms import Assumptions, Used
from meedoen.rules.refusal import NoValueForThisDay

ASKED = ("household", "loonwaarde", "hours", "full_time", "wage_level", "age", "sharers", "day")


class ComparisonForm(CalculatorForm, AssumptionFields):
    """One job of one person in one kind of household, and the assumptions."""

    household = forms.ChoiceField(
        label=gettext_lazy("Huishouden"),
        choices=lambda: [(code, said(Words(words))) for code, words in HOUSEHOLDS.items()],
    )
    loonwaarde = PercentField(
        label=gettext_lazy("Loonwaarde"),
        help_text=gettext_lazy("In procenten van het minimumloon, zoals 50."),
    )
    hours = HoursField(label=gettext_lazy("Uren per week in het contract"))
    full_time = full_time_field()
    wage_level = wage_level_field()
    age = forms.IntegerField(
        label=gettext_lazy("Leeftijd"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    sharers = sharers_field()
    day = DayField(label=gettext_lazy("Bedragen van"))

    def case(self) -> Case:
        given = self.cleaned_data
        return Case(
            day=given["day"],
            household=household_named(given["household"]),
            loonwaarde=given["loonwaarde"] / 100,
            hours=given["hours"],
            full_time=given["full_time"],
            wage_level=given["wage_level"] / 100,
            age=given["age"],
            sharers=3 if given["sharers"] is None else given["sharers"],
        )


class Line(NamedTuple):
    """One line of the comparison: what it is, an answer or a text for each scheme, and the difference."""

    label: str
    cells: tuple[Any, ...]
    is_sum: bool = False


@calculator("calculators/comparison.html")
def comparison_page(request: HttpRequest) -> Mapping[str, Any]:
    form = ComparisonForm.asked(
        request, day=today(), full_time=36, hours=36, wage_level=100, age=25, household="single"
    )
    found = answered(form, lambda: compare(form.case(), form.assumptions()))
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "asked": [form[name] for name in ASKED],
        "own": [form[name] for name in OWN],
        "has_own": any(form[name].value() for name in OWN) or any(name in form.errors for name in OWN),
        "has_errors": bool(form.errors),
        "may_run": request.user.is_authenticated and may(actor_of(request), "comparison.see"),
    }
    if found is not None:
        context |= _told(found, form.assumptions())
    return context


def _told(found: Comparison, own: Assumptions) -> dict[str, Any]:
    """Both schemes side by side; A and B are one where nothing is paid above the minimum wage."""
    codes: tuple[SchemeCode, ...] = (
        ("lks", "ldp_a") if found.case.wage_level == 1 else ("lks", "ldp_a", "ldp_b")
    )
    titles = {
        "lks": _("Subsidie"),
        "ldp_a": _("Dispensatie") if len(codes) == 2 else _("Dispensatie A"),
        "ldp_b": _("Dispensatie B"),
    }
    schemes = [found.scheme(code) for code in codes]
    return {
        "codes": codes,
        "titles": [titles[code] for code in codes],
        "schemes": schemes,
        "differences": [(titles[code], found.difference(code)) for code in codes if code != "lks"],
        "parties": _parties(schemes),
        "columns_of_schemes": [{"label": titles[code], "numeric": True} for code in codes],
        "beside": _beside(found, own),
        "household": said(Words(HOUSEHOLDS[found.case.household])),
        "assumptions": [(said(one.words), _shown(one), one.status) for one in found.assumptions],
    }


def _shown(used: Used) -> str:
    """The value of an assumption in the language of the page."""
    words = used.value if isinstance(used.value, Words) else Words("%(value)s", {"value": used.value})
    return said(words)


def _parties(schemes: list[Scheme]) -> list[tuple[str, list[Line]]]:
    def line(label: str, answers: list[Answer], is_sum: bool = False) -> Line:
        return Line(label, tuple(answer.amount for answer in answers), is_sum)

    employers = [one.employer for one in schemes]
    workers = [one.employee for one in schemes]
    towns = [one.municipality for one in schemes]
    return [
        (
            _("Werkgever"),
            [
                line(_("Loon met vakantiebijslag en lasten"), [one.wage for one in employers]),
                line(_("Min loonkostensubsidie"), [one.subsidy for one in employers]),
                line(_("Kosten per maand"), [one.month for one in employers], True),
                line(_("Kosten per jaar"), [one.year for one in employers], True),
            ],
        ),
        (
            _("Werknemer"),
            [
                line(_("Bruto loon"), [one.gross for one in workers]),
                line(_("Netto loon, bij benadering"), [one.net for one in workers]),
                line(_("Van de gemeente"), [one.supplement for one in workers]),
                line(_("Samen per maand"), [one.income for one in workers], True),
                line(_("Opbouw pensioen, WW, ZW en WIA over"), [one.base for one in workers]),
                Line(_("Betalers per maand"), tuple(one.payers for one in workers)),
                Line(_("Toets van het huishouden"), tuple(said(one.test) for one in workers)),
            ],
        ),
        (
            _("Gemeente"),
            [
                line(_("Aan de werkgever"), [one.to_employer for one in towns]),
                line(_("Aan de inwoner"), [one.to_person for one in towns]),
                line(_("Bijstand zonder deze baan"), [one.without_job for one in towns]),
                line(_("Kosten min die bijstand, per maand"), [one.month for one in towns], True),
                line(_("Kosten min die bijstand, per jaar"), [one.year for one in towns], True),
            ],
        ),
    ]


def _beside(found: Comparison, own: Assumptions) -> list[list[Any]]:
    """The same job in the other kinds of household: what dispensation changes for each party, in way A.

    Nothing beside a household of which the norm of that day is not known.
    """
    rows: list[list[Any]] = []
    for household, words in HOUSEHOLDS.items():
        try:
            gap = compare(replace(found.case, household=household), own).difference("ldp_a")
        except NoValueForThisDay:
            rows.append([said(Words(words)), None, None, None])
        else:
            rows.append([said(Words(words)), gap.employee, gap.employer, gap.municipality])
    return rows


urls: list[URLPattern] = [path("rekenen/vergelijking/", comparison_page, name="calculate-comparison")]
