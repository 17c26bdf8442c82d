"""Reads a field of a Django form into plain values that a form macro can draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.forms import BoundField, widgets


class NotDrawable(TypeError):
    """A form asks for a control that the components do not have."""

    def __init__(self, widget: widgets.Widget) -> None:
        super().__init__(f"Voor {type(widget).__name__} is er geen formulierveld in components/form.html.")


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False
    group: str | None = None


@dataclass(frozen=True)
class Control:
    kind: str
    id: str
    name: str
    label: str
    value: str = ""
    type: str = "text"
    description: str | None = None
    error: str | None = None
    is_required: bool = True
    options: tuple[Option, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)


def control_of(bound: BoundField) -> Control:
    """The control of one field, with its label, description, error and what was typed."""
    widget = bound.field.widget
    kind = _kind_of(widget)
    errors = " ".join(str(error) for error in bound.errors)
    return Control(
        kind=kind,
        id=bound.id_for_label or bound.auto_id or bound.html_name,
        name=bound.html_name,
        label=str(bound.label),
        value=_value_of(bound, kind),
        type=getattr(widget, "input_type", "text"),
        description=str(bound.help_text) or None,
        error=errors or None,
        is_required=bound.field.required,
        options=_options_of(bound),
        attributes=_attributes_of(bound),
    )


def as_options(given: Iterable[Option | tuple[Any, Any]], chosen: Any = None) -> tuple[Option, ...]:
    """Options as they are, or made of (value, label) pairs with the chosen value marked."""
    return tuple(
        option
        if isinstance(option, Option)
        else Option(str(option[0]), str(option[1]), chosen is not None and str(option[0]) == str(chosen))
        for option in given
    )


def grouped(options: Iterable[Option]) -> list[tuple[str | None, list[Option]]]:
    """Options in the order given, gathered per group for <optgroup>."""
    return [(label, list(members)) for label, members in groupby(options, key=lambda option: option.group)]


def _kind_of(widget: widgets.Widget) -> str:
    if isinstance(widget, widgets.MultiWidget):
        raise NotDrawable(widget)
    # The order matters: RadioSelect and CheckboxSelectMultiple are choices as well.
    kinds: tuple[tuple[type[widgets.Widget], str], ...] = (
        (widgets.CheckboxSelectMultiple, "checkboxes"),
        (widgets.RadioSelect, "radio"),
        (widgets.Select, "select"),
        (widgets.CheckboxInput, "checkbox"),
        (widgets.Textarea, "textarea"),
        (widgets.HiddenInput, "hidden"),
        (widgets.FileInput, "file"),
        (widgets.Input, "text"),
    )
    for known, kind in kinds:
        if isinstance(widget, known):
            return kind
    raise NotDrawable(widget)


def _attributes_of(bound: BoundField) -> dict[str, Any]:
    # A placeholder vanishes while somebody types: what it says belongs in the label or the description.
    left_out: set[tuple[str, str | None]] = {("id", None), ("required", None), ("placeholder", None)}
    if isinstance(bound.field.widget, widgets.Textarea):
        # Django's own 40 × 10 is a size nobody chose.
        left_out |= {("cols", "40"), ("rows", "10")}
    return {
        name: value
        for name, value in bound.field.widget.attrs.items()
        if not {(name, None), (name, str(value))} & left_out
    }


def _value_of(bound: BoundField, kind: str) -> str:
    value = bound.value()
    if kind == "checkbox":
        return "true" if value else ""
    # A password is asked again, a file cannot be put back: browsers and Django agree on that.
    if value is None or kind == "file" or isinstance(bound.field.widget, widgets.PasswordInput):
        return ""
    # type="date" takes ISO only, whatever the language of the page.
    if getattr(bound.field.widget, "input_type", "") == "date" and isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    formatted = bound.field.widget.format_value(value)
    return "" if formatted is None else str(formatted)


def _options_of(bound: BoundField) -> tuple[Option, ...]:
    widget = bound.field.widget
    if not isinstance(widget, widgets.ChoiceWidget):
        return ()
    groups = widget.optgroups(bound.html_name, widget.format_value(bound.value()))
    return tuple(
        Option(
            value=str(choice["value"]),
            label=str(choice["label"]),
            is_chosen=bool(choice["selected"]),
            group=str(group) if group is not None else None,
        )
        for group, choices, _ in groups
        for choice in choices
    )
