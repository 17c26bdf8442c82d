"""Count from a shell: `meedoen count` and `meedoen indicators list`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from meedoen.project.commands.publications import command_line
from meedoen.project.commands.refusals import in_words

if TYPE_CHECKING:
    from meedoen.counting import Question
    from meedoen.primitives.period import Span
    from meedoen.steering.targets.shape import TargetShown

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("indicator")
@click.option("--region", help="Arbeidsmarktregio, zoals AM01.")
@click.option("--municipality", help="Gemeente, zoals GM0014.")
@click.option("--employer", help="KvK-nummer van één werkgever; met --facts het nummer in de feiten.")
@click.option("--programme", help="Code van een programma.")
@click.option("--quarter", help="Kwartaal, zoals 2017Q4.")
@click.option("--month", help="Maand, zoals 2017-12.")
@click.option("--year", help="Jaar, zoals 2017.")
@click.option("--from", "starts_on", type=DAY, help="Tel op vanaf deze dag; samen met --until.")
@click.option("--until", type=DAY, help="Tot en met deze dag, de laatste van een maand.")
@click.option("--by", multiple=True, help="Splits uit; mag vaker, of met komma's.")
@click.option("--attribution", type=click.Choice(["woon", "werk"]), help="Woon- of werkgemeente.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option(
    "--facts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Map met Parquet-bestanden; de database wordt niet gebruikt.",
)
def count(indicator: str, form: str, facts: Path | None, **asked: Any) -> None:
    """Tel een indicator, uit de database of uit Parquet-bestanden."""
    import django

    django.setup()
    from meedoen.project.commands.counted import FORMS

    with in_words():
        question = _question(indicator, with_facts=facts is not None, **asked)
        counter = _from_parquet(facts) if facts else _from_database()
        target = None if facts else _target(question, asked)
        click.echo(FORMS[form](counter, question, target), nl=False)


@click.group()
def indicators() -> None:
    """Wat geteld kan worden."""


@indicators.command("list")
def list_indicators() -> None:
    """Toon elke indicator met eenheid en uitsplitsingen."""
    import django

    django.setup()
    from meedoen.steering.counted.selectors import definitions

    for one in definitions():
        click.echo(f"{one.code}\n  {one.name} ({one.unit.value}, versie {one.version})")
        click.echo(f"  uit te splitsen naar: {', '.join(one.breakdowns)}")


def _question(
    indicator: str,
    *,
    with_facts: bool,
    region: str | None,
    municipality: str | None,
    employer: str | None,
    programme: str | None,
    by: tuple[str, ...],
    attribution: Any,
    **spans: Any,
) -> Question:
    from meedoen.access.refusals import Refused
    from meedoen.counting import Question
    from meedoen.steering.areas import area_on
    from meedoen.steering.counted.questions import (
        NotAsked,
        attribution_on,
        indicator_of,
        require_on_the_map,
    )

    definition = indicator_of(indicator)
    span, starts_on = _span(**spans)
    names = tuple(dict.fromkeys(name.strip() for one in by for name in one.split(",") if name.strip()))
    if starts_on is not None and definition.timing == "stock":
        raise NotAsked(f"“{definition.name}” is een stand op één moment. Laat --from weg en kies een maand.")
    if not (region or municipality or employer or with_facts):
        raise Refused("Kies een gebied met --region of --municipality, of een werkgever met --employer.")
    for code, kind in ((region, "region"), (municipality, "municipality")):
        if code and area_on(code, span.last_day).kind != kind:
            raise Refused(
                f"“{code}” hoort niet bij --{kind}. Een regio is als AM01, een gemeente als GM0014."
            )
        if code and not with_facts:
            require_on_the_map(area_on(code), span.last_day)
    return Question(
        indicator,
        span,
        region=region,
        municipality=area_on(municipality, span.last_day).code if municipality else None,
        employer_id=_employer(employer, with_facts) if employer else None,
        programme=programme,
        by=names,
        attribution=attribution or attribution_on(span.last_day),
        cumulative_from=starts_on,
    )


def _span(
    quarter: str | None, month: str | None, year: str | None, starts_on: Any, until: Any
) -> tuple[Span, date | None]:
    """Return the one period that was asked for, and from which day a flow is added up."""
    from meedoen.access.refusals import Refused
    from meedoen.primitives.period import Month, parse_span
    from meedoen.steering.counted.questions import span_of

    given = [(name, text) for name, text in (("quarter", quarter), ("month", month), ("year", year)) if text]
    if len(given) + bool(starts_on or until) != 1 or bool(starts_on) != bool(until):
        raise Refused("Kies één periode: --quarter, --month of --year, of --from samen met --until.")
    if given:
        name, text = given[0]
        span = span_of(text)
        if type(span).__name__.lower() != name:
            example = {"quarter": "2017Q4", "month": "2017-12", "year": "2017"}[name]
            raise Refused(f"“{text}” past niet bij --{name}. Schrijf het als {example}.")
        return span, None
    first, last = starts_on.date(), until.date()
    end = Month.of(last)
    if last != end.last_day or first > last:
        raise Refused("Kies bij --until de laatste dag van een maand, na de dag van --from.")
    return parse_span(str(end)), first


def _employer(given: str, with_facts: bool) -> int:
    from meedoen.access.refusals import Refused
    from meedoen.register.employers.selectors import employer_by_kvk

    if not with_facts:
        return employer_by_kvk(command_line(), given).pk
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        raise Refused("Met --facts is --employer het nummer van de werkgever in de feiten, zoals 12.")
    return int(given)


def _from_parquet(folder: Path) -> Callable[[Any], Any]:
    from meedoen.counting import Facts
    from meedoen.counting import count as count_facts

    facts = Facts.from_parquet(folder)
    return lambda question: count_facts(facts, question)


def _from_database() -> Callable[[Any], Any]:
    from meedoen.steering.counted.facts_of_register import current_facts
    from meedoen.steering.counted.selectors import live

    actor, snapshot = command_line(), current_facts()
    return lambda question: live(actor, question, snapshot).reading


def _target(question: Question, asked: Any) -> TargetShown | None:
    """Return the target of the same goal: the place as it was asked, also where an employer is counted."""
    from meedoen.steering.targets.selectors import target_in_force

    area = asked["municipality"] or asked["region"]
    if area is None or question.attribution != "woon":
        return None
    found = target_in_force(
        question.indicator,
        area,
        question.span.last_day,
        programme=question.programme or "",
        employer_id=question.employer_id,
    )
    # What is added up since a day is promised since that day; beside another stretch it would mislead.
    if found is not None and found.starts_on not in (None, question.cumulative_from) and _is_flow(question):
        return None
    return found


def _is_flow(question: Question) -> bool:
    from meedoen.steering.counted.questions import indicator_of

    return indicator_of(question.indicator).timing == "flow"
