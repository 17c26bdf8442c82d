"""Until when an entry in the doelgroepregister counts, after the conditions are no longer met."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import Value, series, value_on

ENTRIES = "doelgroepregister"
REASONS = ("conditions_not_met", "own_request", "deceased", "aow", "herindeling", "beschut_werk")


def counts_until(
    ended_on: date | None, because: str | None, ground: str, *, read_on: date | None = None
) -> tuple[date | None, tuple[Value, ...]]:
    """The first day on which the entry no longer counts (None: no end is known), and by which rules.

    `ended_on` is the first day on which the reason holds, the `ends_before` of the entry; no reason means
    "conditions_not_met". `read_on` asks what the law said on that day; by default all of it is read.

    The entry stops counting on `ended_on` itself if and only if the reason is one that ends it at once: own
    request, death, AOW (draft Stcrt. 2020, 1686), herindeling of the Wajong, or beschut werk (Wfsv 38b lid 1
    onder a). Otherwise:
    - before 1-5-2015 a Wsw or Wajong entry goes on as ground 1f (Wfsv 38b lid 1 onder f), others end;
    - 1-5-2015 t/m 29-12-2017 (t+2): through 31 December of the second calendar year after
      (Besluit SUWI 3.2 lid 2);
    - 30-12-2017 t/m 31-12-2019 (suspended): at least through 31-12-2028;
    - from 2020: until one of the reasons that end it at once (assumed).

    The suspension also moved the end of every entry that still ran on 30-12-2017. The first t+2 end was
    31-12-2017, so nobody ever left through t+2; only with `read_on` before 30-12-2017 does that end show.
    The rule of 2020 moves no earlier end, because only its draft was read.
    """
    if ended_on is None:
        return None, ()
    reason = because or "conditions_not_met"
    if reason not in REASONS:
        remedy = f"Kies uit: {', '.join(REASONS)}."
        raise NotValid("De reden van einde", reason, remedy)
    if reason != "conditions_not_met":
        return _at_once(ended_on, reason)
    regimes = series(f"{ENTRIES}.einde_registratie")
    if ended_on < regimes[0].starts_on:
        return _before_the_register(ended_on, ground)
    in_force = value_on(f"{ENTRIES}.einde_registratie", ended_on)
    end, trace = _by_regime(in_force, ended_on)
    for later in regimes:
        known = read_on is None or later.starts_on <= read_on
        if later.starts_on > ended_on and known and later.status != "assumed":
            end, trace = _moved(end, trace, later)
    return end, trace


def _at_once(ended_on: date, reason: str) -> tuple[date, tuple[Value, ...]]:
    path = f"{ENTRIES}.einde_bij.{reason}"
    # Ends of before the rule are ends all the same; they have no article to show.
    if ended_on < series(path)[0].starts_on:
        return ended_on, ()
    return ended_on, (value_on(path, ended_on),)


def _before_the_register(ended_on: date, ground: str) -> tuple[date | None, tuple[Value, ...]]:
    path = f"{ENTRIES}.overgang_1f"
    if ended_on < series(path)[0].starts_on:
        return ended_on, ()
    carried_on = value_on(path, ended_on)
    return (None if ground in carried_on.items else ended_on), (carried_on,)


def _by_regime(regime: Value, ended_on: date) -> tuple[date | None, tuple[Value, ...]]:
    if regime.value == "t+2":
        years = value_on(f"{ENTRIES}.einde_registratie.jaren", ended_on)
        return date(ended_on.year + int(years.number) + 1, 1, 1), (regime, years)
    if regime.value == "opgeschort":
        end, least = _at_least(regime)
        return end, (regime, least)
    return None, (regime,)


def _moved(end: date | None, trace: tuple[Value, ...], later: Value) -> tuple[date | None, tuple[Value, ...]]:
    """A later regime moves an end only if the entry still counted on the day that regime began."""
    if end is None or end <= later.starts_on or later.value != "opgeschort":
        return end, trace
    moved_to, least = _at_least(later)
    return max(end, moved_to), (*trace, later, least)


def _at_least(regime: Value) -> tuple[date, Value]:
    least = value_on(f"{ENTRIES}.einde_registratie.ten_minste_tot_en_met", regime.starts_on)
    return date.fromisoformat(least.text) + timedelta(days=1), least
