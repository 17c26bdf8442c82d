"""Makes the Jinja2 environment of our pages: Dutch numbers and dates, links, style sheets and translation."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from meedoen.portals import styles
from meedoen.portals.columns import columns_of
from meedoen.portals.controls import as_options, control_of, grouped
from meedoen.portals.drawings import bar, tile_map
from meedoen.portals.formats import FORMATS, shown


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


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
    env.filters.update(FORMATS, shown=shown)
    env.globals.update(
        static=static,
        url=url,
        columns_of=columns_of,
        control=control_of,
        as_options=as_options,
        grouped=grouped,
        tile_map=tile_map,
        bar=bar,
        language=get_language,
        stylesheets=styles.STYLESHEETS,
        print_stylesheet=styles.PRINT_STYLESHEET,
    )
    return env
