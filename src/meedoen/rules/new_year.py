"""What changes for one job between two days: another amount, or a scheme that ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Words
from meedoen.rules.answer import Unit, cents
from meedoen.rules.book import Value, series, value_on
from meedoen.rules.lasting import reached_on
from meedoen.rules.lks import Job, forfait_ends, lks, priced_on
from meedoen.rules.refusal import NoValueForThisDay
from meedoen.rules.wml import age_on, hour_wage, is_adult, month_wage

LKS_BEGAN = date(2015, 1, 1)
HOURLY = date(2024, 1, 1)
# The kinds of change with what a filter and a table call them, the most urgent first.
KINDS = {
    "measurement_expires": N_("Loonwaarde niet meer geldig"),
    "forfait_ends": N_("Forfait is voorbij"),
    "lks_amount": N_("Loonkostensubsidie: ander bedrag"),
    "no_risk_ends": N_("No-riskpolis is voorbij"),
    "lkv_ends": N_("Loonkostenvoordeel is voorbij"),
    "liv_ends": N_("Lage-inkomensvoordeel is voorbij"),
    "vrijlating_ends": N_("Vrijlating is voorbij"),
    "aow": N_("AOW-leeftijd"),
    "kostendeler": N_("Leeftijd: telt mee als kostendeler"),
    "youth_wage": N_("Verjaardag: ander jeugdloon"),
    "lkv_lasting": N_("Loonkostenvoordeel wordt blijvend"),
    "lkv_unclear": N_("Loonkostenvoordeel: herleven onbekend"),
    "lkv_amount": N_("Loonkostenvoordeel: ander bedrag"),
    "minimum_wage": N_("Minimumloon: ander bedrag"),
}
UNKNOWN = N_("Geen waarde voor deze dag: “%(what)s” is op %(day)s niet bekend.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One job and what the schemes on it depend on. What the register does not know stays None or empty.

    `loonwaarde` is a part of the minimum wage, valid up to and with `valid_until`; `grounds`: of the entries
    in the doelgroepregister; `forfait`: begun without a measurement, `forfait_months` at most; `no_risk`:
    lasting, five_years or empty; `pays_minimum` None: not known.
    """

    kind: str
    birth_on: date
    starts_on: date
    hours: Decimal
    full_time: Decimal = Decimal(36)
    ends_before: date | None = None
    loonwaarde: Decimal | None = None
    valid_until: date | None = None
    forfait: bool = False
    forfait_months: int | None = None
    grounds: frozenset[str] = frozenset()
    in_bijstand: bool = False
    no_risk: str = ""
    pays_minimum: bool | None = None

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from `on`. `new` None with `why_unknown`: there is an amount, nobody knows it yet.

    `is_own`: the new amount stands on an assumption of who asked. Both None: what ends has no amount.
    """

    kind: str
    on: date
    words: Words
    old: Decimal | None = None
    new: Decimal | None = None
    unit: Unit = "euro per maand"
    stands_on: tuple[Value, ...] = ()
    why_unknown: Words | None = None
    is_own: bool = False

    @property
    def certainty(self) -> str:
        """The least certain of what it stands on: own, unknown, assumed, derived or confirmed."""
        if self.is_own:
            return "own"
        if self.why_unknown is not None:
            return "unknown"
        held = {value.status for value in self.stands_on}
        return next((status for status in ("assumed", "derived") if status in held), "confirmed")


@dataclass(frozen=True, slots=True)
class Window:
    """Two days to compare, `old` before `new`, and by how much the user lets unknown wages rise (a part)."""

    old: date
    new: date
    growth: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.old < self.new:
            raise NotValid(
                "De dag", f"{self.old:%d-%m-%Y}", "Kies een dag vóór de dag van de wijziging.", "since"
            )
        if self.growth is not None and not Decimal("-0.5") <= self.growth <= 1:
            remedy = "Vul een percentage in van -50 t/m 100, of laat het leeg."
            raise NotValid("De eigen aanname", f"{self.growth * 100}", remedy, "growth")

    def __contains__(self, day: date) -> bool:
        return self.old < day <= self.new


@dataclass(frozen=True, slots=True)
class Priced:
    """A subsidy: its amount, the same not rounded, and what it stands on."""

    amount: Decimal
    exact: Decimal
    stands_on: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A new amount, known or not; `is_own`: by the user's own assumption."""

    value: Decimal | None
    stands_on: tuple[Value, ...]
    why_unknown: Words | None = None
    is_own: bool = False


def would_have_lks(work: Work, day: date) -> bool:
    """True if and only if the rules give this job loonkostensubsidie on a day, as far as the register knows.

    A kind of job that can have it; someone in the register on a ground of the Participatiewet, or with
    bijstand; a loonwaarde below 100 % that is still valid. The gemeente decides (Pw art. 10d).
    """
    if work.loonwaarde is None or work.loonwaarde >= 1 or not _may_have_lks(work, day):
        return False
    return work.valid_until is None or day <= work.valid_until


