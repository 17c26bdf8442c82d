"""A file on its way in: offered, mapped, checked, answered, and read in whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meedoen.access.actors import Actor
from meedoen.access.models import JournalEntry
from meedoen.exchange.imports import services
from meedoen.exchange.imports.models import ImportFile, Remark
from meedoen.register.people.models import Person, Registration
from tests.factories.access import TODAY, VEENDAM, Cast
from tests.integration.exchange.files import ELS, PEOPLE, as_csv


def offered(actor: Actor, content: bytes, kind: str = "people", **more: Any) -> ImportFile:
    """A file whose columns were recognised by their names."""
    file = services.offer_file(actor, kind, "bestand.csv", content, today=TODAY)
    return services.map_columns(actor, file.pk, file.mapping, is_read_well=True, today=TODAY)


def tried(actor: Actor, content: bytes, kind: str = "people") -> ImportFile:
    """A file that has been checked."""
    file = offered(actor, content, kind)
    services.try_file(actor, file.pk, today=TODAY)
    file.refresh_from_db()
    return file


def said(file: ImportFile) -> list[tuple[int, str]]:
    """Where something is wrong: line and field."""
    return list(Remark.objects.filter(file=file).order_by("pk").values_list("line", "field"))


def test_a_file_of_people_is_checked_and_read_in_once(cast: Cast) -> None:
    actor = cast.alice.actor
    other = ("Noor Yılmaz", "03-02-1988", "GM0047", "", "")
    content = as_csv(PEOPLE, ELS, other)
    file = tried(actor, content)
    assert file.counts == {"new": 2, "known": 0, "wrong": 0, "asked": 0, "skipped": 0}
    assert not Person.objects.exists(), "a check writes nothing"
    services.import_file(actor, file.pk, today=TODAY)
    assert set(Person.objects.values_list("name", "municipality")) == {
        ("Els Edens", "GM0106"),
        ("Noor Yılmaz", VEENDAM),
    }
    assert Registration.objects.get().starts_on == date(2015, 5, 1)
    file.refresh_from_db()
    assert (file.state, bytes(file.content), file.sample) == ("imported", b"", [])
    entry = JournalEntry.objects.filter(deed="import.run").get()
    assert entry.detail["new"] == 2
    assert "Els" not in str(list(JournalEntry.objects.values_list("detail", flat=True)))
    again = tried(actor, content)
    assert again.counts["known"] == 2
    services.import_file(actor, again.pk, today=TODAY)
    assert Person.objects.count() == 2


def test_every_mistake_is_told_at_its_line_and_column(cast: Cast) -> None:
    lines = [
        ("", "15-06-1990", "Assen", "", ""),
        ("A", "31-02-1990", "Assen", "", ""),
        ("B", "33000", "Assen", "", ""),
        ("C", "", "Assen", "", ""),
        ("D", "01-01-1990", "Nergenshuizen", "", ""),
        ("E", "01-01-1990", "Assen", "9z", "01-01-2015"),
        ("F", "01-01-1990", "Assen", "1a", ""),
        ("G", "01-01-2030", "Assen", "", ""),
        ("H", "01-01-1990", "Assen", "1a", "01-01-1980"),
        ("I", "#N/A", "Assen", "", ""),
        ("goed", "01-01-1990", "Assen", "", ""),
    ]
    file = tried(cast.alice.actor, as_csv(PEOPLE, *lines))
    assert said(file) == [
        (2, "name"),
        (3, "birth_on"),
        (4, "birth_on"),
        (5, "birth_on"),
        (6, "municipality"),
        (7, "ground"),
        (8, "entry_starts_on"),
        (9, "birth_on"),
        (10, "entry_starts_on"),
        (11, "birth_on"),
    ]
    assert file.counts == {"new": 1, "known": 0, "wrong": 10, "asked": 0, "skipped": 0}
    with pytest.raises(services.NotReady):
        services.import_file(cast.alice.actor, file.pk, today=TODAY)
    assert not Person.objects.exists()
