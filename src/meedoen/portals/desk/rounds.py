"""Pages of the whole region at once: the kept rounds, a new one, what one says, and doing it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.access.tasks.running import fail_abandoned
from meedoen.access.tasks.selectors import latest_task
from meedoen.matching.comparison import LimitCost
from meedoen.matching.proof import Certificate
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.rounds import RoundForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, form_page, powers_of
from meedoen.portals.desk.rounding_later import AGAIN, KIND, begin_repeat, begin_round, told
from meedoen.portals.formats import said
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.words import Words
from meedoen.register.rounds.relaxing import WORDS
from meedoen.register.rounds.selectors import kept_round, listed_round, rounds_of, shown_round
from meedoen.register.rounds.services import look_at_choices
from meedoen.register.rounds.shape import SHARE_BY, NewRound, ShownRound

Answer = Mapping[str, Any] | HttpResponseBase
NAV = "proposals"


@page(power="round.see", template="desk/rounds/list.html", nav=NAV, methods=("GET", "HEAD"))
def rounds(request: HttpRequest, actor: Actor) -> Answer:
    before = _key(request.GET.get("na", ""))
    found, following = rounds_of(actor, before)
    here = reverse("rounds")
    return {
        "rounds": found,
        "share_words": SHARE_BY,
        "can": powers_of(actor, "round.run"),
        "first_url": here if before is not None else None,
        "next_url": address(here, {"na": following}) if following else None,
    }


@page(power="round.run", template="desk/form.html", nav=NAV)
def round_new(request: HttpRequest, actor: Actor) -> Answer:
    form = RoundForm(request.POST or None, initial={"day": today()})
    if request.method == "POST":
        asked = do(form, lambda _accepted: begin_round(actor, _asked(form), today=today(), at=timezone.now()))
        if asked is not None:
            number, waiting = asked
            url = reverse("round", args=[number])
            if waiting is not None:
                return HttpResponseRedirect(url)
            return done(request, _("De ronde is gemaakt en bewaard. Er is niemand voorgesteld."), url)
    return form_page(
        form,
        _("Nieuwe ronde over de regio"),
        _("Rekenen en bewaren"),
        reverse("rounds"),
        crumbs=(_rounds(),),
        lead=_(
            "Alle mensen met een volledig profiel naast alle vrije plekken: welke verdeling geeft samen de "
            "meeste punten? Wat u kiest, wordt met de uitkomst bewaard. Er wordt niemand voorgesteld."
        ),
    )


@page(power="round.see", template="desk/rounds/round.html", nav=NAV, methods=("GET", "HEAD"))
def one_round(request: HttpRequest, actor: Actor, number: str) -> Answer:
    row = kept_round(actor, number)
    context: dict[str, Any] = {
        "round": listed_round(actor, number),
        "can": powers_of(actor, "round.run", "proposal.propose"),
        "share_words": SHARE_BY,
        "crumbs": (_rounds(),),
    }
    fail_abandoned(timezone.now())
    found = shown_round(actor, number)
    if found is None:
        return {**context, "found": None, "task": latest_task(actor, (KIND,), row.pk)}
    after = _key(request.GET.get("na", ""))
    here = reverse("round", args=[number])
    choices = look_at_choices(actor, number, after)
    return {
        **context,
        "found": found,
        "proof": said(Certificate(found.result.points, found.result.bound).words()),
        "limits": _limits(found),
        "lined": lambda lines: [[one.name, one.people, one.placed, one.first] for one in lines],
        "least": settings.SMALL_NUMBER,
        "choices": choices,
        "again": latest_task(actor, (AGAIN,), row.pk),
        "first_url": here if after is not None else None,
        "next_url": address(here, {"na": choices.next_after}) if choices.next_after else None,
    }


@page(power="round.run", methods=("POST",))
def round_repeat(request: HttpRequest, actor: Actor, number: str) -> Answer:
    again, _waiting = begin_repeat(actor, number, at=timezone.now())
    url = reverse("round", args=[number])
    return HttpResponseRedirect(url) if again is None else done(request, told(again), url)


def _limits(found: ShownRound) -> list[str]:
    """What each limit costs, the dearest first, in sentences."""
    costs = (
        LimitCost(said(Words(WORDS.get(one["limit"], one["limit"]))), one["points"], one["people"])
        for one in found.limits
    )
    return [said(cost.words()) for cost in costs]


def _asked(form: RoundForm) -> NewRound:
    given = form.cleaned_data
    share = given["share"]
    return NewRound(
        day=given["day"],
        share_by=given["share_by"],
        share=share / 100 if share is not None else None,
        reason=given["reason"],
    )


def _key(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 12 else None


def _rounds() -> Link:
    return Link(_("Hele regio in één keer"), reverse("rounds"))


urls: list[URLPattern] = [
    path("voorstellen/regio/", rounds, name="rounds"),
    path("voorstellen/regio/nieuw/", round_new, name="round-new"),
    path("voorstellen/regio/<str:number>/", one_round, name="round"),
    path("voorstellen/regio/<str:number>/herhalen/", round_repeat, name="round-repeat"),
]
