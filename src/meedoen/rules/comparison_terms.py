"""What a comparison with loondispensatie assumes: by the rule book, or as its reader says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Euro, Share, Words
from meedoen.rules.bijstand import Exemption, exemption
from meedoen.rules.book import Value, value_on
from meedoen.rules.wml import month_wage

CAO_WAYS = ("A", "B")
PART_TIME_WAYS = ("lineair", "norm")
EXEMPTIONS = ("geen", "n", "r", "y", "z", "aa")
EXEMPTION_GROUNDS = ("netto loon", "bruto loon")
MOST_EUROS = Decimal(100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the reader assumes; None leaves it to the rule book (loondispensatie.yaml).

    - `cao`: how wage above the minimum is dispensed, “A” or “B”, where one way has to be chosen;
    - `target`: part of the net minimum wage that a full week reaches with the supplement;
    - `part_time`: “lineair” or “norm”;
    - `partner_test`: the partner's income counts for the supplement;
    - `cost_sharing`: the kostendelersnorm counts for the supplement;
    - `net_share`: net part of gross with holiday pay; `charges`: part on top of the wage;
    - `partner_net`: euros a month;
    - `exemption`: a letter of art. 31 lid 2 or “geen”; `exemption_top`: euros a month; `exemption_of`: the
      wage that it is a part of.
    """

    cao: str | None = None
    target: Decimal | None = None
    part_time: str | None = None
    partner_test: bool | None = None
    cost_sharing: bool | None = None
    net_share: Decimal | None = None
    charges: Decimal | None = None
    partner_net: Decimal | None = None
    exemption: str | None = None
    exemption_top: Decimal | None = None
    exemption_of: str | None = None


Shown = Share | Euro | Words
Chosen = TypeVar("Chosen", str, bool, Decimal)


