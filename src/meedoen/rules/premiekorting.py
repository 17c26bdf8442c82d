"""The premiekorting and mobiliteitsbonus for an employer, until the loonkostenvoordelen of 2018."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Euro, Words
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import Value, value_on
from meedoen.rules.lasting import reached_on

KINDS = ("banenafspraak", "arbeidsgehandicapt")
MOST_HOURS = Decimal(60)


def premiekorting(
    kind: str, year: int, hours_week: Decimal, starts_on: date, *, with_lks: bool = False
) -> Answer:
    """Euros a year, in proportion to 36 hours a week for the “banenafspraak” bonus, at most three years.

    None if and only if the term is over or, in 2015, loonkostensubsidie is paid for the same job. Refuses
    impossible input (`NotValid`) and a year without values (`NoValueForThisDay`).
    """
    if kind not in KINDS:
        raise NotValid("De soort", kind, f"Kies uit: {', '.join(KINDS)}.", "kind")
    if not 0 < hours_week <= MOST_HOURS:
        remedy = f"Vul de uren per week in, meer dan 0 en hoogstens {MOST_HOURS}."
        raise NotValid("Het aantal uren", str(hours_week), remedy, "hours")
    day = max(starts_on, date(year, 1, 1))
    if day.year != year:
        remedy = f"Kies een eerste werkdag in of voor {year}."
        raise NotValid("De eerste werkdag", f"{starts_on:%d-%m-%Y}", remedy, "starts_on")
    whole = value_on(f"lkv.premiekorting.{kind}", day)
    against = _against(kind, day, starts_on, with_lks=with_lks)
    if against is not None:
        return Answer(None, "euro per jaar", (), (against,))
    return _amount(kind, day, hours_week, whole)


def _amount(kind: str, day: date, hours_week: Decimal, whole: Value) -> Answer:
    steps = [Step(Words(N_("Bedrag voor een heel jaar")), whole.number, "euro per jaar", (whole,))]
    amount = whole.number
    if kind == "banenafspraak":
        full = value_on("lkv.premiekorting.voltijd", day)
        amount = amount * min(hours_week, full.number) / full.number
        words = Words(
            N_("Voor %(hours)s van %(full)s uur per week, van %(whole)s"),
            {"hours": min(hours_week, full.number), "full": full.number, "whole": Euro(whole.number)},
        )
        steps.append(Step(words, amount, "euro per jaar", (full,)))
    words = Words(N_("Dit bedrag geldt voor een heel jaar; het wordt met de premies verrekend."))
    return Answer(cents(amount), "euro per jaar", tuple(steps), (Remark(words),))


def _against(kind: str, day: date, starts_on: date, *, with_lks: bool) -> Remark | None:
    if with_lks:
        together = value_on("instrumenten.samen.lks.premiekorting", day)
        if together.text == "nee":
            words = Words(N_("In dit jaar kon de korting niet samen met loonkostensubsidie."))
            return Remark(words, "info", (together,))
    if kind == "banenafspraak":
        term = value_on("lkv.premiekorting.maanden", day)
        if reached_on(starts_on, int(term.number)) <= day:
            words = Words(N_("De termijn van %(months)s maanden is voorbij."), {"months": int(term.number)})
            return Remark(words, "info", (term,))
    return None
