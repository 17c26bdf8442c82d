"""Placements with signals, a page at a time, each signal in words with what it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.primitives.hours import format_hours, hundredths_of
from meedoen.primitives.period import day_in_words
from meedoen.register.bench.models import DraftJob
from meedoen.register.coaching.models import Coaching
from meedoen.register.durability.models import Check
from meedoen.register.durability.moments import BY_CODE, moment_now
from meedoen.register.durability.questions import QUESTIONS, SUBJECTS, VOICES, Given, Question, answer_of
from meedoen.register.durability.signals import (
    FALLS_WITHIN,
    FELL_WITHIN,
    SAID_WITHIN,
    TABLE,
    paid_months,
)
from meedoen.register.people.mine import contact_of
from meedoen.register.people.models import CircleMember, seen_people
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.placements.payslips import contract_hours

PAGE = 50
DAY = timedelta(days=1)


@dataclass(frozen=True)
class SignalFilters:
    """`kind`: a code of `signals.TABLE`. `is_mine`: of whom the actor is the fixed contact."""

    on: date
    kind: str = ""
    municipality: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal of one placement: `detail` says what it stands on."""

    code: str
    detail: str

    @property
    def words(self) -> str:
        return str(TABLE[self.code].words)

    @property
    def do(self) -> str:
        return str(TABLE[self.code].do)

    @property
    def who(self) -> str:
        return str(TABLE[self.code].who)


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One placement with its signals, and the name of the person's fixed contact where there is one."""

    pk: int
    number: str
    person_number: str
    person_name: str
    municipality: str
    workplace: str
    starts_on: date
    contact: str
    signals: tuple[Signal, ...]


@dataclass(frozen=True)
class SignalsPage:
    rows: tuple[SignalRow, ...]
    next_after: int | None


def signals_visible_to(actor: Actor, filters: SignalFilters, after: int | None = None) -> SignalsPage:
    """Return a page of running placements with a signal, of people that the actor sees, the newest first."""
    found = _running(actor, filters.on)
    if filters.municipality:
        found = found.filter(person__municipality=filters.municipality)
    if filters.is_mine:
        found = found.filter(contact_of(actor, "person__"))
    codes = [filters.kind] if filters.kind in TABLE else list(TABLE)
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(_with_signals(found, filters.on).filter(_any_of(codes)).order_by("-pk")[: PAGE + 1])
    return SignalsPage(_rows(rows[:PAGE], filters.on), rows[PAGE - 1].pk if len(rows) > PAGE else None)


class OwnSignal(NamedTuple):
    """A placement of somebody's own people with the codes of its signals, without what they stand on."""

    number: str
    person_number: str
    person: str
    workplace: str
    codes: tuple[str, ...]


def signals_of_mine(actor: Actor, on: date, codes: Sequence[str], most: int) -> tuple[OwnSignal, ...]:
    """Return the placements with one of these signals of whom the actor is the fixed contact, in one read."""
    mine = _running(actor, on).filter(contact_of(actor, "person__")).annotate(**_holding(codes, on))
    names = [f"holds_{code}" for code in codes]
    rows = (
        mine.filter(_any_of(codes))
        .order_by("-pk")
        .values_list("number", "person__number", "person__name", "workplace_employer__name", *names)
    )
    return tuple(
        OwnSignal(
            row[0],
            row[1],
            row[2],
            row[3],
            tuple(code for code, holds in zip(codes, row[4:], strict=True) if holds),
        )
        for row in rows[:most]
    )


