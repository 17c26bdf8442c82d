"""Fields as people at a desk fill them in: days, hours, months, and a question that has to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.refusals import Several
from meedoen.portals.desk.pages import deed
from meedoen.primitives.hours import decimal_of, parse_hours
from meedoen.primitives.period import Month, day_in_words, parse_span
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import ChangedMeanwhile, NeedsConfirmation, together

# A day outside these years is a slip of the pen, and arithmetic with the last days of the calendar fails.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")


class DayField(forms.DateField):
    """A day, typed as 2017-12-31 or 31-12-2017 or chosen in the browser's calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d-%m-%Y"]
    default_error_messages = {"invalid": gettext_lazy("Vul een datum in als 31-12-2017.")}

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class HoursField(forms.Field):
    """Hours as 32 or 32,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    remedy: Any = ""

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return decimal_of(parse_hours(text))
        except NotValid as refusal:
            raise ValidationError(str(self.remedy or refusal), code="invalid") from refusal

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class ManyHoursField(HoursField):
    """Hours of everybody together: 1.250.000 or 1250000,5."""

    remedy = gettext_lazy(
        "Schrijf uren als 1.250.000 of 1250000,5, met hoogstens twee cijfers achter de komma."
    )

    def to_python(self, value: Any) -> Decimal | None:
        text = "".join(str(value or "").split())
        return super().to_python(text.replace(".", "") if _GROUPED.fullmatch(text) else text)


class PercentField(HoursField):
    """A percentage as 60, 60,5 or 60%."""

    remedy = gettext_lazy("Schrijf een percentage als 60 of 60,5.")

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value or "").strip().removesuffix("%").rstrip())


class MonthField(forms.Field):
    """A month as 2017-12."""

    widget = forms.TextInput(attrs={"type": "month"})

    def to_python(self, value: Any) -> Month | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            span = parse_span(text)
        except NotValid:
            span = None
        if not isinstance(span, Month) or not FIRST_DAY <= span.first_day <= LAST_DAY:
            raise ValidationError(_("Vul een maand in als 2017-12."), code="invalid")
        return span


class VersionField(forms.Field):
    """The version of a row that a form was opened with; one that cannot be is older than every row."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> int:
        text = str(value or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


class Standing(NamedTuple):
    """One field of a form that someone else saved first: what stands there, and what was typed."""

    label: str
    now: str
    typed: str


class DeedForm(forms.Form):
    """A form for one deed; what is unusual is asked once more before it is done."""

    # (title, names of the fields); without sections the fields follow each other.
    layout: Sequence[tuple[Any, Sequence[str]]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: list[tuple[str, str]] = []
        self.standing: list[Standing] = []

    @property
    def accepted(self) -> frozenset[str]:
        """The codes of what was confirmed."""
        given = self.data.getlist("accepted") if hasattr(self.data, "getlist") else []
        return frozenset(given)

    def compare(self, change: ChangedMeanwhile) -> None:
        """Show what stands there now beside what was typed, and save with the version of now next time."""
        self.standing = [
            Standing(str(self[name].label), _in_words(self.fields[name], value), self._typed(name))
            for name, value in change.now.items()
            if name in self.fields
        ]
        self.data = self.data.copy()
        self.data["version"] = str(change.version)
        self.add_error(None, change.message)

    def _typed(self, name: str) -> str:
        return _in_words(self.fields[name], self.cleaned_data.get(name))

    @property
    def confirmed(self) -> list[str]:
        """What was confirmed before and is not asked now: a new question does not undo the first answer."""
        return sorted(self.accepted - {code for code, _question in self.questions})

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Give the fields in groups that belong together."""
        placed = {name for _title, names in self.layout for name in names}
        rest = [name for name in self.fields if name not in placed]
        for title, names in [*self.layout, ("", rest)]:
            bound = [self[name] for name in names if name in self.fields]
            if bound:
                yield str(title), bound


def do(form: DeedForm, service: Callable[[frozenset[str]], Any]) -> Any:
    """Do a deed with what was confirmed; None when it was refused or has to be confirmed first."""

    def asking() -> Any:
        try:
            return service(form.accepted)
        except NeedsConfirmation as question:
            form.questions.append((question.code, question.message))
        except ChangedMeanwhile as change:
            form.compare(change)
        except Several as refusal:
            asked = [one for one in refusal.refusals if isinstance(one, NeedsConfirmation)]
            form.questions += [(one.code, one.message) for one in asked]
            together(one for one in refusal.refusals if one not in asked)
        return None

    return deed(form, asking)


def _in_words(field: forms.Field, value: Any) -> str:
    """What a field holds, as the page says it."""
    if value in (None, ""):
        return _("niets")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(_in_words(field, one) for one in value) or _("niets")
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(flatten_choices(field.choices)).get(value, value))
    return str(field.prepare_value(value))


def day_after(last_day: date | None) -> date | None:
    """A last day as people say it, as the first day after it."""
    return None if last_day is None else last_day + timedelta(days=1)


def with_empty(choices: Sequence[tuple[str, str]], words: str = "") -> list[tuple[str, str]]:
    """Choices with an empty one before them."""
    return [("", words or _("Kies…")), *choices]
