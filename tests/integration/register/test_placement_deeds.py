"""Changing hours, paid hours, ending and correcting placements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meedoen.access import models as access_models
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.primitives.period import Month
from meedoen.register.checks import AlreadyThere
from meedoen.register.people.selectors import entries_of
from meedoen.register.placements import services
from meedoen.register.placements.meaning import counts_as
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.placements.selectors import versions_of
from tests.factories import register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds


def test_other_hours_hold_from_their_day_and_keep_what_was(cast: Cast) -> None:
    row = register.placement(hours="24")
    services.change_hours(cast.alice.actor, row.number, date(2017, 1, 1), Decimal(32), today=TODAY)
    hours = ContractHours.objects.filter(placement=row).order_by("starts_on")
    assert list(hours.values_list("starts_on", "hours_week")) == [
        (date(2016, 1, 1), Decimal(24)),
        (date(2017, 1, 1), Decimal(32)),
    ]
    assert deeds() == [("placement.change_hours", "placement", row.number)]


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        (date(2015, 1, 1), "32"),
        (date(2016, 1, 1), "32"),
        (date(2017, 6, 1), "32"),
        (date(2017, 1, 1), "0"),
        (date(2017, 1, 1), "41"),
        (date(2017, 1, 1), "24"),
        (date(2030, 1, 1), "32"),
    ],
)
def test_hours_that_cannot_be_are_refused(cast: Cast, on: date, hours: str) -> None:
    row = register.placement(hours="24", ended=(date(2017, 6, 1), "resigned"))
    with pytest.raises(Refused):
        services.change_hours(cast.alice.actor, row.number, on, Decimal(hours), today=TODAY)
    assert ContractHours.objects.count() == 1
    assert not deeds()


def test_more_hours_may_not_pass_full_time_with_another_placement(cast: Cast) -> None:
    person = register.person()
    row = register.placement(person=person, hours="24")
    other = register.placement(person=person, hours="16")
    with pytest.raises(Refused, match=other.number):
        services.change_hours(cast.alice.actor, row.number, date(2017, 1, 1), Decimal(25), today=TODAY)


def test_another_placement_out_of_sight_is_not_named(cast: Cast) -> None:
    here, there = cast.alice.account.organisation, cast.bob.account.organisation
    person = register.person(municipality="GM0047", responsible=there)
    row = register.placement(person=person, hours="24", registered_by=here)
    other = register.placement(person=person, hours="16")
    with pytest.raises(Refused, match="die u niet ziet") as refusal:
        services.change_hours(cast.alice.actor, row.number, date(2017, 1, 1), Decimal(25), today=TODAY)
    assert other.number not in refusal.value.message


def test_paid_hours_are_kept_once_a_month_and_the_journal_keeps_what_was(cast: Cast) -> None:
    row = register.placement()
    for hours in ("100", "104.5"):
        services.record_paid_hours(
            cast.alice.actor,
            row.number,
            Month(2016, 3),
            Decimal(hours),
            today=TODAY,
        )
    assert PaidHours.objects.get().hours == Decimal("104.50")
    last = access_models.JournalEntry.objects.order_by("-id").first()
    assert last is not None
    assert last.detail == {"month": "2016-03", "hours": "104.5", "before": "100.00"}


@pytest.mark.parametrize(
    ("month", "hours"),
    [
        (Month(2015, 12), "1"),
        (Month(2018, 5), "1"),
        (Month(2016, 3), "251"),
        (Month(2016, 3), "-1"),
        (Month(1, 1), "1"),
        (Month(9998, 1), "1"),
    ],
)
def test_paid_hours_that_cannot_be_are_refused(cast: Cast, month: Month, hours: str) -> None:
    row = register.placement()
    with pytest.raises(Refused):
        services.record_paid_hours(cast.alice.actor, row.number, month, Decimal(hours), today=TODAY)
    assert not PaidHours.objects.exists()


def test_a_placement_ends_and_may_be_extended_before_it_does(cast: Cast) -> None:
    row = register.placement()
    for end in (date(2018, 7, 1), date(2019, 1, 1)):
        services.end_placement(cast.alice.actor, row.number, end, "contract_ended", today=TODAY)
    assert Placement.objects.get(pk=row.pk).ends_before == date(2019, 1, 1)
    assert len(deeds()) == 2


def test_an_end_in_the_past_is_history(cast: Cast) -> None:
    row = register.placement(ended=(date(2017, 1, 1), "resigned"))
    with pytest.raises(Refused, match="Corrigeer"):
        services.end_placement(cast.alice.actor, row.number, date(2018, 1, 1), "resigned", today=TODAY)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (date(2016, 1, 1), "resigned"),
        (date(2018, 1, 1), ""),
        (date(2018, 1, 1), "zomaar"),
        (date(9999, 12, 31), "resigned"),
        (date(2016, 6, 1), "resigned"),
    ],
)
def test_an_end_that_cannot_be_is_refused(cast: Cast, end: date, reason: str) -> None:
    row = register.placement(paid={date(2016, 9, 1): "100"})
    with pytest.raises(Refused):
        services.end_placement(cast.alice.actor, row.number, end, reason, today=TODAY)
    assert Placement.objects.get(pk=row.pk).ends_before is None


def test_an_extension_may_not_run_into_other_work(cast: Cast) -> None:
    person = register.person()
    row = register.placement(person=person, hours="32", ended=(date(2018, 6, 1), "contract_ended"))
    register.placement(person=person, hours="32", starts_on=date(2018, 6, 1))
    with pytest.raises(Refused, match="64 uur"):
        services.end_placement(cast.alice.actor, row.number, date(2018, 8, 1), "contract_ended", today=TODAY)


def test_a_correction_keeps_the_old_row_readable(cast: Cast) -> None:
    old = register.placement(paid={date(2016, 9, 1): "100"})
    new = services.correct_placement(
        cast.alice.actor, old.number, {"is_new_job": False}, "bestond al", today=TODAY
    )
    kept = Placement.objects.get(pk=old.pk)
    assert (kept.replaced_on, kept.correction_reason, kept.is_new_job) == (TODAY, "bestond al", True)
    assert (new.replaces_id, new.is_new_job) == (old.pk, False)
    assert PaidHours.objects.filter(placement=new).count() == 1
    assert list(Placement.objects.standing()) == [new]
    for row in (kept, Placement.objects.get(pk=new.pk)):
        assert [one.pk for one in versions_of(cast.alice.actor, row)] == [old.pk, new.pk]
    assert deeds() == [("placement.correct", "placement", new.number)]
    entry = access_models.JournalEntry.objects.get(deed="placement.correct")
    assert entry.detail == {"replaces": old.number, "changed": ["is_new_job"]}


def test_a_corrected_row_is_not_touched_again(cast: Cast) -> None:
    old = register.placement()
    services.correct_placement(cast.alice.actor, old.number, {"is_new_job": False}, "x", today=TODAY)
    for do in (
        lambda: services.correct_placement(cast.alice.actor, old.number, {"kind": "x"}, "x", today=TODAY),
        lambda: services.end_placement(cast.alice.actor, old.number, TODAY, "resigned", today=TODAY),
        lambda: services.change_hours(cast.alice.actor, old.number, TODAY, Decimal(8), today=TODAY),
    ):
        with pytest.raises(Refused, match="gecorrigeerd op 30 april 2018"):
            do()
    assert Placement.objects.count() == 2


def test_a_correction_is_checked_like_a_new_placement(cast: Cast) -> None:
    person = register.person()
    row = register.placement(person=person, hours="24")
    register.placement(person=person, hours="16", starts_on=date(2017, 1, 1))
    hours = ((row.starts_on, Decimal(25)),)
    for changes in ({"hours": hours}, {"employer_kvk": "87654321"}, {"person_number": "K-1"}, {"x": 1}):
        with pytest.raises(Refused):
            services.correct_placement(cast.alice.actor, row.number, changes, "x", today=TODAY)
    for reason in ("", "\x00", "x" * 301):
        with pytest.raises(Refused):
            services.correct_placement(
                cast.alice.actor, row.number, {"is_new_job": False}, reason, today=TODAY
            )
    with pytest.raises(Refused, match="niets veranderd"):
        services.correct_placement(cast.alice.actor, row.number, {}, "x", today=TODAY)
    assert Placement.objects.count() == 2


def test_a_correction_into_a_placement_that_is_there_is_refused(cast: Cast) -> None:
    person, employer = register.person(), register.employer()
    row = register.placement(person=person, employer=employer, hours="8")
    register.placement(person=person, employer=employer, hours="8", starts_on=date(2017, 1, 1))
    changes = {"starts_on": date(2017, 1, 1), "hours": ((date(2017, 1, 1), Decimal(8)),)}
    with pytest.raises(AlreadyThere):
        services.correct_placement(cast.alice.actor, row.number, changes, "x", today=TODAY)


@pytest.mark.parametrize(
    ("kind", "ground", "since", "form", "words"),
    [
        (
            "dienstverband",
            "1a",
            date(2015, 5, 1),
            "dienstverband",
            "Telt mee als dienstverband, vanaf 1 januari 2016",
        ),
        ("dienstverband", "1a", date(2017, 3, 1), "dienstverband", "vanaf 1 maart 2017"),
        ("wsw_detachering", "1b", date(2015, 5, 1), "inleen", "Telt mee als inleen"),
        ("beschut_werk", "1a", date(2015, 5, 1), None, "beschut werk geen baan is"),
        ("proefplaatsing", "1a", date(2015, 5, 1), None, "proefplaatsing geen baan is"),
        ("dienstverband", "2", date(2015, 5, 1), None, "niet in het doelgroepregister"),
        ("dienstverband", None, date(2015, 5, 1), None, "niet in het doelgroepregister"),
    ],
)
def test_a_placement_says_what_it_counts_as(
    cast: Cast, kind: str, ground: str | None, since: date, form: str | None, words: str
) -> None:
    person = register.person(ground=ground, since=since)
    row = register.placement(person=person, kind=kind)
    meanings = [entry.meaning for entry in entries_of(person, TODAY)]
    counted = counts_as(row, meanings, TODAY)
    assert counted.form == form
    assert words in counted.words
    assert counted.trace


def test_who_may_not_see_or_do_it_does_nothing(cast: Cast) -> None:
    row = register.placement()
    with pytest.raises(NotFound):
        services.end_placement(cast.bob.actor, row.number, TODAY, "resigned", today=TODAY)
    with pytest.raises(NotAllowed):
        services.end_placement(cast.farid.actor, row.number, TODAY, "resigned", today=TODAY)
    with pytest.raises(NotFound):
        services.look_at_placement(cast.bob.actor, row.number)
    assert not deeds()


def test_a_look_is_written_down_as_a_look(cast: Cast) -> None:
    row = register.placement()
    services.look_at_placement(cast.alice.actor, row.number)
    entry = access_models.JournalEntry.objects.get()
    assert (entry.deed, entry.is_look, entry.detail) == (
        "placement.see",
        True,
        {"person": row.person.number},
    )