def wage_changes(work: Work, window: Window) -> Iterator[Change]:
    """The minimum wage, by age and by the half-year; only where the job is not known to pay more."""
    if work.pays_minimum is False or work.kind not in listed("jaarwisseling.betaald.soorten", window.old):
        return
    unit: Unit = "euro per uur" if window.old >= HOURLY else "euro per maand"
    before, age = age_on(work.birth_on, window.old), age_on(work.birth_on, window.new)
    old = _wage(window.old, _class(window.old, before), work.full_time, unit)
    if isinstance(old, NoValueForThisDay):
        return
    new = _wage_then(window, age, work.full_time, unit)
    if new.value == old.amount and new.why_unknown is None:
        return
    grew = _class(window.old, before) is not None and age > before
    if grew:
        words = Words(N_("Het minimumjeugdloon gaat mee met de leeftijd: %(age)s jaar."), {"age": age})
        on = _birthday(work.birth_on, age)
    else:
        words = Words(N_("Betaalt deze baan het minimumloon, dan verandert het loon."))
        on = _first_of(new, window)
    kind = "youth_wage" if grew else "minimum_wage"
    yield _to(kind, on, words, old.amount, new, unit, old.stands_on)


def subsidy_changes(work: Work, window: Window) -> Iterator[Change]:
    """Loonkostensubsidie: 1 January (Pw art. 10d lid 7), a birthday, and the end of what it was set on."""
    if would_have_lks(work, window.old):
        last = work.valid_until
        if last is not None and last < window.new:
            yield _measure_again(work, window, last + timedelta(days=1))
        else:
            yield from _other_subsidy(work, window)
    elif work.forfait and work.loonwaarde is None and _may_have_lks(work, window.old):
        yield from _forfait(work, window)


def _forfait(work: Work, window: Window) -> Iterator[Change]:
    if work.starts_on < date(2017, 1, 1):
        return
    end = forfait_end(work)
    if end in window:
        words = Words(
            N_("Geldt hier het forfait, dan eindigt het op %(day)s. Daarna telt de gemeten loonwaarde."),
            {"day": end - timedelta(days=1)},
        )
        old = _priced(None, work, window.old)
        why = Words(N_("Het nieuwe bedrag hangt af van de meting; er is nog geen loonwaarde."))
        term = value_on("lks.forfait.maanden", max(work.starts_on, date(2017, 1, 1)))
        yield Change(
            "forfait_ends",
            end,
            words,
            None if isinstance(old, NoValueForThisDay) else old.amount,
            stands_on=(term, *_trace(old)),
            why_unknown=why,
        )
    elif end > window.new:
        yield from _other_subsidy(work, window)


def forfait_end(work: Work) -> date:
    """The first day after the forfait: of the law, or earlier where the gemeente gives fewer months."""
    end = forfait_ends(work.starts_on)
    if work.forfait_months is None:
        return end
    return min(end, reached_on(work.starts_on, work.forfait_months))


def _measure_again(work: Work, window: Window, on: date) -> Change:
    old = _priced(work.loonwaarde, work, window.old)
    return Change(
        "measurement_expires",
        on,
        Words(
            N_("De loonwaarde is geldig t/m %(day)s. Daarna is een nieuwe meting nodig."),
            {"day": on - timedelta(days=1)},
        ),
        None if isinstance(old, NoValueForThisDay) else old.amount,
        stands_on=_trace(old),
        why_unknown=Words(N_("Het nieuwe bedrag hangt af van de meting.")),
    )


def _other_subsidy(work: Work, window: Window) -> Iterator[Change]:
    old = _priced(work.loonwaarde, work, window.old)
    if isinstance(old, NoValueForThisDay):
        return
    new = _subsidy_then(work, window)
    if new.value == old.amount and new.why_unknown is None:
        return
    january = date(window.new.year, 1, 1)
    if january in window:
        on, words = january, Words(N_("De gemeente stelt de loonkostensubsidie op 1 januari opnieuw vast."))
    else:
        age = age_on(work.birth_on, window.new)
        grew = age > age_on(work.birth_on, window.old)
        on = _birthday(work.birth_on, age) if grew else window.new
        words = Words(N_("De loonkostensubsidie gaat mee met het jeugdloon of met een nieuwe regel."))
    yield _to("lks_amount", on, words, old.amount, new, "euro per maand", _trace(old))


def _subsidy_then(work: Work, window: Window) -> Amount:
    found = _priced(work.loonwaarde, work, window.new)
    if isinstance(found, Priced):
        return Amount(found.amount, found.stands_on)
    if window.growth is None:
        return Amount(None, (), unknown(found))
    latest = min(
        _latest(path, window.new) for path in (_month_path(window.new), "wml.vakantiebijslag", "lks.opslag")
    )
    age = _class(latest, age_on(work.birth_on, window.new))
    known = _lks(work.loonwaarde, work.hours, work.full_time, age, None, latest)
    if isinstance(known, NoValueForThisDay):
        return Amount(None, (), unknown(found))
    return Amount(cents(known.exact * (1 + window.growth)), known.stands_on, None, True)


