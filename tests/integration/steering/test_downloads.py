"""What leaves the organisation: small numbers hidden, definition and sources beside, written down."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.exchange.spreadsheets.writing import to_csv, to_xlsx
from meedoen.primitives.period import Quarter
from meedoen.steering.counted.questions import question_for
from meedoen.steering.indicators.selectors import readings_of_period
from meedoen.steering.indicators.services import (
    confirm_freeze,
    download_kept,
    download_live,
    propose_freeze,
)
from tests.factories import steering
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db

LAST = Quarter(2017, 4)
BY_PLACE = question_for("banenafspraak.extra_banen", "AM01", LAST, by=("municipality",))


def test_the_table_has_its_parts_and_the_whole(cast: Cast, settings: Any) -> None:
    settings.SMALL_NUMBER = 1
    steering.small_region()
    table = download_live(cast.carla.actor, BY_PLACE, today=TODAY)
    assert table.header == ("gemeente", "afspraakbaan", "personen")
    assert table.rows == (("Groningen", 1, 1), ("Veendam", 1, 2), ("Assen", 3, 3), ("Totaal", 5, 6))
    about = dict(table.about)
    assert about["definitie"].startswith("De banen in de maand")
    assert about["peildatum"] == "31 december 2017"
    assert about["toerekening"] == "naar woongemeente van de persoon"
    assert about["stand"] == "telling van 30 april 2018, nog niet vastgesteld"
    assert any("aangenomen" in str(words) for name, words in table.about if name == "rust op")


def test_few_people_are_hidden(cast: Cast) -> None:
    steering.small_region()
    table = download_live(cast.carla.actor, BY_PLACE, today=TODAY)
    assert {row[1] for row in table.rows} == {"< 10"}
    assert {row[2] for row in table.rows} == {"< 10"}


@pytest.mark.usefixtures("few_goals")
def test_a_frozen_reading_leaves_as_it_was_kept(cast: Cast, settings: Any) -> None:
    settings.SMALL_NUMBER = 3
    steering.small_region()
    at = datetime(2018, 4, 30, 10, 0, tzinfo=UTC)
    proposal = propose_freeze(cast.carla.actor, "AM01", LAST, at=at)
    confirm_freeze(cast.ilse.actor, proposal.id, at=at)
    kept = readings_of_period(proposal.id)[0]
    table = download_kept(cast.farid.actor, kept.id, ("municipality",))
    assert table.rows == (
        ("Groningen", "< 3", "< 3"),
        ("Veendam", "< 3", "< 3"),
        ("Assen", 3, 3),
        ("Totaal", "< 3", "< 3"),
    )
    assert dict(table.about)["stand"] == "vastgesteld op 30 april 2018"
    with pytest.raises(NotFound):
        download_kept(cast.farid.actor, kept.id, ("employer",))


def test_both_files_can_be_written(cast: Cast) -> None:
    steering.small_region()
    table = download_live(cast.carla.actor, BY_PLACE, today=TODAY)
    text = to_csv(table).decode("utf-8-sig")
    assert text.splitlines()[0] == "gemeente;afspraakbaan;personen"
    assert "Assen;< 10;< 10" in text
    assert to_xlsx(table)[:2] == b"PK"


def test_that_it_left_is_written_down(cast: Cast) -> None:
    steering.small_region()
    download_live(cast.carla.actor, BY_PLACE, today=TODAY)
    entry = JournalEntry.objects.get()
    assert (entry.deed, entry.is_look, entry.detail["file"]) == (
        "indicator.download",
        True,
        "banenafspraak-extra_banen-am01-2017q4",
    )
    with pytest.raises(NotAllowed):
        download_live(cast.jan.actor, BY_PLACE, today=TODAY)
