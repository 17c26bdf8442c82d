"""The target book: versions, reasons, and a warning for what was already reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, Refused, Several
from meedoen.steering.targets.selectors import target_book, target_in_force
from meedoen.steering.targets.services import TargetBelowRealised, set_target
from meedoen.steering.targets.shape import NewTarget
from tests.factories import register, steering
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db

TARGET = NewTarget(
    indicator="banenafspraak.extra_banen",
    area="AM01",
    reference_on=date(2017, 12, 31),
    value=1504,
    reason="Afspraak van de Werkkamer",
    source="Begroting 2018",
)


def test_a_target_holds_in_its_year_and_not_after(cast: Cast) -> None:
    set_target(cast.carla.actor, TARGET, today=TODAY)
    held = target_in_force("banenafspraak.extra_banen", "AM01", date(2017, 3, 31))
    assert held is not None
    assert (held.value, held.version) == (1504, 1)
    assert target_in_force("banenafspraak.extra_banen", "AM01", date(2018, 1, 1)) is None
    assert target_in_force("banenafspraak.extra_banen", "AM01", date(2016, 12, 31)) is None


def test_a_new_version_replaces_and_the_old_one_stays_readable(cast: Cast) -> None:
    set_target(cast.carla.actor, TARGET, today=date(2017, 1, 1))
    set_target(cast.carla.actor, replace(TARGET, value=1600, reason="Bijgesteld"), today=TODAY)
    newest, former = target_book("AM01")
    assert (newest.version, newest.value, newest.replaced_on) == (2, 1600, None)
    assert (former.version, former.value, former.replaced_on) == (1, 1504, TODAY)
    assert JournalEntry.objects.filter(deed="target.set").count() == 2


def test_the_nearest_of_several_targets_holds(cast: Cast) -> None:
    far = replace(TARGET, starts_on=date(2017, 1, 1), reference_on=date(2020, 12, 31), value=3001)
    set_target(cast.carla.actor, far, today=TODAY)
    set_target(cast.carla.actor, TARGET, today=TODAY)
    for day, value in ((date(2017, 6, 30), 1504), (date(2018, 6, 30), 3001)):
        held = target_in_force("banenafspraak.extra_banen", "AM01", day)
        assert held is not None
        assert held.value == value


def test_a_target_below_what_was_published_is_flagged_with_both_numbers(cast: Cast) -> None:
    """2.445 for 2019, while 3.257 were there at the end of 2017."""
    steering.publication(value="3257", source="Raadsbrief 2018")
    low = replace(TARGET, reference_on=date(2019, 12, 31), value=2445)
    with pytest.raises(TargetBelowRealised) as caught:
        set_target(cast.carla.actor, low, today=TODAY)
    refusal = caught.value
    assert (refusal.target, refusal.realised, refusal.source) == (2445, 3257, "Raadsbrief 2018")
    assert "2.445" in refusal.message
    assert "3.257" in refusal.message
    assert "31 december 2017" in refusal.message
    assert target_book() == []
    assert set_target(cast.carla.actor, low, accepted=True, today=TODAY).value == 2445
    assert JournalEntry.objects.get(deed="target.set").detail["below_realised"] is True


def test_a_target_below_our_own_count_is_flagged(cast: Cast) -> None:
    steering.small_region()
    with pytest.raises(TargetBelowRealised) as caught:
        set_target(cast.carla.actor, replace(TARGET, value=4), today=TODAY)
    assert (caught.value.realised, caught.value.source) == (5, "eigen telling")
    assert set_target(cast.carla.actor, replace(TARGET, value=5), today=TODAY).value == 5


def test_a_publication_after_the_day_says_nothing(cast: Cast) -> None:
    steering.publication(value="3257")
    early = replace(TARGET, reference_on=date(2016, 12, 31), value=935)
    assert set_target(cast.carla.actor, early, today=TODAY).value == 935


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"indicator": "banen"}, "indicator"),
        ({"area": "AM99"}, "area"),
        ({"value": -1}, "value"),
        ({"value": 10**12}, "value"),
        ({"reference_on": date(2011, 1, 1)}, "reference_on"),
        ({"starts_on": date(2018, 1, 1)}, "starts_on"),
        ({"reason": " "}, "reason"),
        ({"source": "x" * 201}, "source"),
        ({"programme": "nergens"}, "programme"),
        ({"employer_id": 999_999}, "employer"),
        ({"indicator": "employers.afspraakbanen"}, "employer"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as caught:
        set_target(cast.carla.actor, replace(TARGET, **changed), today=TODAY)  # type: ignore[arg-type]
    assert caught.value.field == field
    assert target_book() == []


def test_everything_wrong_is_told_at_once(cast: Cast) -> None:
    with pytest.raises(Several) as caught:
        set_target(cast.carla.actor, replace(TARGET, area="XX", value=-1, reason=""), today=TODAY)
    assert {one.field for one in caught.value.refusals} == {"area", "value", "reason"}


def test_a_target_of_another_region_is_not_ours_to_set(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        set_target(cast.carla.actor, replace(TARGET, area="GM1708"), today=TODAY)
    assert "niet in de regio" in caught.value.message


def test_only_policy_and_coordination_set_targets(cast: Cast) -> None:
    for member in (cast.alice, cast.farid, cast.ilse, cast.greta):
        with pytest.raises(NotAllowed):
            set_target(member.actor, TARGET, today=TODAY)


def test_an_employer_has_a_target_of_its_own(cast: Cast) -> None:
    employer = register.employer(name="Gemeente Groningen", municipality="GM0014")
    new = replace(
        TARGET, indicator="employers.afspraakbanen", area="GM0014", value=36, employer_id=employer.pk
    )
    shown = set_target(cast.carla.actor, new, today=TODAY)
    assert (shown.employer_id, shown.employer_name) == (employer.pk, "Gemeente Groningen")
    assert target_in_force(new.indicator, "GM0014", new.reference_on) is None
    held = target_in_force(new.indicator, "GM0014", new.reference_on, employer_id=employer.pk)
    assert held == shown
