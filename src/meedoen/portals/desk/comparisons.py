"""Pages of the comparison over a region: the kept runs, a new one, and what one says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.powers import may
from meedoen.access.tasks.running import fail_abandoned
from meedoen.access.tasks.selectors import latest_task
from meedoen.portals.desk.comparing_later import KIND, begin_run
from meedoen.portals.desk.forms.comparison import RunForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, form_page
from meedoen.portals.formats import said, whole, worth
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.words import Words
from meedoen.rules.bijstand import HOUSEHOLDS, Household
from meedoen.rules.comparison_spread import DECILES, EDGES, PARTIES, SAME, Party
from meedoen.steering.comparisons.selectors import question_of, questions_of, run_of
from meedoen.steering.comparisons.shape import Count, NewQuestion, ShownRun, ShownSpread

Answer = Mapping[str, Any] | HttpResponseBase
PARTY_WORDS: Mapping[Party, Any] = {
    "employee": gettext_lazy("Werknemer: inkomen"),
    "employer": gettext_lazy("Werkgever: kosten"),
    "municipality": gettext_lazy("Gemeente: kosten"),
}
LEFT_OUT: Mapping[str, Any] = {
    "not_measured": gettext_lazy("geen loonwaarde gemeten"),
    "expired": gettext_lazy("de gemeten loonwaarde geldt niet meer"),
    "whole": gettext_lazy("loonwaarde van 100%: in geen van beide stelsels"),
    "no_hours": gettext_lazy("geen betaalde baan, en niet bekend hoeveel uren iemand wil werken"),
    "too_young": gettext_lazy("jonger dan 18 jaar"),
    "too_old": gettext_lazy("ouder dan de normen reiken"),
    "no_norm": gettext_lazy("jonger dan 21 jaar, en op deze dag is hun norm niet bekend"),
}


@page(
    power="comparison.see", template="desk/comparisons/list.html", nav="calculators", methods=("GET", "HEAD")
)
def comparison_runs(request: HttpRequest, actor: Actor) -> Answer:
    given = request.GET.get("na", "")
    after = int(given) if given.isascii() and given.isdecimal() and len(given) < 18 else None
    found, following = questions_of(actor, after)
    here = reverse("comparison-runs")
    return {
        "questions": found,
        "may_run": may(actor, "comparison.run"),
        "first_url": here if after is not None else None,
        "next_url": address(here, {"na": following}) if following else None,
        "crumbs": (_calculators(), _one_case()),
    }


@page(power="comparison.run", template="desk/form.html", nav="calculators")
def comparison_new(request: HttpRequest, actor: Actor) -> Answer:
    form = RunForm(request.POST or None, initial={"day": today(), "wage_level": 100, "full_time": 36})
    if request.method == "POST":
        asked = do(form, lambda _accepted: begin_run(actor, _asked(form), today=today(), at=timezone.now()))
        if asked is not None:
            key, waiting = asked
            url = reverse("comparison-run", args=[key])
            if waiting is not None:
                return HttpResponseRedirect(url)
            return done(request, _("De vergelijking is gemaakt en bewaard."), url)
    return form_page(
        form,
        _("Vergelijking over de regio"),
        _("Rekenen en bewaren"),
        reverse("comparison-runs"),
        crumbs=(_calculators(), _one_case(), _runs()),
        lead=_(
            "Iedereen met een gemeten loonwaarde wordt gerekend in elk soort huishouden: het register weet "
            "niet met wie iemand woont. Wat u kiest, wordt met de uitkomst bewaard en verandert niet meer."
        ),
    )


@page(
    power="comparison.see", template="desk/comparisons/run.html", nav="calculators", methods=("GET", "HEAD")
)
def comparison_run(request: HttpRequest, actor: Actor, comparison: int) -> Answer:
    question = question_of(actor, comparison)
    context: dict[str, Any] = {
        "question": question,
        "may_run": may(actor, "comparison.run"),
        "crumbs": (_calculators(), _one_case(), _runs()),
    }
    if not question.is_answered:
        fail_abandoned(timezone.now())
        return {**context, "found": None, "task": latest_task(actor, (KIND,), comparison)}
    found = run_of(actor, comparison)
    words = band_words()
    return {
        **context,
        "found": found,
        "told": count_words,
        "left_out": [(str(LEFT_OUT[why]), count_words(count)) for why, count in found.left_out],
        "parties": [_party(found, party, words) for party in PARTIES],
        "assumptions": [(_(one["words"]), one["value"], one["status"]) for one in found.assumptions],
        "trace": [{**one, "value": _worth(str(one["value"]))} for one in found.trace],
        "bands": words,
        "decile_columns": [
            {"label": _("%s deel") % place, "kind": "euro", "numeric": True}
            for place in range(1, DECILES + 1)
        ],
        "middle": SAME,
    }


def _worth(kept: str) -> str:
    """A value of the rule book as it was kept, numbers as people read them."""
    try:
        return worth(Decimal(kept))
    except InvalidOperation:
        return kept


def count_words(count: Count) -> str:
    """A number of people, or that it is too small to be shown."""
    return count.mark if count.number is None else whole(count.number)


def band_words() -> list[str]:
    """What each band of the distribution is called, from worst to best."""
    words = [_("meer dan € %s slechter") % whole(-EDGES[0])]
    for low, high in pairwise(EDGES):
        if low < 0 < high:
            words.append(_("gelijk (binnen € %s)") % high)
        elif high < 0:
            words.append(_("€ %(low)s tot € %(high)s slechter") % {"low": whole(-high), "high": whole(-low)})
        else:
            words.append(_("€ %(low)s tot € %(high)s beter") % {"low": whole(low), "high": whole(high)})
    return [*words, _("meer dan € %s beter") % whole(EDGES[-1])]


def _party(found: ShownRun, party: Party, words: list[str]) -> dict[str, Any]:
    """One party: shares per kind of household, the distributions, and the same as numbers."""
    spreads = {household: found.spreads[household][party] for household in HOUSEHOLDS}
    counts = [band.number or 0 for spread in spreads.values() for band in spread.bands]
    return {
        "title": str(PARTY_WORDS[party]),
        "shares": [[_kind(one), *_shares(found, spread)] for one, spread in spreads.items()],
        "pictures": [(_kind(one), _picture(spread, words)) for one, spread in spreads.items()],
        "most": max(counts, default=0),
        "bands": [
            [told, *(count_words(spread.bands[place]) for spread in spreads.values())]
            for place, told in enumerate(words)
        ],
        "deciles": [[_kind(one), *spread.deciles] for one, spread in spreads.items() if spread.deciles],
        "columns": [{"label": _kind(one), "numeric": True} for one in spreads],
    }


def _shares(found: ShownRun, spread: ShownSpread) -> list[str]:
    return [_share(found, spread, count) for count in (spread.worse, spread.same, spread.better)]


def _share(found: ShownRun, spread: ShownSpread, count: Count) -> str:
    share = spread.share(found.people, count)
    if share is None:
        return count_words(count)
    return f"{whole(count.number)} ({whole(share * 100)}%)"


def _picture(spread: ShownSpread, words: list[str]) -> dict[str, Any]:
    """The counts of a distribution, and the sentence that says what the picture shows."""
    told = [
        f"{name}: {count_words(band)}"
        for name, band in zip(words, spread.bands, strict=True)
        if band.number is None or band.number
    ]
    return {"counts": [band.number for band in spread.bands], "words": "; ".join(told)}


def _asked(form: RunForm) -> NewQuestion:
    given = form.cleaned_data
    return NewQuestion(
        area=settings.REGION,
        day=given["day"],
        wage_level=given["wage_level"] / 100,
        full_time=given["full_time"] or Decimal(36),
        sharers=3 if given["sharers"] is None else given["sharers"],
        own=form.assumptions(),
    )


def _kind(household: Household) -> str:
    return said(Words(HOUSEHOLDS[household]))


def _calculators() -> Link:
    return Link(_("Rekenen"), reverse("calculators"))


def _one_case() -> Link:
    return Link(_("Subsidie naast dispensatie"), reverse("calculate-comparison"))


def _runs() -> Link:
    return Link(_("Over de regio"), reverse("comparison-runs"))


urls: list[URLPattern] = [
    path("rekenen/vergelijking/regio/", comparison_runs, name="comparison-runs"),
    path("rekenen/vergelijking/regio/nieuw/", comparison_new, name="comparison-new"),
    path("rekenen/vergelijking/regio/<int:comparison>/", comparison_run, name="comparison-run"),
]
