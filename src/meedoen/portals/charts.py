"""Draws charts on the server: a Vega-Lite specification becomes SVG that a strict CSP lets through."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import vl_convert
from django.utils.translation import get_language
from markupsafe import Markup

from meedoen.portals.styles import FONT_DIRECTORY

Spec = Mapping[str, Any]

FONT = "Noto Sans"
INK = "#0a1a33"
QUIET = "#52606f"
LINE = "#d4dbe3"
BLUE = "#0b5c8f"
ORANGE = "#d9730d"
ORANGE_TEXT = "#824100"
GREEN = "#1d7a46"
RED = "#a3182f"

Locale = Literal["nl-NL", "en-GB"]
_LOCALES: Mapping[str, Locale] = {"nl": "nl-NL", "en": "en-GB"}
# The engine writes English roles and names for screen readers; the figure around it has a Dutch label.
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_ID = re.compile(r'(id="|url\(#|href="#)([A-Za-z]+\d+)')


@dataclass(frozen=True)
class LegendEntry:
    """`key` is how it looks: line, diamond, dash."""

    key: str
    words: str


@dataclass(frozen=True)
class Drawing:
    """The same picture for a wide and for a narrow place, and what it shows in one sentence."""

    label: str
    wide: Markup
    narrow: Markup
    legend: Sequence[LegendEntry] = ()


@dataclass(frozen=True)
class Frame:
    """Outer size and margins in pixels; the margins hold the words outside the axes."""

    width: int
    height: int
    left: int = 48
    right: int = 76
    top: int = 26
    bottom: int = 28

    @property
    def plot_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> int:
        return self.height - self.top - self.bottom


def svg(spec: Spec) -> Markup:
    """Inline SVG without style attributes; the same specification is drawn once per process."""
    language = (get_language() or "nl").split("-")[0]
    return _drawn(json.dumps(spec, sort_keys=True, default=str), _LOCALES.get(language, "nl-NL"))


def png(spec: Spec, scale: float = 2) -> bytes:
    """The same picture for a letter."""
    _register_fonts()
    drawn: bytes = vl_convert.vegalite_to_png(
        dict(spec), scale=scale, format_locale="nl-NL", time_format_locale="nl-NL"
    )
    return drawn


def warm_up() -> None:
    """Draws something small: the first drawing of a process costs about a second."""
    svg(framed(Frame(40, 40, 0, 0, 0, 0), [{"mark": "point", "data": {"values": [{}]}}]))


def framed(frame: Frame, layers: Sequence[Spec], **more: Any) -> dict[str, Any]:
    """A specification of these layers in one frame, in the colours and the font of the pages."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "width": frame.plot_width,
        "height": frame.plot_height,
        "padding": {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
        "autosize": {"type": "none"},
        "layer": list(layers),
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "domain": False,
                "ticks": False,
                "grid": False,
                "gridColor": LINE,
                "labelColor": QUIET,
                "labelFontSize": 12,
                "labelPadding": 6,
                "title": None,
            },
            "text": {"fontSize": 12, "color": INK},
        },
        **more,
    }


@lru_cache(maxsize=512)
def _drawn(spec: str, locale: Locale) -> Markup:
    _register_fonts()
    drawn = vl_convert.vegalite_to_svg(spec, format_locale=locale, time_format_locale=locale)
    # Ids are unique in one drawing only, and a page holds several.
    prefix = "d" + hashlib.sha256(spec.encode()).hexdigest()[:10]
    drawn = _ID.sub(rf"\1{prefix}-\2", _SPOKEN.sub("", drawn))
    drawn = drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    # Made by the engine out of our own specification, which escapes every text in it.
    return Markup(drawn)  # noqa: S704


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    if FONT_DIRECTORY.is_dir():
        vl_convert.register_font_directory(str(FONT_DIRECTORY))
