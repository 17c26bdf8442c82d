"""A subsidy of a job that was corrected or stopped: still one payer, and nothing beside another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meedoen.register.checks import AlreadyThere, NotPossible
from meedoen.register.placements import services as placements
from meedoen.register.subsidies import changing
from meedoen.register.subsidies.models import Subsidy
from meedoen.register.subsidies.selectors import plan_of
from tests.factories import access, register, subsidies
from tests.factories.access import Cast

TODAY = access.TODAY


@pytest.mark.parametrize("wrong", ["ended", "elsewhere"])
def test_a_job_that_was_corrected_has_one_payer_too(cast: Cast, wrong: str) -> None:
    ended = (date(2018, 3, 1), "resigned") if wrong == "ended" else None
    work = register.placement(starts_on=date(2018, 1, 1), hours="36", ended=ended)
    subsidies.requested(cast.alice.actor, placement=work)
    other = register.employer(name="Kaas BV")
    changes = {"ended": {"ends_before": None, "end_reason": ""}}.get(
        wrong, {"employer_kvk": other.kvk, "workplace_kvk": other.kvk}
    )
    right = placements.correct_placement(cast.alice.actor, work.number, changes, "Fout", today=TODAY)
    with pytest.raises(AlreadyThere, match="maar één gemeente"):
        subsidies.requested(cast.alice.actor, placement=right, percentage=None, starts_on=date(2018, 4, 1))


def test_what_stands_is_held_against_the_corrected_job(cast: Cast) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor)
    hours = {"hours": ((date(2018, 1, 1), Decimal(30)),)}
    placements.correct_placement(cast.alice.actor, made.placement.number, hours, "Fout", today=TODAY)
    (change,) = plan_of(Subsidy.objects.get(pk=made.pk), TODAY).changes
    assert (change.starts_on, change.hours_week) == (date(2018, 1, 1), Decimal(30))


def _stopped(cast: Cast) -> tuple[Subsidy, Subsidy]:
    """One that was stopped in March, and one for the same job from May on."""
    made = subsidies.approved(cast.alice.actor, cast.hans.actor)
    stopped = changing.stop_subsidy(
        cast.alice.actor, made.number, date(2018, 3, 1), "employer_asks", version=made.version, today=TODAY
    )
    later = subsidies.requested(
        cast.alice.actor, placement=made.placement, percentage=None, starts_on=date(2018, 5, 1)
    )
    return stopped, later


def test_one_that_was_stopped_does_not_go_on_beside_another(cast: Cast) -> None:
    stopped, _later = _stopped(cast)
    with pytest.raises(AlreadyThere, match="maar één gemeente"):
        changing.stop_subsidy(
            cast.alice.actor,
            stopped.number,
            date(2018, 6, 1),
            "employer_asks",
            version=stopped.version,
            today=TODAY,
        )


def test_one_that_is_corrected_does_not_begin_while_another_paid(cast: Cast) -> None:
    _early, later = _stopped(cast)
    terms = changing.Terms("measured", Decimal(36), date(2018, 2, 1))
    with pytest.raises(AlreadyThere, match="maar één gemeente"):
        changing.correct_subsidy(
            cast.alice.actor, later.number, terms, "typed_wrong", version=later.version, today=TODAY
        )


def test_a_correction_asks_nothing_for_days_at_another_home(cast: Cast) -> None:
    today, day = date(2024, 3, 1), date(2024, 2, 10)
    person = register.person(moved_from=(access.VEENDAM, day))
    work = register.placement(person=person, starts_on=date(2024, 1, 1), hours="36")
    made = subsidies.requested(cast.alice.actor, placement=work, starts_on=day, today=today)
    terms = changing.Terms("measured", Decimal(36), date(2024, 1, 1))
    with pytest.raises(NotPossible, match="niet uw gemeente"):
        changing.correct_subsidy(
            cast.alice.actor, made.number, terms, "typed_wrong", version=made.version, today=today
        )
