"""The style sheets: copied by name, and nothing in our own that a strict policy blocks."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meedoen.portals import styles

OWN = sorted((styles.PORTALS / "static" / "meedoen").glob("*.css"))
# What a PDF is laid out by; asked for by its own layout alone.
PAPER = "meedoen/paper.css"
TEMPLATES = sorted((styles.PORTALS / "templates").rglob("*.html"))


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(styles, "VENDOR_DIRECTORY", tmp_path / "vendor")
    monkeypatch.setattr(styles, "FONT_DIRECTORY", tmp_path / "fonts")
    return tmp_path


def installed(folder: Path) -> Path:
    """A node_modules with every file that is asked for, and one that is not."""
    for name in (*styles.STYLE_FILES, *styles.FONT_FILES, "other/other.css"):
        path = folder / "node_modules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder / "node_modules"


def test_copies_the_named_files_and_drops_what_left_the_list(folders: Path) -> None:
    stale = styles.VENDOR_DIRECTORY / "stale.css"
    stale.parent.mkdir(parents=True)
    stale.write_text("")
    call_command("collect_styles", node_modules=installed(folders), stdout=StringIO())
    copied = {str(path.relative_to(folders / "vendor")) for path in (folders / "vendor").rglob("*.*")}
    assert copied == set(styles.STYLE_FILES.values())
    assert (folders / "fonts" / "NotoSans-Bold.ttf").is_file()


def test_without_node_modules_it_names_the_command(folders: Path) -> None:
    with pytest.raises(CommandError, match="npm ci"):
        call_command("collect_styles", node_modules=folders / "nowhere")


def test_a_missing_file_is_named_and_nothing_is_thrown_away(folders: Path) -> None:
    node_modules = installed(folders)
    call_command("collect_styles", node_modules=node_modules, stdout=StringIO())
    next(node_modules.rglob("theme.css")).unlink()
    with pytest.raises(CommandError, match=r"voorbeeld-design-tokens/dist/theme\.css"):
        call_command("collect_styles", node_modules=node_modules)
    assert (folders / "vendor" / "voorbeeld.css").is_file()


def test_every_style_sheet_that_a_page_asks_for_exists_or_is_copied() -> None:
    copied = {f"vendor/{target}" for target in styles.STYLE_FILES.values()}
    own = {f"meedoen/{path.name}" for path in OWN}
    asked = {*styles.STYLESHEETS, styles.PRINT_STYLESHEET, PAPER}
    assert asked <= copied | own
    assert own <= asked


def test_no_template_has_what_a_strict_policy_blocks() -> None:
    # The library's passkey pages carry data for their script in <script type="application/json">: not run.
    # A script out of our own static files is what the policy allows.
    blocked = re.compile(
        r"\sstyle=|<style|\son[a-z]+=\"|javascript:|<script(?![^>]*(application/json|src=\"\{\{ static))"
    )
    assert TEMPLATES
    assert [str(path) for path in TEMPLATES if blocked.search(path.read_text())] == []


def test_every_class_of_ours_in_a_component_is_in_a_style_sheet() -> None:
    known = set(re.findall(r"\.(md-[a-z0-9_-]+)", "".join(path.read_text() for path in OWN)))
    parts = [
        path for path in TEMPLATES if path.parent.name in {"components", "layout", "layouts", "elements"}
    ]
    used = {
        name
        for path in parts
        for value in re.findall(r'class="([^"]*)"', path.read_text())
        for name in re.findall(r"(?<![\w-])md-[a-z0-9_]+(?:-[a-z0-9_]+)*(?![\w-])", value)
    }
    assert used
    assert used - known == set()
