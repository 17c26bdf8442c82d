"""Loonkostensubsidie of the gemeente for one job (Participatiewet art. 10d), by the rules of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Share, Words
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import Value, value_on
from meedoen.rules.lasting import reached_on
from meedoen.rules.refusal import NoValueForThisDay
from meedoen.rules.wml import Wage, month_wage

MOST_HOURS = Decimal(60)
WIDEST_WEEK = Decimal(48)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the subsidy depends on.

    `loonwaarde` is a part, 0 to 1; None asks for the forfait. Hours are a week's, by contract. `full_time` is
    the normale arbeidsduur of the sector. `age` in full years, None is an adult. `starts_on` is the first
    working day; None: the job begins on the day asked. `functieloon` is a month of full time, for 2015–2016.
    """

    loonwaarde: Decimal | None
    hours: Decimal
    full_time: Decimal = Decimal(36)
    age: int | None = None
    starts_on: date | None = None
    functieloon: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """How the hours carry the amount: `hours` over `norm`, kept apart so that nothing is rounded between."""

    hours: Decimal
    norm: Decimal
    rule: Value


@dataclass(frozen=True, slots=True)
class _Ground:
    """Minimum wage with vakantiebijslag for a month of full time, and what it stands on."""

    wage: Wage
    holiday: Value
    base: Decimal
    priced_on: date


def lks(job: Job, day: date) -> Answer:
    """Euros a month on `day`, by the regime of that day.

    Refuses impossible input (`NotValid` with the field), and a day without values (`NoValueForThisDay`).
    """
    _check(job, day)
    if day < date(2017, 1, 1):
        return lks_2015(job, day)
    return lks_2017(job, day) if day < date(2024, 1, 1) else lks_2024(job, day)


def lks_2015(job: Job, day: date) -> Answer:
    """2015–2016: the loonwaarde is a part of the functieloon; no forfait (Pw art. 6 lid 1 g, 10d lid 4)."""
    share = _forfait_share(job, day).number if job.loonwaarde is None else job.loonwaarde
    ground = _ground(job, day)
    full_wage = ground.wage.amount if job.functieloon is None else job.functieloon
    gap = max(Decimal(0), ground.base - share * full_wage * (1 + ground.holiday.number))
    remarks = []
    if job.functieloon is None:
        words = Words(
            N_(
                "Tot 2017 is de loonwaarde een deel van het functieloon. "
                "Dat is niet ingevuld: gerekend is met het minimumloon."
            )
        )
        remarks.append(Remark(words, "warning", (value_on("lks.loonwaarde_van", day),)))
    return _by_measure(job, day, ground, gap, share, remarks)


def lks_2017(job: Job, day: date) -> Answer:
    """2017–2023: the loonwaarde is a part of the minimum wage; hours only reduce (Pw art. 10d lid 4, 5)."""
    return _since_2017(job, day)


def lks_2024(job: Job, day: date) -> Answer:
    """From 2024: in proportion to 36 hours, up to the full week of the sector (Pw art. 10d lid 4)."""
    return _since_2017(job, day)


def forfait_ends(starts_on: date) -> date:
    """The first day on which the forfait is over: at most six months from the start (Pw art. 10d lid 5)."""
    return reached_on(starts_on, int(forfait_term(starts_on).number))


def priced_on(starts_on: date, day: date) -> date:
    """The day whose minimum wage and opslag give the amount on `day`: the start of the job, and from then on
    each 1 January (Pw art. 10d lid 7, from 2017); in 2015–2016 the day itself."""
    if day < date(2017, 1, 1):
        return day
    return max(starts_on, date(day.year, 1, 1))


def on_new_year(job: Job, year: int) -> Answer | NoValueForThisDay:
    """The amount from 1 January of `year`, or the refusal that says why there is none yet."""
    try:
        return lks(job, date(year, 1, 1))
    except NoValueForThisDay as unknown:
        return unknown


def _since_2017(job: Job, day: date) -> Answer:
    if job.loonwaarde is None:
        return _by_forfait(job, day)
    ground = _ground(job, day)
    return _by_measure(job, day, ground, (1 - job.loonwaarde) * ground.base, job.loonwaarde, [])


def _by_forfait(job: Job, day: date) -> Answer:
    share = _forfait_share(job, day)
    ground = _ground(job, day)
    amount = share.number * ground.base
    starts_on = job.starts_on or day
    term = forfait_term(starts_on)
    words = Words(N_("Forfait: %(share)s van minimumloon en vakantiebijslag"), {"share": Share(share.number)})
    until = Words(
        N_(
            "Het forfait duurt hoogstens %(months)s maanden: tot %(end)s. Daarna geldt de gemeten loonwaarde."
        ),
        {"months": int(term.number), "end": forfait_ends(starts_on)},
    )
    steps = [*_ground_steps(ground), Step(words, amount, "euro per maand", (share,))]
    return _finish(job, day, ground, steps, amount, [Remark(until, "info", (term,))])


