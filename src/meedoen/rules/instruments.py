"""The instruments without an amount of their own: no-riskpolis, proefplaatsing and jobcoach for one job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Share, Words
from meedoen.rules.answer import Remark
from meedoen.rules.book import Value, value_on
from meedoen.rules.known import known_on
from meedoen.rules.lasting import reached_on

# From whom a person gets benefit or support when the job begins.
SUPPORT = ("gemeente", "wajong", "wia", "ww", "beschut_werk", "geen")
BY_MUNICIPALITY = ("gemeente", "beschut_werk")
BY_UWV = ("wajong", "wia", "ww")

Verdict = Literal["yes", "maybe", "no"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that something must be done by, or that something ends on."""

    on: date
    words: Words
    stands_on: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument for one job: whether it applies, who decides, and until when.

    `decides` is “gemeente”, “uwv” or “belastingdienst”; None where nobody is asked.
    """

    code: str
    verdict: Verdict
    decides: str | None
    remarks: tuple[Remark, ...]
    deadlines: tuple[Deadline, ...] = ()
    stands_on: tuple[Value, ...] = ()

    @property
    def trace(self) -> tuple[Value, ...]:
        """Every value of the rule book that it stands on, once."""
        said = [value for one in self.remarks for value in one.stands_on]
        due = [value for one in self.deadlines for value in one.stands_on]
        return tuple(dict.fromkeys((*self.stands_on, *said, *due)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the instruments depend on: from whom support comes, the register, and the job's hours."""

    support: str
    starts_on: date
    in_register: bool | None = None
    hours: Decimal | None = None
    loonwaarde: Decimal | None = None
    has_lks: bool = False


def no_risk(person: Person) -> Instrument:
    """Sick pay by UWV from the first day (ZW art. 29b).

    There is a right if and only if the support is on one of the two lists, or the person stands in the
    doelgroepregister where the list names it; “maybe” where the register is not known.
    """
    _check(person)
    day = person.starts_on
    lasting, five = value_on("no_risk.blijvend", day), value_on("no_risk.vijf_jaar", day)
    decides = value_on("instrumenten.beslist.no_risk", day)
    verdict = _no_risk_verdict(person, lasting, five)
    if verdict == "maybe" and "register" not in lasting.items:
        words = Words(
            N_("In %(year)s gold voor mensen van de gemeente een andere regel: pas na twee jaar werk."),
            {"year": str(day.year)},
        )
        return Instrument("no_risk", "maybe", decides.text, (Remark(words, "warning", (lasting,)),))
    if verdict == "no":
        words = Words(
            N_("Alleen voor wie uit de doelgroep komt: Wajong, WIA, de gemeente of het doelgroepregister.")
        )
        return Instrument("no_risk", "no", decides.text, (Remark(words, "info", (lasting, five)),))
    ends = () if person.support != "wia" or person.in_register else (_ends_after_five_years(day),)
    remarks = [*_condition(person, lasting), *_sick_pay(person, day)]
    return Instrument("no_risk", verdict, decides.text, tuple(remarks), ends, (decides,))


def proefplaatsing(person: Person) -> Instrument:
    """Work without wage, with benefit, to see if the job fits (Pw art. 8a, WW 76a, WIA 37, Wajong 2:24).

    There is one if and only if the person has a benefit that its law names. The days are those of a
    proefplaatsing that begins on `starts_on`.
    """
    _check(person)
    if person.support == "gemeente":
        return _proef_by_municipality(person.starts_on)
    if person.support in BY_UWV:
        return _proef_by_uwv(person.support, person.starts_on)
    words = Words(N_("Een proefplaatsing is er alleen met een uitkering: bijstand, WW, WIA of Wajong."))
    return Instrument("proefplaatsing", "no", None, (Remark(words),))


