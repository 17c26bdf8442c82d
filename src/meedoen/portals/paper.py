"""One way to put a page on paper: a template becomes a tagged PDF, without anything from the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.portals.styles import FONT_DIRECTORY, PORTALS

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

# What a paper may hold, by the first part of its address; everything else is refused.
SCHEME = "paper"
SHELVES: Mapping[str, Path] = {"static": PORTALS / "static", "fonts": FONT_DIRECTORY}
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}
TEMPLATE = "layout/paper.html"


class NoPaper(Refused):
    """This machine can't draw a PDF: libraries of the system or the fonts are not there."""


def as_pdf(template: str, context: Mapping[str, Any], *, made_on: date) -> bytes:
    """Return a page as a PDF that a screen reader can read (PDF/UA-1).

    The template extends `layout/paper.html`. The same page of the same day gives the same bytes. Refuses
    with words where the system can't draw (`NoPaper`).
    """
    if not FONT_DIRECTORY.is_dir():
        # They come with the style sheets of others, not with the code.
        message = _("Er kan geen PDF worden gemaakt: de lettertypen ontbreken. Meld dit bij de beheerder.")
        raise NoPaper(message)
    page = render_to_string(template, {**context, "made_on": made_on}, using="jinja2")
    html, fetcher = _drawn_by(), _fetcher()
    paper = html(string=page, base_url=f"{SCHEME}:///", url_fetcher=fetcher)
    kept = sha256(page.encode()).hexdigest()[:32].encode()
    drawn = paper.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=kept)
    assert isinstance(drawn, bytes)
    return drawn


def paper(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, name: str, back: str, made_on: date
) -> HttpResponseBase:
    """Return a template as a PDF to keep under a name; `back` is the same page on the screen."""
    try:
        pdf = as_pdf(template, context, made_on=made_on)
    except NoPaper as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(back)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _drawn_by() -> Any:
    try:
        from weasyprint import HTML
    except OSError as lacking:
        # The package is there, and a library of the system that it stands on is not.
        message = _(
            "Deze computer kan geen PDF maken: er ontbreekt een onderdeel (Pango). Gebruik de pagina om te "
            "printen, en kies daar “Opslaan als PDF”."
        )
        raise NoPaper(message) from lacking
    return HTML


def _fetcher() -> URLFetcher:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Gives our own style sheets, fonts and pictures, and asks nobody else for anything."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            found = own_file(url)
            if found is None:
                raise FatalURLFetchingError(f"A paper holds our own files only, not {url}")
            return URLFetcherResponse(url, BytesIO(found.read_bytes()), {"Content-Type": TYPES[found.suffix]})

    return OwnFiles()


def own_file(url: str) -> Path | None:
    """Return the file that an address within a paper means; None for what is not ours to show."""
    parts = urlsplit(url)
    shelf, _slash, name = unquote(parts.path).lstrip("/").partition("/")
    if parts.scheme != SCHEME or parts.netloc or shelf not in SHELVES or "\0" in name:
        return None
    found = (SHELVES[shelf] / name).resolve()
    is_ours = found.is_relative_to(SHELVES[shelf].resolve()) and found.suffix in TYPES
    return found if is_ours and found.is_file() else None
