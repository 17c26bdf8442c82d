"""The rule book from a shell: checked and written out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from meedoen.project.command import main
from meedoen.rules import book


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["rules", *words])


def test_warnings_are_no_fault() -> None:
    shown = run("check", "--day", "2026-11-22")
    assert shown.exit_code == 0, shown.output
    assert "let op: wml.uur: vanaf 1 januari 2027 is er geen waarde." in shown.output
    assert "0 fout(en)" in shown.output
    assert "let op" not in run("check", "--quiet").output


def test_a_fault_gives_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "check", lambda: ["wml.uur: gat van 2025-01-01 t/m 2025-06-30."])
    shown = run("check", "--quiet")
    assert shown.exit_code == 1
    assert "fout: wml.uur: gat van 2025-01-01" in shown.output


def test_the_book_is_written_as_a_tree_of_files(tmp_path: Path) -> None:
    shown = run("export", "--out", str(tmp_path))
    assert shown.exit_code == 0, shown.output
    written = yaml.safe_load((tmp_path / "lks" / "opslag.yaml").read_text("utf-8"))
    assert written["metadata"]["unit"] == "deel"


def test_a_folder_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    in_the_way = tmp_path / "lks"
    in_the_way.write_text("een bestand", encoding="utf-8")
    shown = run("export", "--out", str(tmp_path))
    assert shown.exit_code == 1
    assert "lukt niet" in shown.output
