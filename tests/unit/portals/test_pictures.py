"""Charts pass a strict CSP, speak Dutch and never show a number that is not there."""

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from meedoen.portals.charts import Drawing, png, svg
from meedoen.portals.pictures import Part, Point, bars, target_chart, waterfall
from meedoen.portals.scales import Room, Scales, ticks

READINGS = [Point(date(2016, 12, 31), 2303), Point(date(2017, 9, 30), 3044), Point(date(2017, 12, 31), 3257)]
PUBLICATIONS = [
    Point(date(2016, 12, 31), 2303, "begroting 2018"),
    Point(date(2017, 9, 30), 3044, "pers, feb 2018"),
]
TARGETS = [Point(date(2016, 12, 31), 948), Point(date(2017, 12, 31), 1504)]


def words_in(drawing: str) -> list[str]:
    """Every text in an SVG."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(drawing)
    return [word for word in found if word.strip()]


@pytest.fixture(scope="module")
def chart() -> Drawing:
    return target_chart(READINGS, PUBLICATIONS, TARGETS, "extra banen")


@pytest.fixture(scope="module")
def pictures(chart: Drawing) -> list[Drawing]:
    parts = [Part("markt", 1145), Part("overheid", 156), Part("onbekend", None)]
    steps = [Part("pers", 3044, True), Part("later", 88), Part("rest", 125), Part("UWV", 3257, True)]
    return [chart, bars(parts, "banen naar soort"), waterfall(steps, "van 3.044 naar 3.257")]


def test_no_picture_has_what_a_strict_policy_blocks(pictures: list[Drawing]) -> None:
    for picture in pictures:
        for drawing in (picture.wide, picture.narrow):
            assert drawing.startswith("<svg ")
            assert not re.search(r"style=|<style|<script|\son[a-z]+=|javascript:", drawing)


def test_the_drawing_itself_is_silent_and_the_label_is_dutch(chart: Drawing) -> None:
    assert 'aria-hidden="true"' in chart.wide
    assert "aria-label" not in chart.wide
    assert "aria-roledescription" not in chart.wide
    assert chart.label == (
        "Lijngrafiek: extra banen. Eigen telling: van 2.303 op 31 december 2016 naar 3.257 op "
        "31 december 2017. Doel op 31 december 2017: 1.504. Aantal gepubliceerde cijfers: 2."
    )


def test_the_words_in_the_chart_are_dutch_numbers_and_sources(chart: Drawing) -> None:
    words = words_in(chart.wide)
    assert "3.257" in words
    assert "doel 1.504" in words
    assert "3.044 · pers, feb 2018" in words
    assert "2.303 · begroting 2018" in words
    assert "1.000" in words
    assert not [word for word in words if re.search(r"\d,\d{3}", word)]
    assert [entry.words for entry in chart.legend] == ["eigen telling", "gepubliceerd", "doel"]


def test_the_narrow_chart_keeps_the_numbers_and_drops_the_names(chart: Drawing) -> None:
    words = words_in(chart.narrow)
    assert {"3.257", "doel 1.504", "3.044"} <= set(words)
    assert not [word for word in words if "pers" in word]


def test_a_month_that_was_not_counted_breaks_the_line() -> None:
    whole = [Point(date(2014 + year, 12, 31), 100 * year) for year in range(4)]
    broken = [whole[0], whole[1], Point(date(2016, 6, 30), None), whole[2], whole[3]]

    def lines(points: list[Point]) -> int:
        return str(target_chart(points, [], [], "banen").wide).count('stroke-width="2.5"')

    assert lines(whole) == 1
    assert lines(broken) == 2


def test_no_figure_at_all_is_said_and_drawn_as_nothing() -> None:
    empty = target_chart([Point(date(2017, 12, 31), None)], [], [], "extra banen")
    assert empty.label == "Lijngrafiek: extra banen. Er zijn nog geen cijfers."
    assert words_in(empty.wide) == []
    assert empty.legend == []


def test_one_reading_alone_is_drawn() -> None:
    alone = target_chart([Point(date(2017, 12, 31), 43)], [], [Point(date(2017, 12, 31), 36)], "banen")
    assert {"43", "doel 36"} <= set(words_in(alone.wide))


def test_a_missing_part_is_a_dash_and_zero_is_zero() -> None:
    words = words_in(bars([Part("markt", 0), Part("overheid", None)], "soort").wide)
    assert words == ["markt", "overheid", "0", "–"]


def test_a_waterfall_shows_differences_with_their_sign() -> None:
    steps = [Part("pers", 3044, True), Part("later", 88), Part("correctie", -5), Part("UWV", 3127, True)]
    picture = waterfall(steps, "van 3.044 naar 3.127")
    assert {"3.044", "+88", "−5", "3.127"} <= set(words_in(picture.wide))
    assert "correctie −5" in picture.label


def test_a_name_cannot_bring_in_markup() -> None:
    drawing = bars([Part("<script>alert(1)</script>", 3)], "soort").wide
    assert "<script" not in drawing


def test_two_drawings_on_one_page_share_no_id(pictures: list[Drawing]) -> None:
    ids = [re.findall(r'\bid="([^"]+)"', drawing) for p in pictures for drawing in (p.wide, p.narrow)]
    flat = [name for names in ids for name in names]
    assert len(flat) == len(set(flat))


def test_the_same_specification_is_drawn_once() -> None:
    spec = {"mark": "point", "data": {"values": [{"x": 1}]}, "encoding": {}}
    assert svg(spec) is svg(dict(spec))


def test_a_letter_gets_the_same_picture_as_png() -> None:
    assert png({"mark": "point", "data": {"values": [{"x": 1}]}})[:8] == b"\x89PNG\r\n\x1a\n"


def test_ticks_are_round_and_hold_everything() -> None:
    assert ticks(0, 3257) == [0, 1000, 2000, 3000, 4000]
    assert ticks(0, 43)[-1] >= 43
    assert ticks(0, 2) == [0, 1, 2]
    assert ticks(-30, 50)[0] <= -30
    assert ticks(Decimal(0), Decimal(0)) == [0, 1]


def test_words_never_cover_words_or_leave_the_frame(chart: Drawing) -> None:
    from meedoen.portals.charts import Frame

    frame = Frame(560, 290)
    scales = Scales.over(frame, READINGS)
    room = Room(frame)
    x, y = scales.x(date(2017, 12, 31)), scales.y(3257)
    first = room.place(x, y, "3.257 · raadsbrief")
    second = room.place(x, y, "3.257 · raadsbrief")
    assert first is not None
    assert second != first
    assert not room.claim(-frame.left - 1, 10, "te ver naar links", "left")
