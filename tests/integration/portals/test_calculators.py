"""Pages that compute: open to everyone, and no input that breaks them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from meedoen.portals.calculators.offered import OFFERED
from meedoen.project.commands.rules import rules

LKS = "/rekenen/loonkostensubsidie/"
KOEN = {"loonwaarde": "60", "hours": "32", "full_time": "36", "day": "2026-07-01"}


@pytest.mark.django_db
@pytest.mark.parametrize("one", OFFERED, ids=lambda one: one.url_name)
def test_each_opens_without_signing_in(one: object, client: Client) -> None:
    page = client.get(reverse(one.url_name))  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert str(one.title) in page.content.decode()  # type: ignore[attr-defined]


def test_an_amount_comes_with_its_steps_and_articles(client: Client) -> None:
    text = client.get(LKS, KOEN).content.decode()
    assert "€\u00a01.121,76" in text
    assert "Participatiewet art. 10d lid 4" in text
    assert "Vanaf 1 januari 2027: geen waarde voor deze dag" in text
    assert "steunt op iets dat wij niet in een bron hebben gelezen" not in text


def test_an_assumed_value_is_said(client: Client) -> None:
    text = client.get(LKS, {**KOEN, "day": "2026-01-01"}).content.decode()
    assert "€\u00a01.101,31" in text
    assert "steunt op iets dat wij niet in een bron hebben gelezen" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"loonwaarde": "120"}, "van 0% t/m 100%"),
        ({"loonwaarde": "-10"}, "Schrijf een percentage"),
        ({"loonwaarde": "0,60"}, "60 in plaats van 0,60"),
        ({"loonwaarde": "zestig"}, "Schrijf een percentage"),
        ({"loonwaarde": ""}, "Vul de loonwaarde in"),
        ({"hours": "0"}, "meer dan 0"),
        ({"hours": "61"}, "hoogstens 60"),
        ({"hours": "999999999"}, "hoogstens 60"),
        ({"age": "14"}, "begint bij 15 jaar"),
        ({"age": "9" * 30}, "begint bij 15 jaar"),
        ({"day": "2012-07-01"}, "Geen waarde voor deze dag"),
        ({"day": "2030-01-01"}, "Geen waarde voor deze dag"),
        ({"day": "gisteren"}, "Vul een datum in"),
        ({"starts_on": "2026-08-01"}, "Kies een dag op of na"),
        ({"full_time": "12"}, "Selecteer"),
        ({"hours": "3\x002"}, "uren"),
        ({"loonwaarde": "", "forfait": "on", "day": "2016-01-01"}, "een forfait kan sinds 2017"),
    ],
)
def test_what_cannot_be_computed_says_why(change: dict[str, str], said: str, client: Client) -> None:
    page = client.get(LKS, {**KOEN, **change})
    text = page.content.decode()
    assert page.status_code == 200
    assert said in text
    assert "md-number__value" not in text


def test_percentages_may_have_their_sign(client: Client) -> None:
    assert "€\u00a01.121,76" in client.get(LKS, {**KOEN, "loonwaarde": "60%"}).content.decode()


def test_nothing_is_sent_to_a_page_that_computes(client: Client) -> None:
    assert client.post(LKS, KOEN).status_code == 405


def test_the_command_answers_as_the_page() -> None:
    asked = ["lks", "--loonwaarde", "0.60", "--hours", "32", "--full-time", "36", "--day", "2026-07-01"]
    text = CliRunner().invoke(rules, asked)
    assert text.exit_code == 0
    assert "1.121,76" in text.output
    assert '"amount": "1121.76"' in CliRunner().invoke(rules, [*asked, "--format", "json"]).output


@pytest.mark.parametrize("wrong", [["1.2"], ["-0.1"], ["60"], ["nan"], ["1e400"]])
def test_the_command_refuses_in_words(wrong: list[str]) -> None:
    asked = ["lks", "--hours", "32", "--day", "2026-07-01", "--loonwaarde", *wrong]
    answer = CliRunner().invoke(rules, asked)
    assert answer.exit_code in (1, 2)
    assert "Error" in answer.output
    assert answer.exception is None or isinstance(answer.exception, SystemExit)


def test_the_instruments_beside_money_say_who_decides_and_until_when() -> None:
    asked = ["instruments", "--day", "2026-07-01", "--in-register", "yes", "--lks", "--loonwaarde", "60%"]
    text = CliRunner().invoke(rules, asked)
    assert text.exit_code == 0
    assert "no_risk: geldt, beslist: uwv" in text.output
    assert "31 december 2026" in text.output
    assert '"verdict": "yes"' in CliRunner().invoke(rules, [*asked, "--format", "json"]).output


@pytest.mark.parametrize("day", ["2018-07-01", "2021-07-01", "2023-01-15"])
def test_a_household_without_a_norm_leaves_the_others_standing(day: str, client: Client) -> None:
    asked = {"household": "at_home_no_right", "loonwaarde": "50", "hours": "36", "wage_level": "100"}
    page = client.get("/rekenen/vergelijking/", {**asked, "age": "19", "day": day})
    assert page.status_code == 200
    assert "Dezelfde baan in een ander huishouden" in page.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_command_refuses_a_day_at_the_end_of_the_calendar(day: str) -> None:
    answer = CliRunner().invoke(rules, ["lks", "--hours", "32", "--forfait", "--day", day])
    assert answer.exit_code == 2
    assert "is geen dag" in answer.output
