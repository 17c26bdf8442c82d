"""`meedoen match`: a round from a shell, and the same again."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from meedoen.project.command import main
from meedoen.register.rounds.models import Round
from tests.factories import rounds

pytestmark = pytest.mark.django_db


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, ["match", *words])


def test_a_round_is_made_and_repeated() -> None:
    day = timezone.localdate()
    rounds.seeker(today=day)
    rounds.mowing()
    made = _run("round", "--day", day.isoformat(), "--format", "json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.output)
    assert (told["placed"], told["points"]) == (1, told["bound"])
    again = _run("repeat", told["number"], "--format", "json")
    assert again.exit_code == 0, again.output
    assert json.loads(again.output)["is_same"]
    rounds.mowing()
    rounds.seeker(today=day)
    assert _run("repeat", told["number"]).exit_code == 1


def test_what_cannot_be_is_said_and_not_kept() -> None:
    rounds.seeker(today=timezone.localdate())
    for words in (["--day", "2001-01-01"], ["--share-by", "x", "--share", "80"], ["--share", "veel"], []):
        wrong = _run("round", *words)
        assert (wrong.exit_code, Round.objects.count()) == (1, 0), words
    assert _run("repeat", "R-0009").exit_code == 1
