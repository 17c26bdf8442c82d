"""Loonkostensubsidie beside the withdrawn loondispensatie for one case: employer, employee and municipality.

The proposal of 2018 never became a law, and the formula of its supplement was never published: what is
computed here follows from the assumptions of `comparison_terms`, each of which the reader can change.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Share, Words
from meedoen.rules.answer import Answer, Remark, Step, Unit, cents
from meedoen.rules.bijstand import Norm, norm_of
from meedoen.rules.book import Value, series, value_on
from meedoen.rules.comparison_shape import (
    Case,
    Comparison,
    Employee,
    Employer,
    Municipality,
    Scheme,
    SchemeCode,
    rounded,
)
from meedoen.rules.comparison_terms import Assumptions, Terms, settle
from meedoen.rules.comparison_words import household_under_ldp, household_under_lks, remarks_of
from meedoen.rules.lks import Job, lks
from meedoen.rules.wml import Wage, month_wage

MONTHS = 12
ZERO = Decimal(0)
HIGHEST_LEVEL = Decimal(3)
DIGITS = 40


def compare(case: Case, assumptions: Assumptions | None = None) -> Comparison:
    """Both schemes for one case, the proposal in its two ways with CAO wage; euros a month and a year.

    Refuses impossible input (`NotValid` with the field), and a day without values (`NoValueForThisDay`).
    """
    _check(case)
    with localcontext() as context:
        context.prec = DIGITS
        job = Job(loonwaarde=case.loonwaarde, hours=case.hours, full_time=case.full_time, age=case.age)
        subsidy = lks(job, case.day)
        terms = settle(assumptions or Assumptions(), case.day)
        ground = _ground(case, terms)
        schemes = (
            _lks(case, terms, ground, subsidy),
            _ldp("ldp_a", case, terms, ground),
            _ldp("ldp_b", case, terms, ground),
        )
        withdrawn = series("loondispensatie.voorstel.status")[-1]
        remarks = remarks_of(
            case.household, ground.hours < case.full_time, ground.norm.remarks, terms, withdrawn
        )
        return Comparison(case, schemes, terms.used, remarks)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What both schemes stand on, exact. `minimum` and `agreed`: gross euros a month for the hours, without
    holiday pay. `before`: bijstand of the household without the job; `full_net`: net minimum wage, full week.
    """

    wage: Wage
    holiday: Value
    hours: Decimal
    hours_rule: Value
    minimum: Decimal
    agreed: Decimal
    norm: Norm
    norm_for_ldp: Norm
    partner: Decimal
    before: Decimal
    full_net: Decimal

    def with_holiday(self, gross: Decimal) -> Decimal:
        return gross * (1 + self.holiday.number)


def _ground(case: Case, terms: Terms) -> _Ground:
    wage, holiday = month_wage(case.day, case.age), value_on("wml.vakantiebijslag", case.day)
    rule = value_on("lks.uren.grondslag", case.day)
    hours = min(case.hours, case.full_time)
    week = Decimal(rule.text) if rule.text.isdecimal() else case.full_time
    norm = norm_of(case.household, case.age, case.day, case.sharers)
    shares = case.household != "at_home_sharing" or terms.cost_sharing
    partner = terms.partner_net if case.household == "couple_earning_partner" else ZERO
    minimum = wage.amount * hours / week
    return _Ground(
        wage=wage,
        holiday=holiday,
        hours=hours,
        hours_rule=rule,
        minimum=minimum,
        agreed=case.wage_level * minimum,
        norm=norm,
        norm_for_ldp=norm if shares else norm_of("single", case.age, case.day),
        partner=partner,
        before=max(ZERO, norm.amount - partner),
        full_net=terms.net_share * wage.amount * (1 + holiday.number) * case.full_time / week,
    )


def _lks(case: Case, terms: Terms, ground: _Ground, subsidy: Answer) -> Scheme:
    net = terms.net_share * ground.with_holiday(ground.agreed)
    earned = net if terms.exemption_of == "netto loon" else ground.agreed
    free = terms.exemption.of(earned) if ground.before else ZERO
    topped = max(ZERO, ground.norm.amount - ground.partner - net + free) if ground.before else ZERO
    words = Words(N_("Netto loon"))
    steps = (
        *ground.norm.steps,
        *_partner_step(ground, terms.stands_on("partner_net")),
        Step(words, net, "euro per maand", terms.stands_on("net_share")),
        Step(
            Words(N_("Vrijlating: zoveel van het loon telt niet mee")),
            free,
            "euro per maand",
            terms.exemption.stands_on,
        ),
        Step(Words(N_("Bijstand naast het loon")), topped, "euro per maand"),
    )
    supplement = Answer(rounded(topped), "euro per maand", steps, _of(terms.exemption.remark))
    test = household_under_lks(case.household, ground.before, topped)
    return _scheme(
        "lks",
        case,
        terms,
        ground,
        ground.agreed,
        (subsidy.steps[-1].amount, subsidy),
        supplement,
        topped,
        test,
    )


