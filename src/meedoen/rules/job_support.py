"""What others pay towards a job: loonkostensubsidie, and the one allowance by the payroll that counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from meedoen.primitives.words import N_, Euro, Words
from meedoen.rules.answer import Answer, Remark, cents
from meedoen.rules.book import Value, value_on
from meedoen.rules.instruments import BY_MUNICIPALITY, Deadline, Instrument, Verdict
from meedoen.rules.job import Employment
from meedoen.rules.known import known_on
from meedoen.rules.lasting import reached_on
from meedoen.rules.liv import liv
from meedoen.rules.lks import Job, forfait_ends, forfait_term, lks
from meedoen.rules.lkv import (
    FIRST_YEAR,
    Claim,
    declaration_until,
    highest,
    lkv,
    needs_declaration,
)
from meedoen.rules.premiekorting import premiekorting

NOTHING = Decimal(0)
LIV_FROM = date(2017, 1, 1)


@dataclass(frozen=True, slots=True)
class Paid:
    """An instrument with an amount, in whole cents; `answer` is None where there is none to count."""

    instrument: Instrument
    answer: Answer | None = None
    month: Decimal = NOTHING
    year: Decimal = NOTHING


def subsidy(job: Employment, day: date) -> Paid:
    """Loonkostensubsidie: an amount if and only if the municipality supports the person and the loonwaarde is
    measured, or the forfait was agreed (Pw art. 10d)."""
    decides = value_on("instrumenten.beslist.lks", day)
    if job.support not in BY_MUNICIPALITY:
        return Paid(Instrument("lks", "no", decides.text, (_not_for(job, day),), (), (decides,)))
    if job.loonwaarde is None and not job.forfait:
        words = Words(
            N_(
                "De loonwaarde is nog niet bekend. Daarom telt er geen subsidie mee: vul haar in, of "
                "kies het "
                "forfait als u dat met de gemeente afspreekt."
            )
        )
        deadlines = tuple(_deadlines(job, day))
        return Paid(
            Instrument("lks", "maybe", decides.text, (Remark(words, "warning"),), deadlines, (decides,))
        )
    asked = Job(
        loonwaarde=job.loonwaarde,
        hours=job.hours,
        full_time=job.full_time,
        age=job.age_on(day),
        starts_on=job.starts_on,
    )
    answer = lks(asked, day)
    month = answer.amount or NOTHING
    said = (*answer.remarks, *_decision_term(day))
    verdict: Verdict = "yes" if month else "no"
    shown = Instrument("lks", verdict, decides.text, said, tuple(_deadlines(job, day)), (decides,))
    return Paid(shown, answer, month, month * _months_of_subsidy(job, day))


def allowances(job: Employment, day: date, wage: Decimal, *, with_lks: bool) -> tuple[Paid, ...]:
    """The loonkostenvoordelen and the lage-inkomensvoordeel: of all only the highest counts (Wtl art. 4.1:3).

    `wage` is a month's wage with vakantiebijslag. Amounts are for the twelve months from `day`.
    """
    answers: dict[str, Answer] = {}
    shown: dict[str, Instrument] = {}
    if day.year >= FIRST_YEAR:
        for kind in dict.fromkeys(("banenafspraak", *job.other_lkv)):
            shown[kind], answer = _lkv(job, day, kind)
            if answer is not None:
                answers[kind] = answer
    if day >= LIV_FROM and value_on("liv.bestaat", day).is_true:
        hour = wage * 12 / job.hours_a_year
        answers["liv"] = liv(day.year, job.hours_a_year, hour)
        shown["liv"] = _with_verdict("liv", answers["liv"], day, ())
    elif day >= LIV_FROM:
        gone = liv(day.year, job.hours_a_year, Decimal(1))
        shown["liv"] = Instrument("liv", "no", None, gone.remarks)
    older = () if day.year >= FIRST_YEAR else (_before_2018(job, day, with_lks=with_lks),)
    return (*older, *_only_the_highest(answers, shown, day))


def _only_the_highest(
    answers: dict[str, Answer], shown: dict[str, Instrument], day: date
) -> tuple[Paid, ...]:
    found = highest(answers, day) if day.year >= FIRST_YEAR else (("liv", None) if answers else None)
    paid = []
    for kind, instrument in shown.items():
        answer = answers.get(kind)
        if found is None or answer is None or not answer.amount:
            paid.append(Paid(instrument))
        elif kind == found[0]:
            paid.append(Paid(instrument, answer, cents(answer.amount / 12), answer.amount))
        else:
            paid.append(Paid(_beaten(instrument, found[1])))
    return tuple(paid)


def _before_2018(job: Employment, day: date, *, with_lks: bool) -> Paid:
    """The mobiliteitsbonus banenafspraak, settled with the premiums."""
    against = _against_lkv(job, day)
    if against is None and not job.in_register:
        against = Remark(Words(N_("Alleen voor wie in het doelgroepregister staat.")))
    if against is not None:
        return Paid(Instrument("premiekorting", "no", "belastingdienst", (against,)))
    answer = premiekorting("banenafspraak", day.year, job.hours, job.starts_on or day, with_lks=with_lks)
    if not answer.amount:
        return Paid(Instrument("premiekorting", "no", "belastingdienst", answer.remarks))
    beside = Words(N_("Of dit samengaat met het lage-inkomensvoordeel van 2017, is niet gelezen."))
    remarks = (*answer.remarks, Remark(beside, "warning")) if day >= LIV_FROM else answer.remarks
    shown = Instrument("premiekorting", "maybe", "belastingdienst", remarks)
    return Paid(shown, answer, cents(answer.amount / 12), answer.amount)


def _beaten(instrument: Instrument, rule: Value | None) -> Instrument:
    words = Words(N_("Telt niet mee: van de tegemoetkomingen voor één werknemer telt alleen de hoogste."))
    stands_on = () if rule is None else (rule,)
    return Instrument(instrument.code, "no", instrument.decides, (Remark(words, "info", stands_on),))


def _lkv(job: Employment, day: date, kind: str) -> tuple[Instrument, Answer | None]:
    starts_on = job.starts_on or day
    code = "lkv" if kind == "banenafspraak" else f"lkv_{kind}"
    against = _against_lkv(job, day) if kind == "banenafspraak" else None
    if against is not None:
        return Instrument(code, "no", "belastingdienst", (against,)), None
    claim = Claim(
        kind=kind,
        year=day.year,
        hours=job.hours_a_year,
        starts_on=starts_on,
        has_declaration=job.has_declaration,
        in_register=job.in_register,
        from_day=day,
    )
    answer = lkv(claim)
    shown = _with_verdict(code, answer, day, _declaration(job, kind, starts_on))
    if kind == "banenafspraak" and job.in_register is None and answer.amount:
        words = Words(
            N_("Telt hier niet mee zolang u dat niet weet. Met registratie is het %(year)s per jaar."),
            {"year": Euro(answer.amount)},
        )
        return replace(shown, remarks=(*shown.remarks, Remark(words, "info", answer.trace))), None
    return shown, answer


def _against_lkv(job: Employment, day: date) -> Remark | None:
    """Why someone is outside the banenafspraak: beschut werk, or nothing that points to the register."""
    if job.support == "beschut_werk":
        rule = known_on("instrumenten.samen.beschut_werk.lkv", day)
        words = Words(N_("Beschut werk telt niet voor de banenafspraak: er is geen loonkostenvoordeel."))
        return Remark(words, "info", () if rule is None else (rule,))
    if job.support in ("geen", "ww", "wia") and job.in_register is None:
        words = Words(N_("Alleen voor wie in het doelgroepregister staat. Vul in of dat zo is."))
        return Remark(words)
    return None


def _with_verdict(code: str, answer: Answer, day: date, deadlines: tuple[Deadline, ...]) -> Instrument:
    decides = value_on(f"instrumenten.beslist.{code.partition('_')[0]}", day)
    unsure = any(remark.kind == "warning" for remark in answer.remarks)
    if answer.amount:
        return Instrument(
            code, "maybe" if unsure else "yes", decides.text, answer.remarks, deadlines, (decides,)
        )
    return Instrument(code, "maybe" if unsure else "no", decides.text, answer.remarks, (), (decides,))


def _declaration(job: Employment, kind: str, starts_on: date) -> tuple[Deadline, ...]:
    if starts_on.year < FIRST_YEAR or job.has_declaration:
        return ()
    needed = needs_declaration(kind, starts_on)
    if kind == "banenafspraak" and not needed.is_true:
        return ()
    term = value_on("lkv.verklaring_binnen_maanden", starts_on)
    words = Words(N_("Laatste dag om de doelgroepverklaring aan te vragen"))
    return (Deadline(declaration_until(starts_on), words, (needed, term)),)


def _deadlines(job: Employment, day: date) -> list[Deadline]:
    """Until when loonkostensubsidie may still be asked for some, and when the forfait ends."""
    starts_on = job.starts_on or day
    found = []
    if job.forfait:
        months = forfait_term(starts_on)
        words = Words(N_("Laatste dag van het forfait: voor die dag is een loonwaardemeting nodig"))
        found.append(Deadline(forfait_ends(starts_on) - timedelta(days=1), words, (months,)))
    later = known_on("lks.aanvragen.achteraf_maanden", starts_on)
    last = starts_on if later is None else reached_on(starts_on, int(later.number)) - timedelta(days=1)
    if later is not None and last >= day:
        words = Words(
            N_("Laatste dag om achteraf te vragen, voor wie kort ervoor van pro, vso of entree kwam")
        )
        found.append(Deadline(last, words, (later,)))
    return found


def _decision_term(day: date) -> list[Remark]:
    """How long the municipality may take (Pw art. 10d lid 12); nothing where the book has no term."""
    weeks = known_on("lks.beslistermijn", day)
    if weeks is None:
        return []
    words = Words(
        N_("De gemeente beslist binnen %(weeks)s weken nadat de loonwaarde is vastgesteld."),
        {"weeks": int(weeks.number)},
    )
    return [Remark(words, "info", (weeks,))]


def _months_of_subsidy(job: Employment, day: date) -> int:
    """Of the twelve months from `day`, how many begin with a subsidy: the forfait stops after six."""
    if not job.forfait:
        return 12
    end = forfait_ends(job.starts_on or day)
    return sum(reached_on(day, month) < end for month in range(12))


def _not_for(job: Employment, day: date) -> Remark:
    if job.support == "wajong":
        rule = value_on("instrumenten.samen.lks.ldp", day)
        words = Words(
            N_(
                "Voor wie Wajong heeft, is er loondispensatie van UWV: dan betaalt u minder loon. Die"
                " gaat niet "
                "samen met loonkostensubsidie en is hier niet gerekend."
            )
        )
        return Remark(words, "info", (rule, value_on("instrumenten.beslist.ldp", day)))
    words = Words(N_("Loonkostensubsidie is er alleen voor mensen die de gemeente naar werk helpt."))
    return Remark(words, "info", (value_on("instrumenten.beslist.lks", day),))
