"""Every service asks for the power first, leaves a journal entry and does both in one transaction."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import APPS, ROOMS, called, functions, name, parsed, sources

ENTERS = {"journal.enter", "journal.enter_many"}
ASKS = {"require", "powers.require"}


def _acts(path: Path) -> bool:
    """Whether a module does deeds: `services.py`, or what was split off from it and enters the journal."""
    if path.name == "services.py":
        return path.is_relative_to(ROOMS)
    in_an_app = any(path.parent == app for app in APPS)
    return in_an_app and bool(called(parsed(path)) & ENTERS)


def _services() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Public functions of a module that acts: all of `services.py`, and of the modules of deeds beside it
    those that take an actor."""
    for path in sources(".py"):
        if not _acts(path):
            continue
        for node in parsed(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if path.name == "services.py" or [one.arg for one in node.args.args][:1] == ["actor"]:
                yield path, node


SERVICES = [pytest.param(path, node, id=f"{path.parent.name}.{node.name}") for path, node in _services()]


def _reach(path: Path, start: ast.AST) -> set[str]:
    """What is called by a function, directly or through functions of its own module."""
    own = {node.name: node for node in functions(path)}
    reached: set[str] = set()
    waiting = called(start)
    while waiting:
        reached |= waiting
        waiting = {call for known in waiting & own.keys() for call in called(own[known])} - reached
    return reached


def _other_services(path: Path) -> set[str]:
    """Names under which services of other modules are known in this one."""
    names = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.endswith(".services"):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def _enters(path: Path, node: ast.AST) -> bool:
    reached = _reach(path, node)
    through = {call for call in reached if call.split(".")[0] == "services" or ".services." in call}
    return bool(reached & ENTERS or reached & _other_services(path) or through)


@pytest.mark.parametrize(("path", "node"), SERVICES)
def test_a_service_takes_an_actor_first(path: Path, node: ast.FunctionDef) -> None:
    """Not a request: a command and an API client are actors too."""
    arguments = [*node.args.posonlyargs, *node.args.args]
    assert arguments, f"{name(path)}: {node.name} takes nothing"
    assert arguments[0].arg == "actor", f"{name(path)}: {node.name}"


@pytest.mark.parametrize(("path", "node"), SERVICES)
def test_a_service_asks_for_its_power(path: Path, node: ast.FunctionDef) -> None:
    """Who may do it stands in one table."""
    reached = _reach(path, node)
    assert reached & ASKS or reached & _other_services(path), (
        f"{name(path)}: {node.name} never asks `require`"
    )


@pytest.mark.parametrize(("path", "node"), SERVICES)
def test_a_service_leaves_a_journal_entry(path: Path, node: ast.FunctionDef) -> None:
    """What was done is written down by the one who did it, or by the service it hands over to."""
    assert _enters(path, node), f"{name(path)}: {node.name} leaves no journal entry"


@pytest.mark.parametrize(("path", "node"), SERVICES)
def test_a_service_is_one_transaction(path: Path, node: ast.FunctionDef) -> None:
    """The entry and the deed stand or fall together."""
    decorated = any("transaction.atomic" in ast.unparse(word) for word in node.decorator_list)
    within = any(
        "transaction.atomic" in ast.unparse(item.context_expr)
        for block in ast.walk(node)
        if isinstance(block, ast.With)
        for item in block.items
    )
    assert decorated or within or _other_services(path) & called(node), f"{name(path)}: {node.name}"


@pytest.mark.parametrize(("path", "node"), SERVICES)
def test_a_service_has_no_clock(path: Path, node: ast.FunctionDef) -> None:
    """The day is an argument, so that yesterday's case can be tried again tomorrow."""
    clocks = {"date.today", "datetime.now", "timezone.now", "timezone.localdate", "timezone.localtime"}
    assert not clocks & _reach(path, node), f"{name(path)}: {node.name}"
