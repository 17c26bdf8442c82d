"""Small situations to count, said in a line each."""

from __future__ import annotations

from datetime import date
from typing import Any

from meedoen.counting import FACTS, Facts

Columns = dict[str, dict[str, list[Any]]]


class Situation:
    """Starts empty; each method adds one row and gives the situation back."""

    def __init__(self) -> None:
        self.columns: Columns = {name: {column: [] for column in FACTS[name]} for name in FACTS}

    def _add(self, table: str, *values: Any) -> Situation:
        for column, value in zip(FACTS[table], values, strict=True):
            self.columns[table][column].append(value)
        return self

    def registered(
        self,
        person: int,
        starts_on: date = date(2010, 1, 1),
        ends_before: date | None = None,
        because: str | None = None,
        ground: str = "1a",
    ) -> Situation:
        return self._add("REGISTRATION", person, ground, starts_on, ends_before, because)

    def lives_in(
        self,
        person: int,
        municipality: str,
        starts_on: date = date(2005, 1, 1),
        ends_before: date | None = None,
    ) -> Situation:
        return self._add("RESIDENCE", person, municipality, starts_on, ends_before)

    def sector(self, employer: int, year: int, sector: str) -> Situation:
        return self._add("SECTOR", employer, year, sector)

    def placed(
        self,
        placement: int,
        person: int,
        starts_on: date,
        ends_before: date | None = None,
        *,
        kind: str = "dienstverband",
        employer: int | None = 1,
        workplace: int | None = 1,
        work_municipality: str | None = None,
        is_new_job: bool | None = True,
        programme: str | None = None,
        hours_week_c: int | None = 2550,
    ) -> Situation:
        self._add(
            "PLACEMENT",
            placement,
            person,
            kind,
            employer,
            workplace,
            work_municipality,
            starts_on,
            ends_before,
            is_new_job,
            programme,
        )
        return self if hours_week_c is None else self.contract(placement, hours_week_c, starts_on)

    def contract(
        self, placement: int, hours_week_c: int, starts_on: date, ends_before: date | None = None
    ) -> Situation:
        return self._add("CONTRACT", placement, starts_on, ends_before, hours_week_c)

    def paid(self, placement: int, month: int, hours_c: int) -> Situation:
        return self._add("PAID", placement, month, hours_c)

    def payroll(self, month: int, person: int, employer: int, hours_c: int, form: str) -> Situation:
        return self._add("PAYROLL", month, person, employer, hours_c, form)

    @property
    def facts(self) -> Facts:
        return Facts.from_columns(self.columns)
