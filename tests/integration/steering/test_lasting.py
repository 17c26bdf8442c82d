"""Lasting work: which curve a choice gives, the day on which someone is duurzaam, and what is hidden."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.primitives.period import Quarter
from meedoen.register.placements.services import end_placement
from meedoen.register.programmes.models import Programme
from meedoen.steering.counted.facts_of_register import forget
from meedoen.steering.lasting.selectors import movement_in, reached_in, survival
from meedoen.steering.lasting.services import take_survival
from meedoen.steering.lasting.shape import Survival
from meedoen.steering.lasting.table import table_of
from tests.factories import coaching, register
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db

REACHED = date(2018, 4, 17)
Q2 = Quarter(2018, 2)


def plan() -> Programme:
    return Programme.objects.filter(code="1000_banenplan").first() or register.programme("1000_banenplan")


def many(number: int, *, starts_on: date = date(2016, 1, 1), ends: int = 0, **more: object) -> None:
    """So many people at work, of whom some stopped after a hundred days."""
    for turn in range(number):
        over = (starts_on + timedelta(days=100), "resigned") if turn < ends else None
        register.placement(starts_on=starts_on, ended=over, **more)  # type: ignore[arg-type]


def curves(cast: Cast, by: str = "kind", end: str = "placement", begun: str = "alles") -> Survival:
    return survival(cast.karin.actor, "AM01", by, end, begun, on=TODAY)


def test_the_curve_is_of_those_who_began_in_the_region_and_in_time(cast: Cast) -> None:
    many(30, ends=15)
    many(12, starts_on=date(2017, 1, 1), kind="leerwerkplek")
    many(11, person=None, starts_on=date(2018, 5, 1))
    for _each in range(10):
        register.placement(person=register.person(municipality="GM0363"))
    found = curves(cast)
    assert [(one.code, one.people) for one in found.groups] == [("dienstverband", 30), ("leerwerkplek", 12)]
    assert found.whole.people == 42
    half = found.groups[0]
    assert (half.at(3).percent, half.at(6).percent) == (100, 50)
    assert (half.at(6).at_risk, half.median) == (15, 3)
    assert curves(cast, begun="2017").whole.people == 12


def test_every_way_of_dividing_names_its_groups(cast: Cast) -> None:
    many(10, programme=plan())
    many(10)
    names = {by: [one.name for one in curves(cast, by).groups] for by in ("programme", "sector", "sbi")}
    assert names["programme"] == [plan().name, "geen programma"]
    assert names["sbi"] == ["onbekend"]
    assert names["sector"] in (["markt"], ["onbekend"])
    assert [one.name for one in curves(cast, "municipality").groups] == ["Assen"]


def test_coaching_divides_by_who_had_a_coach_from_the_beginning(cast: Cast) -> None:
    begun = date(2016, 1, 1)
    for number, after in ((10, 20), (11, 200)):
        for _turn in range(number):
            work = register.placement(starts_on=begun)
            coaching.granted(
                cast.hans.account, placement=work, starts_on=begun + timedelta(days=after), regime="midden"
            )
    many(12)
    groups = curves(cast, "regime").groups
    told = [(one.name, one.people) for one in groups]
    assert told == [("midden", 10), ("geen coach in de eerste maand", 23)]


def test_a_few_are_hidden_on_the_page_and_in_the_file(cast: Cast, client: Client) -> None:
    many(25)
    many(14, kind="leerwerkplek")
    many(3, kind="beschut_werk")
    found = {one.code: one.people for one in curves(cast).groups}
    assert found == {"dienstverband": 25, "leerwerkplek": "*", "beschut_werk": "< 10"}
    taken = take_survival(cast.karin.actor, "AM01", "kind", "placement", "alles", on=TODAY)
    table = table_of(taken, "AM01")
    assert ("beschut werk", None, None, None, None, "< 10") in table.rows
    assert not any(row[0] == "leerwerkplek" and row[1] is not None for row in table.rows)
    assert JournalEntry.objects.filter(deed="lasting.download").count() == 1


def test_an_end_moves_the_curve_at_once(cast: Cast) -> None:
    """Two months ago 22 began, ten stopped after 50 days; today one more stops."""
    start = TODAY - timedelta(days=61)
    for turn in range(21):
        register.placement(
            starts_on=start, ended=(start + timedelta(days=50), "resigned") if turn < 10 else None
        )
    person = register.person(responsible=cast.alice.account.organisation)
    one = register.placement(person=person, starts_on=start)
    before = curves(cast).whole.at(2)
    end_placement(cast.alice.actor, one.number, TODAY, "resigned", today=TODAY)
    after = curves(cast).whole.at(2)
    assert (before.percent, after.percent) == (55, 50)
    assert before.at_risk == after.at_risk == 12


def test_today_counts_today_by_each_definition(cast: Cast) -> None:
    """Walking the days: the half year is full on the 17th of April, and from that day it counts."""
    person = register.person()
    register.placement(person=person, starts_on=date(2017, 10, 17), hours="24", programme=plan())
    short = register.placement(starts_on=date(2017, 10, 17), hours="12", programme=plan())
    assert short.pk
    for turn in range(-20, 14):
        day = REACHED + timedelta(days=turn)
        found = {
            one.code: one.now for one in reached_in(cast.karin.actor, "AM01", Quarter.of(day), today=day)
        }
        full = day >= REACHED
        assert found == {"1000_banenplan": int(full), "1000_banenplan_2022": 2 * int(full)}, day


def test_the_later_figure_stands_beside_and_the_difference_is_named(cast: Cast) -> None:
    start, months = date(2017, 10, 1), [date(2017, 10, 1), date(2017, 11, 1), date(2017, 12, 1)]
    months += [date(2018, 1, 1), date(2018, 2, 1), date(2018, 3, 1)]
    enough, little = dict.fromkeys(months, "110"), dict.fromkeys(months, "60")
    for hours, paid in (("24", enough), ("24", little), ("24", None), ("24", None), ("20", enough)):
        register.placement(starts_on=start, hours=hours, paid=paid, programme=plan())
    first, second = reached_in(cast.karin.actor, "AM01", Q2, today=TODAY)
    assert (first.now, first.later) == (4, 2)
    assert (first.unknown, first.less, first.more) == (2, 1, 1)
    assert first.now is not None
    assert first.now - first.unknown - first.less + first.more == first.later
    assert (second.now, second.later, second.asks_hours) == (5, None, False)


def test_without_any_paid_hours_the_later_figure_is_not_known(cast: Cast) -> None:
    register.placement(starts_on=date(2017, 10, 1), programme=plan())
    first, _second = reached_in(cast.karin.actor, "AM01", Q2, today=TODAY)
    assert (first.now, first.later) == (1, None)


def test_what_began_and_what_ended_stop_today(cast: Cast) -> None:
    many(3, starts_on=date(2018, 4, 2))
    register.placement(starts_on=date(2018, 5, 2))
    register.placement(ended=(date(2018, 4, 3), "resigned"))
    register.placement(ended=(date(2018, 6, 1), "contract_ended"))
    found = movement_in(cast.karin.actor, "AM01", Q2, today=TODAY)
    assert (found.begun, found.ended, found.net) == (3, 1, 2)
    later = movement_in(cast.karin.actor, "AM01", Q2, today=date(2018, 7, 1))
    assert (later.begun, later.ended, later.net) == (4, 2, 2)


def test_only_who_may_sees_it_and_by_what_there_is(cast: Cast) -> None:
    for nobody in (cast.greta, cast.jan):
        with pytest.raises(NotAllowed):
            survival(nobody.actor, "AM01", "kind", "placement", "alles", on=TODAY)
        with pytest.raises(NotAllowed):
            take_survival(nobody.actor, "AM01", "kind", "placement", "alles", on=TODAY)
    for by, end, begun in (("sex", "work", "alles"), ("kind", "x", "alles"), ("kind", "work", "1900")):
        with pytest.raises(NotFound):
            curves(cast, by, end, begun)


def test_the_page_opens_whatever_the_address_asks(cast: Cast, client: Client) -> None:
    day = timezone.localdate()
    many(20, starts_on=day - timedelta(days=500), ends=12, programme=plan())
    forget()
    client.force_login(cast.karin.account)
    page = client.get(reverse("lasting") + "?per=kind&begonnen=alles&groep=dienstverband")
    text = page.content.decode()
    assert "Erbij en eraf" in text
    assert "Duurzaam, per definitie" in text
    assert "dienstverband" in text
    for query in ("?per=%00", "?groep=%F0%9F%98%80", "?begonnen=99999999999999999999", "?einde=\ud800"):
        assert client.get(reverse("lasting") + query.encode("utf-8", "replace").decode()).status_code == 200
    assert client.get(reverse("lasting") + "?periode=xx").status_code == 404
    for kind in ("csv", "xlsx"):
        assert client.get(reverse(f"lasting-{kind}") + "?per=kind").status_code == 200
    paper = client.get(reverse("lasting-pdf") + "?per=kind&begonnen=alles&groep=dienstverband")
    assert paper.content.startswith(b"%PDF-")
    lines = client.get(reverse("lasting-csv") + "?per=kind&begonnen=alles").content.decode("utf-8-sig")
    assert lines.startswith("Soort plaatsing;maanden na de eerste werkdag")


def test_the_page_of_nobody_says_what_would_fill_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.farid.account)
    text = client.get(reverse("lasting")).content.decode()
    assert "Te weinig plaatsingen voor een lijn" in text
