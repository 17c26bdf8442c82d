"""Fields of a Django form, read for the form macros."""

from datetime import date

import pytest
from django import forms

from meedoen.portals.controls import NotDrawable, Option, as_options, control_of, grouped


class PlacementForm(forms.Form):
    starts_on = forms.DateField(label="Eerste werkdag", widget=forms.DateInput(attrs={"type": "date"}))
    hours = forms.DecimalField(label="Uren per week", max_value=40, help_text="Zoals in het contract.")
    municipality = forms.ChoiceField(
        label="Gemeente",
        choices=[("", "Kies"), ("Drenthe", [("GM0106", "Assen"), ("GM1680", "Aa en Hunze")])],
    )
    is_new_job = forms.BooleanField(label="Nieuwe baan", required=False)
    note = forms.CharField(
        label="Toelichting", widget=forms.Textarea(attrs={"placeholder": "…"}), required=False
    )
    password = forms.CharField(label="Wachtwoord", widget=forms.PasswordInput)


@pytest.fixture
def form() -> PlacementForm:
    return PlacementForm(
        {"starts_on": "2017-12-31", "hours": "80", "municipality": "GM0106", "password": "geheim"}
    )


def test_what_was_typed_comes_back_with_its_error(form: PlacementForm) -> None:
    hours = control_of(form["hours"])
    assert (hours.value, hours.label, hours.description) == ("80", "Uren per week", "Zoals in het contract.")
    assert hours.error is not None
    assert "40" in hours.error


def test_a_date_input_gets_iso_whatever_the_language() -> None:
    fresh = PlacementForm(initial={"starts_on": date(2017, 12, 31)})
    control = control_of(fresh["starts_on"])
    assert (control.type, control.value) == ("date", "2017-12-31")


def test_a_password_is_never_put_back(form: PlacementForm) -> None:
    assert control_of(form["password"]).value == ""


def test_choices_keep_their_group_and_mark_the_chosen_one(form: PlacementForm) -> None:
    options = control_of(form["municipality"]).options
    assert [(option.value, option.is_chosen) for option in options] == [
        ("", False),
        ("GM0106", True),
        ("GM1680", False),
    ]
    assert [label for label, _ in grouped(options)] == [None, "Drenthe"]


def test_attributes_nobody_chose_are_left_out(form: PlacementForm) -> None:
    assert control_of(form["note"]).attributes == {}


def test_pairs_become_options() -> None:
    assert as_options([(1, "Een"), ("2", "Twee")], chosen=2) == (
        Option("1", "Een"),
        Option("2", "Twee", True),
    )


def test_a_widget_without_a_component_is_refused_by_name() -> None:
    class Split(forms.Form):
        at = forms.SplitDateTimeField()

    with pytest.raises(NotDrawable, match="SplitDateTimeWidget"):
        control_of(Split()["at"])
