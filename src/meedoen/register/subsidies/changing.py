"""What changes a subsidy that runs: stop it, correct it, sickness, and a move to another municipality.

Each drafts anew what has to be decided; a second person decides, and until then what stands is paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.access.selectors import organisations
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import AHEAD, AlreadyThere, NotPossible, together, wrong_day, wrong_end
from meedoen.register.numbers import number_of, provisional_mark
from meedoen.register.people.selectors import colleague_of
from meedoen.register.places import area_of
from meedoen.register.subsidies.keeping import bring_up_to_date
from meedoen.register.subsidies.models import Illness, Subsidy
from meedoen.register.subsidies.selectors import beside, home_on, locked_subsidy, standing_placement
from meedoen.register.subsidies.services import PREFIX
from meedoen.register.subsidies.states import CORRECTED_BECAUSE, STOPPED_BECAUSE
from meedoen.register.subsidies.validity import (
    meets,
    require_move,
    require_payer,
    two_payers,
    wrong_code,
    wrong_home,
    wrong_terms,
)
from meedoen.rules.lks_events import decided_by, pays_after_move


@dataclass(frozen=True)
class Terms:
    """How a subsidy begins, as it should have been asked."""

    kind: str
    full_time: Decimal
    starts_on: date


def stop_subsidy(
    actor: Actor, number: str, ends_before: date, because: str, *, version: int, today: date
) -> Subsidy:
    """End a subsidy before its job ends."""
    with transaction.atomic():
        require(actor, "subsidy.stop")
        account, subsidy = _opened(actor, number, version)
        wrong = wrong_code(because, STOPPED_BECAUSE)
        day = _("De laatste dag")
        wrong += wrong_day(ends_before, day, "ends_before", latest=today + AHEAD)  # type: ignore[arg-type]
        wrong += wrong_end(subsidy.starts_on, ends_before, "ends_before")  # type: ignore[arg-type]
        if subsidy.ends_before is not None:
            wrong += _taken(subsidy, subsidy.ends_before, ends_before)  # type: ignore[arg-type]
        together(wrong)
        _stop(account, subsidy, ends_before, because, today)
        detail = {"ends_before": ends_before.isoformat(), "because": because}
        journal.enter(actor, "subsidy.stop", "subsidy", subsidy.number, detail=detail)
        return subsidy


def correct_subsidy(
    actor: Actor, number: str, terms: Terms, because: str, *, version: int, today: date
) -> Subsidy:
    """Mend what was asked wrongly; months that were paid already are settled in the next payment list."""
    with transaction.atomic():
        require(actor, "subsidy.correct")
        account, subsidy = _opened(actor, number, version)
        changed = [name for name, value in vars(terms).items() if getattr(subsidy, name) != value]
        together(
            [
                *wrong_code(because, CORRECTED_BECAUSE),
                *wrong_terms(terms.kind, terms.full_time, terms.starts_on, subsidy.placement, today),
                *_wrong_first_day(subsidy, terms.starts_on),
            ]
        )
        if not changed:
            raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
        subsidy.kind, subsidy.full_time, subsidy.starts_on = terms.kind, terms.full_time, terms.starts_on
        subsidy.save(update_fields=["kind", "full_time", "starts_on"])
        bring_up_to_date(account, [subsidy], today)
        detail = {"changed": sorted(changed), "because": because}
        journal.enter(actor, "subsidy.correct", "subsidy", subsidy.number, detail=detail)
        return subsidy


def record_illness(
    actor: Actor, number: str, starts_on: date, ends_before: date | None, *, version: int, today: date
) -> Subsidy:
    """Write down days with a right to ziekengeld, or until when they went on; the rules of those days say
    what they do. Not what someone has: that has no field."""
    with transaction.atomic():
        require(actor, "subsidy.correct")
        account, subsidy = _opened(actor, number, version)
        wrong = wrong_day(
            starts_on, _("De eerste ziektedag"), "starts_on", earliest=subsidy.starts_on, latest=today
        )
        wrong += wrong_end(starts_on, ends_before, "ends_before")
        if ends_before is not None:
            wrong += wrong_day(ends_before, _("De laatste ziektedag"), "ends_before", latest=today + AHEAD)
        together(wrong)
        others = Illness.objects.filter(subsidy=subsidy).exclude(starts_on=starts_on)
        if any(
            (ends_before is None or one.starts_on < ends_before)
            and (one.ends_before is None or starts_on < one.ends_before)
            for one in others
        ):
            message = _("In deze tijd staat al een ziekteperiode. Geef die eerst een laatste dag.")
            raise AlreadyThere(message, field="starts_on")
        Illness.objects.update_or_create(
            subsidy=subsidy, starts_on=starts_on, defaults={"ends_before": ends_before}
        )
        bring_up_to_date(account, [subsidy], today)
        journal.enter(actor, "subsidy.record_illness", "subsidy", subsidy.number)
        return subsidy


def move_subsidy(actor: Actor, number: str, on: date, *, version: int, today: date) -> Subsidy:
    """Hand a subsidy to the municipality where the person went to live; return the new one.

    If and only if the law of that day makes the new municipality pay (Pw art. 10d lid 10). The old one ends
    on that day, the new one asks for a decision of its own.
    """
    with transaction.atomic():
        require(actor, "subsidy.correct")
        account, subsidy = _opened(actor, number, version)
        payer = _new_payer(subsidy, on, today)
        term = decided_by(on)
        _stop(account, subsidy, on, "moved", today)
        row = Subsidy(
            number=provisional_mark(),
            placement=subsidy.placement,
            payer_id=payer,
            kind=subsidy.kind,
            full_time=subsidy.full_time,
            starts_on=on,
            requested_on=today,
            requested_by_id=account,
            decide_by=term[0] if term else None,
            follows=subsidy,
        )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as twice:
            raise AlreadyThere(_("Deze subsidie is al overgedragen.")) from twice
        row.number = number_of(PREFIX, row.pk)
        row.save(update_fields=["number"])
        bring_up_to_date(account, [row], today)
        detail = {"to": row.number, "on": on.isoformat()}
        journal.enter(actor, "subsidy.move", "subsidy", subsidy.number, detail=detail)
        return row


def _opened(actor: Actor, number: str, version: int) -> tuple[int, Subsidy]:
    """Return the account that answers for it and the subsidy, where it may be calculated anew."""
    account, _organisation = colleague_of(actor)
    subsidy = locked_subsidy(actor, number)
    require_payer(actor, subsidy)
    require_move(subsidy, "subsidy.calculate", version)
    subsidy.placement = standing_placement(subsidy.placement)
    return account, subsidy


def _wrong_first_day(subsidy: Subsidy, starts_on: date) -> list[Refused]:
    """Refuse another first day on which someone else paid, or ought to."""
    if starts_on == subsidy.starts_on:
        return []
    home = home_on(subsidy.placement.person_id, starts_on)
    wrong = list(wrong_home(subsidy.payer.municipality, home, starts_on))
    return wrong + _taken(subsidy, starts_on, subsidy.starts_on)


def _taken(subsidy: Subsidy, first: date, until: date) -> list[Refused]:
    """Refuse days that come to this subsidy and are those of another for the same job."""
    others = (one for one in beside(subsidy.placement) if one.pk != subsidy.pk)
    return [two_payers()] if first < until and any(meets(one, first, until) for one in others) else []


def _stop(account: int, subsidy: Subsidy, ends_before: date, because: str, today: date) -> None:
    subsidy.ends_before, subsidy.stopped_because = ends_before, because
    subsidy.save(update_fields=["ends_before", "stopped_because"])
    bring_up_to_date(account, [subsidy], today)


def _new_payer(subsidy: Subsidy, on: date, today: date) -> int:
    """Return the organisation of the municipality that pays from that day."""
    home = home_on(subsidy.placement.person_id, on)
    wrong = wrong_day(on, _("De dag van de verhuizing"), "on", earliest=subsidy.starts_on, latest=today)
    if not wrong and (not home or home in area_of(subsidy.payer.municipality)):
        message = _("Op deze dag woont de kandidaat nog in uw gemeente. Leg eerst de verhuizing vast.")
        wrong.append(NotPossible(message, field="on"))
    if not wrong and subsidy.ends_before is not None and on > subsidy.ends_before:
        message = _("Deze subsidie stopte al voor deze dag. De nieuwe gemeente vraagt zelf aan.")
        wrong.append(NotPossible(message, field="on"))
    who, _rule = pays_after_move(on)
    if not wrong and who == "old":
        message = _("Bij een verhuizing op %(day)s blijft de oude gemeente betalen. Er verandert niets.")
        wrong.append(NotPossible(message % {"day": day_in_words(on)}, field="on"))
    together(wrong)
    there = organisations().filter(kind="municipality", ends_before__isnull=True)
    found = next((one.pk for one in there if home in area_of(one.municipality)), None)
    if found is None:
        message = _(
            "De nieuwe gemeente werkt niet met dit register. Stop de subsidie op deze dag en geef het door."
        )
        raise NotPossible(message, field="on")
    return found
