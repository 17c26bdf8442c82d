"""The committed files and their syntax trees, for the tests over the whole."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ROOT / "src" / "meedoen"
APPS = tuple(
    app for room in ("access", "exchange", "register", "steering") for app in (ROOMS / room).glob("*/")
)


@functools.cache
def files() -> tuple[Path, ...]:
    """What is committed or would be: ignored files are not part of the project."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file())


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def sources(*suffixes: str) -> Iterator[Path]:
    """The project's own source files with one of the suffixes, generated migrations aside."""
    for path in files():
        if path.suffix in suffixes and "migrations" not in path.parts:
            yield path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function in a file, methods included."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(node: ast.AST) -> set[str]:
    """Dotted names of what is called anywhere inside: {"journal.enter", "require"}."""
    return {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}


def name(path: Path) -> str:
    """The path as a reader knows it."""
    return str(path.relative_to(ROOT))
