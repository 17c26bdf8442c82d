"""The nine steps beside the bench, and what of them a source was read for."""

from __future__ import annotations

from meedoen.matching.redesign import BY_CODE, SOURCE, STEPS


def test_there_are_nine_steps_in_the_order_of_the_method() -> None:
    """Names as the method has them, each with a goal and something to write down."""
    assert [step.number for step in STEPS] == list(range(1, 10))
    assert len(BY_CODE) == 9
    assert str(STEPS[0].title) == "Commitment van management"
    assert str(STEPS[8].title) == "Evalueren en consolidatie functieontwerp"
    assert all(step.notes and str(step.goal.words) for step in STEPS)
    assert [step.code for step in STEPS if step.on_bench] == ["analysis", "redesign"]


def test_what_no_source_was_read_for_is_assumed() -> None:
    """A line is confirmed if and only if it names its source."""
    lines = [line for step in STEPS for line in (step.goal, *step.notes)]
    assert all((line.status == "confirmed") == bool(line.source) for line in lines)
    assert all(step.status == "confirmed" and step.source == SOURCE for step in STEPS)
