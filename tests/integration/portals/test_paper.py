"""Papers: tagged, with their title and language, the same every time, and nothing from elsewhere."""

from __future__ import annotations

import builtins
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.utils.translation import override

from meedoen.portals import paper

DAY = date(2026, 7, 1)
PAGE = (
    '{% extends "layout/paper.html" %}{% block title %}Wat levert het op?{% endblock %}{% block content %}'
    "<h2>{{ _('Uren') }}</h2><table><tr><th scope='col'>a</th></tr><tr><td>b</td></tr></table>"
    "{{ more | safe }}{% endblock %}"
)


def drawn(monkeypatch: pytest.MonkeyPatch, more: str = "") -> bytes:
    template = engines["jinja2"].from_string(PAGE)
    monkeypatch.setattr(paper, "render_to_string", lambda _name, given, using: template.render(given))
    return paper.as_pdf("any", {"maker": "Partnerschap", "more": more}, made_on=DAY)


def objects_of(pdf: bytes) -> str:
    """Everything that is written in the file, packed streams opened."""
    import zlib

    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found).decode("latin-1")


def test_a_paper_is_tagged_and_says_its_title_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with override("nl"):
        pdf = drawn(monkeypatch)
    text = objects_of(pdf)
    assert pdf.startswith(b"%PDF-1.7")
    assert re.search(r"/Lang \(nl", text)
    assert re.search(r"/Marked true", text)
    assert "/StructTreeRoot" in text
    assert "pdfuaid" in text
    assert "Wat levert het op?" in text or b"Wat levert het op?".hex() in text
    assert re.search(r"/S /TH\b", text)
    assert "Noto" in text


def test_the_same_page_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(monkeypatch)
    assert first == drawn(monkeypatch)
    assert b"2026" in objects_of(first).encode("latin-1")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/a.png",
        "file:///etc/hostname",
        "paper:///static/../settings.py",
        "paper:///var/x.png",
    ],
)
def test_a_paper_asks_nobody_else_for_anything(monkeypatch: pytest.MonkeyPatch, elsewhere: str) -> None:
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        drawn(monkeypatch, f'<img alt="" src="{elsewhere}">')


def test_without_the_libraries_of_the_system_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def lacking(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'pango'")
        return imported(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(paper.NoPaper, match="geen PDF"):
        drawn(monkeypatch)


def test_without_its_fonts_there_is_no_paper_and_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paper, "FONT_DIRECTORY", tmp_path / "not-collected")
    with pytest.raises(paper.NoPaper, match="lettertypen"):
        paper.as_pdf(paper.TEMPLATE, {}, made_on=DAY)
