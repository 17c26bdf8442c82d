"""Loonkostenvoordeel of one employee in one year (Wet tegemoetkomingen loondomein, chapter II)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Euro, Words
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import Value, value_on
from meedoen.rules.lasting import reached_on
from meedoen.rules.refusal import NoValueForThisDay

# In the order of the law (Wtl art. 2.1): at equal amounts the first one counts (art. 4.1 lid 3).
KINDS = ("ouder", "arbeidsgehandicapt", "banenafspraak", "scholingsbelemmerd", "herplaatsen")
FIRST_YEAR = 2018
STRUCTURAL_FROM = date(2026, 1, 1)
# A leap year of whole days; more hours cannot have been paid.
MOST_HOURS = Decimal(366 * 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the amount depends on.

    `hours` are the verloonde uren of the calendar year. With `from_day`, a day in that year, the year is the
    twelve months from that day, and the hours are theirs. `starts_on` is the first working day of this job,
    or of the other work for “herplaatsen”. `has_declaration`: a valid doelgroepverklaring; None is not known.
    `in_register`: stands in the doelgroepregister; None is not known; it counts for “banenafspraak” only.
    """

    kind: str
    year: int
    hours: Decimal
    starts_on: date
    has_declaration: bool | None = None
    in_register: bool | None = True
    from_day: date | None = None


def lkv(claim: Claim) -> Answer:
    """Euros for the year, always an estimate; where the amount is None a remark says why.

    There is a right if and only if the kind exists in that year, its term is not over, and what it asks
    (doelgroepverklaring, doelgroepregister) is there or not known yet: hours times rate, at most
    the maximum (Wtl art. 2.5, 2.9, 2.13, 2.17). Refuses impossible input (`NotValid` with the field)
    and a year without values (`NoValueForThisDay`).
    """
    _check(claim)
    if claim.year < FIRST_YEAR:
        raise NoValueForThisDay(_path(claim, "tarief"), date(claim.year, 1, 1), date(FIRST_YEAR, 1, 1), None)
    day = first_day(claim)
    against = _not_entitled(claim, day)
    if against is not None:
        return Answer(None, "euro per jaar", (), (against,))
    return _estimate(claim, day)


def first_day(claim: Claim) -> date:
    """The first day of the year on which the job exists; its values count for the whole year."""
    return claim.from_day or max(claim.starts_on, date(claim.year, 1, 1))


def ends_before(claim: Claim, day: date) -> date | None:
    """The first day without a right, as the law says on `day`; None while the job lasts.

    A right to “banenafspraak” that still runs on 1 January 2026 has no end, before that day neither, unless
    someone is not in the register (Wtl art. 6.2 lid 1 b, lid 4).
    """
    if _lasts(claim, day):
        return None
    end = reached_on(claim.starts_on, int(_term(claim, day).number))
    becomes_lasting = claim.kind == "banenafspraak" and claim.in_register is not False
    return None if becomes_lasting and end > STRUCTURAL_FROM else end


def declaration_until(starts_on: date) -> date:
    """The last day to ask for the doelgroepverklaring: within three months from the start (Wtl art. 2.11)."""
    term = value_on("lkv.verklaring_binnen_maanden", starts_on)
    return reached_on(starts_on, int(term.number)) - timedelta(days=1)


def needs_declaration(kind: str, starts_on: date) -> Value:
    """The value that says whether a job that begins on `starts_on` needs a doelgroepverklaring."""
    if kind == "banenafspraak":
        return value_on("lkv.banenafspraak.verklaring", starts_on)
    return value_on("lkv.verklaring_binnen_maanden", starts_on)


def decided_before(year: int) -> tuple[date, Value]:
    """The day before which the Belastingdienst decides over `year` (Wtl art. 4.2 lid 3)."""
    value = value_on("lkv.beschikking_voor", date(year, 12, 31))
    month, day = (int(part) for part in value.text.split("-"))
    return date(year + 1, month, day), value


def highest(answers: Mapping[str, Answer], day: date) -> tuple[str, Value] | None:
    """Which of several counts: the highest, and at equal amounts the first in the law (Wtl art. 4.1 lid 3).

    None where none has an amount. Keys are KINDS or “liv”.
    """
    order = (*KINDS, "liv")
    paid = {kind: answer.amount for kind, answer in answers.items() if answer.amount}
    if not paid:
        return None
    best = max(paid, key=lambda kind: (paid[kind], -order.index(kind)))
    return best, value_on("lkv.hoogste_telt", day)


