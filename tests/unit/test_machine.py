"""What a missing browser or database server does to a test run."""

from __future__ import annotations

import pytest

from tests import machine


def test_a_missing_part_is_a_skip_that_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Chromium is not on this machine"):
        machine.without("Chromium")


def test_where_everything_is_demanded_a_missing_part_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="PostgreSQL is not on this machine"):
        machine.without("PostgreSQL")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "chromium", lambda: None)
    monkeypatch.setattr(machine, "postgres_programs", lambda: None)
    assert machine.missing() == ["Chromium", "PostgreSQL"]


def test_nothing_is_installed_where_this_user_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []
    monkeypatch.setattr(machine, "missing", lambda: ["Chromium"])
    monkeypatch.setattr(machine, "_as_root", lambda: None)
    monkeypatch.setattr(machine.subprocess, "run", lambda *words, **more: ran.append(words))
    machine.install_missing()
    assert ran == []
