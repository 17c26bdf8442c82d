"""`meedoen publications`: the same import as the page, with the same faults."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from meedoen.project.command import main
from meedoen.steering.publications.models import Publication
from meedoen.steering.publications.shape import COLUMNS, RawRow
from tests.factories.steering import table_one

pytestmark = pytest.mark.django_db


def written(folder: Path, rows: list[RawRow]) -> str:
    file = folder / "letter.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(dict(row.cells) for row in rows)
    return str(file)


def test_a_file_is_read_in_and_tried_first(tmp_path: Path) -> None:
    file = written(tmp_path, table_one())
    tried = CliRunner().invoke(main, ["publications", "import", file, "--dry-run"])
    assert (tried.exit_code, Publication.objects.count()) == (0, 0)
    done = CliRunner().invoke(main, ["publications", "import", file])
    assert (done.exit_code, Publication.objects.count()) == (0, 5)
    again = CliRunner().invoke(main, ["publications", "import", file])
    assert "0 nieuw, 5 al bekend" in again.output


def test_faults_are_told_by_line_and_column(tmp_path: Path) -> None:
    file = written(tmp_path, table_one(dienstverband="1302", total="3258"))
    result = CliRunner().invoke(main, ["publications", "import", file])
    assert result.exit_code == 1
    assert "regel 3, kolom value: 1.145 + 156 = 1.301 en niet 1.302" in result.output
    assert Publication.objects.count() == 0


def test_the_projects_own_figures_are_loaded(settings: object) -> None:
    result = CliRunner().invoke(main, ["publications", "load"])
    assert result.exit_code == 0, result.output
    assert Publication.objects.filter(area="AM01", value=3257, breakdown="").exists()
