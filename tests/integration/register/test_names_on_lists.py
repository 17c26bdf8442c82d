"""Names on lists of placements: whose they were is written down, and stands with who was looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.register.privacy.selectors import looks_at_person
from tests.factories import register
from tests.factories.access import VEENDAM, Cast, Member

SignIn = Callable[[Member], Client]


def _at(name: str, placement: Placement) -> str:
    if name == "employer-placements":
        return reverse(name, args=[placement.workplace_employer.kvk])
    if name == "placements":
        return reverse(name)
    return f"{reverse('indicator-rows', args=[name])}?gebied=AM01&periode=2018Q1"


@pytest.mark.parametrize(
    "address",
    ["placements", "employer-placements", "banenafspraak.banen", "register.size"],
)
def test_a_name_on_a_list_of_placements_is_a_look(cast: Cast, sign_in: SignIn, address: str) -> None:
    """One entry a page, of the people whose names it shows and of nobody else."""
    employer = register.employer()
    seen = register.placement(person=register.person(name="Els Edens"), employer=employer)
    elsewhere = register.person(
        name="Vera Ver", municipality=VEENDAM, responsible=cast.bob.account.organisation
    )
    hidden = register.placement(person=elsewhere, employer=employer)
    answer = sign_in(cast.hans).get(_at(address, seen)).content.decode()
    assert "Els Edens" in answer
    assert "Vera Ver" not in answer
    entry = JournalEntry.objects.get(subject_kind="people", is_look=True)
    assert entry.detail["numbers"] == [seen.person.number]
    assert hidden.person.number not in str(entry.detail)
    assert [look.deed for look in looks_at_person(seen.person).rows] == [entry.deed]
    assert not looks_at_person(Person.objects.get(pk=elsewhere.pk)).rows


def test_a_list_without_names_is_no_look_at_anyone(cast: Cast, sign_in: SignIn) -> None:
    register.placement()
    assert sign_in(cast.karin).get(reverse("placements")).status_code == 200
    assert not JournalEntry.objects.filter(subject_kind="people").exists()
