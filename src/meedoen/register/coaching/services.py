"""What may be done with coaching: grant, change, stop, and set the budget of a year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.acting import actors_of
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import (
    AlreadyThere,
    ChangedMeanwhile,
    InRow,
    NeedsConfirmation,
    NotPossible,
    refuse_changed,
    refuse_first,
    together,
    wrong_end,
)
from meedoen.register.coaching.budgets import in_year, line_of
from meedoen.register.coaching.models import CoachBudget, Coaching
from meedoen.register.coaching.norms import norms_for
from meedoen.register.coaching.selectors import COACHES, locked_coaching, may_be_ended_by
from meedoen.register.coaching.validity import (
    OVER_BUDGET,
    NewBudget,
    NewCoaching,
    asked_about_hours,
    wrong_budget,
    wrong_code,
    wrong_grant,
    wrong_hours,
    wrong_substitute,
    wrong_term,
)
from meedoen.register.coaching.words import ENDED_BECAUSE, REGIMES
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.people.models import seen_people
from meedoen.register.people.selectors import clean, colleague_of, lock_keys, own_keys
from meedoen.register.placements.models import ContractHours, Placement
from meedoen.register.placements.selectors import placement_by_number
from meedoen.register.writing import insert_rows

PREFIX = "BG"

__all__ = [
    "Changes",
    "NewBudget",
    "NewCoaching",
    "change_coaching",
    "end_coaching",
    "grant_coaching",
    "grant_coachings",
    "set_budget",
]


@dataclass(frozen=True)
class Changes:
    """What may be changed of coaching that runs."""

    coach_id: int
    substitute_id: int | None
    regime: str
    hours: Decimal
    ends_before: date


def grant_coaching(
    actor: Actor, new: NewCoaching, *, accepted: frozenset[str] = frozenset(), today: date
) -> Coaching:
    """Grant hours of coaching at one job, out of the budget of the actor's own municipality."""
    with transaction.atomic():
        require(actor, "coaching.grant")
        _account, payer = colleague_of(actor)
        placement = placement_by_number(actor, new.placement)
        try:
            made = grant_coachings(actor, [(new, today)], today=today)[0]
        except InRow as refusal:
            raise refusal.refusal from refusal
        # What cannot be is not asked about; what is asked and not said yes to goes back.
        weekly = ContractHours.objects.filter(placement=placement, starts_on__lte=new.starts_on)
        hours_week = weekly.order_by("-starts_on").values_list("hours_week", flat=True).first()
        norm = norms_for(payer, placement.starts_on, hours_week, new.starts_on).of(new.regime)
        asked = [*asked_about_hours(new.hours, norm.hours), *_over_budget(actor, made)]
        together(one for one in asked if one.code not in accepted)
        return made


def grant_coachings(actor: Actor, news: Sequence[tuple[NewCoaching, date]], *, today: date) -> list[Coaching]:
    """Grant many, each with the day on which it was granted, all or nothing."""
    with transaction.atomic():
        require(actor, "coaching.grant")
        account, payer = colleague_of(actor)
        places = _placements(actor, [new.placement for new, _day in news])
        lock_keys(one.person_id for one in places.values())
        refuse_first(_wrong(actor, places, [new for new, _day in news], today))
        mark, rows = provisional_mark(), list[Coaching]()
        for turn, (new, granted_on) in enumerate(news):
            rows.append(
                Coaching(
                    number=f"{mark}{turn:06}",
                    placement=places[clean(new.placement)],
                    payer_id=payer,
                    coach_id=new.coach_id,
                    substitute_id=new.substitute_id,
                    regime=new.regime,
                    hours=new.hours,
                    starts_on=new.starts_on,
                    ends_before=new.ends_before,
                    granted_on=granted_on,
                    granted_by_id=account,
                )
            )
        insert_rows(rows)
        keys = give_numbers(Coaching.objects.all(), mark, PREFIX)
        for row in rows:
            row.pk = keys[row.number]
            row.number = number_of(PREFIX, row.pk)
        journal.enter_many(
            actor,
            [
                journal.Note("coaching.grant", "coaching", row.number, {"placement": row.placement.number})
                for row in rows
            ],
        )
        return rows


def change_coaching(actor: Actor, number: str, changes: Changes, *, version: int, today: date) -> Coaching:
    """Put somebody else as coach or substitute, or grant other hours, another regime or another last day."""
    with transaction.atomic():
        require(actor, "coaching.change")
        account, payer = colleague_of(actor)
        coaching = locked_coaching(actor, number)
        _require_payer(coaching, payer)
        typed = vars(changes)
        now = {name: getattr(coaching, name) for name in typed}
        refuse_changed(opened=version, version=coaching.version, now=now, typed=typed)
        work = (coaching.placement.starts_on, coaching.placement.ends_before)
        together(
            [
                *wrong_code(changes.regime, REGIMES, "regime"),
                *wrong_hours(changes.hours),
                *wrong_term(coaching.starts_on, changes.ends_before, work, today),
                *wrong_substitute(changes.coach_id, changes.substitute_id),
                *_wrong_change(coaching, changes, account, today),
            ]
        )
        grants_anew = any(now[name] != typed[name] for name in ("regime", "hours", "ends_before"))
        for name, value in typed.items():
            setattr(coaching, name, value)
        if grants_anew:
            coaching.granted_by_id, coaching.granted_on = account, today
        coaching.version += 1
        coaching.save(update_fields=[*typed, "placement", "granted_by", "granted_on", "version"])
        changed = sorted(name for name in typed if now[name] != typed[name])
        journal.enter(actor, "coaching.change", "coaching", coaching.number, detail={"changed": changed})
        return coaching


