"""Registering placements: what cannot be, what is asked about, and many at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.refusals import NotAllowed, Refused
from meedoen.primitives.period import Month
from meedoen.register.checks import AlreadyThere, InRow, NeedsConfirmation
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.placements.services import (
    STARTS_BEFORE_ENTRY,
    WITHOUT_ENTRY,
    register_placement,
    register_placements,
)
from tests.factories import register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds, new_placement


def test_a_placement_gets_a_number_rows_and_one_entry_in_the_journal(cast: Cast) -> None:
    person, employer = register.person(), register.employer()
    new = new_placement(
        person.number.lower(),
        employer.kvk,
        hours=((date(2016, 1, 1), Decimal(24)), (date(2017, 1, 1), Decimal("25.5"))),
        paid=((Month(2016, 2), Decimal("104.25")),),
    )
    made = register_placement(cast.alice.actor, new, today=TODAY)
    kept = Placement.objects.get(pk=made.pk)
    assert kept.number == made.number == f"P-{made.pk:06d}"
    assert kept.registered_by_id == cast.alice.actor.organisation_id
    hours = ContractHours.objects.filter(placement=kept).order_by("starts_on")
    assert list(hours.values_list("hours_week", flat=True)) == [Decimal(24), Decimal("25.50")]
    assert PaidHours.objects.get(placement=kept).month_on == date(2016, 2, 1)
    assert deeds() == [("placement.register", "placement", made.number)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "slavernij"}, "kind"),
        ({"hours_week": "0"}, "hours_week"),
        ({"hours_week": "40.01"}, "hours_week"),
        ({"hours_week": "80"}, "hours_week"),
        ({"hours_week": "-8"}, "hours_week"),
        ({"hours_week": "24.001"}, "hours_week"),
        ({"hours_week": "NaN"}, "hours_week"),
        ({"hours_week": "1E+400"}, "hours_week"),
        ({"hours": ()}, "hours_week"),
        ({"hours": ((date(2016, 2, 1), Decimal(24)),)}, "hours_week"),
        ({"hours": ((date(2016, 1, 1), Decimal(24)), (date(2016, 1, 1), Decimal(25)))}, "hours_week"),
        ({"ends_before": date(2015, 12, 31), "end_reason": "resigned"}, "ends_before"),
        ({"ends_before": date(2016, 1, 1), "end_reason": "resigned"}, "ends_before"),
        ({"ends_before": date(9999, 12, 31), "end_reason": "resigned"}, "ends_before"),
        ({"ends_before": date(2017, 1, 1)}, "end_reason"),
        ({"end_reason": "resigned"}, "ends_before"),
        ({"starts_on": date(2019, 5, 2)}, "starts_on"),
        ({"starts_on": date(1990, 6, 15)}, "starts_on"),
        ({"starts_on": date(1, 1, 1)}, "starts_on"),
        ({"work_municipality": "GM1952"}, "work_municipality"),
        ({"work_municipality": "GM9999"}, "work_municipality"),
        ({"employer_kvk": "87654321"}, "employer_kvk"),
        ({"workplace_kvk": "\x00"}, "workplace_kvk"),
        ({"person_number": "K-999999"}, "person_number"),
        ({"person_number": "\x00"}, "person_number"),
        ({"programme": "bestaat-niet"}, "programme"),
        ({"programme": "1000-banenplan"}, "programme"),
        ({"kind": "wsw_detachering"}, "workplace_kvk"),
        ({"paid": ((Month(2016, 2), Decimal("250.01")),)}, "paid"),
        ({"paid": ((Month(2016, 2), Decimal(-1)),)}, "paid"),
        ({"paid": ((Month(2015, 12), Decimal(1)),)}, "month"),
        ({"paid": ((Month(2018, 5), Decimal(1)),)}, "month"),
        ({"paid": ((Month(2016, 2), Decimal(1)), (Month(2016, 2), Decimal(2)))}, "paid"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    person, employer = register.person(), register.employer()
    register.programme(starts_on=date(2017, 1, 1))
    new = replace(new_placement(person.number, employer.kvk), **_whole(changes))
    with pytest.raises(Refused) as refusal:
        register_placement(cast.alice.actor, new, today=TODAY)
    fields = {one.field for one in getattr(refusal.value, "refusals", [refusal.value])}
    assert field in fields, refusal.value.message
    assert not Placement.objects.exists()
    assert not deeds()


def _whole(changes: dict[str, Any]) -> dict[str, Any]:
    """A change of the first day or of the hours changes the row of hours with it."""
    changes = dict(changes)
    if {"starts_on", "hours_week"} & set(changes):
        starts_on = changes.setdefault("starts_on", date(2016, 1, 1))
        changes["hours"] = ((starts_on, Decimal(changes.pop("hours_week", "24"))),)
    return changes


def test_kinds_other_than_lending_are_worked_at_the_employer_on_paper(cast: Cast) -> None:
    person, employer, other = register.person(), register.employer(), register.employer()
    with pytest.raises(Refused, match="werkgever op papier"):
        register_placement(
            cast.alice.actor,
            new_placement(person.number, employer.kvk, workplace_kvk=other.kvk),
            today=TODAY,
        )
    lent = new_placement(person.number, employer.kvk, kind="wsw_detachering", workplace_kvk=other.kvk)
    assert register_placement(cast.alice.actor, lent, today=TODAY).workplace_employer_id == other.pk


def test_unknown_and_out_of_sight_get_the_same_answer(cast: Cast) -> None:
    person, employer = register.person(), register.employer()
    said = []
    for number in (person.number, "K-999999"):
        with pytest.raises(Refused) as refusal:
            register_placement(cast.bob.actor, new_placement(number, employer.kvk), today=TODAY)
        said.append((refusal.value.message, refusal.value.field))
    assert said[0] == said[1]
    assert "bestaat niet of hoort niet bij uw gemeente" in said[0][0]


def test_more_than_full_time_together_is_refused_and_names_the_other(cast: Cast) -> None:
    person, employer, other = register.person(), register.employer(), register.employer()
    first = register_placement(cast.alice.actor, new_placement(person.number, employer.kvk), today=TODAY)
    beside = new_placement(person.number, other.kvk, hours_week="16.01", starts_on=date(2017, 3, 1))
    with pytest.raises(Refused, match=first.number) as refusal:
        register_placement(cast.alice.actor, beside, today=TODAY)
    assert "40,01 uur" in refusal.value.message
    assert "1 maart 2017" in refusal.value.message
    fits = new_placement(person.number, other.kvk, hours_week="16", starts_on=date(2017, 3, 1))
    assert register_placement(cast.alice.actor, fits, today=TODAY).pk


def test_one_after_the_other_is_never_too_much(cast: Cast) -> None:
    person, employer = register.person(), register.employer()
    first = new_placement(
        person.number, employer.kvk, hours_week="40", ends_before=date(2017, 1, 1), end_reason="resigned"
    )
    second = new_placement(person.number, employer.kvk, hours_week="40", starts_on=date(2017, 1, 1))
    assert len(register_placements(cast.alice.actor, [first, second], today=TODAY)) == 2


def test_overlap_inside_a_list_is_found_and_nothing_is_written(cast: Cast) -> None:
    person, employer, other = register.person(), register.employer(), register.employer()
    news = [new_placement(person.number, kvk) for kvk in (employer.kvk, other.kvk)]
    with pytest.raises(InRow, match=r"Rij 2: Samen met rij 1 werkt deze kandidaat 48 uur"):
        register_placements(cast.alice.actor, news, today=TODAY)
    assert not Placement.objects.exists()
    assert not deeds()


def test_the_same_form_twice_is_one_placement(cast: Cast) -> None:
    person, employer = register.person(), register.employer()
    new = new_placement(person.number, employer.kvk, hours_week="8")
    register_placement(cast.alice.actor, new, today=TODAY)
    with pytest.raises(AlreadyThere, match="niets dubbel bewaard"):
        register_placement(cast.alice.actor, new, today=TODAY)
    assert Placement.objects.count() == 1


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        (None, WITHOUT_ENTRY, "telt pas mee vanaf de dag van een inschrijving"),
        (date(2017, 1, 1), STARTS_BEFORE_ENTRY, "telt pas mee vanaf 1 januari 2017"),
    ],
)
def test_a_start_outside_the_doelgroepregister_is_asked_about(
    cast: Cast, entry: date | None, code: str, words: str
) -> None:
    ground = "1a" if entry else None
    person = register.person(ground=ground, since=entry or date(2015, 5, 1))
    employer = register.employer()
    new = new_placement(person.number, employer.kvk)
    with pytest.raises(NeedsConfirmation, match=words) as question:
        register_placement(cast.alice.actor, new, today=TODAY)
    assert question.value.code == code
    assert not Placement.objects.exists()
    other = frozenset({WITHOUT_ENTRY, STARTS_BEFORE_ENTRY} - {code})
    with pytest.raises(NeedsConfirmation):
        register_placement(cast.alice.actor, new, accepted=other, today=TODAY)
    assert register_placement(cast.alice.actor, new, accepted=frozenset({code}), today=TODAY).pk


def test_many_are_written_together_with_an_entry_each(cast: Cast) -> None:
    employer = register.employer()
    people = [register.person() for _turn in range(25)]
    news = [new_placement(person.number, employer.kvk) for person in people]
    made = register_placements(cast.alice.actor, news, today=TODAY)
    assert [row.person_id for row in made] == [person.pk for person in people]
    assert dict(Placement.objects.values_list("pk", "number")) == {row.pk: row.number for row in made}
    assert [subject for _deed, _kind, subject in deeds()] == [row.number for row in made]


@pytest.mark.parametrize("name", ["farid", "carla", "ilse", "karin", "greta", "jan"])
def test_who_has_no_desk_registers_nothing(cast: Cast, name: str) -> None:
    person, employer = register.person(), register.employer()
    with pytest.raises(NotAllowed):
        register_placement(cast.named(name).actor, new_placement(person.number, employer.kvk), today=TODAY)
    assert not Placement.objects.exists()
