"""Runs of the comparison over a region: who takes part, what is kept, and what is never shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.counting.hiding import hidden
from meedoen.register.checks import NotPossible
from meedoen.register.people import facts as people_facts
from meedoen.register.profiles import facts as profile_facts
from meedoen.rules.bijstand import HOUSEHOLDS
from meedoen.rules.comparison import compare
from meedoen.rules.comparison_shape import Case
from meedoen.rules.comparison_spread import EDGES, PARTIES
from meedoen.rules.comparison_terms import Assumptions
from meedoen.steering.areas import NotYourArea
from meedoen.steering.comparisons.models import ComparisonQuestion, ComparisonRun, RunIsKept
from meedoen.steering.comparisons.own import read
from meedoen.steering.comparisons.population import population_of
from meedoen.steering.comparisons.selectors import question_of, questions_of, run_of
from meedoen.steering.comparisons.services import AlreadyAnswered, answer_comparison, ask_comparison
from meedoen.steering.comparisons.shape import NewQuestion
from tests.factories import access, comparisons, profiles, register
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db


def asked(**more: Any) -> NewQuestion:
    usual: dict[str, Any] = {"area": "AM01", "day": TODAY}
    return NewQuestion(**(usual | more))


def test_facts_of_people_hold_a_month_and_no_birthday(cast: Cast) -> None:
    person = register.person(birth_on=date(1990, 6, 15))
    register.person(state="protected")
    assert people_facts.living() == {
        "person_id": [person.pk],
        "born_in": [1990 * 12 + 5],
        "municipality": [access.ASSEN],
    }
    profiles.loonwaarde(person, percentage=Decimal("60.5"))
    profiles.target_group(person)
    assert set(profile_facts.loonwaarde()) == {"person_id", "measured_on", "valid_until", "loonwaarde_c"}
    assert profile_facts.loonwaarde()["loonwaarde_c"] == [6050]
    assert set(profile_facts.target_group()) == {"person_id", "code", "starts_on", "ends_before"}


def test_who_takes_part_and_why_the_others_do_not(cast: Cast) -> None:
    comparisons.worker(percentage="60", hours="32", assisted=True)
    comparisons.worker(percentage="100")
    comparisons.worker(birth_on=date(2001, 6, 1))
    comparisons.worker(birth_on=date(1940, 6, 1))
    comparisons.worker(municipality="GM0363")
    register.person()
    wishing = register.person()
    profiles.loonwaarde(wishing)
    profiles.profile(wishing)
    nothing = register.person()
    profiles.loonwaarde(nothing)
    old = register.person()
    profiles.loonwaarde(old, valid_until=date(2017, 12, 1))
    trial = register.person()
    profiles.loonwaarde(trial)
    register.placement(person=trial, kind="proefplaatsing")
    found = population_of("AM01", TODAY, TODAY)
    assert list(found.people.loonwaarde) == [6000, 6000]
    assert list(found.people.hours) == [3200, 2400]
    assert list(found.people.age) == [27, 27]
    assert (found.with_bijstand, found.by_wish) == (1, 1)
    assert found.left_out == {
        "whole": 1,
        "too_young": 1,
        "too_old": 1,
        "not_measured": 1,
        "no_hours": 2,
        "expired": 1,
    }


def test_the_latest_measurement_counts(cast: Cast) -> None:
    person = comparisons.worker(percentage="60")
    profiles.loonwaarde(person, percentage=Decimal(45)).__class__.objects.filter(percentage=45).update(
        measured_on=date(2017, 11, 1)
    )
    assert list(population_of("AM01", TODAY, TODAY).people.loonwaarde) == [4500]


def test_the_young_are_left_out_where_their_norm_is_unknown(cast: Cast) -> None:
    comparisons.worker(birth_on=date(1998, 6, 1))
    found = population_of("AM01", TODAY, date(2024, 1, 1))
    assert found.left_out == {"no_norm": 1}
    assert population_of("AM01", TODAY, TODAY).people.number == 1


def test_a_run_keeps_what_one_case_answers_for_each_kind_of_household(cast: Cast) -> None:
    comparisons.worker(percentage="40", hours="28")
    question = ask_comparison(cast.karin.actor, asked(), today=TODAY)
    row = answer_comparison(cast.karin.actor, question.pk, today=TODAY)
    assert (row.people, set(row.result)) == (1, set(HOUSEHOLDS))
    for household in HOUSEHOLDS:
        case = Case(day=TODAY, household=household, loonwaarde=Decimal("0.4"), hours=Decimal(28), age=27)
        gap = compare(case).difference("ldp_a")
        cents = {party: int(row.result[household][party]["deciles"][0]) for party in PARTIES}
        assert cents["employee"] == int(gap.employee * 100)
        assert cents["employer"] == -int(gap.employer * 100)
        assert cents["municipality"] == -int(gap.municipality * 100)
    assert {one["code"] for one in row.assumptions} >= {"cao", "partner_test", "net_share"}
    assert all(one["status"] == "assumed" for one in row.assumptions)
    assert {"bijstand.norm.alleenstaande", "bijstand.kostendelersnorm.vast"} <= {
        one["path"] for one in row.trace
    }
    entry = JournalEntry.objects.get(deed="comparison.run")
    assert entry.subject_id == str(question.pk)
    assert entry.detail["people"] == 1


def test_own_assumptions_are_kept_and_marked_as_own(cast: Cast) -> None:
    comparisons.workers(12)
    own = Assumptions(cao="B", charges=Decimal("0.3"), partner_test=False)
    question = ask_comparison(cast.karin.actor, asked(own=own, wage_level=Decimal("1.1")), today=TODAY)
    assert read(ComparisonQuestion.objects.get(pk=question.pk).own) == own
    answer_comparison(cast.karin.actor, question.pk, today=TODAY)
    shown = run_of(cast.karin.actor, question.pk)
    marks = {one["code"]: one["status"] for one in shown.assumptions}
    assert (marks["cao"], marks["charges"], marks["partner_test"]) == ("own", "own", "own")
    assert marks["target"] == "assumed"


def test_a_run_never_changes_and_has_one_answer(cast: Cast) -> None:
    question = comparisons.answered()
    run = ComparisonRun.objects.get()
    with pytest.raises(AlreadyAnswered):
        answer_comparison(cast.carla.actor, question.pk, today=TODAY)
    for change in (
        run.save,
        run.delete,
        question.save,
        question.delete,
        ComparisonRun.objects.all().delete,
        ComparisonQuestion.objects.all().delete,
        lambda: ComparisonRun.objects.update(people=0),
        lambda: ComparisonQuestion.objects.update(area="AM02"),
    ):
        with pytest.raises(RunIsKept):
            change()
    assert ComparisonRun.objects.get().people == run.people


def test_nothing_is_kept_when_it_fails_half_way(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    question = comparisons.question()

    def broken(_counts: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        answer_comparison(cast.carla.actor, question.pk, today=TODAY, finish=broken)
    assert not ComparisonRun.objects.exists()
    assert not JournalEntry.objects.filter(deed="comparison.run").exists()


@pytest.mark.parametrize("name", ["alice", "hans", "jan", "greta", "farid"])
def test_who_does_not_steer_starts_no_run(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        ask_comparison(cast.named(name).actor, asked(), today=TODAY)
    assert not ComparisonQuestion.objects.exists()


def test_steering_and_the_auditor_of_the_region_see_a_run_and_nobody_else(cast: Cast) -> None:
    question = comparisons.answered()
    for name in ("carla", "farid", "ilse", "karin"):
        assert run_of(cast.named(name).actor, question.pk).people == 0
        assert [one.id for one in questions_of(cast.named(name).actor)[0]] == [question.pk]
    far = access.account(
        "Ver Weg", "coordinator", at=access.organisation("Ver", kind="region", region="AM15")
    )
    for actor in (cast.alice.actor, cast.jan.actor, _actor(far)):
        assert questions_of(actor) == ((), None)
        with pytest.raises(NotFound):
            question_of(actor, question.pk)
        with pytest.raises(NotFound):
            run_of(actor, question.pk)


def _actor(account: Any) -> Any:
    from meedoen.access.actors import actor_for

    return actor_for(account, TODAY)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"area": "GM0106"}, "area"),
        ({"day": date(2012, 1, 1)}, "day"),
        ({"day": date(2030, 1, 1)}, "day"),
        ({"wage_level": Decimal("0.9")}, "wage_level"),
        ({"full_time": Decimal(10)}, "full_time"),
        ({"sharers": 0}, "sharers"),
        ({"own": Assumptions(charges=Decimal(2))}, "charges"),
    ],
)
def test_what_cannot_be_answered_is_not_asked(cast: Cast, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        ask_comparison(cast.carla.actor, asked(**changed), today=TODAY)
    assert refusal.value.field == field
    assert not ComparisonQuestion.objects.exists()


def test_another_region_is_not_asked_about(cast: Cast) -> None:
    with pytest.raises(NotYourArea):
        ask_comparison(cast.carla.actor, asked(area="AM15"), today=TODAY)


def test_deciles_stay_away_from_a_few_people_and_counts_below_ten_are_hidden(cast: Cast) -> None:
    comparisons.workers(12)
    comparisons.worker(percentage="100")
    shown = run_of(cast.karin.actor, comparisons.answered().pk)
    assert dict(shown.left_out)["whole"].number is None
    for parties in shown.spreads.values():
        for spread in parties.values():
            assert spread.deciles == ()
            numbers = [band.number for band in spread.bands]
            assert not any(number is not None and 0 < number < 10 for number in numbers)
            assert len(numbers) == len(EDGES) + 1
    lost = shown.spreads["at_home_no_right"]["employee"]
    assert (lost.worse.number, lost.same.number, lost.better.number) == (12, 0, 0)
    assert lost.share(shown.people, lost.worse) == 1


def test_who_takes_part_hides_nobody_since_each_distribution_tells_it(cast: Cast) -> None:
    comparisons.workers(12)
    for many, percentage in ((14, "100"), (3, "")):
        for _turn in range(many):
            _ = comparisons.worker(percentage=percentage) if percentage else register.person()
    shown = run_of(cast.karin.actor, comparisons.answered().pk)
    assert shown.included.number == 12
    assert {why: count.number for why, count in shown.left_out} == {"not_measured": None, "whole": None}


def test_a_hidden_count_is_not_found_by_subtracting() -> None:
    counts = {"all": 40, "worse": 4, "same": 12, "better": 24}
    assert hidden(counts, [("all", "worse", "same", "better")], 10) == {"worse", "same"}
    # Two that are hidden under a sum must not be known by being few together.
    counts = {"all": 14, "same": 1, "a": 12, "b": 1}
    assert hidden(counts, [("all", "same", "a", "b")], 10) == {"same", "a", "b"}
    # A hidden sum is not added up from its parts, and a shown one does not say its only part.
    counts = {"all": 30, "worse": 12, "same": 4, "better": 14, "a": 12, "b": 14}
    lines = [("all", "worse", "same", "better"), ("worse", "a"), ("better", "b")]
    assert hidden(counts, lines, 10) == {"same", "worse", "a"}
    counts = {"all": 40, "worse": 40, "a": 4, "b": 36, "same": 0, "better": 0}
    lines = [("all", "worse", "same", "better"), ("worse", "a", "b")]
    assert hidden(counts, lines, 10) == {"a", "b"}
    assert hidden({"all": 3, "worse": 3}, [("all", "worse")], 10) == {"all", "worse"}
    assert hidden({"all": 0, "worse": 0}, [("all", "worse")], 10) == frozenset()
