"""Subsidies: amounts by the rules of the day, two people, one payer, and what changes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import AlreadyThere, ChangedMeanwhile, NotPossible
from meedoen.register.durability.ending import correct_work
from meedoen.register.placements import services as placements
from meedoen.register.subsidies import changing, services
from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.selectors import plan_of
from tests.factories import access, register, subsidies
from tests.factories.access import Cast

TODAY = access.TODAY


def _euro(subsidy: Subsidy) -> list[tuple[date, date, str, str]]:
    """The periods that hold: first day, first day after, why, euro a month."""
    rows = SubsidyPeriod.objects.filter(subsidy=subsidy, state="approved").order_by("starts_on")
    return [(one.starts_on, one.holds_until, one.basis, f"{one.amount_c / 100:.2f}") for one in rows]


@pytest.mark.parametrize(
    ("percentage", "hours", "kind", "today", "amount"),
    [
        ("50", "36", "measured", date(2018, 1, 1), "1052.37"),
        ("50", "24", "measured", date(2018, 1, 1), "701.58"),
        (None, "36", "forfait", date(2018, 1, 1), "1052.37"),
        ("60", "32", "measured", date(2026, 1, 1), "1101.31"),
        ("60", "32", "measured", date(2026, 7, 1), "1121.76"),
        ("20", "36", "measured", date(2026, 7, 1), "2208.47"),
        ("100", "36", "measured", date(2026, 7, 1), "0.00"),
    ],
)
def test_the_amount_is_that_of_the_worked_examples(
    cast: Cast, percentage: str | None, hours: str, kind: str, today: date, amount: str
) -> None:
    """The examples of which the amounts were computed outside this program."""
    made = subsidies.requested(
        cast.alice.actor, percentage=percentage, hours=hours, kind=kind, starts_on=today, today=today
    )
    first = SubsidyPeriod.objects.filter(subsidy=made).order_by("starts_on")[0]
    assert f"{first.amount_c / 100:.2f}" == amount
    assert made.state == "calculated"


def test_every_period_keeps_what_it_stands_on(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor, today=date(2026, 2, 1), starts_on=date(2026, 1, 1))
    period = SubsidyPeriod.objects.get(subsidy=made)
    extra = next(one for one in period.trace if one["path"] == "lks.opslag")
    assert (extra["value"], extra["from"], extra["status"]) == ("0.25", "2026-01-01", "assumed")
    assert "art. 1" in extra["law"]


def test_the_forfait_ends_after_six_months_and_leaves_a_gap(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor, percentage=None, kind="forfait")
    period = SubsidyPeriod.objects.get(subsidy=made)
    assert (period.starts_on, period.ends_before, period.basis) == (
        date(2018, 1, 1),
        date(2018, 7, 1),
        "forfait",
    )
    (gap,) = plan_of(made, TODAY).gaps
    assert (gap.starts_on, gap.ends_before, gap.gap) == (
        date(2018, 7, 1),
        date(2019, 1, 1),
        "no_measurement",
    )


def test_a_measurement_follows_the_forfait(cast: Cast) -> None:
    work = register.placement(starts_on=date(2018, 1, 1), hours="36")
    subsidies.measured(work, "40", date(2018, 5, 1))
    made = subsidies.requested(cast.alice.actor, placement=work, percentage=None, kind="forfait")
    found = SubsidyPeriod.objects.filter(subsidy=made).order_by("starts_on")
    assert [(one.starts_on, one.basis, one.percentage) for one in found] == [
        (date(2018, 1, 1), "forfait", None),
        (date(2018, 7, 1), "measured", Decimal(40)),
    ]


def test_without_a_measurement_nothing_is_calculated_and_it_says_so(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor, percentage=None)
    assert made.state == "requested"
    with pytest.raises(NotPossible, match="geen geldige loonwaarde"):
        services.calculate_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)


def test_two_people_decide_and_the_journal_knows(cast: Cast) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor)
    assert made.state == "approved"
    assert (made.runs_until, _euro(made)) == (
        date(2019, 1, 1),
        [(date(2018, 1, 1), date(2019, 1, 1), "measured", "841.89")],
    )
    deeds = JournalEntry.objects.filter(subject_kind="subsidy").order_by("pk")
    assert [one.deed for one in deeds] == ["subsidy.request", "subsidy.propose", "subsidy.approve"]


def test_nobody_approves_their_own(cast: Cast) -> None:
    made = subsidies.proposed(cast.hans.actor)
    with pytest.raises(NotPossible, match="U stelde dit zelf voor"):
        services.approve_subsidy(cast.hans.actor, made.number, version=made.version, today=TODAY)
    period = SubsidyPeriod.objects.get(subsidy=made)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyPeriod.objects.filter(pk=period.pk).update(
            state="approved", approved_by=cast.hans.account, approved_on=TODAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyPeriod.objects.filter(pk=period.pk).update(state="approved")


def test_who_calculated_does_not_approve_what_another_proposed(cast: Cast) -> None:
    made = subsidies.requested(cast.hans.actor)
    services.propose_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)
    with pytest.raises(NotPossible, match="zelf"):
        services.approve_subsidy(cast.hans.actor, made.number, version=made.version + 1, today=TODAY)


def test_only_the_municipality_that_pays_decides(cast: Cast) -> None:
    made = subsidies.proposed(cast.alice.actor)
    with pytest.raises(NotFound):
        services.approve_subsidy(cast.ilse.actor, made.number, version=made.version, today=TODAY)
    with pytest.raises(NotFound):
        services.calculate_subsidy(cast.bob.actor, made.number, version=made.version, today=TODAY)


def test_an_account_manager_does_not_approve(cast: Cast) -> None:
    made = subsidies.proposed(cast.hans.actor)
    with pytest.raises(NotAllowed):
        services.approve_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)


def test_the_same_form_twice_does_the_deed_once(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor)
    services.propose_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        services.propose_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)


def test_what_is_sent_back_is_mended_and_proposed_again(cast: Cast) -> None:
    made = subsidies.proposed(cast.alice.actor)
    back = services.return_subsidy(cast.hans.actor, made.number, "hours", version=made.version, today=TODAY)
    assert (back.state, back.returned_because) == ("returned", "hours")
    again = services.calculate_subsidy(cast.alice.actor, made.number, version=back.version, today=TODAY)
    states = SubsidyPeriod.objects.filter(subsidy=made).order_by("pk").values_list("state", "reason")
    assert (again.state, list(states)) == ("calculated", [("returned", "hours"), ("calculated", "")])


def test_one_job_has_one_payer(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor)
    with pytest.raises(AlreadyThere, match="Er kan maar één gemeente betalen") as refusal:
        subsidies.requested(cast.alice.actor, placement=made.placement, percentage=None)
    assert "Assen" not in refusal.value.message
    twin = Subsidy.objects.get(pk=made.pk)
    twin.pk, twin.number = None, "S-999999"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_the_same_job_registered_twice_has_one_payer_too(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor, hours="18")
    twin = register.placement(
        person=made.placement.person, employer=made.placement.employer, starts_on=date(2018, 2, 1), hours="18"
    )
    with pytest.raises(AlreadyThere):
        subsidies.requested(cast.alice.actor, placement=twin, starts_on=date(2018, 2, 1))


def test_the_municipality_where_someone_lives_asks(cast: Cast) -> None:
    person = register.person(municipality=access.VEENDAM)
    work = register.placement(person=person, starts_on=date(2018, 1, 1))
    with pytest.raises(NotPossible, match="Dat is niet uw gemeente"):
        subsidies.requested(cast.alice.actor, placement=work)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": date(2016, 12, 31)}, "starts_on"),
        ({"starts_on": date(2017, 6, 1)}, "starts_on"),
        ({"full_time": Decimal("NaN")}, "full_time"),
        ({"full_time": Decimal(60)}, "full_time"),
        ({"kind": "anders"}, "kind"),
        ({"kind": "forfait", "starts_on": date(2018, 7, 1)}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, changes: dict[str, object], field: str) -> None:
    work = register.placement(starts_on=date(2018, 1, 1))
    with pytest.raises(Refused) as refusal:
        subsidies.requested(cast.alice.actor, placement=work, percentage=None, **changes)
    found = getattr(refusal.value, "refusals", [refusal.value])
    assert field in {one.field for one in found}
    assert not Subsidy.objects.exists()


def test_other_hours_make_a_new_period_that_waits_for_a_second_person(cast: Cast) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor)
    placements.change_hours(
        cast.alice.actor, made.placement.number, date(2018, 5, 15), Decimal(18), today=TODAY
    )
    again = services.calculate_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)
    assert _euro(made) == [(date(2018, 1, 1), date(2019, 1, 1), "measured", "841.89")]
    services.propose_subsidy(cast.alice.actor, made.number, version=again.version, today=TODAY)
    services.approve_subsidy(cast.hans.actor, made.number, version=again.version + 1, today=TODAY)
    assert _euro(made) == [
        (date(2018, 1, 1), date(2018, 5, 15), "measured", "841.89"),
        (date(2018, 5, 15), date(2019, 1, 1), "hours", "420.95"),
    ]


def test_the_end_of_the_job_ends_the_period(cast: Cast) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor)
    placements.end_placement(
        cast.alice.actor, made.placement.number, date(2018, 6, 1), "resigned", today=TODAY
    )
    decide(cast, made)
    assert _euro(made)[0] == (date(2018, 1, 1), date(2018, 6, 1), "measured", "841.89")
    assert _euro(made)[1][2:] == ("ended", "0.00")
    assert Subsidy.objects.get(pk=made.pk).runs_until == date(2018, 6, 1)
    assert not plan_of(Subsidy.objects.get(pk=made.pk), TODAY).changes


def decide(cast: Cast, made: Subsidy, today: date = TODAY) -> None:
    """Calculate where that was not done yet, propose, and approve by somebody else."""
    now = Subsidy.objects.get(pk=made.pk)
    if now.state != "calculated":
        now = services.calculate_subsidy(cast.alice.actor, made.number, version=now.version, today=today)
    now = services.propose_subsidy(cast.alice.actor, made.number, version=now.version, today=today)
    services.approve_subsidy(cast.hans.actor, made.number, version=now.version, today=today)


def test_until_july_2023_there_is_none_during_sickness(cast: Cast) -> None:
    today = date(2023, 10, 1)
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, starts_on=date(2023, 1, 1), today=today)
    changing.record_illness(
        cast.alice.actor,
        made.number,
        date(2023, 6, 1),
        date(2023, 8, 1),
        version=made.version,
        today=today,
    )
    decide(cast, made, today)
    assert [(one[0], one[1], one[2]) for one in _euro(made)] == [
        (date(2023, 1, 1), date(2023, 6, 1), "measured"),
        (date(2023, 6, 1), date(2023, 7, 1), "sickness_stop"),
        (date(2023, 7, 1), date(2024, 1, 1), "measured"),
    ]
    assert _euro(made)[1][3] == "0.00"


def test_from_july_2023_it_goes_on_during_sickness(cast: Cast) -> None:
    today = date(2023, 10, 1)
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, starts_on=date(2023, 7, 1), today=today)
    ill = changing.record_illness(
        cast.alice.actor, made.number, date(2023, 8, 1), None, version=made.version, today=today
    )
    assert ill.state == "approved"


def test_after_a_move_the_new_municipality_pays(cast: Cast) -> None:
    today, day = date(2024, 3, 1), date(2024, 2, 10)
    person = register.person(municipality=access.VEENDAM, moved_from=("GM0106", day))
    work = register.placement(person=person, starts_on=date(2024, 1, 1), hours="36")
    made = subsidies.approved(
        cast.alice.actor, cast.hans.actor, placement=work, starts_on=date(2024, 1, 1), today=today
    )
    new = changing.move_subsidy(cast.alice.actor, made.number, day, version=made.version, today=today)
    old = Subsidy.objects.get(pk=made.pk)
    assert (new.payer.municipality, new.starts_on, new.follows_id) == (access.VEENDAM, day, made.pk)
    assert (old.ends_before, old.stopped_because, old.state) == (day, "moved", "calculated")
    assert SubsidyPeriod.objects.filter(subsidy=new).order_by("starts_on")[0].basis == "move"
    decide(cast, made, today)
    assert _euro(made)[0][1] == day


def test_before_july_2023_the_old_municipality_goes_on_paying(cast: Cast) -> None:
    day = date(2018, 3, 1)
    person = register.person(municipality=access.VEENDAM, moved_from=("GM0106", day))
    work = register.placement(person=person, starts_on=date(2018, 1, 1), hours="36")
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, placement=work)
    with pytest.raises(NotPossible, match="blijft de oude gemeente betalen"):
        changing.move_subsidy(cast.alice.actor, made.number, day, version=made.version, today=TODAY)


def test_a_corrected_job_keeps_its_subsidy(cast: Cast) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor)
    right = placements.correct_placement(
        cast.alice.actor,
        made.placement.number,
        {"hours": ((date(2018, 1, 1), Decimal(30)),)},
        "Verkeerd overgenomen",
        today=TODAY,
    )
    with pytest.raises(AlreadyThere):
        subsidies.requested(cast.alice.actor, placement=right, percentage=None)
    decide(cast, made)
    assert Subsidy.objects.get(pk=made.pk).placement_id == right.pk
    assert _euro(made) == [(date(2018, 1, 1), date(2019, 1, 1), "measured", "701.58")]
    assert SubsidyPeriod.objects.filter(subsidy=made, state="replaced").count() == 1


def test_a_job_that_turns_out_to_be_elsewhere_still_has_one_payer(cast: Cast) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor)
    other = register.employer().kvk
    changes = {"employer_kvk": other, "workplace_kvk": other}
    right = correct_work(cast.alice.actor, made.placement.number, changes, "Ander bedrijf", today=TODAY)
    with pytest.raises(AlreadyThere):
        subsidies.requested(cast.alice.actor, placement=right, percentage=None)


def test_the_term_for_a_decision_is_known_from_july_2023(cast: Cast) -> None:
    now = subsidies.requested(cast.alice.actor, today=date(2024, 1, 10), starts_on=date(2024, 1, 1))
    assert now.decide_by == date(2024, 2, 14)
    assert subsidies.requested(cast.alice.actor).decide_by is None


def test_a_request_that_never_paid_is_withdrawn(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor)
    gone = services.withdraw_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)
    assert gone.state == "withdrawn"
    assert not SubsidyPeriod.objects.filter(subsidy=made).exists()
    subsidies.requested(cast.alice.actor, placement=made.placement, percentage=None)


def test_a_protected_person_is_out_of_sight(cast: Cast) -> None:
    made = subsidies.requested(cast.alice.actor)
    made.placement.person.state = "protected"
    made.placement.person.save()
    with pytest.raises(NotFound):
        services.propose_subsidy(cast.hans.actor, made.number, version=made.version, today=TODAY)
