"""What a job costs: laws that hold for every job, and many the same as one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules.answer import Answer
from meedoen.rules.charges import Employer, charges
from meedoen.rules.instruments import SUPPORT, Person, jobcoach, no_risk, proefplaatsing
from meedoen.rules.job import Employment
from meedoen.rules.job_cost import TITLES, job_cost
from meedoen.rules.known import known_on
from meedoen.rules.liv import liv
from meedoen.rules.lkv import KINDS, Claim, highest, lkv
from meedoen.rules.lkv_many import lkv_many
from meedoen.rules.refusal import NoValueForThisDay

DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
HOURS = st.integers(1, 6000).map(lambda hundredths: Decimal(hundredths) / 100)
JOBS = st.builds(
    Employment,
    hours=HOURS,
    full_time=st.sampled_from([Decimal(36), Decimal(38), Decimal(40)]),
    age=st.one_of(st.none(), st.integers(15, 70)),
    wage_part=st.sampled_from([Decimal(1), Decimal("1.1"), Decimal("1.2")]),
    loonwaarde=st.one_of(st.none(), st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)),
    support=st.sampled_from(SUPPORT),
    in_register=st.sampled_from([True, False, None]),
    has_declaration=st.sampled_from([True, False, None]),
    other_lkv=st.sampled_from([(), ("arbeidsgehandicapt",), ("ouder",)]),
    employer=st.builds(
        Employer,
        method=st.sampled_from(["flat", "table"]),
        is_small=st.booleans(),
        is_government=st.booleans(),
        is_permanent=st.booleans(),
    ),
)


@settings(max_examples=120, deadline=None)
@given(JOBS, DAYS)
def test_what_is_shown_adds_up_to_the_cent(job: Employment, day: date) -> None:
    cost = job_cost(job, day)
    assert cost.net_month.amount == sum(line.month for line in cost.lines)
    assert cost.net_year.amount == sum(line.year for line in cost.lines)
    assert cost.net_month.amount == cost.gross_month + sum(line.month for line in cost.paid_by_others)
    for line in cost.lines:
        assert line.month == line.month.quantize(Decimal("0.01"))
        assert (line.month > 0) == (line.payer == "employer") or not line.month


@settings(max_examples=120, deadline=None)
@given(JOBS, DAYS)
def test_every_instrument_says_whether_and_why(job: Employment, day: date) -> None:
    cost = job_cost(job, day)
    counted = {line.code for line in cost.paid_by_others}
    for one in cost.instruments:
        assert one.code in TITLES
        assert one.verdict == "yes" or one.remarks
        assert not (one.code in counted and one.verdict == "no")
        for remark in one.remarks:
            assert str(remark.words)
    codes = [one.code for one in cost.instruments]
    assert len(codes) == len(set(codes))


@settings(max_examples=80, deadline=None)
@given(JOBS, DAYS)
def test_at_most_one_allowance_by_the_payroll_counts_since_2018(job: Employment, day: date) -> None:
    codes = [line.code for line in job_cost(job, day).lines]
    assert sum(code.startswith(("lkv", "liv")) for code in codes) <= 1


@settings(max_examples=80, deadline=None)
@given(JOBS, DAYS)
def test_no_one_is_paid_to_employ_from_the_banenafspraak(job: Employment, day: date) -> None:
    """The higher loonkostenvoordeel of an arbeidsgehandicapte may be more than what is left of a youth wage;
    and below an hour a week the cents of the rounding are all there is."""
    job = replace(job, hours=max(job.hours, Decimal(1)), other_lkv=())
    assert job_cost(replace(job, employer=Employer()), day).net_month.amount > 0  # type: ignore[operator]


@settings(max_examples=100, deadline=None)
@given(JOBS, DAYS)
def test_a_higher_wage_never_costs_less(job: Employment, day: date) -> None:
    more = replace(job, wage_part=job.wage_part + Decimal("0.1"))
    assert job_cost(more, day).gross_month >= job_cost(job, day).gross_month


@pytest.mark.parametrize("support", ["wajong", "wia", "ww", "geen"])
def test_the_municipality_pays_only_for_its_own_people(support: str) -> None:
    job = Employment(hours=Decimal(32), loonwaarde=Decimal("0.5"), support=support)
    assert job_cost(job, date(2026, 7, 1)).instrument("lks").verdict == "no"


def test_the_forfait_of_a_running_job_counts_the_months_that_are_left() -> None:
    job = Employment(hours=Decimal(36), forfait=True, starts_on=date(2026, 3, 1))
    cost = job_cost(job, date(2026, 7, 1))
    line = next(one for one in cost.lines if one.code == "lks")
    assert line.year == 2 * line.month


def test_a_birthday_within_the_year_is_said() -> None:
    job = Employment(hours=Decimal(36), born_on=date(2008, 2, 29), loonwaarde=Decimal("0.5"))
    said = [str(one.words) for one in job_cost(job, date(2026, 7, 1)).remarks]
    assert any("Op 1 maart 2027 wordt deze werknemer 19 jaar" in words for words in said)


def test_an_assumed_value_makes_the_cost_assumed() -> None:
    job = Employment(hours=Decimal(36), loonwaarde=Decimal("0.5"))
    assert job_cost(job, date(2026, 1, 1)).net_month.is_assumed
    assert not job_cost(job, date(2026, 7, 1)).net_month.is_assumed


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hours": Decimal(61)}, "hours"),
        ({"full_time": Decimal(12)}, "full_time"),
        ({"wage_part": Decimal("0.9")}, "wage_part"),
        ({"wage_month": Decimal(0)}, "wage_month"),
        ({"wage_month": Decimal(2000)}, "wage_month"),
        ({"loonwaarde": Decimal("1.2")}, "loonwaarde"),
        ({"loonwaarde": Decimal("0.5"), "forfait": True}, "loonwaarde"),
        ({"starts_on": date(2027, 1, 1)}, "day"),
        ({"born_on": date(2027, 1, 1)}, "born_on"),
        ({"age": 14}, "age"),
        ({"support": "buurman"}, "support"),
        ({"other_lkv": ("los",)}, "other_lkv"),
        ({"employer": Employer(pension=Decimal("0.6"))}, "pension"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: dict[str, object], field: str) -> None:
    job = replace(Employment(hours=Decimal(32)), **change)  # type: ignore[arg-type]
    with pytest.raises(NotValid) as refusal:
        job_cost(job, date(2026, 7, 1))
    assert refusal.value.field == field


@pytest.mark.parametrize("day", [date(2012, 7, 1), date(2014, 12, 31), date(2027, 1, 1), date(2030, 1, 1)])
def test_a_day_without_values_is_refused_with_its_day(day: date) -> None:
    with pytest.raises(NoValueForThisDay, match=str(day.year)):
        job_cost(Employment(hours=Decimal(32)), day)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["banenafspraak", "arbeidsgehandicapt", "scholingsbelemmerd"]),
    st.integers(1, 878_400),
    st.dates(date(2018, 1, 1), date(2025, 12, 31)),
    st.integers(2018, 2025),
)
def test_many_is_the_same_as_one_to_the_cent(kind: str, hours: int, starts_on: date, year: int) -> None:
    if starts_on.year > year:
        return
    claim = Claim(kind=kind, year=year, hours=Decimal(hours) / 100, starts_on=starts_on, has_declaration=True)
    one = lkv(claim).amount or Decimal(0)
    first = max(starts_on, date(year, 1, 1))
    # The last day of three years, found month by month and apart from the rule.
    months = [month for month in range(first.month, 13) if _has_a_day(starts_on, year, month)]
    worked = 13 - first.month
    many = lkv_many(kind, np.array([hours]), np.array([len(months)]), np.array([worked]), first)
    assert int(one * 100) == int(many[0])


def _has_a_day(starts_on: date, year: int, month: int) -> bool:
    """Whether the month has a day before the third birthday of the job."""
    return (year, month, 1) < (starts_on.year + 3, starts_on.month, starts_on.day)


def test_the_highest_of_several_is_the_first_in_the_law_when_they_are_equal() -> None:
    same = Answer(Decimal(1000), "euro per jaar")
    found = highest({"liv": same, "banenafspraak": same, "arbeidsgehandicapt": same}, date(2024, 12, 31))
    assert found is not None
    assert found[0] == "arbeidsgehandicapt"
    assert highest({"banenafspraak": Answer(None, "euro per jaar")}, date(2024, 12, 31)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_loonkostenvoordeel_has_values_in_its_years(kind: str) -> None:
    for year in range(2018, 2026):
        claim = Claim(
            kind=kind, year=year, hours=Decimal(1000), starts_on=date(year, 1, 1), has_declaration=True
        )
        assert lkv(claim).amount


def test_the_lage_inkomensvoordeel_has_one_band_or_two_in_each_of_its_years() -> None:
    for year in range(2017, 2025):
        found = {liv(year, Decimal(1500), Decimal(cents) / 100).amount for cents in range(800, 1700)}
        assert len(found) == (3 if year < 2020 else 2)


def test_a_part_that_is_unknown_is_named_and_left_out() -> None:
    answer = charges(Decimal(2000), date(2025, 7, 1), Employer(method="table"))
    said = [str(remark.words) for remark in answer.remarks]
    assert any(words.startswith("Opslag kinderopvang telt niet mee") for words in said)
    assert known_on("werkgeverslasten.kinderopvang", date(2025, 7, 1)) is None


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SUPPORT), DAYS, st.sampled_from([True, False, None]), HOURS)
def test_the_others_answer_on_every_day(
    support: str, day: date, in_register: bool | None, hours: Decimal
) -> None:
    person = Person(support=support, starts_on=day, in_register=in_register, hours=hours)
    for instrument in (no_risk, jobcoach, proefplaatsing):
        one = instrument(person)
        assert all(deadline.on > day for deadline in one.deadlines)
        assert one.remarks


def test_twelve_months_over_the_turn_of_2026_keep_a_right_that_becomes_lasting() -> None:
    # Wtl art. 6.2 lid 1 b: three years would be over on 31 January 2026, but the right ran on 1 January.
    claim = Claim(
        kind="banenafspraak",
        year=2025,
        hours=Decimal(1664),
        starts_on=date(2023, 2, 1),
        has_declaration=True,
        from_day=date(2025, 7, 1),
    )
    answer = lkv(claim)
    assert answer.amount == Decimal("1680.64")
    assert "lkv.banenafspraak.lopend_in_2026" in {value.path for value in answer.trace}
    # Who left the register keeps what was left of the three years (lid 4).
    assert lkv(replace(claim, in_register=False)).amount == Decimal("980.37")
    # Over before the law changed: nothing comes back by itself.
    ended = lkv(replace(claim, starts_on=date(2023, 1, 1)))
    assert ended.amount == Decimal("840.32")


def test_a_forfait_that_began_before_2017_has_its_last_day() -> None:
    job = Employment(hours=Decimal(32), forfait=True, starts_on=date(2016, 11, 1))
    found = job_cost(job, date(2017, 2, 1)).instrument("lks")
    assert date(2017, 4, 30) in {one.on for one in found.deadlines}
