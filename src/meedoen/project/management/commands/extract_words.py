"""Brings the English word list up to date with the Dutch words in code and pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    # What the pure rooms mark for the pages to say.
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def found_in(source: Path) -> Iterator[tuple[str, int, Any, Any]]:
    """Every text that people read, with the file and line it stands in."""
    for file in sorted(source.rglob("*")):
        if file.suffix not in {".py", ".html"} or "migrations" in file.parts:
            continue
        text = file.read_text(encoding="utf-8")
        method = "python"
        if file.suffix == ".html":
            in_jinja = "jinja" in file.parts
            method = "jinja2.ext:babel_extract" if in_jinja else "python"
            # Django's own templates are rewritten as code first; that is how Django itself reads them.
            if not in_jinja:
                text = "\n".join(line.strip() for line in templatize(text).splitlines())
        options = {"trimmed": "true", "newstyle_gettext": "true"} if "jinja2" in method else {}
        for line, words, _comments, context in extract(
            method, io.BytesIO(text.encode()), keywords=KEYWORDS, options=options
        ):
            yield str(file.relative_to(source)), line, words, context


class Command(BaseCommand):
    help = (
        "Zet de woorden uit code en bladzijden in de Engelse woordenlijst; --check zegt alleen wat ontbreekt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        catalog = Catalog(
            locale="en",
            header_comment="# English words of Meedoen; `meedoen django extract_words` keeps the list.",
            project="Meedoen",
            version="",
            creation_date=datetime(2026, 1, 1, tzinfo=UTC),
            revision_date=datetime(2026, 1, 1, tzinfo=UTC),
            last_translator="Meedoen contributors",
            language_team="Meedoen contributors",
            fuzzy=False,
        )
        if path.exists():
            with path.open("rb") as kept:
                for message in read_po(kept, locale="en"):
                    if message.id:
                        catalog.add(message.id, message.string, context=message.context)
        template = Catalog(creation_date=catalog.creation_date)
        for file, _line, words, context in found_in(settings.SOURCE):
            # Without line numbers, so that the list changes only when the words do.
            template.add(words, locations=[(file, None)], context=context)  # type: ignore[list-item]
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        missing = [str(one.id) for one in catalog if one.id and not _is_translated(one.string)]
        if options["check"]:
            if missing:
                raise CommandError(f"{len(missing)} zonder Engels, zoals: {missing[0][:80]}")
            return
        out = io.BytesIO()
        write_po(out, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(out.getvalue())
        self.stdout.write(f"{len(catalog)} woorden, {len(missing)} zonder Engels")


def _is_translated(string: Any) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)
