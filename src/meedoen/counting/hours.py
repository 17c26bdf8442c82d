"""Hours per month and placement: paid hours where they are known, else estimated from the contract."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from meedoen.counting.facts import Facts
from meedoen.counting.joins import FAR_DAY, join_overlapping
from meedoen.counting.law import Law
from meedoen.counting.question import UNKNOWN
from meedoen.primitives.period import Month

EMPLOYMENT = "dienstverband"
HIRED = "inleen"
NO_PROGRAMME = "geen"
EPOCH = date(1970, 1, 1)
_CALENDAR = range(Month(1950, 1).index, Month(2150, 1).index)

WORK = (
    "month",
    "placement_id",
    "person_id",
    "employer_id",
    "workplace_employer_id",
    "kind",
    "form",
    "work_municipality",
    "newness",
    "programme",
    "hours_c",
)


def day_number(day: ir.Column) -> ir.Column:
    """Days since 1970, so that every backend compares and subtracts whole numbers."""
    return day.delta(ibis.date(EPOCH), unit="day").cast("int64")


def end_number(day: ir.Column) -> ir.Column:
    return day_number(day).fill_null(FAR_DAY)


def number_of(day: date) -> int:
    return (day - EPOCH).days


def _month_number(day: ir.Column) -> ir.Column:
    return (day.year().cast("int64") * 12 + day.month() - 1).cast("int64")


def in_months(column: ir.Column, months: Iterable[int]) -> ir.Column:
    """Consecutive months as a range, because that is what Parquet row groups can be skipped by."""
    wanted = sorted(set(months))
    if wanted and wanted[-1] - wanted[0] == len(wanted) - 1:
        return column.between(wanted[0], wanted[-1])
    return column.isin(wanted)


def of_months(facts: Facts, table: ir.Table, name: str, months: tuple[int, ...] | None) -> ir.Table:
    """Rows of these months; None means the months that are asked now."""
    if months is not None:
        return table.filter(in_months(table[name], months))
    asked = facts.asked()
    return table.semi_join(asked, [table[name] == asked.slot_month])


def calendar(facts: Facts) -> ir.Table:
    """cal_month with the numbers of its first day and the day after it, and its days."""
    return facts.prepared(_make_calendar)


def _make_calendar(facts: Facts) -> ir.Table:
    return facts.materialise("CALENDAR", _calendar())


@cache
def _calendar() -> pa.Table:
    months = [Month.from_index(index) for index in _CALENDAR]
    columns = {
        "cal_month": [month.index for month in months],
        "cal_first": [number_of(month.first_day) for month in months],
        "cal_next": [number_of(month.next_first_day) for month in months],
        "cal_days": [month.days for month in months],
    }
    return pa.table(columns)


def placements(facts: Facts) -> ir.Table:
    """Placements with their days as numbers and their open words filled in."""
    placement = facts.table("PLACEMENT")
    return placement.select(
        "placement_id",
        "person_id",
        "employer_id",
        workplace_employer_id=placement.workplace_employer_id,
        kind=placement.kind,
        work_municipality=placement.work_municipality.fill_null(UNKNOWN),
        newness=ibis.cases((placement.is_new_job, "new"), (~placement.is_new_job, "existing"), else_=UNKNOWN),
        programme=placement.programme.fill_null(NO_PROGRAMME),
        begins=day_number(placement.starts_on),
        stops=end_number(placement.ends_before),
        begin_month=_month_number(placement.starts_on),
        stop_month=_month_number(placement.ends_before)
        - ibis.cases((placement.ends_before.day() == 1, 1), else_=0),
    )


def work(facts: Facts, law: Law, months: tuple[int, ...] | None) -> ir.Table:
    """One row per month and placement of a kind that counts, and per payroll row; hours_c is never 0."""
    if not facts.has("PAYROLL"):
        return _placed(facts, law, months)
    payroll = _payroll(facts, months)
    if not facts.has("PLACEMENT"):
        return payroll
    placed = _placed(facts, law, months)
    return ibis.union(placed, payroll.cast(dict(placed.schema())))


def _placed(facts: Facts, law: Law, months: tuple[int, ...] | None) -> ir.Table:
    hours = _estimated(facts, law, months)
    if facts.has("PAID"):
        paid = facts.table("PAID")
        paid = (
            of_months(facts, paid, "month", months)
            .group_by("month", "placement_id")
            .agg(hours_c=paid.hours_c.sum())
        )
        estimated = hours.anti_join(paid, ["month", "placement_id"])
        hours = ibis.union(estimated, paid.select(estimated.columns))
    placement = _counting(placements(facts), law).drop("begins", "stops", "begin_month", "stop_month")
    joined = hours.filter(hours.hours_c != 0).join(placement, "placement_id")
    form = ibis.cases((joined.kind.isin(law.employment_kinds), EMPLOYMENT), else_=HIRED)
    return joined.mutate(form=form).select(*WORK)


def _estimated(facts: Facts, law: Law, months: tuple[int, ...] | None) -> ir.Table:
    """half_up(hours a week × norm a month × days in force / (norm a week × days in the month)) per contract.

    Division is exact enough on every backend: the quotient stays below 2**40, and where it is not whole
    it is at least one part in 160.000 away from whole, far more than the error of a double.
    """
    contract = facts.table("CONTRACT")
    placement = _counting(placements(facts), law).select("placement_id", "begins", "stops")
    contract = contract.select(
        "placement_id",
        "hours_week_c",
        c_begins=day_number(contract.starts_on),
        c_stops=end_number(contract.ends_before),
    ).join(placement, "placement_id")
    running = contract.select(
        "placement_id",
        "hours_week_c",
        runs_from=ibis.greatest(contract.c_begins, contract.begins),
        runs_to=ibis.least(contract.c_stops, contract.stops),
    ).filter(lambda t: t.runs_from < t.runs_to)
    asked = of_months(facts, calendar(facts), "cal_month", months)
    dated = join_overlapping(facts, running, asked, ("runs_from", "runs_to"), ("cal_first", "cal_next"))
    days = ibis.least(dated.runs_to, dated.cal_next) - ibis.greatest(dated.runs_from, dated.cal_first)
    whole = dated.cal_days * law.norm_week_c
    twice = dated.hours_week_c * days * (2 * law.norm_month_c) + whole
    hours = dated.select("placement_id", month=dated.cal_month, hours_c=(twice // (whole * 2)).cast("int64"))
    return hours.group_by("month", "placement_id").agg(hours_c=hours.hours_c.sum())


def _counting(placement: ir.Table, law: Law) -> ir.Table:
    return placement.filter(placement.kind.isin(law.kinds))


def _payroll(facts: Facts, months: tuple[int, ...] | None) -> ir.Table:
    """As narrow as the file has it: widening a hundred million ids costs a tenth of the count."""
    payroll = facts.table("PAYROLL")
    payroll = of_months(facts, payroll, "month", months)
    payroll = payroll.filter(payroll.hours_c != 0)
    unknown = ibis.literal(UNKNOWN)
    return payroll.select(
        "month",
        "person_id",
        "employer_id",
        "form",
        "hours_c",
        placement_id=ibis.null("int64"),
        workplace_employer_id=ibis.null("int64"),
        kind=unknown,
        work_municipality=unknown,
        newness=unknown,
        programme=unknown,
    ).select(*WORK)