def jobcoach(person: Person) -> Instrument:
    """Guidance at work (Pw art. 10da; UWV has a norm of hours for its own people).

    A right for who belongs to the doelgroep loonkostensubsidie; UWV asks a contract, hours and a wage. The
    municipality sets its own amounts; those of UWV are not known after 2014, and a remark says so.
    """
    _check(person)
    day = person.starts_on
    if person.support in BY_MUNICIPALITY:
        right, own = value_on("jobcoach.recht", day), value_on("jobcoach.gemeente.zelf", day)
        decides = value_on("instrumenten.beslist.jobcoach.gemeente", day)
        remarks = (
            Remark(
                Words(
                    N_(
                        "Wie bij de doelgroep loonkostensubsidie hoort, heeft recht op begeleiding op"
                        " de werkplek."
                    )
                ),
                "info",
                (right,),
            ),
            Remark(Words(N_("Hoeveel uren en welk bedrag, bepaalt de gemeente zelf.")), "info", (own,)),
        )
        return Instrument("jobcoach", "yes", decides.text, remarks, (), (decides,))
    if person.support in ("wajong", "wia"):
        return _jobcoach_by_uwv(person, day)
    words = Words(N_("Een jobcoach is er voor mensen van de gemeente, en voor mensen met Wajong of WIA."))
    return Instrument("jobcoach", "no", None, (Remark(words),))


def _no_risk_verdict(person: Person, lasting: Value, five: Value) -> Verdict:
    if person.support in ("wajong", "beschut_werk", "wia") and person.support in (
        *lasting.items,
        *five.items,
    ):
        return "yes"
    if "register" not in lasting.items:
        return "maybe" if person.support == "gemeente" else "no"
    if person.in_register:
        return "yes"
    if person.in_register is None:
        return "maybe"
    return "maybe" if person.support == "gemeente" else "no"


def _condition(person: Person, lasting: Value) -> list[Remark]:
    if person.support in ("wajong", "beschut_werk", "wia") or person.in_register:
        return []
    words = Words(N_("Het recht begint zodra deze werknemer in het doelgroepregister staat."))
    return [Remark(words, "warning", (lasting,))]


def _ends_after_five_years(day: date) -> Deadline:
    years = value_on("no_risk.jaren", day)
    end = reached_on(day, int(years.number) * 12)
    words = Words(N_("Laatste dag waarop een ziekteperiode kan beginnen"))
    return Deadline(end - timedelta(days=1), words, (years, value_on("no_risk.vijf_jaar", day)))


def _sick_pay(person: Person, day: date) -> list[Remark]:
    share, weeks = value_on("no_risk.deel", day), value_on("no_risk.weken", day)
    whole = value_on("no_risk.heel_dagloon_weken", day)
    words = Words(
        N_(
            "Bij ziekte betaalt UWV %(share)s van het dagloon, hoogstens %(weeks)s weken; de eerste "
            "%(whole)s weken op verzoek het hele dagloon."
        ),
        {"share": Share(share.number), "weeks": int(weeks.number), "whole": int(whole.number)},
    )
    report, ask = value_on("no_risk.melden_weken", day), value_on("no_risk.vragen_na_maanden", day)
    told = Words(
        N_(
            "Meld een zieke werknemer bij UWV uiterlijk op de eerste dag na %(weeks)s weken. Vanaf "
            "%(day)s mag u vragen of de no-riskpolis geldt."
        ),
        {"weeks": int(report.number), "day": reached_on(day, int(ask.number))},
    )
    return [
        Remark(words, "info", (share, weeks, whole)),
        *_by_loonwaarde(person, day),
        Remark(told, "info", (report, ask)),
    ]


def _by_loonwaarde(person: Person, day: date) -> list[Remark]:
    """With loonkostensubsidie the sick pay is a part of it: the loonwaarde (ZW art. 29e)."""
    rule = known_on("no_risk.naar_loonwaarde", day)
    if rule is None or not person.has_lks:
        return []
    least, flat = value_on("no_risk.loonwaarde_minimum", day), value_on("no_risk.loonwaarde_forfait", day)
    share = flat.number if person.loonwaarde is None else max(person.loonwaarde, least.number)
    words = Words(
        N_(
            "Naast loonkostensubsidie, die doorloopt, is het ziekengeld %(share)s van dat bedrag: "
            "naar de loonwaarde."
        ),
        {"share": Share(share)},
    )
    return [Remark(words, "info", (rule, flat if person.loonwaarde is None else least))]


