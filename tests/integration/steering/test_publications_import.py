"""A file with publications is read in whole or not at all, and says what is wrong, where, and the remedy."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed
from meedoen.exchange.publications.reading import read_publications
from meedoen.steering.publications.lines import parse_line
from meedoen.steering.publications.models import Publication
from meedoen.steering.publications.own_files import own_files
from meedoen.steering.publications.selectors import realised, vintages
from meedoen.steering.publications.services import FileRefused, import_publications
from meedoen.steering.publications.shape import RawRow
from tests.factories.access import TODAY, Cast
from tests.factories.steering import line, table_one

pytestmark = pytest.mark.django_db


def refused(cast: Cast, rows: list[RawRow], today: date = TODAY) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        import_publications(cast.carla.actor, rows, today=today)
    assert Publication.objects.count() == 0
    assert JournalEntry.objects.count() == 0
    return caught.value


def test_the_table_of_the_council_letter_is_read_in(cast: Cast) -> None:
    report = import_publications(cast.carla.actor, table_one(), today=TODAY)
    assert (report.read, report.added, report.unchanged) == (5, 5, 0)
    total = next(one for one in vintages(["banenafspraak.extra_banen"], ["AM01"]) if not one.breakdown)
    assert (total.value, total.reference_on, total.published_on) == (
        3257,
        date(2017, 12, 31),
        date(2018, 4, 30),
    )
    assert JournalEntry.objects.get().deed == "publication.import"


def test_reading_in_again_changes_nothing(cast: Cast) -> None:
    import_publications(cast.carla.actor, table_one(), today=TODAY)
    report = import_publications(cast.carla.actor, table_one(), today=TODAY)
    assert (report.added, report.unchanged, report.described_anew) == (0, 5, 0)
    assert Publication.objects.count() == 5


def test_a_try_keeps_nothing(cast: Cast) -> None:
    report = import_publications(cast.carla.actor, table_one(), today=TODAY, dry_run=True)
    assert (report.added, report.is_dry_run) == (5, True)
    assert Publication.objects.count() == 0


def test_who_has_no_power_reads_in_nothing(cast: Cast) -> None:
    for member in (cast.alice, cast.farid, cast.greta):
        with pytest.raises(NotAllowed):
            import_publications(member.actor, table_one(), today=TODAY)
    assert Publication.objects.count() == 0


def test_a_wrong_sum_names_the_numbers(cast: Cast) -> None:
    (fault,) = refused(cast, table_one(dienstverband="1302", total="3258")).faults
    assert (fault.row, fault.column) == (3, "value")
    assert "1.145 + 156 = 1.301 en niet 1.302" in fault.message


def test_a_wrong_total_names_the_numbers(cast: Cast) -> None:
    (fault,) = refused(cast, table_one(total="3250")).faults
    assert "1.301 + 1.956 = 3.257 en niet 3.250" in fault.message


def test_leaves_without_their_middle_are_added_too(cast: Cast) -> None:
    rows = [row for row in table_one(inleen="1955") if row.cells["breakdown"] != "form=dienstverband"]
    (fault,) = refused(cast, rows).faults
    assert "1.145 + 156 + 1.955 = 3.256 en niet 3.257" in fault.message


@pytest.mark.parametrize(("total", "is_read"), [("3258", True), ("3259", True), ("3260", False)])
def test_a_sum_may_miss_by_rounding_when_the_file_says_so(cast: Cast, total: str, is_read: bool) -> None:
    """At most one for each part."""
    rows = table_one(total=total)
    rows[0] = RawRow(rows[0].number, {**rows[0].cells, "rounding": "ja"})
    if is_read:
        import_publications(cast.carla.actor, rows, today=TODAY)
        assert Publication.objects.get(breakdown="").is_rounded
    else:
        assert "meer dan afronding" in refused(cast, rows).faults[0].message


def test_a_part_is_held_against_what_was_read_in_before(cast: Cast) -> None:
    import_publications(cast.carla.actor, table_one()[:1] + table_one()[4:], today=TODAY)
    with pytest.raises(FileRefused) as caught:
        import_publications(
            cast.carla.actor, [line(7, breakdown="form=dienstverband", value="1300")], today=TODAY
        )
    assert caught.value.faults[0].row == 7
    assert Publication.objects.count() == 2


def test_a_duplicate_in_the_file_is_a_fault(cast: Cast) -> None:
    (fault,) = refused(cast, [line(2), line(3)]).faults
    assert (fault.row, "regel 2" in fault.message) == (3, True)


def test_two_values_for_one_figure_are_a_fault(cast: Cast) -> None:
    (fault,) = refused(cast, [line(2), line(3, value="3044")]).faults
    assert "3257" in fault.message
    assert "3044" in fault.message


def test_another_value_than_was_kept_is_a_contradiction(cast: Cast) -> None:
    import_publications(cast.carla.actor, [line()], today=TODAY)
    with pytest.raises(FileRefused) as caught:
        import_publications(cast.carla.actor, [line(value="3258"), line(3, area="AM02")], today=TODAY)
    assert "3257" in caught.value.faults[0].message
    assert "3258" in caught.value.faults[0].message
    assert list(Publication.objects.values_list("value", flat=True)) == [3257]


def test_a_later_publication_stands_beside_the_first(cast: Cast) -> None:
    rows = [line(2), line(3, published_on="2018-07", status="final", value="3260")]
    import_publications(cast.carla.actor, rows, today=date(2018, 8, 1))
    found = realised(vintages(["banenafspraak.extra_banen"], ["AM01"]), date(2017, 12, 31))
    assert [one.value for one in found] == [3260, 3257]


def test_another_note_describes_the_same_figure_anew(cast: Cast) -> None:
    import_publications(cast.carla.actor, [line()], today=TODAY)
    report = import_publications(cast.carla.actor, [line(note="tabel 1")], today=TODAY)
    assert (report.added, report.described_anew) == (0, 1)
    assert Publication.objects.get().note == "tabel 1"


WRONG = [
    ("area", "AM99", "bestaat niet"),
    ("area", "GM9999", "bestaat niet"),
    ("area", "", "bestaat niet"),
    ("reference_on", "2011-12-31", "voor 2012"),
    ("reference_on", "2026", "in de toekomst"),
    ("reference_on", "31-12-2017", "geen datum"),
    ("reference_on", "2017-02-30", "geen datum"),
    ("reference_on", "0000", "geen datum"),
    ("published_on", "2018-05", "in de toekomst"),
    ("status", "realised", "Kies uit"),
    ("unit", "stuks", "Kies uit"),
    ("certainty", "zeker", "Kies uit"),
    ("rounding", "x", "Kies uit"),
    ("value", "3.257", "3257"),
    ("value", "-1.234.567", "-1234567"),
    ("value", "3257,0", "3257.0"),
    ("value", "1.5", "geen heel getal"),
    ("value", "ruim 3000", "geen getal"),
    ("value", "", "ontbreekt"),
    ("value", "9" * 40, "geen getal"),
    ("value", "NaN", "geen getal"),
    ("figure", "Extra banen", "kleine letters"),
    ("figure", "extra_banen", "kleine letters"),
    ("breakdown", "markt", "form=dienstverband"),
    ("breakdown", "form=inleen;form=inleen", "form=dienstverband"),
    ("source", "", "Noem de bron"),
    ("source", "x" * 301, "Kort hem in"),
    ("note", "a\0b", "onleesbare"),
    ("url", "javascript:alert(1)", "https"),
]


@pytest.mark.parametrize(("column", "given", "words"), WRONG)
def test_a_fault_names_row_column_and_remedy(column: str, given: str, words: str) -> None:
    found, faults = parse_line(line(12, **{column: given}), TODAY)
    assert found is None
    (fault,) = faults
    assert (fault.row, fault.column) == (12, column)
    assert words in fault.message


def test_a_reference_after_its_publication_is_a_fault() -> None:
    _found, (fault,) = parse_line(line(reference_on="2018-03-31", published_on="2018-02"), TODAY)
    assert (fault.column, "na de publicatie" in fault.message) == ("reference_on", True)


def test_a_target_may_lie_ahead() -> None:
    found, faults = parse_line(line(status="target", reference_on="2025-12-31"), TODAY)
    assert faults == []
    assert found is not None
    assert found.reference_on == date(2025, 12, 31)


def test_every_fault_of_every_line_is_told_at_once(cast: Cast) -> None:
    faults = refused(cast, [line(2, area="AM99", value="3.257"), line(3, unit="stuks"), line(4)]).faults
    assert [(fault.row, fault.column) for fault in faults] == [(2, "area"), (2, "value"), (3, "unit")]


def test_the_files_of_the_project_are_in_order_and_can_be_read_in_twice(cast: Cast) -> None:
    today = date(2026, 11, 21)
    read = 0
    for _turn in range(2):
        for _name, content in own_files():
            report = import_publications(cast.carla.actor, read_publications(content), today=today)
            read += report.read
    assert Publication.objects.count() == read // 2
    assert read > 200
