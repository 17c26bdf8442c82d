"""Every case that a lawyer wrote down comes out as written."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import value_on
from meedoen.rules.files import read_yaml
from meedoen.rules.lasting import lasting_of, reached_on
from meedoen.rules.places import municipalities_of, municipality_on
from meedoen.rules.refusal import NoValueForThisDay, PlaceNotOnThisDay
from meedoen.rules.registration import counts_until
from meedoen.rules.sector import sector_of
from tests.cases import asked_cost, asked_jaarwisseling, asked_lks, asked_quotum, asked_vergelijking

HERE = Path(__file__).parent
CASES = [case for path in sorted(HERE.glob("*.yaml")) for case in read_yaml(path.read_text("utf-8"))]
KEYS = {"naam", "dag", "vraag", "invoer", "antwoord", "bron"}


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "geen" if value is None else str(value)


def worth(day: date, given: dict[str, Any]) -> object:
    return value_on(given["parameter"], day).value


def counts(day: date, given: dict[str, Any]) -> object:
    if "grond" in given:
        listed = given["grond"] in value_on("banenafspraak.gronden", day).items
        assert listed == value_on(f"banenafspraak.grond.{given['grond']}", day).is_true
        return listed
    return value_on(f"banenafspraak.soort.{given['soort']}", day).text


def end(day: date, given: dict[str, Any]) -> object:
    return counts_until(day, given["reden"], given["grond"], read_on=given.get("gelezen_op"))[0]


def sector(day: date, given: dict[str, Any]) -> object:
    share = Decimal(given["deel"]) if "deel" in given else None
    return sector_of(given["overheid"] == "ja", given["sectorfonds"] == "ja", share, day)


def municipality(day: date, given: dict[str, Any]) -> object:
    return municipality_on(given["code"], day).name


def size_of_the_map(day: date, given: dict[str, Any]) -> object:
    return len(municipalities_of(given["regio"], day))


def is_lasting(day: date, given: dict[str, Any]) -> object:
    rule = lasting_of(given["programma"], day)
    return day >= reached_on(given["begin"], rule.months) and Decimal(given["uren"]) >= rule.hours_week


ASKED: dict[str, Callable[[date, dict[str, Any]], object]] = {
    "waarde": worth,
    "telt": counts,
    "einde": end,
    "sector": sector,
    "gemeente": municipality,
    "kaart": size_of_the_map,
    "duurzaam": is_lasting,
    **asked_lks.ASKED,
    **asked_cost.ASKED,
    **asked_quotum.ASKED,
    **asked_jaarwisseling.ASKED,
    **asked_vergelijking.ASKED,
}


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_a_case_comes_out_as_written(case: dict[str, Any]) -> None:
    assert set(case) == KEYS
    assert case["bron"]
    ask = ASKED[case["vraag"]]
    if case["antwoord"] == "fout":
        with pytest.raises((NoValueForThisDay, PlaceNotOnThisDay), match=str(case["dag"].year)):
            ask(case["dag"], case["invoer"])
    elif case["antwoord"] == "geweigerd":
        with pytest.raises(NotValid):
            ask(case["dag"], case["invoer"])
    else:
        assert in_words(ask(case["dag"], case["invoer"])) == str(case["antwoord"])


def test_there_are_enough_cases_and_no_name_is_used_twice() -> None:
    names = [case["naam"] for case in CASES]
    assert len(names) == len(set(names)) >= 150
