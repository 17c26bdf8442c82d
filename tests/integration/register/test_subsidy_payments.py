"""What is paid: the sum of the lines is the sum of the months, however the corrections come."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoen.access.actors import Actor, actor_for
from meedoen.access.refusals import NotAllowed
from meedoen.primitives.period import Month
from meedoen.register.checks import NotPossible
from meedoen.register.placements import services as placements
from meedoen.register.subsidies import changing, paying, services
from meedoen.register.subsidies.models import PaymentBatch, PaymentLine, Subsidy, SubsidyPeriod
from meedoen.register.subsidies.paying import make_payment_batch, month_part
from meedoen.register.subsidies.selectors import lines_of
from tests.factories import access, register, subsidies
from tests.factories.access import Cast

TODAY = date(2018, 12, 31)


def _controller(cast: Cast) -> Actor:
    """Someone who pays for Assen."""
    there = cast.alice.account.organisation
    return actor_for(access.account("Corry Controller", "controller", at=there), access.TODAY)


def _pay(actor: Actor, month: str) -> PaymentBatch | None:
    year, _dash, number = month.partition("-")
    try:
        return make_payment_batch(
            actor, Month(int(year), int(number)), lambda _batch, lines: str(len(lines)), today=TODAY
        )
    except NotPossible:
        return None


def _paid() -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for month_on, cents in PaymentLine.objects.values_list("month_on", "amount_c"):
        found[month_on] += cents
    return {month: cents for month, cents in found.items() if cents}


def _owed(until: str) -> dict[date, int]:
    """The months of what holds now, counted day by day, without the code that pays."""
    found: dict[date, int] = defaultdict(int)
    for one in SubsidyPeriod.objects.filter(state="approved"):
        for month in range(1, 13):
            first = date(2018, month, 1)
            days = Month(2018, month).days
            inside = sum(one.starts_on <= first.replace(day=day + 1) < one.holds_until for day in range(days))
            if f"2018-{month:02}" <= until:
                found[first] += int(Decimal(one.amount_c) * inside / days + Decimal("0.5"))
    return {month: cents for month, cents in found.items() if cents}


def _change(cast: Cast, number: str, what: str, month: int, hours: int) -> None:
    """One change of what a subsidy stands on; what cannot be, changes nothing."""
    now = Subsidy.objects.get(number=number)
    day = date(2018, month, 10)
    alice = cast.alice.actor
    try:
        if what == "hours":
            placements.change_hours(alice, now.placement.number, day, Decimal(hours), today=TODAY)
        elif what == "ill":
            changing.record_illness(
                alice, number, day, date(2018, month, 25), version=now.version, today=TODAY
            )
        elif what == "correct":
            terms = changing.Terms("measured", Decimal(40), date(2018, 1, min(31, hours)))
            changing.correct_subsidy(alice, number, terms, "typed_wrong", version=now.version, today=TODAY)
        else:
            changing.stop_subsidy(alice, number, day, "employer_asks", version=now.version, today=TODAY)
        now = Subsidy.objects.get(number=number)
        if now.state == "approved":
            now = services.calculate_subsidy(alice, number, version=now.version, today=TODAY)
        now = services.propose_subsidy(alice, number, version=now.version, today=TODAY)
        services.approve_subsidy(cast.hans.actor, number, version=now.version, today=TODAY)
    except Exception as refusal:
        if not hasattr(refusal, "message"):
            raise


CHANGE = st.tuples(
    st.sampled_from(["hours", "ill", "correct", "stop"]), st.integers(1, 12), st.integers(8, 36)
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(CHANGE, st.integers(1, 12)), min_size=1, max_size=4))
def test_the_lines_add_up_to_the_months_that_hold(
    cast: Cast, steps: list[tuple[tuple[str, int, int], int]]
) -> None:
    PaymentLine.objects.all().delete()
    PaymentBatch.objects.all().delete()
    SubsidyPeriod.objects.update(state="returned", approved_by=None)
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, today=TODAY)
    controller = _controller(cast)
    latest = 1
    for (what, month, hours), paid_until in steps:
        latest = max(latest, paid_until)
        _pay(controller, f"2018-{paid_until:02}")
        _change(cast, made.number, what, month, hours)
    _pay(controller, f"2018-{latest:02}")
    assert _paid() == _owed(f"2018-{latest:02}")


def test_a_month_twice_gives_only_what_differs(cast: Cast) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, today=TODAY)
    controller = _controller(cast)
    first = _pay(controller, "2018-03")
    assert first is not None
    assert (first.lines_count, first.total_c) == (3, 3 * 84189)
    assert _pay(controller, "2018-03") is None
    _change(cast, made.number, "hours", 2, 18)
    again = _pay(controller, "2018-03")
    assert again is not None
    assert again.total_c < 0
    amounts = list(PaymentLine.objects.filter(batch=again).values_list("month_on", "amount_c"))
    assert date(2018, 1, 1) not in dict(amounts)
    assert any(cents < 0 for _month, cents in amounts)


def test_only_the_controller_of_who_pays_pays(cast: Cast) -> None:
    subsidies.approved(cast.alice.actor, cast.hans.actor, today=TODAY)
    with pytest.raises(NotAllowed):
        make_payment_batch(cast.hans.actor, Month(2018, 3), lambda _batch, _lines: "", today=TODAY)
    assert _pay(cast.ilse.actor, "2018-03") is None


def test_what_is_not_decided_is_not_paid(cast: Cast) -> None:
    subsidies.proposed(cast.alice.actor, today=TODAY)
    assert _pay(_controller(cast), "2018-03") is None


def test_a_list_that_breaks_off_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    subsidies.approved(cast.alice.actor, cast.hans.actor, today=TODAY)

    def killed(*_given: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(paying.journal, "enter", killed)
    with pytest.raises(KeyboardInterrupt):
        _pay(_controller(cast), "2018-03")
    assert not PaymentBatch.objects.exists()
    assert not PaymentLine.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_before", "cents"),
    [
        (date(2018, 2, 1), date(2018, 3, 1), 10001),
        (date(2018, 2, 15), date(2018, 3, 1), 5001),
        (date(2018, 2, 28), date(2018, 9, 1), 357),
        (date(2018, 1, 1), date(2018, 2, 1), 0),
    ],
)
def test_a_part_of_a_month_is_its_part_of_the_days(starts_on: date, ends_before: date, cents: int) -> None:
    """Half up: 10001 × 14 / 28 is 5000,5."""
    assert month_part(10001, starts_on, ends_before, Month(2018, 2)) == cents


def test_who_was_paid_by_mistake_pays_back(cast: Cast) -> None:
    """The job was with another employer: a minus for the one, and the amount for the other."""
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, today=TODAY)
    controller = _controller(cast)
    first = _pay(controller, "2018-01")
    assert first is not None
    other, wrong = register.employer(name="Kaas BV"), made.placement.employer
    placements.correct_placement(
        cast.alice.actor,
        made.placement.number,
        {"employer_kvk": other.kvk, "workplace_kvk": other.kvk, "work_municipality": other.municipality},
        "Verkeerde werkgever",
        today=TODAY,
    )
    made = services.calculate_subsidy(cast.alice.actor, made.number, version=made.version, today=TODAY)
    services.propose_subsidies(cast.alice.actor, [made.number], today=TODAY)
    services.approve_subsidies(cast.hans.actor, [made.number], today=TODAY)
    again = _pay(controller, "2018-01")
    assert again is not None
    (before,) = lines_of(first)
    assert before.kvk == wrong.kvk
    assert sorted((one.kvk, one.amount_c) for one in lines_of(again)) == sorted(
        [(wrong.kvk, -before.amount_c), (other.kvk, before.amount_c)]
    )
