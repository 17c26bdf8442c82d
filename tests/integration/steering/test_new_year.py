"""The turn of a year: rows by sight, counts beside them, and what is not known stands in the list."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meedoen.access.models import JournalEntry
from meedoen.project.command import main
from meedoen.register.people.models import Person
from meedoen.register.profiles.models import Loonwaarde, TargetGroup
from meedoen.rules.new_year import Window
from meedoen.steering.new_year.selectors import changes_visible_to, new_year
from meedoen.steering.new_year.shape import Asked, next_new_year, window_for
from tests.factories import access, register
from tests.factories.access import Cast
from tests.factories.choices import choice

pytestmark = pytest.mark.django_db
DAY, JANUARY = date(2026, 11, 22), date(2027, 1, 1)
KNOWN = Asked(Window(date(2025, 12, 31), date(2026, 1, 1)))
NEXT = Asked(Window(DAY, JANUARY))


def measured(person: Person, percentage: str = "60", until: date | None = None) -> None:
    Loonwaarde.objects.create(
        person=person,
        percentage=Decimal(percentage),
        measured_on=date(2024, 1, 1),
        measured_by="Deskundige",
        function="magazijn",
        method="uniform",
        valid_until=until,
    )


def at_work(percentage: str | None = "60", until: date | None = None, **more: Any) -> Any:
    """Someone of Assen at work for 32 hours since March 2024; None: never measured."""
    job = {"hours": "32", "starts_on": date(2024, 3, 1)}
    job |= {name: more.pop(name) for name in ("hours", "starts_on", "kind") if name in more}
    person = register.person(**more)
    if percentage is not None:
        measured(person, percentage, until)
    return register.placement(person=person, **job)


def kinds(found: Any) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    return {row.change.kind: (row.change.old, row.change.new) for row in found.rows}


def test_the_desk_sees_each_change_with_both_amounts(cast: Cast) -> None:
    at_work()
    found = new_year(cast.alice.actor, KNOWN)
    assert kinds(found)["lks_amount"] == (Decimal("1039.44"), Decimal("1101.31"))
    assert kinds(found)["minimum_wage"] == (Decimal("14.40"), Decimal("14.71"))
    assert set(kinds(found)) == {"lks_amount", "minimum_wage", "lkv_lasting"}
    assert all(row.person_name for row in found.rows)


def test_what_is_not_known_yet_stands_in_the_list_all_the_same(cast: Cast) -> None:
    at_work()
    found = new_year(cast.alice.actor, NEXT)
    assert kinds(found)["lks_amount"] == (Decimal("1101.31"), None)
    assert {row.change.certainty for row in found.rows} == {"unknown"}
    assert found.by_kind["lks_amount"].unknown == 1


def test_an_own_assumption_is_marked_as_such(cast: Cast) -> None:
    at_work()
    found = new_year(cast.alice.actor, Asked(Window(DAY, JANUARY, Decimal("0.02"))))
    row = next(row for row in found.rows if row.change.kind == "lks_amount")
    assert (row.change.new, row.change.certainty) == (Decimal("1144.20"), "own")


def test_who_has_subsidy_by_the_rules(cast: Cast) -> None:
    bijstand = at_work(ground="1c").person
    TargetGroup.objects.create(person=bijstand, code="bijstand", starts_on=date(2020, 1, 1))
    at_work(ground="1c")
    at_work("100")
    at_work(until=date(2025, 12, 30))
    at_work(kind="beschut_werk", ground="1e")
    at_work(kind="proefplaatsing")
    asked = Asked(KNOWN.window, kind="lks_amount")
    assert len(new_year(cast.alice.actor, asked).rows) == 2


def test_a_measurement_that_runs_out_asks_for_a_new_one(cast: Cast) -> None:
    at_work(until=date(2026, 12, 1))
    row = next(r for r in new_year(cast.alice.actor, NEXT).rows if r.change.kind == "measurement_expires")
    assert (row.change.on, row.change.new) == (date(2026, 12, 2), None)


def test_the_forfait_is_of_the_municipality(cast: Cast) -> None:
    at_work(None, starts_on=date(2026, 7, 1))
    asked = Asked(Window(date(2026, 9, 1), JANUARY), kind="forfait_ends")
    assert [row.change.on for row in new_year(cast.alice.actor, asked).rows] == [date(2027, 1, 1)]
    choice(point="forfait_maanden", value="3", starts_on=date(2026, 1, 1))
    assert [row.change.on for row in new_year(cast.alice.actor, asked).rows] == [date(2026, 10, 1)]
    choice(point="forfait_aangeboden", value="nee", starts_on=date(2026, 1, 1))
    assert not new_year(cast.alice.actor, asked).rows


def test_rows_follow_sight_and_counts_go_further(cast: Cast) -> None:
    for _turn in range(12):
        at_work()
    other = new_year(cast.bob.actor, KNOWN)
    assert not other.rows
    assert other.jobs == 0
    region = new_year(cast.carla.actor, KNOWN)
    assert region.by_kind["lks_amount"].counted == 12
    assert region.by_kind["lks_amount"].visible == 0
    shown = {row.change.kind for row in region.rows}
    assert shown == {"minimum_wage", "lkv_lasting"}
    assert not any(row.person_name for row in region.rows)


def test_few_are_not_told_to_who_does_not_see_them(cast: Cast) -> None:
    at_work()
    assert new_year(cast.carla.actor, KNOWN).by_kind["lks_amount"].counted is None
    assert new_year(cast.alice.actor, KNOWN).by_kind["lks_amount"].counted == 1


def test_one_hidden_cell_hides_another_so_that_the_total_tells_nothing(cast: Cast) -> None:
    veendam = access.organisation("Veendam", municipality=access.VEENDAM)
    for _turn in range(12):
        at_work()
    at_work(municipality=access.VEENDAM, responsible=veendam)
    cells = [place.counts["lks_amount"].counted for place in new_year(cast.carla.actor, KNOWN).places]
    assert cells == [None, None]


def test_a_cell_hidden_for_another_is_not_said_to_be_few(
    cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    veendam = access.organisation("Veendam", municipality=access.VEENDAM)
    for _turn in range(12):
        at_work()
    at_work(municipality=access.VEENDAM, responsible=veendam)
    found = new_year(cast.carla.actor, KNOWN)
    told = {place.code: place.counts["lks_amount"].is_few for place in found.places}
    assert told == {access.ASSEN: False, access.VEENDAM: True}
    shown = sign_in(cast.carla).get("/rekenen/1-januari/", {"op": "2026-01-01"}).text
    assert shown.count("minder dan 10") == 1


def test_hidden_cells_do_not_follow_from_a_total(cast: Cast) -> None:
    """Two municipalities with one each are known by what is left of the total; so is a kind."""
    for code, many in ((access.ASSEN, 14), (access.VEENDAM, 1), ("GM0014", 1)):
        for _turn in range(many):
            at_work(municipality=code)
    cells = [place.counts["lks_amount"].counted for place in new_year(cast.carla.actor, KNOWN).places]
    assert cells == [None, None, None]
    at_work(birth_on=date(2005, 1, 1))
    found = new_year(cast.carla.actor, KNOWN)
    assert found.by_kind["youth_wage"].counted is None
    assert found.total.counted is None
    assert not found.total.is_few


def test_the_wage_of_the_young_tells_an_age_only_to_who_sees_the_person(cast: Cast) -> None:
    at_work(None, birth_on=date(2007, 3, 1), starts_on=date(2025, 7, 1))
    assert "minimum_wage" in {row.change.kind for row in new_year(cast.alice.actor, KNOWN).rows}
    assert {row.change.kind for row in new_year(cast.carla.actor, KNOWN).rows} == {"lkv_lasting"}


def test_a_share_of_the_work_alone_tells_no_loonwaarde(cast: Cast) -> None:
    placement = at_work()
    consulent = access.account("Sanne Smit", "consulent", at=placement.person.responsible)
    veendam = access.organisation("Veendam", municipality=access.VEENDAM)
    register.share(placement.person, veendam, by=consulent, sections=["work"])
    shown = {row.change.kind for row in new_year(cast.bob.actor, KNOWN).rows}
    assert shown == {"minimum_wage"}


def test_pages_go_on_where_the_last_one_ended(cast: Cast) -> None:
    for _turn in range(3):
        at_work()
    everything = [row.key for row in new_year(cast.alice.actor, KNOWN).rows]
    assert len(everything) == 9
    first = new_year(cast.alice.actor, KNOWN, limit=4)
    rest = new_year(cast.alice.actor, KNOWN, first.next_after, limit=50)
    assert [row.key for row in (*first.rows, *rest.rows)] == everything
    assert rest.next_after is None


def test_a_job_without_hours_that_day_is_left_out_and_said(cast: Cast) -> None:
    placement = at_work()
    placement.contract_hours.update(starts_on=date(2026, 6, 1))
    found = new_year(cast.alice.actor, KNOWN)
    assert (found.jobs, found.left_out, found.rows) == (1, 1, ())


def test_the_queries_do_not_grow_with_the_rows(cast: Cast) -> None:
    at_work()
    new_year(cast.alice.actor, KNOWN)
    with CaptureQueriesContext(connection) as few:
        new_year(cast.alice.actor, KNOWN)
    for _turn in range(20):
        at_work()
    with CaptureQueriesContext(connection) as many:
        new_year(cast.alice.actor, KNOWN)
    assert len(few) == len(many) <= 12


def test_the_default_window() -> None:
    assert next_new_year(date(2026, 12, 31)) == date(2027, 1, 1)
    assert next_new_year(date(2027, 1, 1)) == date(2028, 1, 1)
    assert window_for(JANUARY, DAY).old == DAY
    assert window_for(date(2026, 1, 1), DAY).old == date(2025, 12, 31)


def test_the_page_shows_them_and_writes_down_whose_names(
    cast: Cast, sign_in: Callable[[Any], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meedoen.portals.desk.new_year.today", lambda: DAY)
    placement = at_work()
    desk = sign_in(cast.alice)
    page = desk.get("/rekenen/1-januari/")
    assert page.status_code == 200
    assert "bedrag nog niet bekend" in page.text
    assert placement.person.name in page.text
    entry = JournalEntry.objects.get(deed="new_year.see")
    assert entry.detail == {"numbers": [placement.person.number]}
    own = desk.get("/rekenen/1-januari/", {"groei": "2", "soort": "lks_amount"})
    assert "uw eigen aanname" in own.text
    assert "1.144,20" in own.text
    same = desk.get("/rekenen/1-januari/", {"groei": "0", "soort": "lks_amount"})
    assert "uw eigen aanname" in same.text
    steering = sign_in(cast.karin).get("/rekenen/1-januari/", {"op": "2026-01-01"})
    assert steering.status_code == 200
    assert placement.person.name not in steering.text
    assert sign_in(cast.jan).get("/rekenen/1-januari/").status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        {"op": "morgen", "groei": "veel", "soort": "x", "na": "\x00", "gemeente": "é" * 200},
        {"op": "2026-01-01", "sinds": "2026-06-01"},
        {"op": "2026-01-01", "groei": "900"},
        {"na": "lks_amount.2026-01-01.99999999999999999999"},
        {"op": "2199-12-31"},
        {"op": "9999-12-31", "sinds": "0001-01-01"},
    ],
)
def test_a_strange_address_gets_an_answer(
    cast: Cast, sign_in: Callable[[Any], Client], query: dict[str, str]
) -> None:
    at_work()
    assert sign_in(cast.alice).get("/rekenen/1-januari/", query).status_code == 200


def test_a_day_before_the_rule_book_is_refused_in_words(cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    at_work(starts_on=date(2011, 1, 1))
    answer = sign_in(cast.alice).get("/rekenen/1-januari/", {"op": "2012-01-01"})
    assert answer.status_code == 404
    assert "Geen waarde voor deze dag" in answer.text


def test_the_list_is_taken_out_with_a_purpose(cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    placement = at_work()
    desk = sign_in(cast.alice)
    url = "/downloaden/1-januari/?op=2026-01-01&soort=lks_amount"
    assert "1 regel" in desk.get(url).text
    assert desk.post(url, {"form": "csv"}).status_code == 422
    for form in ("csv", "xlsx"):
        taken = desk.post(url, {"form": form, "purpose": "caseload"})
        assert taken.status_code == 200
        if form == "csv":
            text = taken.content.decode("utf-8-sig")
            assert "1039,44" in text
            assert placement.number in text
    entry = JournalEntry.objects.filter(deed="new_year.export").latest("id")
    assert entry.detail["purpose"] == "caseload"
    assert entry.detail["numbers"] == [placement.number]


def test_the_command_counts_for_a_region(cast: Cast) -> None:
    for _turn in range(12):
        at_work()
    told = CliRunner().invoke(main, ["rules", "new-year", "--region", "AM01", "--day", "2026-01-01"])
    assert told.exit_code == 0, told.output
    assert "Loonkostensubsidie: ander bedrag: 12" in told.output
    asked = ["rules", "new-year", "--region", "AM01", "--day", "2027-01-01", "--format", "json"]
    assert '"unknown": 12' in CliRunner().invoke(main, asked).output
    for wrong in (["--region", "AM99"], ["--region", "AM01", "--day", "2012-01-01"]):
        refused = CliRunner().invoke(main, ["rules", "new-year", *wrong])
        assert refused.exit_code == 1
        assert "Error: " in refused.output


def test_twenty_thousand_jobs_in_a_few_seconds() -> None:
    from meedoen.rules.new_year import Work
    from meedoen.rules.new_year_terms import changes

    jobs = [
        Work(
            kind="dienstverband",
            birth_on=date(1965 + turn % 43, 1 + turn % 12, 1 + turn % 28),
            starts_on=date(2016 + turn % 9, 1 + turn % 12, 1 + turn % 28),
            hours=Decimal(16 + turn % 25),
            full_time=Decimal(40),
            loonwaarde=Decimal(20 + turn % 80) / 100,
            grounds=frozenset({"1a"}),
            in_bijstand=turn % 2 == 0,
        )
        for turn in range(20_000)
    ]
    window = Window(date(2025, 11, 22), date(2026, 1, 1))
    began = time.perf_counter()
    found = sum(len(changes(job, window)) for job in jobs)
    assert found > 40_000
    # A few seconds on a desk; several times that where others build on the same machine.
    assert time.perf_counter() - began < 20


def test_changes_visible_to_gives_what_the_page_gives(cast: Cast) -> None:
    at_work()
    assert [row.key for row in changes_visible_to(cast.alice.actor, KNOWN)] == [
        row.key for row in new_year(cast.alice.actor, KNOWN).rows
    ]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2027, 1, 31), True),
        (date(2027, 2, 1), False),
    ],
)
def test_vandaag_leads_there_around_the_turn_of_the_year(
    cast: Cast,
    sign_in: Callable[[Any], Client],
    monkeypatch: pytest.MonkeyPatch,
    day: date,
    shown: bool,
) -> None:
    monkeypatch.setattr("meedoen.portals.desk.today.today", lambda: day)
    for member in (cast.alice, cast.karin):
        assert ("Wat verandert op 1 januari 2027" in sign_in(member).get("/").text) is shown


def test_the_most_urgent_kind_stands_on_top(cast: Cast) -> None:
    at_work()
    at_work(until=date(2026, 12, 1))
    assert [row.change.kind for row in new_year(cast.alice.actor, NEXT).rows][:2] == [
        "measurement_expires",
        "lks_amount",
    ]
