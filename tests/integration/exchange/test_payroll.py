"""Paid hours out of a payroll: held against the placements, read in whole or not at all, once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import Several
from meedoen.exchange.imports import services
from meedoen.exchange.imports.models import Remark
from meedoen.primitives.period import Month
from meedoen.register.placements.models import PaidHours, Placement
from meedoen.register.placements.paying import record_paid_hours_of_many
from meedoen.register.placements.payroll import NewPaid
from tests.factories import register
from tests.factories.access import TODAY, VEENDAM, Cast
from tests.integration.exchange.test_imports import offered, said, tried

HEADER = "Kandidaatnummer;KvK-nummer;Loonperiode;Verloonde uren"


def content(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()


def job() -> Placement:
    return register.placement(starts_on=date(2017, 3, 1), ended=(date(2018, 2, 1), "resigned"))


def line(placement: Placement, month: str, hours: str) -> str:
    return f"{placement.person.number};{placement.employer.kvk};{month};{hours}"


def paid() -> dict[date, Decimal]:
    return dict(PaidHours.objects.values_list("month_on", "hours"))


def test_a_payroll_is_read_in_once_and_a_changed_month_is_asked_about(cast: Cast) -> None:
    actor, placement = cast.alice.actor, job()
    lines = [line(placement, "2017-03", "104"), line(placement, "april 2017", "110,92")]
    file = tried(actor, content(*lines), "payroll")
    assert (file.counts["new"], PaidHours.objects.count()) == (2, 0)
    services.import_file(actor, file.pk, today=TODAY)
    assert paid() == {date(2017, 3, 1): Decimal(104), date(2017, 4, 1): Decimal("110.92")}
    again = tried(actor, content(lines[0], line(placement, "201704", "96")), "payroll")
    assert (again.counts["known"], again.counts["asked"]) == (1, 1)
    remark = Remark.objects.get(file=again)
    assert "110,92" in remark.message
    services.answer(actor, again.pk, {remark.pk: "keep"}, today=TODAY)
    services.try_file(actor, again.pk, today=TODAY)
    services.import_file(actor, again.pk, today=TODAY)
    assert paid()[date(2017, 4, 1)] == 96
    entry = JournalEntry.objects.filter(deed="placement.record_paid_hours").latest("pk")
    assert entry.detail == {"month": "2017-04", "hours": "96.00", "before": "110.92"}


def test_every_mistake_is_told_at_its_line_and_column(cast: Cast) -> None:
    placement = job()
    veendam = cast.bob.account.organisation
    hidden = register.placement(person=register.person(municipality=VEENDAM, responsible=veendam))
    good = line(placement, "2017-05", "100")
    lines = [
        good,
        good,
        line(placement, "2017-05", "90"),
        line(placement, "2018-03", "100"),
        line(placement, "13-2017", "100"),
        line(placement, "2017-06", "300"),
        line(placement, "2017-07", "veel"),
        line(hidden, "2017-07", "100"),
        f"K-999999;{placement.employer.kvk};2017-07;1",
        f"{placement.person.number};;2017-07;1",
    ]
    file = tried(cast.alice.actor, content(*lines), "payroll")
    assert said(file) == [
        (4, "month"),
        (5, "person_number"),
        (6, "month"),
        (7, "hours"),
        (8, "hours"),
        (9, "person_number"),
        (10, "person_number"),
        (11, "employer_kvk"),
    ]
    assert (file.counts["new"], file.counts["known"]) == (1, 1)
    assert not PaidHours.objects.exists()


def test_two_placements_at_one_employer_need_their_numbers(cast: Cast) -> None:
    first = job()
    second = register.placement(
        person=first.person,
        employer=first.employer,
        starts_on=date(2017, 5, 1),
        kind="begeleid_werken",
        hours="8",
    )
    file = tried(cast.alice.actor, content(line(first, "2017-06", "100")), "payroll")
    assert said(file) == [(2, "placement_number")]
    header = "Plaatsingsnummer;Kandidaatnummer;Maand;Uren"
    other = register.person()
    lines = [
        f"{second.number};;2017-06;30",
        f"{first.number};{other.number};2017-06;100",
        "P-999999;;2017-06;1",
    ]
    file = tried(cast.alice.actor, content(*lines, header=header), "payroll")
    assert said(file) == [(3, "person_number"), (4, "placement_number")]


def test_without_what_names_a_placement_no_line_can_be_read(cast: Cast) -> None:
    with pytest.raises(Exception, match="Plaatsingsnummer") as refused:
        offered(cast.alice.actor, content("K-1;2017-06;100", header="Kandidaatnummer;Maand;Uren"), "payroll")
    assert not isinstance(refused.value, Several)


def test_many_are_written_whole_or_not_at_all(cast: Cast) -> None:
    placement = job()
    lines = [
        NewPaid(Month(2017, 5), Decimal(100), placement.number),
        NewPaid(Month(2016, 5), Decimal(100), placement.number),
    ]
    with pytest.raises(Exception, match="Rij 2"):
        record_paid_hours_of_many(cast.alice.actor, lines, today=TODAY)
    assert not PaidHours.objects.exists()


def test_one_placement_by_its_number_and_by_who_and_where_is_one(cast: Cast) -> None:
    placement = job()
    news = [
        NewPaid(Month(2017, 5), Decimal(100), placement_number=placement.number),
        NewPaid(
            Month(2017, 6),
            Decimal(90),
            person_number=placement.person.number,
            employer_kvk=placement.employer.kvk,
        ),
    ]
    assert record_paid_hours_of_many(cast.alice.actor, news, today=TODAY) == 2
    assert paid() == {date(2017, 5, 1): Decimal(100), date(2017, 6, 1): Decimal(90)}