def _proef_by_municipality(day: date) -> Instrument:
    decides = value_on("instrumenten.beslist.proefplaatsing.gemeente", day)
    first, longest = (
        known_on("proefplaatsing.gemeente.maanden", day),
        known_on("proefplaatsing.gemeente.maanden_verlengd", day),
    )
    if first is None or longest is None:
        words = Words(
            N_("Hoelang een proefplaatsing vanuit de bijstand op deze dag mocht duren, is niet bekend.")
        )
        return Instrument(
            "proefplaatsing", "maybe", decides.text, (Remark(words, "warning"),), (), (decides,)
        )
    ends = (
        Deadline(
            _last_day(day, first), Words(N_("Laatste dag, als zij %(day)s begint"), {"day": day}), (first,)
        ),
        Deadline(_last_day(day, longest), Words(N_("Laatste dag, als de gemeente verlengt")), (longest,)),
    )
    remarks = (
        Remark(
            Words(
                N_(
                    "Voor de baan begint: zonder loon, met bijstand. De verordening van de gemeente "
                    "bepaalt of en hoelang."
                )
            ),
            "info",
            (first,),
        ),
    )
    return Instrument("proefplaatsing", "maybe", decides.text, remarks, ends, (decides,))


def _proef_by_uwv(support: str, day: date) -> Instrument:
    decides = value_on("instrumenten.beslist.proefplaatsing.uwv", day)
    longest = value_on(f"proefplaatsing.uwv.{support}.maanden", day)
    asked = value_on("proefplaatsing.uwv.voorwaarden", day)
    ends = [
        Deadline(
            _last_day(day, longest),
            Words(N_("Laatste dag, als zij %(day)s begint"), {"day": day}),
            (longest,),
        )
    ]
    if support == "ww":
        usual = value_on("proefplaatsing.uwv.ww.gewoonlijk", day)
        ends.insert(0, Deadline(_last_day(day, usual), Words(N_("Wat UWV meestal toestaat: t/m")), (usual,)))
    words = Words(
        N_("Voor de baan begint: zonder loon, met uitkering. UWV vraagt: %(asked)s."),
        {"asked": "; ".join(asked.items)},
    )
    return Instrument(
        "proefplaatsing", "yes", decides.text, (Remark(words, "info", (asked,)),), tuple(ends), (decides,)
    )


def _jobcoach_by_uwv(person: Person, day: date) -> Instrument:
    decides = value_on("instrumenten.beslist.jobcoach.uwv", day)
    months, hours = value_on("jobcoach.uwv.contract_maanden", day), value_on("jobcoach.uwv.uren_minimum", day)
    wage = value_on("jobcoach.uwv.loon_minimum", day)
    if person.hours is not None and person.hours < hours.number:
        words = Words(N_("UWV vraagt ten minste %(hours)s uur per week."), {"hours": hours.number})
        return Instrument("jobcoach", "no", decides.text, (Remark(words, "info", (hours,)),), (), (decides,))
    asked = Words(
        N_(
            "UWV vraagt een contract van ten minste %(months)s maanden, %(hours)s uur per week en "
            "%(wage)s van het minimumloon."
        ),
        {"months": int(months.number), "hours": hours.number, "wage": Share(wage.number)},
    )
    unknown = Words(N_("Welk bedrag UWV dit jaar betaalt, is niet bekend; het telt nergens mee."))
    remarks = (
        Remark(asked, "info", (months, hours, wage)),
        _guidance(person, day),
        Remark(unknown, "warning"),
    )
    return Instrument("jobcoach", "maybe", decides.text, remarks, (), (decides,))


def _guidance(person: Person, day: date) -> Remark:
    parts = tuple(value_on(f"jobcoach.uwv.deel.jaar{year}", day) for year in (1, 2, 3))
    words = Words(
        N_(
            "Begeleiding is hoogstens %(first)s van de gewerkte uren in het eerste jaar, vanaf "
            "%(second_on)s %(second)s en vanaf %(third_on)s %(third)s."
        ),
        {
            "first": Share(parts[0].number),
            "second": Share(parts[1].number),
            "third": Share(parts[2].number),
            "second_on": reached_on(day, 12),
            "third_on": reached_on(day, 24),
        },
    )
    return Remark(words, "info", parts)


def _last_day(day: date, months: Value) -> date:
    return reached_on(day, int(months.number)) - timedelta(days=1)


def _check(person: Person) -> None:
    if person.support not in SUPPORT:
        raise NotValid("De ondersteuning", person.support, f"Kies uit: {', '.join(SUPPORT)}.", "support")
    if not date(2000, 1, 1) <= person.starts_on <= date(2100, 1, 1):
        raise NotValid(
            "De eerste werkdag", f"{person.starts_on:%d-%m-%Y}", "Kies een dag vanaf 2015.", "starts_on"
        )