def signals_of(placement: Placement, on: date) -> tuple[Signal, ...]:
    """Return the signals of one placement of someone whose sight was asked before."""
    if placement.replaced_on is not None or placement.starts_on > on:
        return ()
    if placement.ends_before is not None and placement.ends_before <= on:
        return ()
    rows = _rows(list(_with_signals(Placement.objects.filter(pk=placement.pk), on)), on)
    return rows[0].signals if rows else ()


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of signal, code and words."""
    return [(code, str(one.words)) for code, one in TABLE.items()]


def _running(actor: Actor, on: date) -> QuerySet[Placement]:
    running = Q(starts_on__lte=on) & (Q(ends_before__isnull=True) | Q(ends_before__gt=on))
    return Placement.objects.standing().filter(running, seen_people(actor, "person__", "work"))


def _holding(codes: Iterable[str], on: date) -> dict[str, ExpressionWrapper[Q]]:
    return {
        f"holds_{code}": ExpressionWrapper(TABLE[code].holds(on), output_field=BooleanField())
        for code in codes
    }


def _any_of(codes: Iterable[str]) -> Q:
    """A condition on placements `_with_signals`: one of these holds."""
    return reduce(or_, (Q(**{f"holds_{code}": True}) for code in codes))


def _with_signals(placements: QuerySet[Placement], on: date) -> QuerySet[Placement]:
    return placements.select_related("person", "workplace_employer").annotate(**_holding(TABLE, on))


def _rows(found: Sequence[Placement], on: date) -> tuple[SignalRow, ...]:
    """Read what stands behind the signals of these placements, together."""
    fixed = CircleMember.objects.filter(
        person__in=[one.person_id for one in found], part=CircleMember.Part.FIXED, ends_before__isnull=True
    )
    contacts = dict(fixed.values_list("person_id", "account__name"))
    behind = _Behind.of(found, on)
    return tuple(
        SignalRow(
            one.pk,
            one.number,
            one.person.number,
            one.person.name,
            one.person.municipality,
            one.workplace_employer.name,
            one.starts_on,
            contacts.get(one.person_id, ""),
            tuple(Signal(code, behind.detail(code, one)) for code in TABLE if getattr(one, f"holds_{code}")),
        )
        for one in found
    )


@dataclass(frozen=True)
class _Behind:
    """Rows of a few placements that their signals stand on."""

    on: date
    checks: dict[int, list[Check]]
    hours: dict[int, list[tuple[date, Decimal]]]
    paid: dict[int, dict[date, Decimal]]
    changed: dict[int, date]
    gone: dict[int, str]

    @classmethod
    def of(cls, placements: Sequence[Placement], on: date) -> _Behind:
        keys = [one.pk for one in placements]
        checks: dict[int, list[Check]] = defaultdict(list)
        for one in Check.objects.filter(placement__in=keys).order_by("due_on", "pk"):
            checks[one.placement_id].append(one)
        hours: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
        rows = ContractHours.objects.filter(placement__in=keys).order_by("starts_on")
        for key, starts_on, hours_week in rows.values_list("placement_id", "starts_on", "hours_week"):
            hours[key].append((starts_on, hours_week))
        paid: dict[int, dict[date, Decimal]] = defaultdict(dict)
        months = [one.first_day for one in paid_months(on)]
        known = PaidHours.objects.filter(placement__in=keys, month_on__in=months)
        for key, month_on, amount in known.values_list("placement_id", "month_on", "hours"):
            paid[key][month_on] = amount
        jobs = [one.job_id for one in placements if one.job_id is not None]
        since = DraftJob.objects.filter(job__in=jobs, donor_changed_on__isnull=False)
        changed = {job: day for job, day in since.values_list("job_id", "donor_changed_on") if job and day}
        alone = Coaching.objects.running(on).alone().filter(placement__in=keys)
        gone = dict(alone.values_list("placement_id", "coach__name"))
        return cls(on, checks, hours, paid, changed, gone)

    def detail(self, code: str, placement: Placement) -> str:
        """Say what a signal stands on."""
        told: dict[str, Callable[[Placement], str]] = {
            "hours_fell": self._hours_fell,
            "paid_low": self._paid_low,
            "ends_soon": self._ends_soon,
            "coach_left": self._coach_left,
            "donor_changed": self._donor_changed,
            "check_late": self._check_late,
            "disagree": self._disagree,
        }
        return told[code](placement) if code in told else self._warned(code, placement)

    def _hours_fell(self, placement: Placement) -> str:
        rows = self.hours[placement.pk]
        fell = [
            (was, now, day)
            for (_before, was), (day, now) in pairwise(rows)
            if now < was and self.on - FELL_WITHIN < day <= self.on + FALLS_WITHIN
        ]
        if not fell:
            return ""
        was, now, day = fell[-1]
        words = {"was": _hours(was), "now": _hours(now), "day": day_in_words(day)}
        return _("van %(was)s naar %(now)s per week vanaf %(day)s") % words

    def _paid_low(self, placement: Placement) -> str:
        told = []
        for month in paid_months(self.on):
            paid = self.paid[placement.pk].get(month.first_day)
            if paid is None:
                continue
            contract = contract_hours(self.hours[placement.pk], placement.ends_before, month)
            if paid < contract:
                words = {"month": month.label, "paid": _hours(paid), "contract": _hours(contract)}
                told.append(_("%(month)s: %(paid)s betaald, %(contract)s volgens contract") % words)
        return "; ".join(told)

    def _ends_soon(self, placement: Placement) -> str:
        assert placement.ends_before is not None
        return _("laatste werkdag %(day)s") % {"day": day_in_words(placement.ends_before - DAY)}

    def _coach_left(self, placement: Placement) -> str:
        return _("%(coach)s heeft geen toegang meer") % {"coach": self.gone.get(placement.pk, "")}

    def _donor_changed(self, placement: Placement) -> str:
        day = self.changed.get(placement.job_id or 0)
        return _("sinds %(day)s") % {"day": day_in_words(day)} if day else ""

    def _check_late(self, placement: Placement) -> str:
        moment = moment_now(placement.starts_on, self.on)
        if moment is None:
            return ""
        said = {one.voice for one in self.checks[placement.pk] if one.moment == moment.code}
        silent = [str(words) for voice, words in VOICES.items() if voice not in said]
        return _("%(moment)s nog niet gehoord: %(voices)s") % {
            "moment": moment.words,
            "voices": ", ".join(silent),
        }

    def _warned(self, code: str, placement: Placement) -> str:
        last = {one.voice: one for one in self.checks[placement.pk]}
        told = []
        for check in last.values():
            if check.on <= self.on - SAID_WITHIN:
                continue
            for question, given in _answers(check):
                if given.signal == code:
                    words = {
                        "voice": VOICES[check.voice],
                        "question": question.words,
                        "answer": given.words,
                        "day": day_in_words(check.on),
                    }
                    told.append(_("%(voice)s op %(day)s: %(question)s %(answer)s") % words)
        return "; ".join(told)

    def _disagree(self, placement: Placement) -> str:
        checks = self.checks[placement.pk]
        if not checks:
            return ""
        moment = checks[-1].moment
        said: dict[str, list[tuple[str, Given]]] = defaultdict(list)
        for check in checks:
            if check.moment == moment:
                for question, given in _answers(check):
                    said[question.about].append((str(VOICES[check.voice]), given))
        told = []
        for about, answers in said.items():
            if about in SUBJECTS and {"good", "bad"} <= {given.weight for _voice, given in answers}:
                each = ", ".join(f"{voice}: {given.words}" for voice, given in answers)
                told.append(f"{SUBJECTS[about]} {BY_CODE[moment].words}: {each}")
        return "; ".join(told)


def _answers(check: Check) -> list[tuple[Question, Given]]:
    found = (
        (one, answer_of(check.voice, one.code, check.answers.get(one.code, "")))
        for one in QUESTIONS[check.voice]
    )
    return [(question, given) for question, given in found if given is not None]


def _hours(amount: Decimal) -> str:
    return _("%(hours)s uur") % {"hours": format_hours(hundredths_of(amount))}
