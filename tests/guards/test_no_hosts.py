"""No committed file names a package registry, a download address or a path of one machine."""

from __future__ import annotations

import re

from tests.guards.tree import ROOT, files, name

REGISTRIES = re.compile(
    r"(pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|npmmirror|proxy\.golang|deb\.debian\.org"
    r"|unpkg\.com|jsdelivr\.net|cdnjs\.cloudflare|fonts\.googleapis|fonts\.gstatic)"
)
DOWNLOADS = re.compile(r"https?://[^\s\"'<>)]+\.(whl|tgz|tar\.gz|tar\.xz|deb|zip|exe|msi)\b")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/")
INDEX_LINE = re.compile(r"^\s*(--index-url|--extra-index-url|-i\s|--find-links|--trusted-host)", re.MULTILINE)
# This file is made of the very patterns.
HERE = ROOT / "tests" / "guards" / "test_no_hosts.py"


def _texts() -> dict[str, str]:
    texts = {}
    for path in files():
        if path == HERE:
            continue
        try:
            texts[name(path)] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font
    return texts


def test_no_registry_is_named() -> None:
    """Which registry is asked is the machine's choice."""
    found = {path: hit.group() for path, text in _texts().items() if (hit := REGISTRIES.search(text))}
    assert not found


def test_no_download_address_stands_in_a_file() -> None:
    """What is fetched is fetched by package name, with a hash."""
    found = {path: hit.group() for path, text in _texts().items() if (hit := DOWNLOADS.search(text))}
    assert not found


def test_no_path_of_one_machine_stands_in_a_file() -> None:
    """It would work there and nowhere else."""
    found = {path: hit.group() for path, text in _texts().items() if (hit := MACHINE.search(text))}
    assert not found


def test_pinned_requirements_carry_hashes_and_no_index() -> None:
    """pip refuses a package whose bytes are not the ones that were tried."""
    pinned = sorted((ROOT / "requirements").glob("*.txt"))
    assert {path.stem for path in pinned} == {"build", "node", "runtime", "test"}
    for path in pinned:
        text = path.read_text("utf-8")
        packages = re.findall(r"^[a-z0-9][\w.\-\[\],]*==.*$", text, re.MULTILINE | re.IGNORECASE)
        assert packages, path
        assert all(line.rstrip().endswith("\\") for line in packages), path
        assert not INDEX_LINE.search(text), path


def test_the_style_sheets_lock_has_hashes_and_no_addresses() -> None:
    """npm refuses a package whose bytes differ; where it gets them is the machine's choice."""
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') >= 9
