"""Runs every benchmark of this folder: `python -m bench [--rows N] [NAME ...]`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

import bench


def main(words: list[str] | None = None) -> int:
    """Run the benchmarks named, or all; each prints its own table."""
    known = sorted(
        found.name for found in pkgutil.iter_modules(bench.__path__) if not found.name.startswith("_")
    )
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(known) or 'none yet'}")
    parser.add_argument("--rows", type=int, help="how many rows to make, where a benchmark has a choice")
    asked = parser.parse_args(words)
    if unknown := set(asked.names) - set(known):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    for name in asked.names or known:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "main"):
            print(f"\n== {name} ==", flush=True)
            module.main(asked.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
