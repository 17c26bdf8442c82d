"""What someone asks for a job, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import AHEAD, AlreadyThere, ChangedMeanwhile, NotPossible, wrong_day
from meedoen.register.placements.models import Placement
from meedoen.register.places import area_of
from meedoen.register.subsidies.models import Subsidy
from meedoen.register.subsidies.planning import FIRST_DAY
from meedoen.register.subsidies.states import KINDS, MOVES, STATES
from meedoen.rules.lks import WIDEST_WEEK, forfait_ends

# Without wage, or with a scheme of its own: the subsidy is for a job (Pw art. 10d lid 1 and 3).
WITHOUT = frozenset({"proefplaatsing", "leerwerkplek", "wsw_detachering", "begeleid_werken"})
NARROWEST_WEEK = Decimal(20)


@dataclass(frozen=True)
class NewSubsidy:
    """A request: for which job, how it begins, the full week of the sector, and its first day."""

    placement: str
    kind: str
    full_time: Decimal
    starts_on: date


def wrong_request(
    actor: Actor, new: NewSubsidy, placement: Placement, home: str, others: Iterable[Subsidy], today: date
) -> Iterator[Refused]:
    """Give everything that is wrong with a request."""
    if placement.replaced_on is not None:
        yield NotPossible(_("Deze plaatsing is gecorrigeerd. Ga naar de nieuwe plaatsing."))
    if placement.kind in WITHOUT:
        message = _("Bij deze soort plaatsing hoort geen loonkostensubsidie: die is voor een baan met loon.")
        yield NotPossible(message)
    yield from wrong_terms(new.kind, new.full_time, new.starts_on, placement, today)
    yield from wrong_home(actor.municipality, home, new.starts_on)
    if any(meets(one, new.starts_on) for one in others):
        yield two_payers()


def wrong_terms(
    kind: str, full_time: Decimal, starts_on: date, placement: Placement, today: date
) -> Iterator[Refused]:
    """Give what is wrong with how a subsidy begins."""
    if kind not in KINDS:
        yield NotPossible(_("Kies hoe de subsidie begint."), field="kind")
    if not full_time.is_finite() or not NARROWEST_WEEK <= full_time <= WIDEST_WEEK:
        message = _("Een volle werkweek is meestal 36, 38 of 40 uur. Vul 20 t/m 48 in.")
        yield NotPossible(message, field="full_time")
    yield from wrong_day(starts_on, _("De eerste dag"), "starts_on", latest=today + AHEAD)
    if starts_on < FIRST_DAY:
        message = _(
            "Voor 2017 hing de subsidie af van het functieloon, en dat kent het register niet. "
            "Kies een dag vanaf 1 januari 2017."
        )
        yield NotPossible(message, field="starts_on")
    if starts_on < placement.starts_on or (
        placement.ends_before is not None and starts_on >= placement.ends_before
    ):
        yield NotPossible(_("Op deze dag loopt de baan niet. Kies een dag in de baan."), field="starts_on")
    elif kind == "forfait" and starts_on >= forfait_ends(placement.starts_on):
        message = _("Het forfait duurt hoogstens tot %(day)s. Kies de gemeten loonwaarde.")
        day = day_in_words(forfait_ends(placement.starts_on))
        yield NotPossible(message % {"day": day}, field="kind")


def wrong_home(municipality: str | None, home: str, starts_on: date) -> Iterator[Refused]:
    """Refuse a first day on which the person lived elsewhere."""
    if municipality is None or home not in area_of(municipality):
        message = _(
            "De gemeente waar de kandidaat op %(day)s woonde, betaalt en vraagt aan. Dat is niet uw gemeente."
        )
        yield NotPossible(message % {"day": day_in_words(starts_on)}, field="starts_on")


def two_payers() -> Refused:
    """One job, one payer; who the other is, is not for everyone."""
    message = _(
        "Voor deze baan is er in deze tijd al een loonkostensubsidie. Er kan maar één gemeente betalen."
    )
    return AlreadyThere(message)


def require_payer(actor: Actor, subsidy: Subsidy) -> None:
    """Refuse who does not work for the municipality that pays."""
    if actor.organisation_id != subsidy.payer_id:
        raise NotAllowed(_("Alleen de gemeente die deze subsidie betaalt, kan dit doen."))


def require_move(subsidy: Subsidy, deed: str, version: int | None = None) -> None:
    """Refuse a deed that does not belong to the state, or to the version that was looked at."""
    if version is not None and version != subsidy.version:
        raise ChangedMeanwhile(subsidy.version, {})
    if deed not in MOVES[subsidy.state]:
        message = _("Dit kan nu niet: de subsidie is %(state)s. Bekijk de subsidie opnieuw.")
        raise NotPossible(message % {"state": STATES[subsidy.state]})


def wrong_code(code: str, known: Any) -> list[NotPossible]:
    """Refuse a reason that is not in the list."""
    return [] if code in known else [NotPossible(_("Kies een reden uit de lijst."), field="because")]


def nothing_to_decide(subsidy: Subsidy) -> str:
    """Say why nothing was calculated."""
    if subsidy.state == "approved":
        return _("Er verandert niets: wat is toegekend, klopt met de baan en met de regels van vandaag.")
    return _(
        "Er is nog geen bedrag te berekenen: er is geen geldige loonwaarde, of de regels van die dag zijn "
        "niet bekend. Leg eerst de loonwaarde vast."
    )


def meets(other: Subsidy, starts_on: date, ends_before: date | None = None) -> bool:
    """Whether another subsidy runs between two days; what nobody ended, runs until its job ends."""
    if ends_before is not None and other.starts_on >= ends_before:
        return False
    ends = [day for day in (other.ends_before, other.placement.ends_before) if day is not None]
    return not ends or min(ends) > max(starts_on, other.starts_on)
