"""“0” and “–” are different answers, and a question that cannot be answered is refused."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.counting import INDICATORS, Facts, Question, count, series
from meedoen.counting.refusals import (
    BreakdownNotAllowed,
    EmployerNeeded,
    FilterNotAllowed,
    UnknownIndicator,
    UnknownPlace,
)
from meedoen.primitives.period import Month, Quarter
from tests.unit.counting.situations import Situation

BANEN = "banenafspraak.banen"
Q4 = Quarter(2017, 4)


def test_a_month_in_which_only_others_work_is_nought() -> None:
    situation = Situation().placed(1, 1, date(2017, 1, 1))
    total = count(situation.facts, Question(BANEN, Q4)).total
    assert (total.value, total.hours_c, total.people) == (0, 0, 0)


def test_a_month_without_any_work_is_not_known() -> None:
    situation = Situation().placed(1, 1, date(2017, 1, 1), date(2017, 12, 1))
    reading = count(situation.facts, Question(BANEN, Q4, by=("form",)))
    assert not reading.is_known
    assert reading.cell(form="inleen").value is None


def test_a_part_without_rows_is_nought_where_the_month_is_known() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1))
    reading = count(situation.facts, Question(BANEN, Q4, by=("form",)))
    assert reading.cell(form="inleen").value == 0
    assert reading.cell(form="dienstverband").value == 1


def test_a_difference_needs_its_baseline() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1))
    assert count(situation.facts, Question("banenafspraak.extra_banen", Q4)).total.value is None


def test_nothing_is_known_after_the_last_month_the_facts_speak_about() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1))
    facts = Facts.from_columns(situation.columns, known_through=Month(2017, 11))
    found = series(facts, Question(BANEN, Q4), [Month(2017, 11), Month(2017, 12)])
    assert [reading.total.value for reading in found] == [1, None]


def test_a_hole_between_payroll_months_is_not_known() -> None:
    situation = Situation().registered(1)
    for month in (Month(2017, 10), Month(2017, 12)):
        situation.payroll(month.index, 1, 1, 11092, "inleen")
    spans = [Month(2017, 10), Month(2017, 11), Month(2017, 12)]
    found = series(situation.facts, Question(BANEN, Q4), spans)
    assert [reading.total.value for reading in found] == [1, None, 1]


def test_a_region_whose_municipalities_are_not_on_the_map_is_not_known() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1))
    assert count(situation.facts, Question(BANEN, Q4, region="AM01")).total.value == 0
    assert count(situation.facts, Question(BANEN, Q4, region="AM02")).total.value is None


def test_a_reading_names_its_definition_and_its_rules() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1))
    reading = count(situation.facts, Question(BANEN, Q4))
    assert (reading.indicator.code, reading.indicator.version) == (BANEN, 1)
    norms = {value.path: str(value.value) for value in reading.trace}
    assert norms["banenafspraak.uren_per_baan.maand"] == "110.92"


def test_every_indicator_says_in_dutch_what_it_counts() -> None:
    for indicator in INDICATORS.values():
        assert indicator.definition.endswith(".")
        assert indicator.name[0].isupper()


@pytest.mark.parametrize(
    ("question", "refusal", "words"),
    [
        (Question("banen", Q4), UnknownIndicator, "“banen” bestaat niet"),
        (Question("register.size", Q4, by=("sector",)), BreakdownNotAllowed, "ground, municipality, region"),
        (Question("register.size", Q4, employer_id=1), FilterNotAllowed, "employer_id"),
        (Question("employers.afspraakbanen", Q4), EmployerNeeded, "Kies een werkgever"),
        (Question(BANEN, Q4, region="AM99"), UnknownPlace, "“AM99” staat niet op de kaart"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    question: Question, refusal: type[Exception], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        count(Facts.from_columns({}), question)
