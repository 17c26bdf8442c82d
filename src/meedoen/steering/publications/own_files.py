"""The files with published figures that belong to the project itself."""

from __future__ import annotations

from importlib.resources import files


def own_files() -> list[tuple[str, bytes]]:
    """Return name and content of each file, in the order of their names."""
    folder = files("meedoen.steering.publications") / "figures"
    found = [one for one in folder.iterdir() if one.name.endswith(".csv")]
    return [(one.name, one.read_bytes()) for one in sorted(found, key=lambda one: one.name)]
