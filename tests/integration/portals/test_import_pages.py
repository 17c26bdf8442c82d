"""The pages on which a file is read in, a long task is followed, and a list is taken out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from meedoen.access.tasks.models import LongTask
from meedoen.exchange.exports import later as taking_out
from meedoen.exchange.imports import later
from meedoen.exchange.imports.columns import KINDS
from meedoen.exchange.imports.models import ImportFile, Remark
from meedoen.register.people.models import Person
from tests.factories import exchange, register
from tests.factories.access import Cast, Member
from tests.integration.exchange.files import ELS, PEOPLE, as_csv, as_xlsx

SignIn = Callable[[Member], Client]


def uploaded(client: Client, content: bytes, kind: str = "people") -> Any:
    """The answer to an upload."""
    file = SimpleUploadedFile("bestand.csv", content)
    return client.post("/inlezen/nieuw/", {"kind": kind, "file": file})


def mapped(client: Client, content: bytes) -> ImportFile:
    """A file whose columns were accepted as they were guessed."""
    assert uploaded(client, content).status_code == 302
    file = ImportFile.objects.latest("pk")
    given = {name: str(at) for name, at in file.mapping.items()}
    answer = client.post(f"/inlezen/{file.pk}/kolommen/", given)
    assert answer.status_code == 302, answer.content.decode()
    return file


def words(client: Client, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_file_is_uploaded_checked_and_read_in(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hans)
    file = mapped(client, as_csv(PEOPLE, ELS))
    here = f"/inlezen/{file.pk}/"
    assert "Nu inlezen" in words(client, here)
    answer = client.post(f"{here}inlezen/", follow=True)
    assert "Het bestand is ingelezen" in answer.content.decode()
    assert Person.objects.get().name == "Els Edens"
    assert "ingelezen" in words(client, "/inlezen/")
    client.post(f"{here}verwijderen/")
    assert not ImportFile.objects.exists()


def test_mistakes_stand_at_their_line_and_can_be_downloaded_to_mend(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hans)
    bad = [(f"Naam {n}", "31-02-1990", "Assen", "", "") for n in range(60)]
    file = mapped(client, as_csv(PEOPLE, *bad))
    here = f"/inlezen/{file.pk}/"
    page = words(client, here)
    assert "Nu inlezen" not in page
    assert page.count("bestaat niet in de kalender") == 50
    assert "Regel&nbsp;2<" in page, "on a phone no column says what the number is"
    last = Remark.objects.order_by("pk")[49].pk
    assert words(client, f"{here}?na={last}").count("bestaat niet in de kalender") == 10
    answer = client.get(f"{here}verbeteren/?alles=1")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 61
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "nog fouten" in client.post(f"{here}inlezen/", follow=True).content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leeg"),
        (b"\x00\x01\x02", "geen tekst"),
        (b"PK\x03\x04", "werkmap"),
        (b"\xd0\xcf\x11\xe0", "XLS"),
        (as_csv(*[["x"] * 300] * 2), "300 kolommen"),
        (as_xlsx(PEOPLE, ELS, merge="A4:B5"), "samengevoegd"),
    ],
)
def test_a_bad_file_is_refused_at_its_field(cast: Cast, sign_in: SignIn, content: bytes, says: str) -> None:
    answer = uploaded(sign_in(cast.hans), content)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not ImportFile.objects.exists()


def test_a_guessed_encoding_has_to_be_confirmed(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hans)
    uploaded(client, as_csv(PEOPLE, ("Ümit Çelik", *ELS[1:]), encoding="cp1252"))
    file = ImportFile.objects.get()
    here = f"/inlezen/{file.pk}/kolommen/"
    assert "Ümit Çelik" in words(client, here)
    given = {name: str(at) for name, at in file.mapping.items()}
    assert client.post(here, given).status_code == 422
    assert client.post(here, {**given, "is_read_well": "on"}).status_code == 302


def test_of_several_sheets_one_is_chosen(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hans)
    uploaded(client, as_xlsx(PEOPLE, ELS, sheets=("Een", "Twee")))
    file = ImportFile.objects.get()
    here = f"/inlezen/{file.pk}/kolommen/"
    assert "Dit blad gebruiken" in words(client, here)
    assert client.post(here, {"sheet": "Twee"}).status_code == 302
    file.refresh_from_db()
    assert file.sheet == "Twee"
    assert client.post(here, {"sheet": "Drie"}).status_code == 422


def test_questions_are_answered_by_line_or_all_at_once(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hans)
    register.person(name="E. Edens", birth_on=date(1990, 6, 15))
    file = mapped(client, as_csv(PEOPLE, ELS, ("Elske Edens", *ELS[1:])))
    here = f"/inlezen/{file.pk}/vragen/duplicate/"
    assert "Lijkt op" in words(client, here)
    first = Remark.objects.order_by("pk").first()
    assert first is not None
    client.post(here, {f"regel_{first.pk}": "skip", "regel_99999999999999999999": "keep", "regel_x": "keep"})
    for given in ({}, {"answer": "weet niet"}):
        assert "Kies" in client.post(here, given, follow=True).content.decode()
    client.post(here, {"answer": "keep"})
    assert list(Remark.objects.order_by("pk").values_list("answer", flat=True)) == ["skip", "keep"]
    client.post(f"/inlezen/{file.pk}/inlezen/")
    assert set(Person.objects.values_list("name", flat=True)) == {"E. Edens", "Elske Edens"}


def test_a_long_check_is_a_task_that_its_page_follows(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "AT_ONCE", 0)
    client = sign_in(cast.hans)
    file = mapped(client, as_csv(PEOPLE, ELS))
    assert LongTask.objects.get().state == "done"
    assert "Nu inlezen" in words(client, f"/inlezen/{file.pk}/")
    running = exchange.long_task(by=cast.hans.account, kind="import.run", subject_id=file.pk)
    page = words(client, f"/inlezen/{file.pk}/")
    assert "Vernieuwen" in page
    assert "Nu inlezen" not in page
    for deed in ("controleren", "inlezen", "verwijderen"):
        assert "verwerkt" in client.post(f"/inlezen/{file.pk}/{deed}/", follow=True).content.decode()
    client.post(f"/taken/{running.pk}/stoppen/")
    assert "Gestopt" in words(client, f"/taken/{running.pk}/")
    assert "Bestand inlezen" in words(client, "/taken/")
    assert "al geëindigd" in client.post(f"/taken/{running.pk}/stoppen/", follow=True).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_in_sample_is_read_without_choosing_columns(cast: Cast, sign_in: SignIn, kind: str) -> None:
    answer = sign_in(cast.hans).get(f"/inlezen/voorbeeld/{kind}/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    header = book.get_sheet_by_name("Gegevens").to_python()[0]
    client = sign_in(cast.hans)
    uploaded(client, as_csv(header, ["x"] * len(header)), kind)
    assert len(ImportFile.objects.get().mapping) == len(header)


def test_a_list_is_taken_out_as_it_is_filtered(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hans)
    register.person(name="Els Edens")
    register.person(name="Noor Hof")
    assert "/downloaden/kandidaten/?zoek=Noor" in words(client, "/kandidaten/?zoek=Noor")
    here = "/downloaden/kandidaten/?zoek=Noor"
    assert "1 regel" in words(client, here)
    assert client.post(here, {"form": "csv"}).status_code == 422
    answer = client.post(here, {"form": "csv", "purpose": "quality"})
    assert "Noor Hof" in answer.content.decode()
    assert "Els" not in answer.content.decode()
    register.placement()
    for noun in ("werkgevers", "plaatsingen"):
        answer = client.post(f"/downloaden/{noun}/?status=lopend", {"form": "xlsx", "purpose": "quality"})
        assert answer.content.startswith(b"PK")


def test_a_long_list_waits_at_its_task(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_out, "AT_ONCE", 0)
    client = sign_in(cast.hans)
    register.person(name="Els Edens")
    answer = client.post("/downloaden/kandidaten/", {"form": "csv", "purpose": "quality"}, follow=True)
    assert "Bestand downloaden" in answer.content.decode()
    task = LongTask.objects.get()
    assert "Els Edens" in client.get(f"/taken/{task.pk}/bestand/").content.decode()
    assert sign_in(cast.bob).get(f"/taken/{task.pk}/bestand/").status_code == 404
