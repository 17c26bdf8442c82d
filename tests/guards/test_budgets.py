"""Budgets: how large a thing may grow before it has to be split."""

from __future__ import annotations

import re

import pytest

from tests.guards.tree import ROOMS, ROOT, files, functions, name, sources

FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "core",
    "manager",
    "managers",
    "handler",
    "handlers",
    "processor",
    "processors",
    "data",
    "info",
}


def test_the_root_has_at_most_18_entries() -> None:
    """Dot files aside: one look tells what the project is made of."""
    entries = {path.relative_to(ROOT).parts[0] for path in files()}
    seen = sorted(entry for entry in entries if not entry.startswith("."))
    assert len(seen) <= 18, seen


def test_there_are_twelve_rooms() -> None:
    """A thirteenth room is a decision, not an accident."""
    rooms = {path.relative_to(ROOMS).parts[0] for path in files() if path.is_relative_to(ROOMS)}
    assert {room for room in rooms if "." not in room} == {
        "primitives",
        "rules",
        "counting",
        "matching",
        "forecasting",
        "access",
        "register",
        "steering",
        "exchange",
        "portals",
        "api",
        "project",
    }


@pytest.mark.parametrize("kind", [".py", ".html", ".css", ".js"])
def test_a_source_file_has_at_most_400_lines(kind: str) -> None:
    """Split it by deed or noun, not by technique."""
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in sources(kind)}
    assert not {path: size for path, size in sizes.items() if size > 400}


def test_a_function_has_at_most_50_lines() -> None:
    """Measured with its docstring, as it stands on the screen."""
    long = {
        f"{name(path)}:{node.lineno} {node.name}": size
        for path in sources(".py")
        for node in functions(path)
        if (size := (node.end_lineno or node.lineno) - node.lineno + 1) > 50
    }
    assert not long


def test_the_settings_have_at_most_300_lines() -> None:
    """One file, read in one sitting."""
    assert len((ROOMS / "project" / "settings.py").read_text("utf-8").splitlines()) <= 300


def test_make_has_at_most_10_targets_and_each_says_what_it_does() -> None:
    """What stands on a mark (a path) is not a target a person types."""
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z_-]*)\s*:(?!=)", text, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE))
    assert len(targets) <= 10, targets
    assert targets == explained
    assert {"install", "demo", "test", "check", "bench", "help"} <= targets


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    """Name it after what it holds; a page in the place of a library's own bears the library's name."""
    bad = {
        name(path)
        for path in files()
        if not path.is_relative_to(ROOMS / "portals" / "templates" / "django")
        and FORBIDDEN & {re.sub(r"\..*$", "", part).lower() for part in path.relative_to(ROOT).parts}
    }
    assert not bad