def _estimate(claim: Claim, day: date) -> Answer:
    rate, top = value_on(_path(claim, "tarief"), day), value_on(_path(claim, "maximum"), day)
    entitled, worked = _months(claim, day)
    # Divided last, so that a month that counts costs no exactness.
    amount = claim.hours * rate.number * entitled / worked
    hours = (claim.hours * entitled / worked).quantize(Decimal("0.01"))
    steps, remarks = [], _also(claim, day)
    if entitled < worked:
        steps.append(Step(_words_of_months(claim, day), hours, "uren", (_term(claim, day),)))
        words = Words(
            N_("Gerekend met een loonaangifte per maand: de maand waarin het recht eindigt, telt heel.")
        )
        remarks.append(Remark(words, "info", (_term(claim, day),)))
    words = Words(
        N_("%(hours)s verloonde uren × %(rate)s per uur"), {"hours": hours, "rate": Euro(rate.number)}
    )
    steps.append(Step(words, amount, "euro per jaar", (rate,)))
    if amount > top.number:
        amount = top.number
        words = Words(N_("Hoogstens %(top)s per werknemer per jaar"), {"top": Euro(amount)})
        steps.append(Step(words, amount, "euro per jaar", (top,)))
    return Answer(cents(amount), "euro per jaar", tuple(steps), tuple(remarks))


def _months(claim: Claim, day: date) -> tuple[int, int]:
    """Months with a right, of the months with the job; to the end of the aangiftetijdvak (art. 2.12:2)."""
    end = ends_before(claim, day)
    worked = 13 - day.month if claim.from_day is None else 12
    if end is None:
        return worked, worked
    if claim.from_day is not None:
        return sum(reached_on(day, month) < end for month in range(12)), worked
    last = end - timedelta(days=1)
    until = 12 if last.year > claim.year else last.month
    return until - day.month + 1, worked


def _words_of_months(claim: Claim, day: date) -> Words:
    entitled, worked = _months(claim, day)
    last = (ends_before(claim, day) or day) - timedelta(days=1)
    return Words(
        N_("%(months)s van de %(worked)s maanden tellen: het recht eindigt op %(last)s"),
        {"months": entitled, "worked": worked, "last": last},
    )


def _not_entitled(claim: Claim, day: date) -> Remark | None:
    """Why there is no amount, or None."""
    gone = _abolished(claim, day)
    if gone is not None:
        return gone
    if claim.kind == "banenafspraak" and claim.in_register is False and claim.starts_on >= STRUCTURAL_FROM:
        words = Words(N_("Alleen voor wie in het doelgroepregister staat."))
        return Remark(words, "info", (value_on("lkv.banenafspraak.blijvend", day),))
    if claim.starts_on.year < FIRST_YEAR:
        return _before_the_law(claim, day)
    needed = needs_declaration(claim.kind, claim.starts_on)
    if claim.has_declaration is False and _is_asked(claim.kind, needed):
        words = Words(
            N_(
                "Zonder geldige doelgroepverklaring is er geen loonkostenvoordeel. Zij moest "
                "uiterlijk %(day)s zijn aangevraagd."
            ),
            {"day": declaration_until(claim.starts_on)},
        )
        return Remark(words, "warning", (needed, value_on("lkv.verklaring_binnen_maanden", claim.starts_on)))
    return _over(claim, day)


def _before_the_law(claim: Claim, day: date) -> Remark:
    """A job from before 2018 went over from the premiekorting by rules that are not in the book."""
    over = _over(claim, day) if _lasts(claim, day) else None
    words = Words(N_("Voor een baan van voor 2018 gold overgangsrecht dat niet in het regelboek staat."))
    return over or Remark(words, "warning")


def _abolished(claim: Claim, day: date) -> Remark | None:
    if claim.kind not in ("ouder", "scholingsbelemmerd"):
        return None
    # For a scholingsbelemmerde a right that ran keeps its remaining time (Wtl art. 6.2 lid 1 a).
    exists = value_on(f"lkv.bestaat.{claim.kind}", day if claim.kind == "ouder" else claim.starts_on)
    if exists.is_true:
        return None
    words = Words(N_("Dit loonkostenvoordeel is op %(day)s vervallen."), {"day": exists.starts_on})
    return Remark(words, "info", (exists,))


def _over(claim: Claim, day: date) -> Remark | None:
    """The term is over; or it was over before 2026, and whether it then came back is not known."""
    if _lasts(claim, day):
        if claim.starts_on >= STRUCTURAL_FROM:
            return None
        term = value_on("lkv.banenafspraak.maanden", STRUCTURAL_FROM - timedelta(days=1))
        if reached_on(claim.starts_on, int(term.number)) > STRUCTURAL_FROM:
            return None
        words = Words(
            N_(
                "De drie jaar van deze baan waren voor %(day)s al voorbij. Of het recht daarna "
                "terugkomt, is niet "
                "bekend: vraag het de Belastingdienst."
            ),
            {"day": STRUCTURAL_FROM},
        )
        return Remark(words, "warning", (term, value_on("lkv.banenafspraak.lopend_in_2026", day)))
    end = ends_before(claim, day)
    if end is None or end > day:
        return None
    words = Words(
        N_("De termijn is voorbij: het recht eindigde op %(day)s."), {"day": end - timedelta(days=1)}
    )
    return Remark(words, "info", (_term(claim, day),))