def end_coaching(
    actor: Actor, number: str, ends_before: date, because: str, *, version: int, today: date
) -> Coaching:
    """Stop coaching sooner than it was granted for; what was written down stays.

    Who pays may, and whose file it is now: after a hand-over who pays does not see it any more.
    """
    with transaction.atomic():
        require(actor, "coaching.end")
        _account, organisation = colleague_of(actor)
        coaching = locked_coaching(actor, number)
        if not may_be_ended_by(coaching, organisation):
            _require_payer(coaching, organisation)
        now: dict[str, Any] = {"ends_before": coaching.ends_before, "because": coaching.ended_because}
        typed: dict[str, Any] = {"ends_before": ends_before, "because": because}
        refuse_changed(opened=version, version=coaching.version, now=now, typed=typed)
        wrong = wrong_code(because, ENDED_BECAUSE, "because")
        wrong += wrong_end(coaching.starts_on, ends_before, "ends_before")
        if ends_before > coaching.ends_before:
            message = _("De begeleiding stopt al op %(day)s. Langer is een wijziging.")
            last = day_in_words(coaching.ends_before - timedelta(days=1))
            wrong.append(NotPossible(message % {"day": last}, field="ends_before"))
        together(wrong)
        coaching.ends_before, coaching.ended_because = ends_before, because
        coaching.version += 1
        coaching.save(update_fields=["ends_before", "ended_because", "version"])
        detail = {"ends_before": ends_before.isoformat(), "reason": because}
        journal.enter(actor, "coaching.end", "coaching", coaching.number, detail=detail)
        return coaching


def set_budget(actor: Actor, new: NewBudget, *, version: int, today: date) -> CoachBudget:
    """Write down what the actor's own municipality has for coaching in a year."""
    with transaction.atomic():
        require(actor, "coach_budget.set")
        if actor.organisation_id is None or not actor.municipality:
            raise NotPossible(_("Alleen een gemeente heeft een budget voor begeleiding."), field="year")
        together(wrong_budget(new, today))
        rows = CoachBudget.objects.select_for_update().filter(organisation_id=actor.organisation_id)
        row = rows.filter(year=new.year).first() or CoachBudget(
            organisation_id=actor.organisation_id, year=new.year, version=0
        )
        typed = {"unit": new.unit, "amount": new.amount, "rate": new.rate}
        if row.pk is not None:
            now = {name: getattr(row, name) for name in typed}
            if now == typed:
                return row
            refuse_changed(opened=version, version=row.version, now=now, typed=typed)
        row.unit, row.amount, row.rate, row.set_on = new.unit, new.amount, new.rate, today
        row.version += 1
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as twice:
            # Of a first budget there is no row to wait for: somebody else was a moment earlier.
            raise ChangedMeanwhile(1, {}) from twice
        detail = {"year": new.year, "unit": new.unit, "amount": str(new.amount)}
        journal.enter(actor, "coach_budget.set", "coach_budget", str(actor.organisation_id), detail=detail)
        return row


def _require_payer(coaching: Coaching, payer: int) -> None:
    if coaching.payer_id != payer:
        message = _("%(payer)s kende deze uren toe. Vraag het daar.")
        raise NotPossible(message % {"payer": coaching.payer.name})


def _placements(actor: Actor, numbers: Iterable[str]) -> dict[str, Placement]:
    asked, found = sorted({clean(number) for number in numbers}), dict[str, Placement]()
    for start in range(0, len(asked), 500):
        rows = Placement.objects.visible_to(actor).filter(number__in=asked[start : start + 500])
        found |= {one.number: one for one in rows.select_related("person")}
    return found


def _wrong(
    actor: Actor, places: dict[str, Placement], news: Sequence[NewCoaching], today: date
) -> dict[int, list[Refused]]:
    """By row, counted from 1: everything that is wrong with it."""
    own = own_keys(actor, {one.person_id for one in places.values()})
    accounts = {new.coach_id for new in news} | {new.substitute_id for new in news if new.substitute_id}
    coaches = actors_of(accounts, today)
    seen = {key: _seen_by(one, places.values()) for key, one in coaches.items()}
    standing = _standing(places.values())
    wrong: dict[int, list[Refused]] = {}
    for turn, new in enumerate(news, start=1):
        found: list[Refused] = []
        placement = places.get(clean(new.placement))
        if placement is None or placement.person_id not in own or placement.replaced_on is not None:
            message = _("Bij deze plaatsing kunt u geen begeleiding toekennen. Controleer het nummer.")
            wrong[turn] = [NotPossible(message, field="placement")]
            continue
        found += wrong_grant(new, (placement.starts_on, placement.ends_before), today)
        found += _wrong_coach(coaches, seen, new.coach_id, placement.pk, "coach_id")
        if new.substitute_id is not None:
            found += _wrong_coach(coaches, seen, new.substitute_id, placement.pk, "substitute_id")
        if new.coach_id == actor.account_id:
            message = _("Uren voor uzelf kent een ander toe. Kies een andere coach of vraag een collega.")
            found.append(NotPossible(message, field="coach_id"))
        beside = standing.setdefault(placement.pk, [])
        if any(start < new.ends_before and new.starts_on < end for start, end in beside):
            message = _("In deze tijd is bij deze plaatsing al begeleiding toegekend.")
            found.append(AlreadyThere(message, field="starts_on"))
        beside.append((new.starts_on, new.ends_before))
        if found:
            wrong[turn] = found
    return wrong


