"""The papers around the code: what must be in them is in them, and every link in them leads somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.guards.tree import ROOT, files

PAGES = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def _packages(text: str) -> set[str]:
    """Names in a requirements file, without versions and extras."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {re.split(r"[\[~=<>! ]", line)[0].lower() for line in lines if line and not line.startswith("-")}


@pytest.mark.parametrize("paper", PAGES, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_a_link_between_pages_leads_somewhere(paper: Path) -> None:
    """Links to other sites are left alone: a test asks nothing of the network."""
    targets = (target.split("#")[0] for target in LINK.findall(paper.read_text("utf-8")))
    dead = [
        target for target in targets if target and ":" not in target and not (paper.parent / target).exists()
    ]
    assert not dead


def test_every_page_under_docs_can_be_reached_from_the_index() -> None:
    """A page nobody links to is a page nobody reads; decisions are linked as a folder."""
    start = ROOT / "docs" / "index.md"
    seen, waiting = set(), [start]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        for target in LINK.findall(page.read_text("utf-8")):
            found = (page.parent / target.split("#")[0]).resolve()
            waiting += sorted(found.glob("*.md")) if found.is_dir() else [found] if found.is_file() else []
    assert {page for page in PAGES if page.is_relative_to(ROOT / "docs")} <= seen


def test_every_dependency_of_the_product_has_its_reason() -> None:
    """And every reason is of a dependency that is still there."""
    reasons = (ROOT / "docs" / "decisions" / "0005-dependencies.md").read_text("utf-8")
    rows = {row.strip() for row in re.findall(r"^\| ([a-z0-9-]+) \|", reasons, re.MULTILINE)} - {"package"}
    assert rows == _packages((ROOT / "requirements" / "runtime.in").read_text("utf-8"))


def test_pinned_versions_are_the_same_for_product_and_tests() -> None:
    """What is tested is what is run."""
    pins = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
    product, tests = (
        dict(pins.findall((ROOT / "requirements" / name).read_text("utf-8")))
        for name in ("runtime.txt", "test.txt")
    )
    assert product
    assert {name: tests.get(name) for name in product} == product


def test_publiccode_has_what_its_standard_demands() -> None:
    """The mandatory keys of version 0.7."""
    card = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert card["publiccodeYmlVersion"] == "0.7"
    for key in ("name", "url", "platforms", "developmentStatus", "softwareType"):
        assert card[key], key
    words = card["description"]["nl"]
    assert 0 < len(words["shortDescription"]) <= 150
    assert 150 <= len(words["longDescription"]) <= 10_000
    assert words["features"]
    assert card["legal"]["license"] == "EUPL-1.2"
    assert card["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert card["maintenance"]["contacts"]
    assert isinstance(card["localisation"]["localisationReady"], bool)
    assert "nl" in card["localisation"]["availableLanguages"]


def test_the_version_is_the_same_everywhere() -> None:
    """Package, public card and changelog speak of one release."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    card = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert card["softwareVersion"] == project["version"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_papers_of_an_open_project_are_there() -> None:
    """Each is asked for by name in the house."""
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "REUSE.toml",
        "LICENSES/EUPL-1.2.txt",
    ):
        assert (ROOT / name).is_file(), name


def test_the_readme_opens_with_the_two_commands() -> None:
    """Before a word of explanation."""
    build, count, *_ = (ROOT / "README.md").read_text("utf-8").split("```")[1].split("\n")[1:]
    assert build == "make demo"
    assert count.startswith(".venv/bin/meedoen count ")
