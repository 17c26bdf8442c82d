"""What changes for one job between two days, all schemes together: also those that end by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from meedoen.primitives.words import N_, Words
from meedoen.rules.answer import cents
from meedoen.rules.book import Value, series, value_on
from meedoen.rules.lasting import reached_on
from meedoen.rules.new_year import (
    Amount,
    Change,
    Window,
    Work,
    joined,
    listed,
    subsidy_changes,
    unknown,
    wage_changes,
    would_have_lks,
)
from meedoen.rules.refusal import NoValueForThisDay

LKV_BEGAN = date(2018, 1, 1)
# Nobody reaches AOW age before this, whatever the book says of it.
NEVER_BEFORE = 65 * 12
# What is not looked at before the book says something about it: the scheme, and its parameter.
NEEDED = {
    N_("Loonkostenvoordeel"): "lkv.banenafspraak.blijvend",
    N_("Lage-inkomensvoordeel"): "liv.bestaat",
    N_("Vrijlating, algemeen"): "bijstand.vrijlating.n.maanden",
    N_("Vrijlating naast loonkostensubsidie"): "bijstand.vrijlating.z.maanden",
    N_("Kostendelersnorm"): "bijstand.kostendelersnorm.leeftijd",
    N_("AOW-leeftijd"): "jaarwisseling.aow.maanden",
}


def changes(work: Work, window: Window) -> tuple[Change, ...]:
    """Everything that changes for this job between the two days, the earliest first.

    Empty if and only if nothing changes, or the job does not run on both days. What is not yet known stands
    among it, without an amount. Refuses a job that cannot be (`NotValid` with the field).
    """
    if not work.runs_on(window.old) or not work.runs_on(window.new):
        return ()
    found = (
        *subsidy_changes(work, window),
        *wage_changes(work, window),
        *_lkv(work, window),
        *_liv(work, window),
        *_no_risk(work, window),
        *_vrijlating(work, window),
        *_ages(work, window),
    )
    return tuple(sorted(found, key=lambda one: (one.on, one.kind)))


def require_known(window: Window) -> None:
    """Refuse a day on which the book says nothing about jobs at all (`NoValueForThisDay`)."""
    value_on("jaarwisseling.betaald.soorten", window.old)


def not_looked_at(window: Window) -> tuple[str, ...]:
    """The schemes about which the book says nothing on the first of the two days, in words."""
    return tuple(words for words, path in NEEDED.items() if not _knows(path, window.old))


def _lkv(work: Work, window: Window) -> Iterator[Change]:
    """Wtl art. 2.10–2.13: three years until 2025, from 2026 as long as the job and the entry last."""
    # Who began before there was an LKV had a premiekorting; what took over is not in the book.
    if window.old < LKV_BEGAN or work.starts_on < LKV_BEGAN or not work.grounds:
        return
    if work.kind not in listed("jaarwisseling.lkv.soorten", window.old):
        return
    lasting, now = value_on("lkv.banenafspraak.blijvend", window.new), _lkv_a_year(work, window.old)
    term = value_on("lkv.banenafspraak.maanden", min(window.old, date(2025, 12, 31)))
    end = reached_on(work.starts_on, int(term.number))
    if not lasting.is_true:
        if end in window:
            words = Words(N_("Het loonkostenvoordeel duurt drie jaar; die zijn op %(day)s om."), {"day": end})
            yield Change(
                "lkv_ends", end, words, now.value, Decimal(0), "euro per jaar", (term, *now.stands_on)
            )
        elif end > window.new:
            yield from _other_lkv(work, window, now)
    elif lasting.starts_on in window:
        yield _lkv_in_2026(work, window, now, lasting, end)
    elif end > lasting.starts_on:
        yield from _other_lkv(work, window, now)


def _lkv_in_2026(work: Work, window: Window, now: Amount, lasting: Value, end: date) -> Change:
    on = lasting.starts_on
    if end > on:
        words = Words(
            N_("Het loonkostenvoordeel stopt niet na drie jaar: het duurt zo lang als de baan en de opname.")
        )
        new = _lkv_a_year(work, window.new)
        stands_on = joined((lasting,), now.stands_on, new.stands_on)
        return Change(
            "lkv_lasting", on, words, now.value, new.value, "euro per jaar", stands_on, new.why_unknown
        )
    words = Words(
        N_("De drie jaar waren op %(day)s al om. Of het voordeel in 2026 herleeft, is niet bekend."),
        {"day": end},
    )
    why = Words(N_("Geen bron zegt of een recht dat voor 2026 afliep, opnieuw begint. Vraag UWV."))
    return Change("lkv_unclear", on, words, None, None, "euro per jaar", (lasting,), why)


def _other_lkv(work: Work, window: Window, now: Amount) -> Iterator[Change]:
    new = _lkv_a_year(work, window.new)
    if new.value != now.value or new.why_unknown is not None:
        words = Words(N_("Schatting bij de uren van het contract; UWV rekent na afloop van het jaar."))
        stands_on = joined(now.stands_on, new.stands_on)
        on = date(window.new.year, 1, 1)
        yield Change(
            "lkv_amount",
            on if on in window else window.new,
            words,
            now.value,
            new.value,
            "euro per jaar",
            stands_on,
            new.why_unknown,
        )


def _lkv_a_year(work: Work, day: date) -> Amount:
    return _a_year(work.hours, day, "lkv.banenafspraak.tarief", "lkv.banenafspraak.maximum")


@lru_cache(maxsize=10_000)
def _a_year(hours: Decimal, day: date, rate_path: str, most_path: str) -> Amount:
    """Rate times contract hours of a year, at most the maximum; unknown where the book has no rate."""
    try:
        rate, most = value_on(rate_path, day), value_on(most_path, day)
    except NoValueForThisDay as refusal:
        return Amount(None, (), unknown(refusal))
    weeks = value_on("jaarwisseling.weken_per_jaar", day)
    exact = min(rate.number * hours * weeks.number, most.number)
    return Amount(cents(exact), (rate, most, weeks))


def _liv(work: Work, window: Window) -> Iterator[Change]:
    """Wtl ch. III: ended on 1 January 2025; for jobs with enough hours in a year."""
    if not _knows("liv.bestaat", window.old) or not value_on("liv.bestaat", window.old).is_true:
        return
    after = value_on("liv.bestaat", window.new)
    if after.is_true or work.kind not in listed("jaarwisseling.betaald.soorten", window.old):
        return
    least, weeks = (
        value_on("liv.uren_minimum", window.old),
        value_on("jaarwisseling.weken_per_jaar", window.old),
    )
    if work.hours * weeks.number < least.number:
        return
    old = _a_year(work.hours, window.old, "liv.laag.tarief", "liv.laag.maximum")
    words = Words(
        N_("Lag het uurloon tussen de grenzen, dan was er lage-inkomensvoordeel. Dat bestaat niet meer.")
    )
    stands_on = (after, least, *old.stands_on)
    yield Change("liv_ends", after.starts_on, words, old.value, Decimal(0), "euro per jaar", stands_on)


def _no_risk(work: Work, window: Window) -> Iterator[Change]:
    """ZW art. 29b lid 1: five years from the start; the groups of lid 2 have it as long as the job lasts."""
    if work.no_risk != "five_years":
        return
    term = value_on("no_risk.jaren", window.old)
    end = reached_on(work.starts_on, int(term.number) * 12)
    if end in window:
        words = Words(N_("De no-riskpolis duurt vijf jaar vanaf het begin van de baan."))
        yield Change("no_risk_ends", end, words, stands_on=(term,))


def _vrijlating(work: Work, window: Window) -> Iterator[Change]:
    """Pw art. 31 lid 2 onder n and z: who works part of the week with bijstand and loonkostensubsidie."""
    if not work.in_bijstand or work.hours >= work.full_time or not would_have_lks(work, window.old):
        return
    if not _knows("bijstand.vrijlating.n.maanden", window.old):
        return
    general = value_on("bijstand.vrijlating.n.maanden", window.old)
    end = reached_on(work.starts_on, int(general.number))
    if end in window:
        words = Words(
            N_("De algemene vrijlating van loon is om; vraag de vrijlating naast loonkostensubsidie.")
        )
        yield Change("vrijlating_ends", end, words, stands_on=(general,))
    if not _knows("bijstand.vrijlating.z.maanden", window.old):
        return
    beside = value_on("bijstand.vrijlating.z.maanden", window.old)
    end = reached_on(end, int(beside.number))
    if end in window:
        words = Words(N_("De vrijlating naast loonkostensubsidie is om, tenzij meer uren niet kunnen."))
        yield Change("vrijlating_ends", end, words, stands_on=(general, beside))


def _ages(work: Work, window: Window) -> Iterator[Change]:
    path = "bijstand.kostendelersnorm.leeftijd"
    if work.in_bijstand and _knows(path, window.old):
        age = value_on(path, window.old)
        turns = reached_on(work.birth_on, int(age.number) * 12)
        if turns in window:
            words = Words(
                N_("Vanaf %(age)s jaar telt iemand mee voor de kostendelersnorm."), {"age": age.number}
            )
            yield Change("kostendeler", turns, words, stands_on=(age,))
    if reached_on(work.birth_on, NEVER_BEFORE) > window.new or not _knows(
        "jaarwisseling.aow.maanden", window.old
    ):
        return
    months = value_on("jaarwisseling.aow.maanden", window.old)
    reached = reached_on(work.birth_on, int(months.number))
    if reached in window:
        words = Words(
            N_("Met de AOW-leeftijd eindigen de opname in het doelgroepregister en het loonkostenvoordeel.")
        )
        yield Change("aow", reached, words, stands_on=(months,))


@lru_cache(maxsize=1_000)
def _knows(path: str, day: date) -> bool:
    """True if and only if the book has a value on that day: without one a scheme is not looked at, and
    `not_looked_at` says so."""
    return any(
        one.starts_on <= day and (one.ends_before is None or day < one.ends_before) for one in series(path)
    )


__all__ = ["Change", "Window", "Work", "changes", "not_looked_at", "require_known"]
