"""Nothing goes round the contracts that the import linter can't see."""

from __future__ import annotations

import ast
import tomllib

from tests.guards.tree import APPS, ROOMS, ROOT, name, parsed, sources


def test_every_app_is_named_in_the_contract_of_its_inside() -> None:
    """An app that is not named there is not held to services on selectors on models."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    apps = {f"meedoen.{app.parent.name}.{app.name}" for app in APPS if (app / "models.py").exists()}
    assert set(contracts["inside"]["containers"]) == apps


def test_nobody_asks_the_registry_of_models_for_a_model() -> None:
    """`apps.get_model` reads rows without anyone's sight; migrations have to."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in sources(".py")
        if path.is_relative_to(ROOMS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"get_model", "get_models"}
    ]
    assert not found


def test_no_relation_can_be_walked_backwards_into_another_app() -> None:
    """A reverse relation reads rows of another app past its selectors."""
    found = []
    for path in sources(".py"):
        if not (path.is_relative_to(ROOMS) and path.name == "models.py"):
            continue
        app = path.parent.name
        for call in (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)):
            kind = ast.unparse(call.func).rpartition(".")[2]
            if kind not in {"ForeignKey", "OneToOneField", "ManyToManyField"} or not call.args:
                continue
            target = ast.unparse(call.args[0]).strip("'\"")
            named = {word.arg: ast.unparse(word.value).strip("'\"") for word in call.keywords}
            elsewhere = "." in target and target.split(".")[0] not in {app, "settings"}
            if (elsewhere or target.startswith("settings.")) and named.get("related_name") != "+":
                found.append(f"{name(path)}:{call.lineno} {target}")
    assert not found


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_facts_carry_no_name() -> None:
    """A fact table holds keys, days, hours and codes: nothing that says who it is."""
    personal = {"name", "birth_on", "birth_date", "bsn", "email", "phone", "address", "note", "remark"}
    found = []
    for path in sources(".py"):
        if path.is_relative_to(ROOMS) and path.name == "facts.py" and path.parent.parent.parent == ROOMS:
            for node in ast.walk(parsed(path)):
                words = node.value.split("__") if _is_text(node) else []
                found += [f"{name(path)}:{node.lineno} {word}" for word in personal & set(words)]
    assert not found