def _also(claim: Claim, day: date) -> list[Remark]:
    found = []
    needed = needs_declaration(claim.kind, claim.starts_on)
    if claim.has_declaration is None and _is_asked(claim.kind, needed):
        words = Words(
            N_("Vraag de doelgroepverklaring uiterlijk op %(day)s aan."),
            {"day": declaration_until(claim.starts_on)},
        )
        found.append(
            Remark(words, "warning", (needed, value_on("lkv.verklaring_binnen_maanden", claim.starts_on)))
        )
    if claim.kind == "ouder":
        age = value_on("lkv.ouder.leeftijd", day)
        words = Words(
            N_("Alleen voor wie bij het begin van de baan %(age)s jaar of ouder was."), {"age": age.number}
        )
        found.append(Remark(words, "info", (age,)))
    if claim.kind == "banenafspraak" and claim.in_register is None and day >= STRUCTURAL_FROM:
        words = Words(N_("Alleen als deze werknemer in het doelgroepregister staat: zoek dat op."))
        found.append(Remark(words, "warning", (value_on("lkv.banenafspraak.blijvend", day),)))
    if _became_lasting(claim, day):
        words = Words(
            N_("Het recht liep op %(day)s nog en duurt nu zolang de baan duurt."), {"day": STRUCTURAL_FROM}
        )
        found.append(
            Remark(words, "info", (value_on("lkv.banenafspraak.lopend_in_2026", max(day, STRUCTURAL_FROM)),))
        )
    decided, rule = decided_before(claim.year)
    words = Words(
        N_(
            "Dit is een schatting. Vraag het aan in de loonaangifte; de Belastingdienst beslist voor "
            "%(day)s, met de uren van het hele jaar."
        ),
        {"day": decided},
    )
    found.append(Remark(words, "info", (rule,)))
    return found


def _became_lasting(claim: Claim, day: date) -> bool:
    """Whether the amount stands on a right of before 2026 that lasts since (art. 6.2 lid 1 b)."""
    if day >= STRUCTURAL_FROM:
        return claim.starts_on < STRUCTURAL_FROM and _lasts(claim, day)
    if claim.from_day is None or ends_before(claim, day) is not None:
        return False
    return reached_on(claim.starts_on, int(_term(claim, day).number)) < reached_on(day, 12)


def _is_asked(kind: str, needed: Value) -> bool:
    return needed.is_true if kind == "banenafspraak" else True


def _lasts(claim: Claim, day: date) -> bool:
    """Whether it lasts as long as the job: banenafspraak from 2026, in the register (art. 2.12, 6.2)."""
    if claim.kind != "banenafspraak" or claim.in_register is False:
        return False
    return value_on("lkv.banenafspraak.blijvend", day).is_true


def _term(claim: Claim, day: date) -> Value:
    if claim.kind == "banenafspraak":
        day = min(day, STRUCTURAL_FROM - timedelta(days=1))
    return value_on(f"lkv.{claim.kind}.maanden", day)


def _path(claim: Claim, name: str) -> str:
    if claim.kind == "ouder":
        return f"lkv.ouder.{'voor' if claim.starts_on < date(2024, 1, 1) else 'sinds'}_2024.{name}"
    return f"lkv.{claim.kind}.{name}"


def _check(claim: Claim) -> None:
    if claim.kind not in KINDS:
        raise NotValid("De soort", claim.kind, f"Kies uit: {', '.join(KINDS)}.", "kind")
    if not 0 < claim.hours <= MOST_HOURS:
        remedy = f"Vul de verloonde uren van het jaar in, meer dan 0 en hoogstens {MOST_HOURS}."
        raise NotValid("Het aantal uren", str(claim.hours), remedy, "hours")
    if not 2000 <= claim.year <= 2100:
        raise NotValid("Het jaar", str(claim.year), "Vul een jaar in als 2026.", "year")
    if claim.from_day is not None and (claim.from_day.year != claim.year or claim.from_day < claim.starts_on):
        remedy = "Kies een dag in het jaar, op of na de eerste werkdag."
        raise NotValid("De dag", f"{claim.from_day:%d-%m-%Y}", remedy, "day")
    if claim.starts_on.year > claim.year:
        remedy = f"Kies een eerste werkdag in of voor {claim.year}."
        raise NotValid("De eerste werkdag", f"{claim.starts_on:%d-%m-%Y}", remedy, "starts_on")
