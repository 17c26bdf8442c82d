"""`meedoen import` reads a file in with the words of the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meedoen.exchange.imports.models import ImportFile
from meedoen.project.command import main
from meedoen.register.people.models import Person
from tests.factories import register
from tests.factories.access import Cast
from tests.integration.exchange.files import ELS, PEOPLE, as_csv


def read_in(tmp_path: Path, cast: Cast, content: bytes, *words: str) -> Result:
    """What the command says."""
    file = tmp_path / "mensen.csv"
    file.write_bytes(content)
    email = cast.hans.account.email
    return CliRunner().invoke(main, ["import", "people", str(file), "--as", email, *words])


def test_a_good_file_is_read_in(tmp_path: Path, cast: Cast) -> None:
    said = read_in(tmp_path, cast, as_csv(PEOPLE, ELS), "--dry-run")
    assert (said.exit_code, Person.objects.count()) == (0, 0)
    assert "1 nieuw, 0 al bekend" in said.output
    said = read_in(tmp_path, cast, as_csv(PEOPLE, ELS))
    assert (said.exit_code, Person.objects.count()) == (0, 1)
    assert "1 al bekend" in read_in(tmp_path, cast, as_csv(PEOPLE, ELS)).output
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            as_csv(PEOPLE, ("Jan", "31-02-1990", "Assen", "", "")),
            "regel 2, kolom Geboortedatum: “31-02-1990”",
        ),
        (b"\x00", "geen tekst"),
        (as_csv(("Naam", "Iets"), ("Jan", "x")), "Kies nog een kolom voor"),
        (as_csv(PEOPLE, ("Ümit", *ELS[1:]), encoding="cp1252"), "CSV (UTF-8)"),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path: Path, cast: Cast, content: bytes, says: str) -> None:
    said = read_in(tmp_path, cast, content)
    assert said.exit_code == 1
    assert says in said.output
    assert not Person.objects.exists()
    assert not ImportFile.objects.exists()


def test_doubtful_lines_stop_it_unless_it_is_said_what_to_do(tmp_path: Path, cast: Cast) -> None:
    register.person(name="E. Edens", birth_on=date(1990, 6, 15))
    content = as_csv(PEOPLE, ELS)
    assert "Lijkt op" in read_in(tmp_path, cast, content).output
    assert "1 overgeslagen" in read_in(tmp_path, cast, content, "--doubtful", "skip").output
    assert Person.objects.count() == 1
    assert "1 nieuw" in read_in(tmp_path, cast, content, "--doubtful", "keep").output
    assert Person.objects.count() == 2


def test_who_has_no_account_or_no_power_reads_nothing_in(tmp_path: Path, cast: Cast) -> None:
    file = tmp_path / "mensen.csv"
    file.write_bytes(as_csv(PEOPLE, ELS))
    for email, says in (("niemand@voorbeeld.example", "geen account"), (cast.farid.account.email, "uw rol")):
        said = CliRunner().invoke(main, ["import", "people", str(file), "--as", email])
        assert said.exit_code == 1
        assert says in said.output
