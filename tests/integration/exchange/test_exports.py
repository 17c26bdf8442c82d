"""Taking a list out: only what one sees, for a purpose, harmless, and written down."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from meedoen.access.actors import actor_for
from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.access.tasks.models import LongTask
from meedoen.exchange.exports import later, services, tables
from meedoen.exchange.exports.keeping import drop_expired
from meedoen.exchange.exports.tables import Wanted
from tests.factories import access, register
from tests.factories.access import TODAY, VEENDAM, Cast

NOW = datetime(2018, 4, 30, 12, 0, tzinfo=UTC)


def wanted(noun: str = "people", form: str = "csv", purpose: str = "quality", **chosen: str) -> Wanted:
    return Wanted(noun, form, purpose, chosen)


def rows(content: bytes) -> list[list[str]]:
    """The lines of a text file under its header."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))[1:]


def test_people_are_those_one_sees_under_the_filter(cast: Cast) -> None:
    mine = register.person(name="=Els", last_contact_on=date(2018, 1, 1))
    register.person(name="Zoek mij", municipality=VEENDAM, responsible=cast.bob.account.organisation)
    register.placement(person=mine, employer=register.employer(name="Bakker"))
    (row,) = rows(services.take_out(cast.hans.actor, wanted(), today=TODAY))
    assert row[:7] == [mine.number, "'=Els", "1990-06-15", "Assen", "1a", "2015-05-01", "Bakker"]
    assert (row[7].rstrip("0"), row[8]) == ("25,5", "2018-01-01")
    assert rows(services.take_out(cast.hans.actor, wanted(zoek="Zoek"), today=TODAY)) == []


def test_a_role_takes_out_only_the_sections_it_needs(cast: Cast) -> None:
    register.person(last_contact_on=date(2018, 1, 1))
    shared = register.person(municipality=VEENDAM, responsible=cast.bob.account.organisation)
    register.share(shared, cast.alice.account.organisation, by=cast.bob.account, sections=["profile"])
    found = {row[0]: row for row in rows(services.take_out(cast.alice.actor, wanted(), today=TODAY))}
    assert found.pop(shared.number)[4:] == ["", "", "", "", ""]
    ((ground, *_rest, spoken),) = [row[4:] for row in found.values()]
    assert (ground, spoken) == ("1a", "2018-01-01")


def test_employers_and_placements_have_no_contact_details(cast: Cast) -> None:
    placement = register.placement(person=register.person(municipality=VEENDAM), kind="dienstverband")
    (row,) = rows(services.take_out(cast.carla.actor, wanted("placements"), today=TODAY))
    assert row[:4] == [placement.number, placement.person.number, "", "dienstverband"]
    (row,) = rows(services.take_out(cast.carla.actor, wanted("employers"), today=TODAY))
    assert row == [placement.employer.kvk, placement.employer.name, "Assen", "markt"]
    content = services.take_out(cast.carla.actor, wanted("employers", "xlsx"), today=TODAY)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sheet[1][0] == placement.employer.kvk


def test_it_is_written_down_with_purpose_filters_and_count_without_a_name(cast: Cast) -> None:
    person = register.person(name="Els Edens")
    services.take_out(cast.alice.actor, wanted(zoek="Edens", gemeente="GM0106"), today=TODAY)
    entry = JournalEntry.objects.filter(deed="person.export").get()
    assert entry.is_look
    assert entry.detail == {
        "purpose": "quality",
        "form": "csv",
        "rows": 1,
        "filters": {"gemeente": "GM0106"},
        "searched": True,
        "numbers": [person.number],
    }


def test_without_a_purpose_or_the_power_nothing_goes_out(cast: Cast) -> None:
    for purpose in ("", "zomaar"):
        with pytest.raises(Refused, match="waarvoor"):
            services.take_out(cast.alice.actor, wanted(purpose=purpose), today=TODAY)
    for member in (cast.farid, cast.carla, cast.greta):
        with pytest.raises(NotAllowed):
            services.take_out(member.actor, wanted(), today=TODAY)
    assert not JournalEntry.objects.filter(deed="person.export").exists()


def test_more_than_fits_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    register.person()
    register.person()
    for module in (tables, services):
        monkeypatch.setattr(module, "MOST", 1)
    with pytest.raises(Refused, match="meer dan"):
        services.take_out(cast.alice.actor, wanted(), today=TODAY)


def test_all_parts_of_a_long_list_go_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_PART", 2)
    employer = register.employer()
    for _turn in range(5):
        register.placement(person=register.person(), employer=employer)
        register.employer()
    for noun, count in (("people", 5), ("placements", 5), ("employers", 6)):
        found = rows(services.take_out(cast.alice.actor, wanted(noun), today=TODAY))
        assert len({row[0] for row in found}) == count


def test_much_is_made_by_a_task_for_who_asked_and_kept_a_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "AT_ONCE", 0)
    # The task reads the clock, and the cast exists on every day.
    person = register.person()
    key = later.begin(cast.alice.actor, wanted(), today=TODAY, at=NOW)
    assert isinstance(key, int)
    task = LongTask.objects.get(pk=key)
    assert (task.state, task.result) == ("done", {"rows": 1})
    made = services.fetch_file(cast.alice.actor, key, at=NOW)
    assert rows(bytes(made.content))[0][0] == person.number
    colleague = access.account("Ander", "consulent", at=cast.alice.account.organisation)
    for other in (cast.hans.actor, cast.bob.actor, actor_for(colleague, TODAY)):
        with pytest.raises(NotFound):
            services.fetch_file(other, key, at=NOW)
    with pytest.raises(NotFound):
        services.fetch_file(cast.alice.actor, key, at=NOW + timedelta(days=1))
    assert drop_expired(NOW + timedelta(days=1)) == 1