def _standing(places: Collection[Placement]) -> dict[int, list[tuple[date, date]]]:
    """The terms of what was granted at these placements before, whoever may see it, at corrected rows too."""
    stands = {one.pk: one.pk for one in places}
    before = {one.replaces_id: one.pk for one in places if one.replaces_id is not None}
    while before:
        stands |= before
        rows = Placement.objects.filter(pk__in=list(before), replaces__isnull=False)
        before = {older: stands[key] for key, older in rows.values_list("pk", "replaces_id") if older}
    found: dict[int, list[tuple[date, date]]] = {}
    granted = Coaching.objects.exclude(ended_because="wrong").filter(placement__in=list(stands))
    for key, starts_on, ends_before in granted.values_list("placement_id", "starts_on", "ends_before"):
        found.setdefault(stands[key], []).append((starts_on, ends_before))
    return found


def _seen_by(coach: Actor, places: Iterable[Placement]) -> frozenset[int]:
    """Of which of these placements this coach sees the person."""
    keys = [one.pk for one in places]
    rows = Placement.objects.filter(seen_people(coach, "person__", "work"), pk__in=keys)
    return frozenset(rows.values_list("pk", flat=True))


def _wrong_coach(
    coaches: dict[int, Actor], seen: dict[int, frozenset[int]], key: int, placement: int, field: str
) -> list[Refused]:
    coach = coaches.get(key)
    if coach is None or coach.roles.isdisjoint(COACHES):
        message = _("Kies een consulent die nu toegang heeft.")
        return [NotPossible(message, field=field)]
    if placement not in seen[key]:
        message = _("%(name)s ziet dit dossier niet. Deel het eerst, of kies iemand anders.")
        return [NotPossible(message % {"name": coach.name}, field=field)]
    return []


def _wrong_change(coaching: Coaching, changes: Changes, account: int, today: date) -> list[Refused]:
    """Who coaches gives nobody hours, and whoever becomes the coach did not grant them."""
    if coaching.ended_because:
        return [NotPossible(_("Deze begeleiding is gestopt. Ken nieuwe begeleiding toe."))]
    accounts = {changes.coach_id, changes.substitute_id or changes.coach_id}
    kept = {coaching.coach_id, coaching.substitute_id}
    coaches = actors_of(accounts, today)
    seen = {key: _seen_by(one, [coaching.placement]) for key, one in coaches.items()}
    place, found = coaching.placement_id, list[Refused]()
    if changes.coach_id not in kept:
        found += _wrong_coach(coaches, seen, changes.coach_id, place, "coach_id")
    if changes.substitute_id is not None and changes.substitute_id not in kept:
        found += _wrong_coach(coaches, seen, changes.substitute_id, place, "substitute_id")
    others = Coaching.objects.filter(placement=coaching.placement_id).exclude(pk=coaching.pk)
    later = others.exclude(ended_because="wrong").filter(starts_on__gte=coaching.starts_on)
    if later.filter(starts_on__lt=changes.ends_before).exists():
        message = _("Daarna is bij deze plaatsing al begeleiding toegekend. Kies een eerdere laatste dag.")
        found.append(AlreadyThere(message, field="ends_before"))
    regrants = (
        changes.regime != coaching.regime
        or changes.hours != coaching.hours
        or changes.ends_before != coaching.ends_before
    )
    granter = account if regrants else coaching.granted_by_id
    if (regrants and account == coaching.coach_id) or granter == changes.coach_id:
        message = _("Wie uren toekent, is niet zelf de coach. Vraag een collega om dit te wijzigen.")
        found.append(NotPossible(message, field="hours" if regrants else "coach_id"))
    return found


def _over_budget(actor: Actor, made: Coaching) -> list[NeedsConfirmation]:
    """Ask once more where a year's budget is now promised more than whole: it is no refusal."""
    for year in range(made.starts_on.year, made.ends_before.year + 1):
        if in_year(made.hours, made.starts_on, made.ends_before, year) == 0:
            continue
        if line_of(made.payer_id, actor.organisation_name, year).is_promised_over:
            message = _("Hiermee is voor %(year)s meer toegekend dan het budget. Toch toekennen?")
            return [NeedsConfirmation(OVER_BUDGET, message % {"year": year}, field="hours")]
    return []