def _ldp(code: SchemeCode, case: Case, terms: Terms, ground: _Ground) -> Scheme:
    dispensed = (1 - case.loonwaarde) * (ground.agreed if code == "ldp_a" else ground.minimum)
    gross = ground.agreed - dispensed
    net = terms.net_share * ground.with_holiday(gross)
    partner = ground.partner if terms.partner_test else ZERO
    norm = ground.norm_for_ldp.amount
    has_right = max(ZERO, norm - partner) > 0
    goal = terms.target * ground.full_net
    if terms.part_time == "norm" and ground.hours < case.full_time:
        reached = norm
    elif terms.part_time == "norm":
        reached = goal
    else:
        reached = norm + (goal - norm) * ground.hours / case.full_time
    supplement = max(ZERO, reached - net - partner) if has_right else ZERO
    steps = (
        *ground.norm_for_ldp.steps,
        Step(
            Words(N_("Inkomen waartoe wordt aangevuld, bij deze uren")),
            reached if has_right else ZERO,
            "euro per maand",
            terms.stands_on("target", "part_time", "net_share"),
        ),
        *(_partner_step(ground, terms.stands_on("partner_net", "partner_test")) if partner else ()),
        Step(Words(N_("Netto loon")), net, "euro per maand", terms.stands_on("net_share")),
        Step(Words(N_("Aanvulling van de gemeente")), supplement, "euro per maand"),
    )
    answer = Answer(rounded(supplement), "euro per maand", steps)
    test = household_under_ldp(case.household, has_right, supplement)
    return _scheme(code, case, terms, ground, gross, None, answer, supplement, test)


def _scheme(
    code: SchemeCode,
    case: Case,
    terms: Terms,
    ground: _Ground,
    gross: Decimal,
    subsidy: tuple[Decimal, Answer] | None,
    supplement: Answer,
    added: Decimal,
    test: Words,
) -> Scheme:
    paid, subsidy_answer = subsidy or (ZERO, _nothing(Words(N_("Geen loonkostensubsidie"))))
    with_holiday = ground.with_holiday(gross)
    labour = with_holiday * (1 + terms.charges)
    net = terms.net_share * with_holiday
    cost, income, burden = labour - paid, net + added, paid + added - ground.before
    wage_steps = _wage_steps(code, case, ground, gross)
    return Scheme(
        code,
        _employer(wage_steps, terms, ground.holiday, with_holiday, labour, subsidy_answer, cost),
        _employee(wage_steps, terms, ground.holiday, with_holiday, supplement, added, test),
        _municipality(subsidy_answer, paid, supplement, added, ground, burden),
        cost,
        income,
        burden,
    )


def _employee(
    wage_steps: tuple[Step, ...],
    terms: Terms,
    holiday: Value,
    with_holiday: Decimal,
    supplement: Answer,
    added: Decimal,
    test: Words,
) -> Employee:
    net = terms.net_share * with_holiday
    whole = Words(N_("Bruto loon met vakantiebijslag"))
    part = Words(N_("Netto, bij benadering"))
    net_step = Step(part, net, "euro per maand", terms.stands_on("net_share"))
    added_step = Step(Words(N_("Van de gemeente")), added, "euro per maand", supplement.trace)
    whole_step = Step(Words(N_("Loon en gemeente samen")), net + added, "euro per maand")
    gross = _answer(wage_steps[-1].amount, wage_steps)
    return Employee(
        gross=gross,
        net=_answer(net, (Step(whole, with_holiday, "euro per maand", (holiday,)), net_step)),
        supplement=supplement,
        income=_answer(net + added, (net_step, added_step, whole_step)),
        base=gross,
        payers=1 + (added > 0),
        test=test,
    )


