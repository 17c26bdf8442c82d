"""Many measurements at once are held to what one is held to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed
from meedoen.register.checks import InRow
from meedoen.register.profiles.measuring import record_loonwaarden
from meedoen.register.profiles.models import Loonwaarde
from meedoen.register.profiles.notes import NewLoonwaarde
from tests.factories import register
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db

NEW = NewLoonwaarde(Decimal("55"), date(2018, 2, 1), "Meetbureau", "plukken", "uniform")


def test_many_are_written_with_an_entry_for_each(cast: Cast) -> None:
    people = [register.person(), register.person()]
    done = record_loonwaarden(cast.hans.actor, [(one.number, NEW) for one in people], today=TODAY)
    assert done == 2
    assert set(Loonwaarde.objects.values_list("person_id", "percentage")) == {
        (one.pk, Decimal("55.00")) for one in people
    }
    assert JournalEntry.objects.filter(deed="loonwaarde.record").count() == 2


@pytest.mark.parametrize("wrong", ["twice", "elsewhere", "future"])
def test_one_that_is_wrong_keeps_all_of_them_out(cast: Cast, wrong: str) -> None:
    person = register.person()
    second = {
        "twice": (person.number, NEW),
        "elsewhere": (
            register.person(municipality="GM0047", responsible=cast.bob.account.organisation).number,
            NEW,
        ),
        "future": (
            register.person().number,
            NewLoonwaarde(Decimal(50), date(2019, 1, 1), "M", "f", "uniform"),
        ),
    }[wrong]
    with pytest.raises(InRow):
        record_loonwaarden(cast.hans.actor, [(person.number, NEW), second], today=TODAY)
    assert not Loonwaarde.objects.exists()


def test_who_may_not_write_one_may_not_write_many(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        record_loonwaarden(cast.karin.actor, [(register.person().number, NEW)], today=TODAY)
