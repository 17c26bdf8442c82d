"""A file on its way in: offered, mapped, checked, answered, and read in whole or not at all."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from meedoen.access.actors import Actor
from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.exchange.imports import services
from meedoen.exchange.imports.keeping import drop_expired
from meedoen.exchange.imports.locking import NotReady
from meedoen.exchange.imports.models import ImportFile, Remark
from meedoen.exchange.imports.selectors import file_of
from meedoen.register.employers.models import Branch
from meedoen.register.people.models import Person, Registration
from meedoen.register.placements.models import Placement
from tests.factories import register
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
    for deed in (services.import_file, services.try_file):
        with pytest.raises(NotReady, match="al ingelezen"):
            deed(actor, file.pk, today=TODAY)
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
    with pytest.raises(NotReady):
        services.import_file(cast.alice.actor, file.pk, today=TODAY)
    assert not Person.objects.exists()


def test_several_lines_are_one_person_with_several_entries(cast: Cast) -> None:
    actor = cast.alice.actor
    lines = [ELS, (*ELS[:3], "1c", "01-06-2016"), ELS, (*ELS[:3], "9z", "01-06-2016")]
    file = tried(actor, as_csv(PEOPLE, *lines))
    assert said(file) == [(5, "ground")]
    file = tried(actor, as_csv(PEOPLE, *lines[:3]))
    assert (file.counts["new"], file.counts["known"]) == (2, 1)
    services.import_file(actor, file.pk, today=TODAY)
    person = Person.objects.get()
    assert set(Registration.objects.filter(person=person).values_list("ground", flat=True)) == {"1a", "1c"}
    later = tried(actor, as_csv(PEOPLE, (*ELS[:3], "1b", "01-01-2018")))
    assert later.counts["new"] == 1
    services.import_file(actor, later.pk, today=TODAY)
    assert Registration.objects.filter(person=person).count() == 3


def test_an_own_number_says_who_it_is(cast: Cast) -> None:
    actor = cast.alice.actor
    header = ("Kandidaatnummer", *PEOPLE)
    register.person(number="X-1", name="Iemand Anders", birth_on=date(1980, 1, 1))
    assert said(tried(actor, as_csv(header, ("X-1", *ELS)))) == [(2, "number")]
    one, other = ("A1", *ELS), ("A2", *ELS)
    file = tried(actor, as_csv(header, one, other))
    assert file.counts["new"] == 2, "two people with one name and birthday, told apart by their numbers"
    services.import_file(actor, file.pk, today=TODAY)
    assert tried(actor, as_csv(header, one, other)).counts["known"] == 2


def test_who_may_be_known_is_asked_line_by_line(cast: Cast) -> None:
    actor = cast.alice.actor
    born = date(1990, 6, 15)
    mine = register.person(name="E. Edens", birth_on=born)
    other = {"municipality": VEENDAM, "responsible": cast.bob.account.organisation}
    register.person(name="Noor Hof", birth_on=born, **other)
    lines = [ELS, ("Noor Hof", "15-06-1990", "Assen", "", ""), ("Ans Vos", "15-06-1990", "Assen", "", "")]
    file = tried(actor, as_csv(PEOPLE, *lines))
    assert (file.counts["asked"], file.counts["new"]) == (2, 1)
    first, second = Remark.objects.filter(file=file).order_by("line")
    assert mine.number in first.message
    assert "andere organisatie" in second.message
    assert "Veendam" not in second.message
    with pytest.raises(NotReady):
        services.import_file(actor, file.pk, today=TODAY)
    services.answer(actor, file.pk, {first.pk: "skip"}, today=TODAY)
    services.answer_rest(actor, file.pk, "duplicate", "keep", today=TODAY)
    assert services.import_file(actor, file.pk, today=TODAY)["skipped"] == 1
    assert Person.objects.filter(name="Noor Hof").count() == 2
    assert not Person.objects.filter(name="Els Edens").exists()


def test_entries_by_number_or_by_name_and_birthday(cast: Cast) -> None:
    actor = cast.alice.actor
    one = register.person(ground=None)
    two = register.person(name="Els Edens", birth_on=date(1990, 6, 15), ground=None)
    register.person(name="Dubbel", birth_on=date(1990, 6, 15))
    register.person(name="Dubbel", birth_on=date(1990, 6, 15))
    hidden = register.person(municipality=VEENDAM, responsible=cast.bob.account.organisation)
    header = ("Kandidaatnummer", "Naam kandidaat", "Geboortedatum", "Grond", "Begindatum")
    good = [(one.number, "", "", "1a", "01-05-2015"), ("", "els édens", "15-06-1990", "1C", "2016-01-01")]
    bad = [
        (hidden.number, "", "", "1a", "01-05-2015"),
        ("", "Dubbel", "15-06-1990", "1a", "01-05-2015"),
        ("", "Niemand", "15-06-1990", "1a", "01-05-2015"),
        ("", "", "", "1a", "01-05-2015"),
        (one.number, "", "", "", ""),
    ]
    file = tried(actor, as_csv(header, *good, *bad), "registrations")
    assert {line for line, _field in said(file)} == {4, 5, 6, 7, 8}
    file = tried(actor, as_csv(header, *good), "registrations")
    services.import_file(actor, file.pk, today=TODAY)
    assert Registration.objects.get(person=two).ground == "1c"
    assert tried(actor, as_csv(header, *good), "registrations").counts["known"] == 2


def test_employers_with_several_branches(cast: Cast) -> None:
    actor = cast.alice.actor
    header = ("KvK-nummer", "Naam", "Vestigingsgemeente", "Vestiging", "Postcode", "Actief sinds")
    lines = [
        ("12345678", "Zorggroep", "Assen", "Noord", "9401 AB", "2015"),
        ("12345678", "Zorggroep", "Assen", "Zuid", "", "2015"),
        ("87654321", "Bakker", "GM0047", "", "", ""),
    ]
    bad = [("1234567", "X", "Assen", "", "", ""), ("11112222", "", "Assen", "", "99", "1999")]
    file = tried(actor, as_csv(header, *lines, *bad), "employers")
    assert said(file) == [(5, "kvk"), (6, "name")]
    file = tried(actor, as_csv(header, *lines), "employers")
    services.import_file(actor, file.pk, today=TODAY)
    assert set(Branch.objects.values_list("employer__kvk", "name")) == {
        ("12345678", "Noord"),
        ("12345678", "Zuid"),
        ("87654321", "Hoofdvestiging"),
    }
    again = tried(actor, as_csv(header, *lines, ("12345678", "Z", "Assen", "West", "", "")), "employers")
    assert (again.counts["known"], again.counts["new"]) == (3, 1)
    services.import_file(actor, again.pk, today=TODAY)
    assert Branch.objects.filter(name="West").exists()


def test_placements_of_known_people_at_known_employers(cast: Cast) -> None:
    actor = cast.alice.actor
    person, outside = register.person(), register.person(ground=None)
    employer = register.employer()
    header = (
        "Kandidaatnummer",
        "Soort",
        "KvK werkgever",
        "Eerste werkdag",
        "Uren per week",
        "Laatste werkdag",
        "Reden van einde",
    )
    good = (person.number, "Dienstverband", employer.kvk, "01-01-2016", "25,5", "", "")
    asked = (outside.number, "dienstverband", employer.kvk, "01-01-2016", "20", "31-12-2016", "verhuisd")
    bad = (person.number, "vrijwilliger", "00000001", "x", "veel", "", "")
    file = tried(actor, as_csv(header, good, bad), "placements")
    assert {name for _line, name in said(file)} == {"kind", "starts_on", "hours_week"}
    file = tried(actor, as_csv(header, good, asked, good), "placements")
    assert (file.counts["new"], file.counts["asked"], file.counts["known"]) == (1, 1, 1)
    services.answer_rest(actor, file.pk, "without_entry", "keep", today=TODAY)
    services.import_file(actor, file.pk, today=TODAY)
    assert set(Placement.objects.values_list("person__number", "ends_before")) == {
        (person.number, None),
        (outside.number, date(2017, 1, 1)),
    }
    assert tried(actor, as_csv(header, good, asked), "placements").counts["known"] == 2


def test_columns_are_remembered_for_the_organisation(cast: Cast) -> None:
    actor = cast.alice.actor
    content = as_csv(("Wie", "Wanneer", "Waar"), ELS[:3])
    file = services.offer_file(actor, "people", "a.csv", content, today=TODAY)
    assert file.mapping == {}
    with pytest.raises(Refused, match="Geboortedatum"):
        services.map_columns(actor, file.pk, {"name": 0}, is_read_well=True, today=TODAY)
    chosen = {"name": 0, "birth_on": 1, "municipality": 2}
    services.map_columns(actor, file.pk, chosen, is_read_well=True, today=TODAY)
    turned = as_csv(("Waar", "Wie", "Wanneer"), ("Assen", *ELS[:2]))
    again = services.offer_file(cast.hans.actor, "people", "b.csv", turned, today=TODAY)
    assert again.mapping == {"name": 1, "birth_on": 2, "municipality": 0}
    assert services.offer_file(cast.bob.actor, "people", "c.csv", turned, today=TODAY).mapping == {}


def test_a_file_is_seen_by_who_uploaded_it_for_a_week(cast: Cast) -> None:
    file = tried(cast.alice.actor, as_csv(PEOPLE, ELS))
    for other in (cast.hans, cast.bob, cast.farid):
        with pytest.raises(NotFound):
            file_of(other.actor, file.pk, TODAY)
    last = TODAY + timedelta(days=6)
    assert file_of(cast.alice.actor, file.pk, last) == file
    with pytest.raises(NotFound):
        file_of(cast.alice.actor, file.pk, last + timedelta(days=1))
    assert drop_expired(last) == 0
    assert drop_expired(last + timedelta(days=1)) > 0
    with pytest.raises(NotAllowed):
        services.offer_file(cast.carla.actor, "people", "a.csv", b"x", today=TODAY)


def test_the_corrected_file_marks_what_is_wrong_and_can_be_uploaded_again(cast: Cast) -> None:
    actor = cast.alice.actor
    evil = ("=cmd|' /C calc'!A0", "31-02-1990", "Assen", "", "")
    file = tried(actor, as_csv(PEOPLE, ELS, evil))
    for whole, lines in ((False, 2), (True, 3)):
        content = services.mend_file(actor, file.pk, whole=whole, today=TODAY)
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert len(rows) == lines
        assert rows[0] == [*PEOPLE, "Wat er mis is"]
        assert rows[-1][0] == "'=cmd|' /C calc'!A0"
        assert "kalender" in str(rows[-1][-1])
    assert b"FFFFD9D9" in zipfile.ZipFile(io.BytesIO(content)).read("xl/styles.xml")
    again = tried(actor, content)
    assert said(again) == [(3, "birth_on")]


def test_an_import_that_fails_halfway_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = cast.alice.actor
    file = tried(actor, as_csv(PEOPLE, ELS))

    def broken(*_arguments: Any, **_names: Any) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(services.journal, "enter", broken)
    with pytest.raises(RuntimeError):
        services.import_file(actor, file.pk, today=TODAY)
    assert not Person.objects.exists()
    file.refresh_from_db()
    assert file.state == "tried"


@pytest.mark.parametrize("is_known", [False, True])
def test_one_number_with_two_people_is_told_and_joins_nobody(cast: Cast, is_known: bool) -> None:
    actor, head, els = cast.alice.actor, ("Kandidaatnummer", *PEOPLE), ("X1", *ELS)
    if is_known:
        services.import_file(actor, tried(actor, as_csv(head, els)).pk, today=TODAY)
    other = ("X1", "Iemand Anders", "01-02-1970", "Assen", "1c", "01-06-2016")
    file = tried(actor, as_csv(head, els, (*els[:4], "1c", "01-06-2016"), other))
    assert said(file) == [(4, "number")]
    with pytest.raises(NotReady):
        services.import_file(actor, file.pk, today=TODAY)


def test_lines_of_one_employer_that_say_otherwise_are_told(cast: Cast) -> None:
    """None of them wins because it comes first; what belongs to a branch may differ."""
    header = (
        "KvK-nummer",
        "Naam",
        "Vestigingsgemeente",
        "Overheid",
        "Sectorfonds",
        "Percentage sectorfonds",
        "Actief sinds",
        "Vestiging",
        "Gemeente vestiging",
    )
    lines = [
        ("12345678", "Zorggroep Noord", "Assen", "nee", "ja", "60", "2015", "Noord", ""),
        ("12345678", "zorggroep  noord", "Assen", "n", "j", "60%", "2015", "Zuid", "Veendam"),
        ("12345678", "Zorggroep Zuid", "Veendam", "ja", "", "", "2016", "West", "Assen"),
        ("12345678", "Zorggroep Noord", "Veendam", "nee", "ja", "60", "2015", "Oost", ""),
    ]
    file = tried(cast.alice.actor, as_csv(header, *lines), "employers")
    fields = (
        "name",
        "municipality",
        "is_overheid",
        "pays_sectorfonds",
        "share_under_sectorfonds",
        "active_since_year",
    )
    assert said(file) == [(4, field) for field in fields]
    assert file.counts["wrong"] == 1
    told = dict(Remark.objects.values_list("field", "message"))
    assert told["name"].startswith("Regel 2 heeft hetzelfde KvK-nummer, maar daar staat “Zorggroep Noord”.")
    with pytest.raises(NotReady):
        services.import_file(cast.alice.actor, file.pk, today=TODAY)
    del lines[2]
    file = tried(cast.alice.actor, as_csv(header, *lines), "employers")
    services.import_file(cast.alice.actor, file.pk, today=TODAY)
    assert Branch.objects.count() == 3