def _employer(
    wage_steps: tuple[Step, ...],
    terms: Terms,
    holiday: Value,
    with_holiday: Decimal,
    labour: Decimal,
    subsidy: Answer,
    cost: Decimal,
) -> Employer:
    charged = Words(N_("Met %(share)s werkgeverslasten"), {"share": Share(terms.charges)})
    steps = (
        *wage_steps,
        Step(Words(N_("Met vakantiebijslag")), with_holiday, "euro per maand", (holiday,)),
        Step(charged, labour, "euro per maand", terms.stands_on("charges")),
    )
    less = Step(Words(N_("Min loonkostensubsidie")), labour - cost, "euro per maand", subsidy.trace)
    left = (*steps, less, Step(Words(N_("Kosten voor de werkgever")), cost, "euro per maand"))
    month = steps if labour == cost else left
    return Employer(
        wage=_answer(labour, steps),
        subsidy=subsidy,
        month=_answer(cost, month),
        year=_answer(MONTHS * cost, month, "euro per jaar"),
    )


def _municipality(
    paid_answer: Answer, paid: Decimal, supplement: Answer, added: Decimal, ground: _Ground, burden: Decimal
) -> Municipality:
    steps = (
        Step(Words(N_("Aan de werkgever")), paid, "euro per maand", paid_answer.trace),
        Step(Words(N_("Aan de inwoner")), added, "euro per maand", supplement.trace),
        Step(
            Words(N_("Min de bijstand zonder deze baan")),
            ground.before,
            "euro per maand",
            _values(ground.norm),
        ),
        Step(Words(N_("Kosten voor de gemeente")), burden, "euro per maand"),
    )
    return Municipality(
        to_employer=paid_answer,
        to_person=supplement,
        without_job=Answer(rounded(ground.before), "euro per maand", ground.norm.steps),
        month=_answer(burden, steps),
        year=_answer(MONTHS * burden, steps, "euro per jaar"),
    )


def _wage_steps(code: SchemeCode, case: Case, ground: _Ground, gross: Decimal) -> tuple[Step, ...]:
    hours = {"hours": ground.hours, "full_time": case.full_time}
    steps = [
        Step(
            Words(N_("Minimumloon bij een volle week")),
            ground.wage.amount,
            "euro per maand",
            ground.wage.stands_on,
        ),
        Step(
            Words(N_("Voor %(hours)s uur bij een volle week van %(full_time)s"), hours),
            ground.minimum,
            "euro per maand",
            (ground.hours_rule,),
        ),
    ]
    if case.wage_level != 1:
        words = Words(N_("Cao-loon: %(level)s van het minimumloon"), {"level": Share(case.wage_level)})
        steps.append(Step(words, ground.agreed, "euro per maand"))
    if code != "lks":
        rule = (
            value_on("loondispensatie.voorstel.loon", case.day),
            value_on("loondispensatie.voorstel.cao", case.day),
        )
        words = Words(N_("Loon bij een loonwaarde van %(share)s"), {"share": Share(case.loonwaarde)})
        steps.append(Step(words, gross, "euro per maand", rule if case.wage_level != 1 else rule[:1]))
    return tuple(steps)


def _partner_step(ground: _Ground, stands_on: tuple[Value, ...]) -> tuple[Step, ...]:
    if not ground.partner:
        return ()
    return (
        Step(Words(N_("Min het netto inkomen van de partner")), ground.partner, "euro per maand", stands_on),
    )


def _answer(exact: Decimal, steps: tuple[Step, ...], unit: Unit = "euro per maand") -> Answer:
    return Answer(rounded(exact), unit, steps)


def _nothing(words: Words) -> Answer:
    return Answer(cents(ZERO), "euro per maand", (Step(words, ZERO, "euro per maand"),))


def _of(remark: Remark | None) -> tuple[Remark, ...]:
    return () if remark is None else (remark,)


def _values(norm: Norm) -> tuple[Value, ...]:
    return tuple(value for step in norm.steps for value in step.stands_on)


def _check(case: Case) -> None:
    # A number that is none can't even be weighed against a limit.
    for field in ("loonwaarde", "hours", "full_time"):
        number = getattr(case, field)
        if not number.is_finite():
            raise NotValid("Het getal", str(number), "Vul een gewoon getal in.", field)
    if not (case.wage_level.is_finite() and 1 <= case.wage_level <= HIGHEST_LEVEL):
        remedy = "Minder dan het minimumloon mag niet: vul 100% t/m 300% in."
        raise NotValid("Het cao-loon", f"{case.wage_level * 100:f}%", remedy, "wage_level")
