"""Views of a list that someone keeps: what the list pages show of them, and the deeds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.access.views import keep_view, own_views, throw_view_away
from meedoen.portals.desk.forms.employers import EmployersFilter
from meedoen.portals.desk.forms.jobs import JobsFilter
from meedoen.portals.desk.forms.people import PeopleFilter
from meedoen.portals.desk.forms.placements import PlacementsFilter
from meedoen.portals.desk.forms.proposals import ProposalsFilter
from meedoen.portals.desk.pages import Actor, page

# The lists of which views can be kept, and what their addresses may ask for.
LISTS = {
    "people": PeopleFilter,
    "employers": EmployersFilter,
    "jobs": JobsFilter,
    "placements": PlacementsFilter,
    "proposals": ProposalsFilter,
}
# Where a list goes on, and what was typed to find someone, belong to one moment.
PASSING = ("na", "zoek")


def views_of(actor: Actor, name: str, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a list page shows of the actor's views of it."""
    here = reverse(name)
    query = _query(chosen)
    return {
        "views": tuple(
            (one.pk, one.name, f"{here}?{one.query}", one.query == query) for one in own_views(actor, name)
        ),
        "view_page": name,
        "view_query": query,
    }


@page(power="view.keep", methods=("POST",))
def view_keep(request: HttpRequest, actor: Actor, name: str) -> HttpResponseBase:
    filters = LISTS.get(name)
    if filters is None:
        raise NotFound(_("Van deze lijst kunt u geen weergave bewaren."))
    form = filters(request.POST)
    form.is_valid()
    query = _query(form.cleaned_data)
    try:
        kept = keep_view(actor, name, request.POST.get("name", "")[:200], query)
        messages.success(request, _("De weergave “%(name)s” is bewaard.") % {"name": kept.name})
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(f"{reverse(name)}?{query}" if query else reverse(name))


@page(power="view.keep", methods=("POST",))
def view_throw_away(request: HttpRequest, actor: Actor, view: int) -> HttpResponseBase:
    name = throw_view_away(actor, view)
    messages.success(request, _("De weergave is verwijderd."))
    return HttpResponseRedirect(reverse(name))


def _query(chosen: Mapping[str, Any]) -> str:
    kept = {
        key: str(value) for key, value in chosen.items() if key not in PASSING and value not in (None, "")
    }
    return urlencode(sorted(kept.items()))


urls = [
    path("weergaven/<slug:name>/bewaren/", view_keep, name="view-keep"),
    path("weergaven/<int:view>/verwijderen/", view_throw_away, name="view-throw-away"),
]
