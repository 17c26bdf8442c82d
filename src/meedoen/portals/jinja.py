"""Makes the Jinja2 environment of our pages: Dutch numbers and dates, links, style sheets and translation."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from meedoen.portals import styles
from meedoen.portals.columns import columns_of
from meedoen.portals.controls import as_options, control_of, grouped
from meedoen.portals.drawings import bar, sticks, tile_map
from meedoen.portals.formats import FORMATS, shown


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


# Stands in a kept part where the hidden field of a form comes; no value that is written out holds a NUL.
_CSRF = "\0csrf\0"


def kept(template: str, csrf_input: str = "", **values: Hashable) -> Markup:
    """A part that the same values make the same on every page: rendered once for each language.

    A form in it gets the token of the page that it stands on.
    """
    text = _rendered(template, get_language(), tuple(values.items()))
    return Markup(text.replace(_CSRF, csrf_input))  # noqa: S704  both were written with autoescape


@lru_cache(maxsize=1024)
def _rendered(template: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> str:
    given = {**dict(values), "csrf_input": Markup(_CSRF)}  # noqa: S704  a mark of our own
    return render_to_string(template, given, using="jinja2")


def environment(**options: Any) -> Environment:
    """Used by Django's Jinja2 backend (`OPTIONS["environment"]`)."""
    # A page that misses a value must fail in its test, not show a hole to somebody.
    options["undefined"] = StrictUndefined
    options.setdefault("autoescape", True)
    env = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - autoescape is set above
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.filters.update(FORMATS, shown=shown, tuple=tuple)
    env.globals.update(
        static=static,
        url=url,
        kept=kept,
        columns_of=columns_of,
        control=control_of,
        as_options=as_options,
        grouped=grouped,
        sticks=sticks,
        tile_map=tile_map,
        bar=bar,
        language=get_language,
        stylesheets=styles.STYLESHEETS,
        print_stylesheet=styles.PRINT_STYLESHEET,
    )
    return env
