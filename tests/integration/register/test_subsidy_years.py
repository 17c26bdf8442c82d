"""1 January: every subsidy that runs goes along, whole or not at all, once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meedoen.access.actors import Actor, actor_for
from meedoen.register.checks import NotPossible
from meedoen.register.placements import services as placements
from meedoen.register.subsidies import reindexing, renewing, services
from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.reindexing import keep_reindex
from meedoen.register.subsidies.renewing import Renewed, plan_reindex, try_reindex
from tests.factories import access, register, subsidies
from tests.factories.access import Cast

TODAY = date(2018, 12, 1)


def _controller(cast: Cast) -> Actor:
    there = cast.alice.account.organisation
    return actor_for(access.account("Corry Controller", "controller", at=there), access.TODAY)


def _plan(actor: Actor, year: int = 2019) -> list[Renewed]:
    return plan_reindex(actor, year, lambda _done, _total: None)


def _approved(cast: Cast, **more: object) -> Subsidy:
    return subsidies.approved(cast.alice.actor, cast.hans.actor, today=date(2018, 4, 30), **more)


def test_the_amount_of_the_new_year_is_that_of_january(cast: Cast) -> None:
    made, controller = _approved(cast), _controller(cast)
    (trial,) = try_reindex(controller, 2019).rows
    # 1.615,80 × 1,08 × 40 % × 1,235
    assert (trial.old_amount, trial.new_amount) == (Decimal("841.89"), Decimal("862.06"))
    assert not SubsidyPeriod.objects.filter(starts_on=date(2019, 1, 1)).exists()
    assert keep_reindex(controller, 2019, _plan(controller), today=TODAY) == {"proposed": 1, "left_out": 0}
    services.approve_subsidies(cast.hans.actor, [made.number], today=TODAY)
    row = SubsidyPeriod.objects.get(subsidy=made, starts_on=date(2019, 1, 1))
    assert (row.basis, row.amount_c, row.state, row.ends_before) == (
        "reindexed",
        86206,
        "approved",
        date(2020, 1, 1),
    )
    assert Subsidy.objects.get().runs_until == date(2020, 1, 1)


def test_the_same_year_again_does_nothing(cast: Cast) -> None:
    _approved(cast)
    controller = _controller(cast)
    plan = _plan(controller)
    keep_reindex(controller, 2019, plan, today=TODAY)
    assert _plan(controller) == []
    assert keep_reindex(controller, 2019, plan, today=TODAY) == {"proposed": 0, "left_out": 1}
    assert SubsidyPeriod.objects.filter(starts_on=date(2019, 1, 1)).count() == 1


def test_a_year_of_which_nobody_knows_the_minimum_wage_is_refused(cast: Cast) -> None:
    with pytest.raises(NotPossible, match="niet bekend"):
        _plan(_controller(cast), 2027)


def test_what_ends_before_the_new_year_stays_behind(cast: Cast) -> None:
    work = register.placement(starts_on=date(2018, 1, 1), hours="36", ended=(date(2019, 1, 1), "resigned"))
    _approved(cast, placement=work)
    assert _plan(_controller(cast)) == []


def test_other_hours_later_in_the_year_go_along(cast: Cast) -> None:
    made = _approved(cast)
    placements.change_hours(
        cast.alice.actor, made.placement.number, date(2019, 3, 1), Decimal(18), today=TODAY
    )
    (one,) = _plan(_controller(cast))
    assert [(part.starts_on, part.basis, part.amount_c) for part in one.parts] == [
        (date(2019, 1, 1), "reindexed", 86206),
        (date(2019, 3, 1), "hours", 43103),
    ]


def test_what_somebody_changed_meanwhile_is_left_out(cast: Cast) -> None:
    made, controller = _approved(cast), _controller(cast)
    plan = _plan(controller)
    Subsidy.objects.filter(pk=made.pk).update(version=99)
    assert keep_reindex(controller, 2019, plan, today=TODAY) == {"proposed": 0, "left_out": 1}


def test_one_that_is_killed_in_the_middle_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _approved(cast)
    controller = _controller(cast)

    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reindexing, "update_rows", killed)
    with pytest.raises(KeyboardInterrupt):
        keep_reindex(controller, 2019, _plan(controller), today=TODAY)
    assert not SubsidyPeriod.objects.filter(starts_on=date(2019, 1, 1)).exists()
    assert Subsidy.objects.get().state == "approved"


def test_progress_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "CHUNK", 1)
    _approved(cast)
    _approved(cast)
    told: list[tuple[int, int]] = []
    plan_reindex(_controller(cast), 2019, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_who_proposed_a_year_does_not_approve_it(cast: Cast) -> None:
    made, controller = _approved(cast), _controller(cast)
    keep_reindex(controller, 2019, _plan(controller), today=TODAY)
    with pytest.raises(NotPossible, match="zelf"):
        services.approve_subsidies(controller, [made.number], today=TODAY)


def test_the_new_year_is_reckoned_with_the_corrected_job(cast: Cast) -> None:
    made = _approved(cast)
    hours = {"hours": ((date(2018, 1, 1), Decimal(18)),)}
    placements.correct_placement(cast.alice.actor, made.placement.number, hours, "Fout", today=TODAY)
    (one,) = _plan(_controller(cast))
    assert one.first is not None
    assert one.first.amount_c == 43103
