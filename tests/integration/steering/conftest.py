"""What the tests of steering share."""

from __future__ import annotations

import pytest

from meedoen.steering.indicators import goals


@pytest.fixture
def few_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first two declared goals: a freeze counts every one of them in many ways."""
    monkeypatch.setattr(goals, "DECLARED", (goals.DECLARED[0], goals.DECLARED[4]))
