"""A region's list of neighbourhoods comes in whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, Refused, Several
from meedoen.exchange.neighbourhoods.reading import read_neighbourhoods
from meedoen.exchange.spreadsheets.reading import FileNotRead
from meedoen.project.command import main
from meedoen.register.fits.models import Neighbourhood
from meedoen.register.fits.neighbourhoods import RawLine
from meedoen.register.fits.services import Loaded, load_neighbourhoods
from tests.factories.access import TODAY, Cast

LINES = [RawLine(2, "9401", "52,99", "6.5642"), RawLine(3, "9402", "53", "6,55")]


def _load(cast: Cast, lines: list[RawLine] = LINES, **more: bool) -> Loaded:
    return load_neighbourhoods(cast.jan.actor, lines, "CBS", today=TODAY, **more)


def test_a_list_comes_in_once(cast: Cast) -> None:
    assert _load(cast, dry_run=True) == Loaded(2, 2, 0, 0, 0, True)
    assert not Neighbourhood.objects.exists()
    assert _load(cast) == Loaded(2, 2, 0, 0, 0, False)
    row = Neighbourhood.objects.get(pc4="9401")
    assert (row.lat_e5, row.lon_e5, row.source, row.loaded_on) == (5_299_000, 656_420, "CBS", TODAY)
    assert _load(cast) == Loaded(2, 0, 0, 2, 0, False)
    assert JournalEntry.objects.filter(deed="neighbourhood.load").count() == 1
    moved = [RawLine(2, "9401", "52,98", "6.5642")]
    assert _load(cast, moved) == Loaded(1, 0, 1, 0, 1, False)
    assert Neighbourhood.objects.get(pc4="9401").lat_e5 == 5_298_000


def test_everything_wrong_is_told_by_line_and_column_and_nothing_comes_in(cast: Cast) -> None:
    lines = [
        *LINES,
        RawLine(4, "9401", "53", "6.5"),
        RawLine(5, "94", "53", ""),
        RawLine(6, "9403", "6,5", "53"),
        RawLine(7, "9404", "NaN", "1e999999"),
    ]
    with pytest.raises(Several) as refused:
        _load(cast, lines)
    told = [one.message.split(":")[0] + ":" + one.message.split(":")[1] for one in refused.value.refusals]
    assert told == [
        "Rij 4: kolom pc4",
        "Rij 5: kolom pc4",
        "Rij 5: kolom lon",
        "Rij 6: kolommen lat en lon",
        "Rij 7: kolom lat",
        "Rij 7: kolom lon",
    ]
    assert not Neighbourhood.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        ("940", "52.9", "6.5"),
        ("9401", "noord", "6.5"),
        ("9401", "152.9", "6.5"),
        ("9401", "", ""),
        ("٩٤٠١", "52.9", "6.5"),
    ],
)
def test_a_line_that_says_nonsense_is_refused(cast: Cast, line: tuple[str, str, str]) -> None:
    with pytest.raises(Refused):
        _load(cast, [RawLine(2, *line)])
    assert not Neighbourhood.objects.exists()


def test_only_who_runs_the_installation_loads_a_list(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        load_neighbourhoods(cast.alice.actor, LINES, "CBS", today=TODAY)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(RawLine, st.integers(1, 9), st.text(), st.text(), st.text()), max_size=3))
def test_no_text_breaks_it(cast: Cast, lines: list[RawLine]) -> None:
    with suppress(Refused):
        load_neighbourhoods(cast.jan.actor, lines, "CBS", today=date(2018, 1, 1), dry_run=True)
    assert not Neighbourhood.objects.exists()


def test_a_file_has_its_three_columns(tmp_path: Path, db: None) -> None:
    assert read_neighbourhoods(b"naam;PC4;lat;lon\nX;9401;52,99;6,5\n") == [
        RawLine(2, "9401", "52,99", "6,5")
    ]
    for content in (b"pc4;lat\n9401;53\n", b"pc4;lat;lon\n", b"pc4;pc4;lat;lon\n1;1;1;1\n"):
        with pytest.raises(FileNotRead):
            read_neighbourhoods(content)
    file = tmp_path / "buurten.csv"
    file.write_text("pc4;lat;lon\n9401;52,99;6,5\n", encoding="utf-8")
    for _turn in range(2):
        done = CliRunner().invoke(main, ["neighbourhoods", "load", str(file), "--source", "CBS"])
        assert done.exit_code == 0, done.output
    assert done.output == "buurten.csv: 1 gelezen, 0 nieuw, 0 veranderd, 1 al bekend.\n"
    file.write_text("pc4;lat;lon\n9401;152,99;6,5\n", encoding="utf-8")
    wrong = CliRunner().invoke(main, ["neighbourhoods", "load", str(file), "--source", "CBS"])
    assert wrong.exit_code == 1
    assert "Rij 2: kolom lat" in wrong.output
