"""The page with a form for one row of someone's file, new or standing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.notes import NoteForm
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link

Answer = Mapping[str, Any] | HttpResponseBase


@dataclass(frozen=True)
class Frame:
    """What stands around the form: title, way back, and what is said when it was done."""

    title: str
    back: str
    crumbs: tuple[Link, ...]
    told: str
    lead: str = ""


def note_page(
    request: HttpRequest,
    form_class: type[NoteForm],
    frame: Frame,
    service: Callable[[NoteForm, frozenset[str]], Any],
    *,
    row: Any = None,
    start: Mapping[str, Any] | None = None,
) -> Answer:
    """Show the form with what stands on the row, or do the deed with what was sent."""
    initial = dict(start or {})
    if row is not None:
        initial = {name: getattr(row, name) for name in form_class.base_fields}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        made = do(form, lambda accepted: service(form, accepted))
        if made is not None:
            return done(request, frame.told, frame.back)
    return form_page(form, frame.title, _("Opslaan"), frame.back, crumbs=frame.crumbs, lead=frame.lead)