def _wage_then(window: Window, age: int, full_time: Decimal, unit: Unit) -> Amount:
    found = _wage(window.new, _class(window.new, age), full_time, unit)
    if not isinstance(found, NoValueForThisDay):
        return Amount(found.amount, found.stands_on)
    if window.growth is None:
        return Amount(None, (), unknown(found))
    latest = _latest("wml.uur" if unit == "euro per uur" else _month_path(window.new), window.new)
    known = _wage(latest, _class(latest, age), full_time, unit)
    if isinstance(known, NoValueForThisDay):
        return Amount(None, (), unknown(found))
    return Amount(cents(known.amount * (1 + window.growth)), known.stands_on, None, True)


def _to(
    kind: str, on: date, words: Words, old: Decimal | None, new: Amount, unit: Unit, before: tuple[Value, ...]
) -> Change:
    stands_on = joined(before, new.stands_on)
    return Change(kind, on, words, old, new.value, unit, stands_on, new.why_unknown, new.is_own)


def joined(*parts: tuple[Value, ...]) -> tuple[Value, ...]:
    """Each value once, in order; the book gives the same object each time, so its name is enough."""
    return tuple({id(value): value for part in parts for value in part}.values())


@lru_cache(maxsize=1_000)
def listed(path: str, day: date) -> frozenset[str]:
    """What a list of the book holds on a day."""
    return frozenset(value_on(path, day).items)


def _may_have_lks(work: Work, day: date) -> bool:
    if day < LKS_BEGAN or work.kind not in listed("jaarwisseling.lks.soorten", day):
        return False
    return work.in_bijstand or not work.grounds.isdisjoint(listed("jaarwisseling.lks.gronden", day))


def _priced(share: Decimal | None, work: Work, day: date) -> Priced | NoValueForThisDay:
    age = _class(day, age_on(work.birth_on, day))
    # Only the day that gives the amounts matters, and many jobs share it.
    return _lks(share, work.hours, work.full_time, age, priced_on(work.starts_on, day), day)


@lru_cache(maxsize=100_000)
def _lks(
    share: Decimal | None, hours: Decimal, full_time: Decimal, age: int | None, since: date | None, day: date
) -> Priced | NoValueForThisDay:
    job = Job(loonwaarde=share, hours=hours, full_time=full_time, age=age, starts_on=since)
    try:
        answer = lks(job, day)
    except NoValueForThisDay as refusal:
        return refusal
    parts = [step.stands_on for step in answer.steps]
    parts += [remark.stands_on for remark in answer.remarks]
    exact = answer.steps[-1].amount
    return Priced(cents(exact), exact, joined(*parts))


@dataclass(frozen=True, slots=True)
class _Wage:
    amount: Decimal
    stands_on: tuple[Value, ...]


@lru_cache(maxsize=10_000)
def _wage(day: date, age: int | None, full_time: Decimal, unit: Unit) -> _Wage | NoValueForThisDay:
    try:
        hourly = unit == "euro per uur"
        found = hour_wage(day, age, full_time) if hourly else month_wage(day, age)
        return _Wage(cents(found.amount), found.stands_on)
    except NoValueForThisDay as refusal:
        return refusal


@lru_cache(maxsize=10_000)
def _class(day: date, age: int) -> int | None:
    """The age that the wage depends on; None for an adult. After the last known day, as on that day."""
    last = _latest("wml.volwassen_vanaf", day)
    return None if is_adult(last, age) else age


@lru_cache(maxsize=10_000)
def _latest(path: str, day: date) -> date:
    """The day itself, or the last day before it on which the book knows a value."""
    end = series(path)[-1].ends_before
    return day if end is None or day < end else end - timedelta(days=1)


def _month_path(day: date) -> str:
    return "wml.referentiemaandloon" if day >= HOURLY else "wml.maand"


def unknown(refusal: NoValueForThisDay) -> Words:
    return Words(UNKNOWN, {"what": refusal.title or refusal.path, "day": refusal.day})


def _trace(found: Priced | NoValueForThisDay) -> tuple[Value, ...]:
    return found.stands_on if isinstance(found, Priced) else ()


def _first_of(new: Amount, window: Window) -> date:
    """The first day of the new amount, as far as it lies between the two days."""
    starts = [value.starts_on for value in new.stands_on if value.starts_on in window]
    january = date(window.new.year, 1, 1)
    return max(starts, default=january if january in window else window.new)


def _birthday(birth_on: date, age: int) -> date:
    try:
        return birth_on.replace(year=birth_on.year + age)
    except ValueError:
        return date(birth_on.year + age, 3, 1)
