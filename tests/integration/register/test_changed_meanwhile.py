"""Two people at one record: the second save is told what changed, and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.register.checks import ChangedMeanwhile, refuse_changed
from meedoen.register.people.models import Person
from tests.factories import register
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]


def test_the_same_version_goes_through_and_another_is_told_what_differs() -> None:
    now = {"name": "Els", "born": date(1990, 1, 1)}
    refuse_changed(opened=3, version=3, now=now, typed={"name": "Anna", "born": date(1990, 1, 1)})
    with pytest.raises(ChangedMeanwhile) as refusal:
        refuse_changed(opened=2, version=3, now=now, typed={"name": "Anna", "born": date(1990, 1, 1)})
    assert refusal.value.now == {"name": "Els"}
    assert refusal.value.version == 3


def _version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_the_second_save_sees_both_values_and_can_save_again(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(name="Els Eedens", birth_on=date(1990, 6, 15))
    url = reverse("person-correct", args=[person.number])
    alice, hans = sign_in(cast.alice), sign_in(cast.hans)
    opened = [_version(client.get(url).content.decode()) for client in (alice, hans)]
    first = {"name": "Els Edens", "birth_on": "1990-06-15", "reason": "typing_error", "version": opened[0]}
    assert alice.post(url, first).status_code == 302
    second = {"name": "Elsje Edens", "birth_on": "1990-06-15", "reason": "typing_error", "version": opened[1]}
    told = hans.post(url, second)
    page = told.content.decode()
    assert told.status_code == 422
    assert Person.objects.get(pk=person.pk).name == "Els Edens"
    # What stands there, what was typed, and what was typed still in its field.
    assert 'value="Elsje Edens"' in page
    assert "Els Edens" in re.sub(r"<[^>]+>", " ", page)
    assert "15 juni 1990" not in page, "what both have the same is no difference"
    assert hans.post(url, {**second, "version": _version(page)}).status_code == 302
    assert Person.objects.get(pk=person.pk).name == "Elsje Edens"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 400, "²", "\x00"])
def test_a_version_that_nobody_gave_out_is_an_old_one(cast: Cast, sign_in: SignIn, version: str) -> None:
    person = register.person(name="Els Eedens")
    url = reverse("person-correct", args=[person.number])
    form = {"name": "Els", "birth_on": "1990-06-15", "reason": "typing_error", "version": version}
    answer = sign_in(cast.alice).post(url, form)
    assert answer.status_code == 422
    assert "terwijl u bezig was" in answer.content.decode()
