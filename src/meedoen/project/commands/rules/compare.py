"""Loonkostensubsidie beside the withdrawn loondispensatie from a shell: `meedoen rules compare`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from meedoen.primitives.number import format_decimal
from meedoen.project.commands.rules.asking import CERTAINTY, Day, Number, Part, as_json, asked

if TYPE_CHECKING:
    from meedoen.rules.answer import Answer
    from meedoen.rules.comparison_shape import Comparison, Scheme
    from meedoen.rules.comparison_terms import Used

HOUSEHOLDS = (
    "single",
    "single_parent",
    "couple_no_income",
    "couple_earning_partner",
    "at_home_no_right",
    "at_home_sharing",
)
TITLES = {"lks": "subsidie", "ldp_a": "dispensatie A", "ldp_b": "dispensatie B"}
PARTS = {
    "employer": ("Werkgever", ("wage", "subsidy", "month", "year")),
    "employee": ("Werknemer", ("gross", "net", "supplement", "income", "base")),
    "municipality": ("Gemeente", ("to_employer", "to_person", "without_job", "month", "year")),
}
WORDS = {
    "employer.wage": "loonkosten",
    "employer.subsidy": "loonkostensubsidie",
    "employer.month": "kosten per maand",
    "employer.year": "kosten per jaar",
    "employee.gross": "bruto loon",
    "employee.net": "netto loon (bij benadering)",
    "employee.supplement": "van de gemeente",
    "employee.income": "loon en gemeente samen",
    "employee.base": "opbouw pensioen, WW, ZW, WIA over",
    "municipality.to_employer": "aan de werkgever",
    "municipality.to_person": "aan de inwoner",
    "municipality.without_job": "bijstand zonder deze baan",
    "municipality.month": "kosten min bijstand, per maand",
    "municipality.year": "kosten min bijstand, per jaar",
}


@click.command()
@click.option("--household", type=click.Choice(HOUSEHOLDS), required=True, help="Het huishouden.")
@click.option("--loonwaarde", type=Part(), required=True, help="Deel van het minimumloon, zoals 0.60 of 60%.")
@click.option("--hours", type=Number(), default="36", show_default=True, help="Uren per week.")
@click.option("--full-time", type=Number(), default="36", show_default=True, help="Volle werkweek.")
@click.option("--wage-level", type=Part(), default="100%", show_default=True, help="Cao-loon: 1.10 of 110%.")
@click.option("--age", type=int, default=25, show_default=True, help="Leeftijd.")
@click.option("--sharers", type=int, default=3, show_default=True, help="Kostendelers in huis, met uzelf.")
@click.option("--day", type=Day(), required=True, help="Dag van de bedragen, zoals 2026-07-01.")
@click.option("--cao", help="Eigen aanname: A of B.")
@click.option("--target", type=Part(), help="Eigen aanname: deel van het netto minimumloon.")
@click.option("--part-time", help="Eigen aanname: lineair of norm.")
@click.option("--partner-test/--no-partner-test", default=None, help="Eigen aanname.")
@click.option("--cost-sharing/--no-cost-sharing", default=None, help="Eigen aanname.")
@click.option("--net-share", type=Part(), help="Eigen aanname: netto deel van bruto.")
@click.option("--charges", type=Part(), help="Eigen aanname: werkgeverslasten.")
@click.option("--partner-net", type=Number(), help="Eigen aanname: euro per maand.")
@click.option("--exemption", help="Eigen aanname: geen, n, r, y, z of aa.")
@click.option("--exemption-top", type=Number(), help="Eigen aanname: euro per maand.")
@click.option("--exemption-of", help="Eigen aanname: “netto loon” of “bruto loon”.")
@asked
def compare(
    household: str,
    loonwaarde: Decimal,
    hours: Decimal,
    full_time: Decimal,
    wage_level: Decimal,
    age: int,
    sharers: int,
    day: date,
    form: str,
    **own: Any,
) -> None:
    """Loonkostensubsidie naast loondispensatie: een ingetrokken voorstel uit 2018, met aannames."""
    from meedoen.rules import comparison
    from meedoen.rules.bijstand import household_named
    from meedoen.rules.comparison_shape import Case
    from meedoen.rules.comparison_terms import Assumptions

    case = Case(
        day=day,
        household=household_named(household),
        loonwaarde=loonwaarde,
        hours=hours,
        full_time=full_time,
        wage_level=wage_level,
        age=age,
        sharers=sharers,
    )
    found = comparison.compare(case, Assumptions(**own))
    click.echo(_json(found) if form == "json" else _text(found))


def _text(found: Comparison) -> str:
    lines = [f"Let op: {found.remarks[0].words}", ""]
    lines.append(f"{'':36}" + "".join(f"{TITLES[one.code]:>16}" for one in found.schemes))
    for part, (title, names) in PARTS.items():
        lines.append(title)
        for name in names:
            amounts = "".join(f"{_euros(_answer(one, part, name)):>16}" for one in found.schemes)
            lines.append(f"  {WORDS[f'{part}.{name}']:<34}{amounts}")
        if part == "employee":
            lines.append(
                f"  {'betalers':<34}" + "".join(f"{one.employee.payers:>16}" for one in found.schemes)
            )
    lines += ["", *(f"{TITLES[one.code]}: {one.employee.test}" for one in found.schemes)]
    lines += [
        "",
        "Aannames:",
        *(f"  {used.words}: {used.value_in_words} ({_mark(used)})" for used in found.assumptions),
    ]
    lines += ["", *(str(remark.words) for remark in found.remarks[1:])]
    lines += ["", "Steunt op:"]
    lines += [
        f"  {value.path} = {value.value} vanaf {value.starts_on}, {value.law_text or 'geen artikel'}, "
        f"{CERTAINTY[value.status]}"
        for value in found.trace
    ]
    return "\n".join(lines)


def _json(found: Comparison) -> str:
    schemes = {
        one.code: {
            part: {name: as_json(_answer(one, part, name)) for name in names}
            for part, (_title, names) in PARTS.items()
        }
        | {"payers": one.employee.payers, "household_test": str(one.employee.test)}
        for one in found.schemes
    }
    told = {
        "remarks": [{"kind": one.kind, "text": str(one.words)} for one in found.remarks],
        "assumptions": [
            {"code": used.code, "what": str(used.words), "value": used.value_in_words, "mark": _mark(used)}
            for used in found.assumptions
        ],
        "schemes": schemes,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _answer(scheme: Scheme, part: str, name: str) -> Answer:
    found: Answer = getattr(getattr(scheme, part), name)
    return found


def _euros(answer: Answer) -> str:
    return "–" if answer.amount is None else format_decimal(answer.amount, 2)


def _mark(used: Used) -> str:
    return "eigen aanname" if used.is_own else CERTAINTY[used.status]
