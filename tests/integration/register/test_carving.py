"""The engine on the bench: what it may be asked, what it proposes, and who sees whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.refusals import NotAllowed, NotFound, Several
from meedoen.register.bench.models import Bench, FunctionTask
from meedoen.register.carving import services
from meedoen.register.carving.engine import NothingFound
from meedoen.register.checks import NotPossible
from meedoen.register.searches.asking import Asked
from meedoen.register.searches.models import Search
from meedoen.register.searches.selectors import found_by, search_by_key, searches_at
from tests.factories import carving, profiles, register
from tests.factories.access import TODAY, Cast
from tests.integration.register.given import deeds

ASKED = Asked(Decimal(8), Decimal(24))


@pytest.fixture
def bench(cast: Cast) -> Bench:
    return carving.bench()


def ask(cast: Cast, bench: Bench, **changes: Any) -> Search:
    return services.ask_search(cast.alice.actor, bench.number, Asked(**{**_asked(), **changes}), today=TODAY)


def _asked() -> dict[str, Any]:
    return {"hours_min": Decimal(8), "hours_max": Decimal(24)}


def test_for_one_person_a_job_comes_out_with_its_reasons(cast: Cast, bench: Bench) -> None:
    person = register.person()
    profiles.profile(person)
    search = ask(cast, bench, person=person.number)
    services.answer_search(cast.alice.actor, search.pk, today=TODAY)
    found = found_by(Search.objects.get(pk=search.pk))
    assert found is not None
    assert found.is_proven
    assert "Bewezen" in str(found.gap)
    (one,) = found.bundles
    assert 16 <= one.hours <= 24
    assert "werk dat deze persoon al kan" in " ".join(str(words) for words, _points in one.parts)
    assert sum(points for _words, points in one.parts) == one.points
    assert one.fits == 1
    assert [deed for deed, _kind, _key in deeds()] == ["carving.search", "carving.answer"]


def test_what_must_stay_is_never_proposed_and_what_is_left_is_named(cast: Cast, bench: Bench) -> None:
    for _turn in range(3):
        profiles.profile(register.person())
    search = ask(cast, bench, share=100)
    services.answer_search(cast.alice.actor, search.pk, today=TODAY)
    found = found_by(Search.objects.get(pk=search.pk))
    assert found is not None
    kept = set(FunctionTask.objects.exclude(kept="").values_list("pk", flat=True))
    used = {piece.task.pk for bundle in found.bundles for piece in bundle.pieces}
    assert used
    assert not used & kept
    undone = {one.task for one in found.undone}
    free = set(FunctionTask.objects.filter(kept="").values_list("pk", flat=True))
    assert len(undone) == len(free - used)
    # Of people whom the engine chose itself nothing is told but how many.
    assert all(not bundle.parts for bundle in found.bundles)


def test_the_same_question_gets_the_same_answer(cast: Cast, bench: Bench) -> None:
    for _turn in range(3):
        profiles.profile(register.person())
    answers = []
    for _turn in range(2):
        search = ask(cast, bench)
        answers.append(services.answer_search(cast.alice.actor, search.pk, today=TODAY).found)
    assert answers[0] == answers[1]


def test_a_proposal_says_when_its_tasks_went_elsewhere(cast: Cast, bench: Bench) -> None:
    person = register.person()
    profiles.profile(person)
    search = ask(cast, bench, person=person.number)
    services.answer_search(cast.alice.actor, search.pk, today=TODAY)
    carving.draft(bench, 40, 24, 24, 24)
    found = found_by(Search.objects.get(pk=search.pk))
    assert found is not None
    assert found.bundles[0].is_stale


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hours_min": Decimal(30)}, "hours_min"),
        ({"hours_max": Decimal(60)}, "hours_max"),
        ({"hours_min": Decimal("12.26")}, "hours_min"),
        ({"hours_max": Decimal("NaN")}, "hours_max"),
        ({"functions": 9}, "functions"),
        ({"share": 0}, "share"),
        ({"employers": 4}, "employers"),
        ({"person": "K-999999"}, "person"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    cast: Cast, bench: Bench, change: dict[str, Any], field: str
) -> None:
    with pytest.raises((NotPossible, Several)) as refused:
        ask(cast, bench, **change)
    one = refused.value
    fields = [each.field for each in one.refusals] if isinstance(one, Several) else [one.field]
    assert field in fields
    assert not Search.objects.exists()


def test_nobody_to_make_a_job_for_is_said_in_words(cast: Cast, bench: Bench) -> None:
    search = ask(cast, bench)
    with pytest.raises(NothingFound, match="Niemand heeft een profiel"):
        services.answer_search(cast.alice.actor, search.pk, today=TODAY)
    assert Search.objects.get(pk=search.pk).found is None


def test_a_search_for_a_person_is_for_who_asked_alone(cast: Cast, bench: Bench) -> None:
    person = register.person()
    profiles.profile(person)
    search = ask(cast, bench, person=person.number)
    assert search_by_key(cast.alice.actor, search.pk) == search
    with pytest.raises(NotFound):
        search_by_key(cast.bob.actor, search.pk)
    assert searches_at(cast.bob.actor, bench) == []
    person.delete()
    with pytest.raises(NotFound):
        search_by_key(cast.alice.actor, search.pk)


def test_a_search_for_many_is_as_open_as_the_bench(cast: Cast, bench: Bench) -> None:
    search = ask(cast, bench)
    assert search_by_key(cast.bob.actor, search.pk) == search
    with pytest.raises(NotAllowed):
        services.ask_search(cast.farid.actor, bench.number, ASKED, today=TODAY)
