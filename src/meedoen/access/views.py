"""Filters of a list that someone keeps under a name: ask for them, keep one, throw one away."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.models import SavedView
from meedoen.access.powers import require
from meedoen.access.prepared import Prepared, given
from meedoen.access.refusals import NotFound, Refused

# More in one list nobody finds back.
MOST = 20
_MINE = Prepared(
    lambda: (
        SavedView.objects.filter(account_id=given("account"), page=given("page"))
        .order_by("name")
        .values_list("pk", "name", "query")
    )
)


@dataclass(frozen=True, slots=True)
class View:
    """`query`: what stands behind the question mark of the address."""

    pk: int
    name: str
    query: str


def own_views(actor: Actor, page: str) -> tuple[View, ...]:
    """Return the views that the actor kept of a list, by name."""
    return tuple(View(*row) for row in _MINE.rows(account=actor.account_id or 0, page=page))


def keep_view(actor: Actor, page: str, name: str, query: str) -> SavedView:
    """Keep the filters of a list under a name; the same name again has these filters from now on."""
    with transaction.atomic():
        require(actor, "view.keep")
        kept = " ".join(name.split())
        if not kept or not kept.isprintable() or len(kept) > 40:
            raise Refused(_("Geef de weergave een naam van hoogstens 40 tekens."), field="name")
        mine = SavedView.objects.filter(account_id=actor.account_id or 0, page=page)
        if not query or len(query) > 300:
            raise Refused(_("Kies eerst wat de lijst moet tonen. Zoekwoorden worden niet bewaard."))
        if mine.count() >= MOST and not mine.filter(name=kept).exists():
            message = _("U bewaart al %(most)s weergaven van deze lijst. Verwijder er eerst een.")
            raise Refused(message % {"most": MOST}, field="name")
        view, _is_new = SavedView.objects.update_or_create(
            account_id=actor.account_id or 0, page=page, name=kept, defaults={"query": query}
        )
        # Which filters is the actor's own business.
        journal.enter(actor, "view.keep", "account", actor.account_id, detail={"page": page})
        return view


def throw_view_away(actor: Actor, key: int) -> str:
    """Throw one of the actor's own views away; return the page that it was of."""
    with transaction.atomic():
        require(actor, "view.keep")
        view = SavedView.objects.filter(account_id=actor.account_id or 0, pk=key).first()
        if view is None:
            raise NotFound(_("Deze weergave bestaat niet, of is niet van u."))
        page = view.page
        view.delete()
        journal.enter(actor, "view.keep", "account", actor.account_id, detail={"page": page, "gone": True})
        return page
