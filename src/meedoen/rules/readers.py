"""Which modules read which parameter, found in their source, so that nobody keeps a list by hand."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from meedoen.rules import book

# The packages whose source is looked through; looking imports none of them.
ROOMS = (
    "meedoen.rules",
    "meedoen.counting",
    "meedoen.register",
    "meedoen.steering",
    "meedoen.portals.calculators",
)
# The hole of a text that only the running program knows; no path has this character.
_HOLE = "\0"
Node = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Reader:
    """A module that reads a parameter: itself, or through a module that it uses."""

    module: str
    is_direct: bool


@dataclass(slots=True)
class _Definition:
    """One name at the top of a module: the texts in it, and the names it leans on."""

    texts: set[str] = field(default_factory=set)
    names: set[Node] = field(default_factory=set)


@cache
def readers() -> Mapping[str, tuple[Reader, ...]]:
    """For each parameter the modules of this system that read it; () where none does.

    Once per process: it parses every module that imports the rule book.
    """
    sources = {module: text for room in ROOMS for module, text in _sources(_folder(room), room)}
    return readers_among(sources, book.paths())


def readers_among(sources: Mapping[str, str], known: tuple[str, ...]) -> Mapping[str, tuple[Reader, ...]]:
    """The same, for sources by the name of their module.

    A module reads a path if and only if the path, or a text with holes that the path fits in, stands in a
    function, class or constant of it, or in one of another of these modules that it leans on.
    """
    modules = {name: _Module(name, ast.parse(text)) for name, text in sources.items()}
    found = {
        (name, inner): _definition(modules, name, inner)
        for name, one in modules.items()
        for inner in one.nodes
    }
    leaned_on_by: dict[Node, set[Node]] = defaultdict(set)
    for node, one in found.items():
        for name in one.names:
            leaned_on_by[name].add(node)
    direct: dict[str, set[str]] = defaultdict(set)
    via: dict[str, set[str]] = defaultdict(set)
    for node, one in found.items():
        for path in _fitting(one.texts, known):
            for module, _ in _reached(node, leaned_on_by):
                (direct if module == node[0] else via)[path].add(module)
    return {
        path: tuple(sorted(Reader(one, one in direct[path]) for one in direct[path] | via[path]))
        for path in known
    }


class _Module:
    """The top of one module: its definitions, its texts, and what its names stand for elsewhere."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name = name
        self.nodes: dict[str, ast.stmt] = {}
        self.imported: dict[str, Node] = {}
        self.calls: dict[str, list[ast.Call]] = defaultdict(list)
        for statement in tree.body:
            for one in _names_of(statement):
                self.nodes[one] = statement
        for inner in ast.walk(tree):
            if isinstance(inner, ast.ImportFrom) and inner.module:
                for alias in inner.names:
                    self.imported[alias.asname or alias.name] = (inner.module, alias.name)
            elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
                self.calls[inner.func.id].append(inner)

    def text(self, name: str) -> str | None:
        """The text that a name at the top stands for, where it is written out."""
        value = getattr(self.nodes.get(name), "value", None)
        return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _names_of(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Assign):
        yield from (one.id for one in statement.targets if isinstance(one, ast.Name))
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target.id


def _definition(modules: Mapping[str, _Module], module: str, name: str) -> _Definition:
    here = modules[module]
    found = _Definition()
    for inner in ast.walk(here.nodes[name]):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            found.texts.add(inner.value)
        elif isinstance(inner, ast.JoinedStr):
            found.texts |= _texts_of(modules, here, here.nodes[name], inner)
        elif isinstance(inner, ast.Name) and inner.id in here.imported:
            found.names.add(here.imported[inner.id])
        elif isinstance(inner, ast.Name):
            found.names.add((module, inner.id))
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            package, alias = here.imported.get(inner.value.id, ("", ""))
            found.names.add((f"{package}.{alias}", inner.attr))
    return found


def _texts_of(
    modules: Mapping[str, _Module], here: _Module, around: ast.stmt, written: ast.JoinedStr
) -> set[str]:
    """Every text that an f-string can become, with holes where only the running program knows."""
    texts = {""}
    for part in written.values:
        fillings = {_HOLE}
        if isinstance(part, ast.Constant):
            fillings = {str(part.value)}
        elif isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name):
            fillings = _fillings(modules, here, around, part.value.id)
        texts = {text + filling for text in texts for filling in fillings}
    return texts


def _fillings(modules: Mapping[str, _Module], here: _Module, around: ast.stmt, name: str) -> set[str]:
    """What a name in an f-string stands for: a constant, or an argument that is written out in each call."""
    if isinstance(around, ast.FunctionDef):
        arguments = [one.arg for one in around.args.args]
        if name in arguments:
            place = arguments.index(name)
            given = [_given(call, place, name) for call in here.calls[around.name]]
            return {one or _HOLE for one in given} or {_HOLE}
    origin, original = here.imported.get(name, (here.name, name))
    text = modules[origin].text(original) if origin in modules else None
    return {_HOLE if text is None else text}


def _given(call: ast.Call, place: int, name: str) -> str | None:
    by_name = (one.value for one in call.keywords if one.arg == name)
    value = call.args[place] if place < len(call.args) else next(by_name, None)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _fitting(texts: Iterable[str], known: tuple[str, ...]) -> set[str]:
    plain = {text for text in texts if _HOLE not in text}
    found = plain.intersection(known)
    for text in texts:
        # A text without a dot before its first hole could be anything.
        if _HOLE in text and "." in text.partition(_HOLE)[0]:
            pattern = re.compile(".+".join(re.escape(part) for part in text.split(_HOLE)))
            found |= {path for path in known if pattern.fullmatch(path)}
    return found


def _reached(start: Node, leaned_on_by: Mapping[Node, set[Node]]) -> set[Node]:
    """The node itself, what leans on it, what leans on that, and so on."""
    seen, waiting = {start}, [start]
    while waiting:
        new = leaned_on_by.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def _sources(folder: Path, module: str) -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        if one.is_dir() and one.name not in ("migrations", "__pycache__"):
            yield from _sources(one, f"{module}.{one.name}")
        elif one.name.endswith(".py"):
            text = one.read_text(encoding="utf-8")
            # Who reads the rule book imports this room; reading the rest would cost a second.
            if "meedoen.rules" in text:
                name = module if one.name == "__init__.py" else f"{module}.{one.name.removesuffix('.py')}"
                yield name, text
