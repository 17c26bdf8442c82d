"""The codes of the engines and those of the register are the same, in order and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.utils.translation import override

from meedoen.matching import codes
from meedoen.register.profiles import conditions, words, work

LISTS: list[tuple[Mapping[str, str], Mapping[str, Any]]] = [
    (codes.DAYS, words.DAYS),
    (codes.TIMES, words.TIMES),
    (codes.MEANS, words.MEANS),
    (codes.LEVELS, words.LEVELS),
    (codes.LANGUAGES, words.LANGUAGES),
    (codes.LANGUAGE_LEVELS, words.LANGUAGE_LEVELS),
    (codes.LICENCES, words.LICENCES),
    (codes.TARGET_GROUPS, words.TARGET_GROUPS),
    (codes.FIELDS, work.WORK_FIELDS),
    (codes.TASKS, work.TASK_WORDS),
]


@pytest.mark.parametrize(("ours", "theirs"), LISTS)
def test_each_list_is_that_of_the_register(ours: Mapping[str, str], theirs: Mapping[str, Any]) -> None:
    with override("nl"):
        assert list(ours.items()) == [(code, str(said)) for code, said in theirs.items()]


def test_the_conditions_are_those_of_the_register() -> None:
    with override("nl"):
        theirs = [(kind.code, str(kind.words)) for kind in conditions.KINDS]
    assert [(code, kind.words) for code, kind in codes.CONDITIONS.items()] == theirs


@pytest.mark.parametrize("kind", conditions.KINDS, ids=lambda kind: kind.code)
def test_a_condition_has_a_number_here_if_it_has_one_there(kind: conditions.Kind) -> None:
    ours = codes.CONDITIONS[kind.code]
    assert (ours.least, ours.most) == (kind.least, kind.most)
    assert (ours.nature == "offered") == (kind.unit is None)


def test_every_task_lies_in_the_field_that_the_register_gives_it() -> None:
    assert {code: codes.field_of(code) for code in codes.TASKS} == work.FIELD_OF_TASK


def test_every_level_has_a_rung() -> None:
    assert set(codes.RUNGS) == set(codes.LEVELS)