@dataclass(frozen=True, slots=True)
class Used:
    """One assumption as it was used. `is_own`: the reader gave it, the rule book does not answer for it."""

    code: str
    words: Words
    value: Shown
    is_own: bool
    stands_on: tuple[Value, ...]

    @property
    def status(self) -> str:
        """“own”, or how sure the least sure value behind it is."""
        statuses = {value.status for value in self.stands_on}
        return (
            "own"
            if self.is_own
            else next(one for one in ("assumed", "derived", "confirmed") if one in statuses)
        )

    @property
    def value_in_words(self) -> str:
        """The value in Dutch."""
        return (
            str(Words("%(value)s", {"value": self.value}))
            if not isinstance(self.value, Words)
            else str(self.value)
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """Every assumption settled for one day."""

    day: date
    cao: str
    target: Decimal
    part_time: str
    partner_test: bool
    cost_sharing: bool
    net_share: Decimal
    charges: Decimal
    partner_net: Decimal
    exemption: Exemption
    exemption_of: str
    used: tuple[Used, ...]

    def stands_on(self, *codes: str) -> tuple[Value, ...]:
        """The values behind some of the assumptions; none behind what the reader gave."""
        return tuple(value for one in self.used if one.code in codes for value in one.stands_on)


YES, NO = N_("ja"), N_("nee")
_WORDS = {
    "cao": N_("Loon boven het minimumloon"),
    "target": N_("Aanvulling bij een volle week tot dit deel van het netto minimumloon"),
    "part_time": N_("Aanvulling in deeltijd"),
    "partner_test": N_("Inkomen van de partner gaat van de aanvulling af"),
    "cost_sharing": N_("De kostendelersnorm geldt ook voor de aanvulling"),
    "net_share": N_("Netto deel van bruto loon met vakantiebijslag"),
    "charges": N_("Werkgeverslasten op het loon, in beide stelsels"),
    "partner_net": N_("Netto inkomen van een verdienende partner, per maand"),
    "exemption": N_("Vrijlating van loon bij loonkostensubsidie"),
    "exemption_top": N_("Hoogste bedrag van de vrijlating, per maand"),
    "exemption_of": N_("De vrijlating is een deel van"),
}
WAYS = {
    "A": N_("A: de werkgever betaalt de loonwaarde van het hele cao-loon"),
    "B": N_("B: alleen het deel tot het minimumloon wordt verlaagd"),
    "lineair": N_("in een rechte lijn van de bijstandsnorm naar het doel bij een volle week"),
    "norm": N_("in deeltijd niet verder dan de bijstandsnorm"),
    "netto loon": N_("netto loon"),
    "bruto loon": N_("bruto loon"),
    "geen": N_("geen"),
    "n": N_("onder n: algemeen, de eerste zes maanden"),
    "r": N_("onder r: alleenstaande ouder"),
    "y": N_("onder y: medisch urenbeperkt"),
    "z": N_("onder z: met loonkostensubsidie, twaalf maanden"),
    "aa": N_("onder aa: met loonkostensubsidie, meer uren kan niet"),
}


def settle(given: Assumptions, day: date) -> Terms:
    """Fill in what the reader left to the rule book; refuses what cannot be, and a day without values."""
    _check(given)
    by = _Settling(day)
    cao = by.choice("cao", "loondispensatie.voorstel.cao", given.cao)
    goal = value_on("loondispensatie.voorstel.doel", day)
    target = by.share("target", given.target, goal.number, goal)
    part_time = by.choice("part_time", "loondispensatie.voorstel.deeltijd", given.part_time)
    partner_test = by.truth("partner_test", "loondispensatie.voorstel.partnertoets", given.partner_test)
    cost_sharing = by.truth("cost_sharing", "loondispensatie.voorstel.kostendelersnorm", given.cost_sharing)
    share, values = _net_share(day)
    net_share = by.share("net_share", given.net_share, share, *values)
    way, extra = value_on("loondispensatie.vergelijking.werkgeverslasten", day), value_on("lks.opslag", day)
    charges = by.share("charges", given.charges, extra.number, way, extra)
    part, couple = value_on("loondispensatie.vergelijking.partner_netto", day), _couple(day)
    partner_net = by.euros("partner_net", given.partner_net, part.number * couple.number, part, couple)
    letter = by.choice("exemption", "loondispensatie.vergelijking.vrijlating", given.exemption)
    free = exemption(letter, day, given.exemption_top)
    if given.exemption_top is not None:
        by.euros("exemption_top", given.exemption_top, given.exemption_top)
    free_of = by.choice("exemption_of", "loondispensatie.vergelijking.vrijlating.van", given.exemption_of)
    return Terms(
        day=day,
        cao=cao,
        target=target,
        part_time=part_time,
        partner_test=partner_test,
        cost_sharing=cost_sharing,
        net_share=net_share,
        charges=charges,
        partner_net=partner_net,
        exemption=free,
        exemption_of=free_of,
        used=tuple(by.used),
    )


class _Settling:
    """Takes what the reader gave, else what the rule book says, and writes down which of the two it was."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.used: list[Used] = []

    def choice(self, code: str, path: str, own: str | None) -> str:
        found = value_on(path, self.day)
        chosen = found.text if own is None else own
        return self._use(code, Words(WAYS[chosen]), own, chosen, found)

    def truth(self, code: str, path: str, own: bool | None) -> bool:
        found = value_on(path, self.day)
        chosen = found.is_true if own is None else own
        return self._use(code, Words(YES if chosen else NO), own, chosen, found)

    def share(self, code: str, own: Decimal | None, by_book: Decimal, *stands_on: Value) -> Decimal:
        chosen = by_book if own is None else own
        return self._use(code, Share(round(chosen, 4)), own, chosen, *stands_on)

    def euros(self, code: str, own: Decimal | None, by_book: Decimal, *stands_on: Value) -> Decimal:
        chosen = by_book if own is None else own
        return self._use(code, Euro(chosen), own, chosen, *stands_on)

    def _use(self, code: str, shown: Shown, own: object, chosen: Chosen, *stands_on: Value) -> Chosen:
        is_own = own is not None
        self.used.append(Used(code, Words(_WORDS[code]), shown, is_own, () if is_own else stands_on))
        return chosen


def _couple(day: date) -> Value:
    return value_on("bijstand.norm.gehuwden", day)


def _net_share(day: date) -> tuple[Decimal, tuple[Value, ...]]:
    """Net part of gross: norm of a couple over minimum wage with holiday pay (Participatiewet art. 37)."""
    couple, wage, holiday = _couple(day), month_wage(day), value_on("wml.vakantiebijslag", day)
    way = value_on("loondispensatie.vergelijking.nettodeel", day)
    share = couple.number / (wage.amount * (1 + holiday.number))
    return share, (way, couple, *wage.stands_on, holiday)


def _check(given: Assumptions) -> None:
    _one_of("De manier voor cao-loon", given.cao, CAO_WAYS, "cao")
    _one_of("De manier voor deeltijd", given.part_time, PART_TIME_WAYS, "part_time")
    _one_of("De vrijlating", given.exemption, EXEMPTIONS, "exemption")
    _one_of("Waarvan de vrijlating een deel is", given.exemption_of, EXEMPTION_GROUNDS, "exemption_of")
    _between("Het doel", given.target, Decimal(0), Decimal(2), "target", "0% t/m 200%")
    _between("Het netto deel", given.net_share, Decimal("0.1"), Decimal(1), "net_share", "10% t/m 100%")
    _between("De werkgeverslasten", given.charges, Decimal(0), Decimal(1), "charges", "0% t/m 100%")
    top = f"€ 0 t/m € {MOST_EUROS}"
    _between("Het inkomen van de partner", given.partner_net, Decimal(0), MOST_EUROS, "partner_net", top)
    _between("De vrijlating", given.exemption_top, Decimal(0), MOST_EUROS, "exemption_top", top)


def _one_of(what: str, given: str | None, known: tuple[str, ...], field: str) -> None:
    if given is not None and given not in known:
        raise NotValid(what, given, f"Kies uit: {', '.join(known)}.", field)


def _between(what: str, given: Decimal | None, least: Decimal, most: Decimal, field: str, words: str) -> None:
    if given is not None and not (given.is_finite() and least <= given <= most):
        raise NotValid(what, str(given), f"Vul een waarde in van {words}.", field)