def _by_measure(
    job: Job, day: date, ground: _Ground, gap: Decimal, share: Decimal, remarks: list[Remark]
) -> Answer:
    rule = value_on("lks.loonwaarde_van", day)
    top = value_on("lks.maximum", day)
    capped = min(gap, top.number * ground.base)
    words = Words(N_("Verschil met een loonwaarde van %(share)s"), {"share": Share(share)})
    steps = [*_ground_steps(ground), Step(words, gap, "euro per maand", (rule,))]
    if capped < gap:
        words = Words(
            N_("Hoogstens %(share)s van minimumloon en vakantiebijslag"), {"share": Share(top.number)}
        )
        steps.append(Step(words, capped, "euro per maand", (top,)))
    if gap == 0:
        words = Words(
            N_("Wie het hele minimumloon waard is, hoort niet bij de doelgroep: er is geen subsidie.")
        )
        remarks.append(Remark(words, "info", (rule,)))
    if share == 0:
        words = Words(
            N_("Bij een loonwaarde van 0% is de vraag of werken mogelijk is. Daarover beslist de gemeente.")
        )
        remarks.append(Remark(words, "warning", (rule,)))
    if share * 100 % 1:
        whole = value_on("lks.loonwaarde.afronding", day)
        remarks.append(
            Remark(Words(N_("Een loonwaarde wordt vastgesteld op hele procenten.")), "warning", (whole,))
        )
    return _finish(job, day, ground, steps, capped, remarks)


def _finish(
    job: Job, day: date, ground: _Ground, steps: list[Step], amount: Decimal, remarks: list[Remark]
) -> Answer:
    extra = value_on("lks.opslag", ground.priced_on)
    raised = amount * (1 + extra.number)
    part = _part(job, day)
    exact = raised * part.hours / part.norm
    plus = Words(N_("Plus %(share)s voor werkgeverslasten"), {"share": Share(extra.number)})
    for_hours = Words(N_("Voor %(hours)s van %(norm)s uur"), {"hours": part.hours, "norm": part.norm})
    steps += [
        Step(plus, raised, "euro per maand", (extra,)),
        Step(for_hours, exact, "euro per maand", (part.rule,)),
    ]
    return Answer(cents(exact), "euro per maand", tuple(steps), (*remarks, *_also(job, day, ground, part)))


def _also(job: Job, day: date, ground: _Ground, part: _Part) -> list[Remark]:
    """What to know beside the amount, whichever way it was reached."""
    found = []
    if job.hours > job.full_time:
        words = Words(
            N_("Gerekend is tot de volle werkweek van %(full)s uur; meer uren geven geen subsidie."),
            {"full": job.full_time},
        )
        found.append(Remark(words, "warning", (part.rule,)))
    if ground.priced_on != day:
        words = Words(
            N_("Gerekend met de bedragen van %(day)s: daarna gaat de subsidie alleen op 1 januari mee."),
            {"day": ground.priced_on},
        )
        found.append(Remark(words, "info", (value_on("lks.herziening", day),)))
    return found


def _ground(job: Job, day: date) -> _Ground:
    priced = priced_on(job.starts_on or day, day)
    wage = month_wage(priced, job.age)
    holiday = value_on("wml.vakantiebijslag", priced)
    return _Ground(wage, holiday, wage.amount * (1 + holiday.number), priced)


def _ground_steps(ground: _Ground) -> list[Step]:
    holiday = Words(N_("Met %(share)s vakantiebijslag"), {"share": Share(ground.holiday.number)})
    return [
        Step(Words(N_("Minimumloon per maand")), ground.wage.amount, "euro per maand", ground.wage.stands_on),
        Step(holiday, ground.base, "euro per maand", (ground.holiday,)),
    ]


def _part(job: Job, day: date) -> _Part:
    rule = value_on("lks.uren.grondslag", day)
    norm = Decimal(rule.text) if rule.text.isdecimal() else job.full_time
    return _Part(min(job.hours, job.full_time), norm, rule)


def _forfait_share(job: Job, day: date) -> Value:
    starts_on = job.starts_on or day
    if not value_on("lks.forfait.mag", day).is_true:
        remedy = "Vul een gemeten loonwaarde in; een forfait kan sinds 2017."
        raise NotValid("Een forfait op deze dag", f"{day:%d-%m-%Y}", remedy, "loonwaarde")
    if day >= forfait_ends(starts_on):
        remedy = "Vul de gemeten loonwaarde in: het forfait duurt hoogstens zes maanden vanaf het begin."
        raise NotValid("Een forfait bij een baan vanaf", f"{starts_on:%d-%m-%Y}", remedy, "starts_on")
    return value_on("lks.forfait.deel", day)


def forfait_term(starts_on: date) -> Value:
    """How many months a forfait lasts at most, for a job that begins on `starts_on`; that of 2017 before."""
    return value_on("lks.forfait.maanden", max(starts_on, date(2017, 1, 1)))


def _check(job: Job, day: date) -> None:
    value_on("lks.maximum", day)
    if job.loonwaarde is not None and not 0 <= job.loonwaarde <= 1:
        remedy = "Een loonwaarde is een deel van het minimumloon: van 0% t/m 100%, dus 0,60 of 60%."
        raise NotValid("De loonwaarde", str(job.loonwaarde), remedy, "loonwaarde")
    if not 0 < job.hours <= MOST_HOURS:
        remedy = f"Vul de uren per week uit het contract in, meer dan 0 en hoogstens {MOST_HOURS}."
        raise NotValid("Het aantal uren", str(job.hours), remedy, "hours")
    if not Decimal(20) <= job.full_time <= WIDEST_WEEK:
        remedy = f"Een volle werkweek is meestal 36, 38 of 40 uur; vul 20 t/m {WIDEST_WEEK} in."
        raise NotValid("De volle werkweek", str(job.full_time), remedy, "full_time")
    if job.functieloon is not None and not 0 < job.functieloon < 100_000:
        remedy = "Vul het bruto maandloon bij een volle werkweek in, zonder vakantiebijslag."
        raise NotValid("Het functieloon", str(job.functieloon), remedy, "functieloon")
    if job.starts_on is not None and job.starts_on > day:
        remedy = f"Kies een dag op of na {job.starts_on:%d-%m-%Y}, de eerste werkdag."
        raise NotValid("De dag", f"{day:%d-%m-%Y}", remedy, "day")
