"""Reading the YAML files of this room, strictly: a key written twice is an error, not a winner."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

# The C loader is ten times faster, where PyYAML was built with it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):  # type: ignore[misc]
    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.YAMLError(f"“{key}” staat twee keer op één plek (regel {line}).")
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> Any:
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a subclass of the safe loader


def read_folder(folder: str) -> dict[str, Any]:
    """Every YAML file of a folder of this room, by its name without suffix."""
    found = (files("meedoen.rules") / folder).iterdir()
    return {
        one.name.removesuffix(".yaml"): read_yaml(one.read_text(encoding="utf-8"))
        for one in sorted(found, key=lambda one: one.name)
        if one.name.endswith(".yaml")
    }
