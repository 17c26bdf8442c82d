"""Asks the engine everything that was published, from one state of the rows; prints the answers as JSON."""

from __future__ import annotations

import json
import sys
from datetime import date

import django

django.setup()

from meedoen.counting import Question  # noqa: E402 - after setup
from meedoen.primitives.period import parse_span  # noqa: E402
from meedoen.register.employers.models import Employer  # noqa: E402
from meedoen.steering.counted.facts_of_register import current_facts  # noqa: E402

PLAN = {"region": "AM01", "programme": "1000_banenplan"}
SINCE = date(2018, 3, 1)


def main() -> None:
    facts = current_facts()

    def count(indicator: str, span: str, **narrowed: object) -> dict[str, int]:
        reading = facts.count(Question(indicator, parse_span(span), **narrowed))
        found = {"/".join(cell.dims.values()): int(cell.value) for cell in reading.cells}
        return {**found, "total": int(reading.total.value)}

    extra = {
        span: count("banenafspraak.extra_banen", span, region="AM01", by=("form", "sector"))
        for span in ("2016Q3", "2016Q4", "2017Q3", "2017Q4")
    }
    groningen = Employer.objects.get(name="Gemeente Groningen").pk
    months = ("2021-04", "2021-05", "2022-02", "2022-03")
    answers = {
        "extra": extra,
        "newness": count("banenafspraak.extra_banen", "2017Q4", region="AM01", by=("form", "newness")),
        "baseline": count("banenafspraak.banen", "2012-12", region="AM01"),
        "employer": count("employers.afspraakbanen", "2017Q4", employer_id=groningen),
        "lasting_24h": count("placements.lasting_24h", "2018", **PLAN),
        "lasting": {
            m: count("placements.lasting", m, cumulative_from=SINCE, **PLAN)["total"] for m in months
        },
        "beschut": count("beschut_werk.filled", "2019", municipality="GM1708"),
    }
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
