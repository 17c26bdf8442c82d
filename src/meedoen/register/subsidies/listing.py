"""Lists of subsidies: a page at a time, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.checks import tidy
from meedoen.register.people.selectors import visible_names
from meedoen.register.profiles.models import Loonwaarde
from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
from meedoen.register.subsidies.states import STATES, WAITING, Words, state_on
from meedoen.rules.lasting import reached_on
from meedoen.rules.lks import forfait_term

PAGE = 50
# Long enough before the last day to have the loonwaarde measured.
SOON = timedelta(days=60)
FILTERS: Words = {
    "goedkeuren": _("Wacht op mijn goedkeuring"),
    "teruggestuurd": _("Teruggestuurd"),
    "eindigt": _("Eindigt binnen 60 dagen"),
    "zonder-meting": _("Forfait bijna of al voorbij, niet gemeten"),
    "beslissen": _("Nog niet beslist"),
    "toegekend": _("Toegekend"),
    "ingetrokken": _("Ingetrokken"),
}
_READ = (
    "pk",
    "number",
    "state",
    "placement__number",
    "placement__person_id",
    "placement__person__number",
    "placement__employer__name",
    "payer__name",
    "starts_on",
    "runs_until",
    "amount_c",
    "decide_by",
)


@dataclass(frozen=True)
class SubsidyFilters:
    """`words`: a number of a subsidy, placement or candidate, or part of an employer's name."""

    on: date
    words: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SubsidyRow:
    """`person_name` is empty where the actor may see the subsidy but not the person."""

    pk: int
    number: str
    state: str
    placement: str
    person_number: str
    person_name: str
    employer: str
    payer: str
    starts_on: date
    runs_until: date | None
    amount_c: int | None
    decide_by: date | None

    @property
    def amount(self) -> Decimal | None:
        return None if self.amount_c is None else Decimal(self.amount_c) / 100

    @property
    def state_words(self) -> str:
        return str(STATES[self.state])

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING


@dataclass(frozen=True)
class SubsidiesPage:
    rows: tuple[SubsidyRow, ...]
    next_after: int | None


def subsidies_visible_to(actor: Actor, filters: SubsidyFilters, after: int | None = None) -> SubsidiesPage:
    """Return a page of the subsidies that the actor may see, the newest first."""
    subsidies = Subsidy.objects.visible_to(actor).filter(_state(actor, filters.state, filters.on))
    words = tidy(filters.words)
    if words:
        subsidies = subsidies.filter(
            Q(number__iexact=words)
            | Q(placement__number__iexact=words)
            | Q(placement__person__number__iexact=words)
            | Q(placement__employer__name__icontains=words)
        )
    if after is not None:
        subsidies = subsidies.filter(pk__lt=after)
    rows = rows_of(actor, subsidies.order_by("-pk")[: PAGE + 1], filters.on)
    return SubsidiesPage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def waiting_for(actor: Actor, state: str, on: date, most: int) -> tuple[SubsidyRow, ...]:
    """Return what waits for the desk of the actor, the nearest term first."""
    mine = Subsidy.objects.visible_to(actor).filter(payer_id=actor.organisation_id)
    order = "runs_until" if state == "eindigt" else "decide_by"
    return rows_of(actor, mine.filter(_state(actor, state, on)).order_by(order, "pk")[:most], on)


def versions_to_approve(actor: Actor, on: date, most: int) -> list[tuple[str, int]]:
    """Return the number and version of what the actor may approve, the oldest first."""
    found = Subsidy.objects.visible_to(actor).filter(_state(actor, "goedkeuren", on))
    return list(found.order_by("pk").values_list("number", "version")[:most])


def without_measurement(on: date) -> Q:
    """A condition on subsidies: the forfait ends within 60 days or has ended, the job goes on, and no
    loonwaarde is valid."""
    months = int(forfait_term(on).number)
    valid = Loonwaarde.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), person=OuterRef("placement__person_id")
    )
    return (
        Q(kind="forfait", ends_before__isnull=True, placement__starts_on__lte=reached_on(on + SOON, -months))
        & ~Q(state="withdrawn")
        & (Q(placement__ends_before__isnull=True) | Q(placement__ends_before__gt=on))
        & Q(~Exists(valid))
    )


def to_approve(actor: Actor) -> Q:
    """A condition on subsidies: proposed by somebody else, and paid by the actor's own municipality."""
    own = SubsidyPeriod.objects.filter(
        Q(proposed_by_id=actor.account_id) | Q(calculated_by_id=actor.account_id),
        subsidy=OuterRef("pk"),
        state="proposed",
    )
    return Q(state="proposed", payer_id=actor.organisation_id) & Q(~Exists(own))


def rows_of(actor: Actor, subsidies: QuerySet[Subsidy], on: date) -> tuple[SubsidyRow, ...]:
    found = list(subsidies.values_list(*_READ, named=True))
    names = visible_names(actor, {row.placement__person_id for row in found})
    return tuple(
        SubsidyRow(
            row.pk,
            row.number,
            state_on(row.state, row.runs_until, on),
            row.placement__number,
            row.placement__person__number,
            names.get(row.placement__person_id, ""),
            row.placement__employer__name,
            row.payer__name,
            row.starts_on,
            row.runs_until,
            row.amount_c,
            row.decide_by,
        )
        for row in found
    )


def _state(actor: Actor, state: str, on: date) -> Q:
    states = {
        "teruggestuurd": Q(state="returned"),
        "eindigt": Q(state="approved", runs_until__gt=on, runs_until__lte=on + SOON),
        "beslissen": Q(state__in=WAITING),
        "toegekend": Q(state="approved") & (Q(runs_until__isnull=True) | Q(runs_until__gt=on)),
        "ingetrokken": Q(state="withdrawn"),
    }
    if state == "goedkeuren":
        return to_approve(actor)
    return without_measurement(on) if state == "zonder-meting" else states.get(state, Q())
