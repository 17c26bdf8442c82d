"""Where do we stand: targets, our readings and publications side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from meedoen.access.refusals import NotAllowed
from meedoen.primitives.period import Month, Quarter, Year
from meedoen.steering.counted.facts_of_register import forget
from meedoen.steering.dashboard.rows import status_of
from meedoen.steering.dashboard.selectors import dashboard, indicator_page, span_choices
from meedoen.steering.dashboard.shape import Dashboard, GoalRow
from meedoen.steering.indicators.services import confirm_freeze, propose_freeze
from meedoen.steering.targets.selectors import standing_targets
from tests.factories import register, steering
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db

LAST = Quarter(2017, 4)
AT = datetime(2018, 4, 30, 10, 0, tzinfo=UTC)


def row_of(board: Dashboard, indicator: str, area: str = "AM01") -> GoalRow:
    return next(row for row in board.rows if (row.goal.indicator, row.goal.area) == (indicator, area))


def freeze(cast: Cast) -> None:
    proposal = propose_freeze(cast.carla.actor, "AM01", LAST, at=AT)
    confirm_freeze(cast.ilse.actor, proposal.id, at=AT)


def test_target_reading_and_publication_stand_side_by_side(cast: Cast) -> None:
    steering.small_region()
    steering.target(value=4)
    steering.publication(value="3257")
    steering.publication(value="2303", reference_on=date(2016, 12, 31))
    steering.publication(value="9999", reference_on=date(2018, 3, 31))
    board = dashboard(cast.alice.actor, "AM01", LAST)
    head = board.rows[0]
    assert head.reading is not None
    assert head.target is not None
    assert head.publication is not None
    assert (head.reading.value, head.target.value, head.publication.value) == (5, 4, 3257)
    assert [one.value for one in head.vintages] == [3257, 2303]
    assert (head.status.code, head.status.words) == ("reached", "Doel gehaald (125 %)")
    assert head.trend is not None
    assert (head.trend.before, head.trend.difference) == (3, 2)
    assert head.trend.words == "2 meer dan in 4e kwartaal 2016"
    assert board.municipality_count == 27


def test_the_number_is_split_by_form_and_sector(cast: Cast) -> None:
    steering.small_region()
    head = dashboard(cast.alice.actor, "AM01", LAST).rows[0]
    assert [(part.label, part.value) for part in head.parts] == [
        ("dienstverband, markt", 3),
        ("dienstverband, overheid", 1),
        ("inleen en detachering", 1),
    ]
    assert head.existing is not None
    assert (head.existing.value, head.existing.cell) == (1, {"form": "inleen", "newness": "existing"})


def test_where_no_target_is_known_none_is_made_up(cast: Cast) -> None:
    steering.small_region()
    steering.target(value=3001, reference_on=date(2020, 12, 31))
    steering.publication(value="3257")
    board = dashboard(cast.alice.actor, "AM01", Quarter(2021, 2))
    head = board.rows[0]
    assert (head.target, head.status.words) == (None, "Geen doel bekend voor deze periode")
    assert (board.latest_with_target, board.latest_with_publication) == (Quarter(2020, 4), LAST)


def test_no_rows_no_number(cast: Cast) -> None:
    head = dashboard(cast.alice.actor, "AM01", LAST).rows[0]
    assert head.reading is not None
    assert (head.reading.value, head.status.code, head.parts) == (None, "no_target", ())
    assert head.why_no_reading != ""


@pytest.mark.parametrize(
    ("value", "on", "code", "words", "percent"),
    [
        (3257, date(2017, 12, 31), "reached", "Doel gehaald (217 %)", 217),
        (1504, date(2017, 12, 31), "reached", "Doel gehaald (100 %)", 100),
        (1501, date(2017, 12, 31), "behind", "Achter op doel: 3 te gaan", 100),
        (1000, date(2017, 9, 30), "to_go", "Nog 504 te gaan tot 31 december 2017", 66),
        (-3, date(2017, 12, 31), "behind", "Achter op doel: 1.507 te gaan", 0),
        (None, date(2017, 12, 31), "no_reading", "Nog niet te zeggen: er is geen eigen telling", None),
    ],
)
def test_the_status_is_a_sentence(value: Any, on: date, code: str, words: str, percent: Any) -> None:
    steering.target(value=1504)
    (target,) = standing_targets(["AM01"])
    found = status_of(value, target, on)
    assert (found.code, found.words, found.percent) == (code, words, percent)


def test_a_target_of_nothing_is_reached_without_a_percentage() -> None:
    steering.target(value=0)
    (target,) = standing_targets(["AM01"])
    assert status_of(0, target, LAST.last_day).words == "Doel gehaald"


def test_the_target_of_an_employer_stands_on_the_page_of_its_municipality_and_region(cast: Cast) -> None:
    region = steering.small_region()
    steering.target(
        indicator="employers.afspraakbanen", area="GM0014", value=3, employer_id=region.town_hall.pk
    )
    steering.publication(figure="employers.afspraakbanen", area="GM0014", value="43")
    for area in ("AM01", "GM0014"):
        row = row_of(dashboard(cast.alice.actor, area, LAST), "employers.afspraakbanen", "GM0014")
        assert row.name == "Gemeente Groningen als werkgever"
        assert row.reading is not None
        assert row.publication is not None
        assert (row.reading.value, row.publication.value) == (1, 43)
        assert row.status.words == "Achter op doel: 2 te gaan"
    assert "employers.afspraakbanen" not in {
        row.goal.indicator for row in dashboard(cast.alice.actor, "GM0106", LAST).rows
    }


def test_a_flow_is_added_up_since_its_target_counts(cast: Cast) -> None:
    firm = register.employer()
    for month in (2, 5, 11):
        register.placement(person=register.person(), employer=firm, starts_on=date(2017, month, 1))
    steering.target(indicator="placements.started", area="GM0106", value=5)
    row = row_of(dashboard(cast.alice.actor, "GM0106", Quarter(2017, 2)), "placements.started", "GM0106")
    assert row.reading is not None
    assert (row.reading.value, row.status.words) == (2, "Nog 3 te gaan tot 31 december 2017")


def test_small_numbers_are_hidden_on_the_map(cast: Cast, settings: Any) -> None:
    settings.SMALL_NUMBER = 3
    steering.small_region()
    tiles = {tile.code: tile for tile in dashboard(cast.alice.actor, "AM01", LAST).tiles}
    assert len(tiles) == 27
    assert (tiles["GM0014"].words, tiles["GM0014"].value, tiles["GM0014"].is_hidden) == ("< 3", None, True)
    assert (tiles["GM0047"].words, tiles["GM0106"].words) == ("< 3", "3")
    assert (tiles["GM0106"].shade, tiles["GM0009"].words) == (3, "0")
    assert tiles["GM0014"].column is not None


def test_the_map_is_that_of_the_day(cast: Cast) -> None:
    steering.small_region()
    assert len(dashboard(cast.alice.actor, "AM01", Quarter(2018, 1)).tiles) == 24
    assert len(dashboard(cast.alice.actor, "AM01", Quarter(2021, 1)).tiles) == 14


def test_everything_known_over_time_is_in_the_series(cast: Cast) -> None:
    steering.small_region()
    steering.target(value=4)
    steering.publication(value="3257")
    steering.publication(value="500", breakdown="form=inleen")
    steering.publication(value="1504", status="target")
    series = dashboard(cast.alice.actor, "AM01", LAST).series
    assert len(series.readings) == 20
    assert [point.value for point in series.readings[-9:]] == [None, 3, 3, 3, 3, 5, 5, 5, 5]
    assert [one.value for one in series.publications] == [3257]
    assert [one.value for one in series.targets] == [4]


@pytest.mark.usefixtures("few_goals")
def test_a_frozen_number_stays_on_the_page(cast: Cast) -> None:
    region = steering.small_region()
    freeze(cast)
    register.placement(person=register.person(), employer=region.firm)
    forget()
    board = dashboard(cast.alice.actor, "AM01", LAST)
    head = board.rows[0]
    assert head.reading is not None
    assert (head.reading.value, head.reading.is_frozen) == (5, True)
    assert sum(part.value or 0 for part in head.parts) == 5
    assert board.frozen is not None
    assert board.frozen.is_confirmed
    assert (board.series.readings[-1].value, board.series.readings[-1].is_frozen) == (5, True)
    next_quarter = dashboard(cast.alice.actor, "AM01", Quarter(2018, 1)).rows[0]
    assert next_quarter.reading is not None
    assert (next_quarter.reading.value, next_quarter.reading.is_frozen) == (6, False)


@pytest.mark.usefixtures("few_goals")
@pytest.mark.parametrize("is_frozen", [False, True])
def test_the_dashboard_reads_at_most_five_times(
    cast: Cast, django_assert_max_num_queries: Any, is_frozen: bool
) -> None:
    """Session, account and roles are three more: eight in all."""
    region = steering.small_region()
    steering.target()
    steering.target(
        indicator="employers.afspraakbanen", area="GM0014", value=3, employer_id=region.town_hall.pk
    )
    steering.publication()
    if is_frozen:
        freeze(cast)
    dashboard(cast.alice.actor, "AM01", LAST)
    with django_assert_max_num_queries(5):
        assert dashboard(cast.alice.actor, "AM01", LAST).rows


def test_the_page_of_one_indicator_is_split_as_asked(cast: Cast) -> None:
    steering.small_region()
    page = indicator_page(cast.alice.actor, "people.at_work", "AM01", LAST, by="municipality")
    assert [(part.label, part.value) for part in page.parts] == [
        ("Groningen", 1),
        ("Veendam", 2),
        ("Assen", 3),
    ]
    assert ("municipality", "gemeente") in page.breakdowns


def test_attributed_to_the_workplace_it_is_another_number(cast: Cast) -> None:
    steering.small_region()
    page = indicator_page(cast.alice.actor, "banenafspraak.extra_banen", "GM0106", LAST, attribution="werk")
    assert page.row.reading is not None
    assert page.row.reading.value == 4  # three in Assen, two hired in less one of 2012
    assert page.row.reading.attribution_words == "naar gemeente waar het werk is"


@pytest.mark.parametrize("span", [Month(2017, 12), Year(2017)])
def test_a_month_and_a_year_have_a_page_too(cast: Cast, span: Any) -> None:
    steering.small_region()
    head = dashboard(cast.alice.actor, "AM01", span).rows[0]
    assert head.reading is not None
    assert head.reading.value == 5


def test_every_municipality_has_a_page(cast: Cast) -> None:
    steering.small_region()
    board = dashboard(cast.bob.actor, "GM0047", LAST)
    assert board.area_name == "Veendam"
    assert board.rows[0].reading is not None
    assert (board.rows[0].reading.value, board.tiles) == (1, ())


def test_the_country_shows_publications_only(cast: Cast) -> None:
    steering.small_region()
    steering.publication(area="NL", value="36968")
    page = indicator_page(cast.alice.actor, "banenafspraak.extra_banen", "NL", LAST)
    assert page.row.reading is None
    assert page.row.why_no_reading.startswith("Over heel Nederland")
    assert page.row.publication is not None
    assert page.row.publication.value == 36968


def test_who_has_no_role_sees_no_dashboard(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        dashboard(cast.greta.actor, "AM01", LAST)


def test_the_choice_of_quarters_runs_back_to_2013() -> None:
    choices = span_choices(date(2018, 4, 30))
    assert (choices[0], choices[-1]) == (
        ("2018Q1", "1e kwartaal 2018"),
        ("2013Q1", "1e kwartaal 2013"),
    )


def test_a_kept_page_is_not_used_in_another_session(cast: Cast) -> None:
    """Its form to sign out has the token of the session that it was made for."""
    client = Client()
    client.force_login(cast.carla.account)
    etag = client.get("/sturing/")["ETag"]
    assert client.get("/sturing/", headers={"if-none-match": etag}).status_code == 304
    client.cookies.pop("csrftoken")
    client.force_login(cast.carla.account)
    assert client.get("/sturing/", headers={"if-none-match": etag}).status_code == 200
