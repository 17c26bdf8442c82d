"""The first administrator, and an installation that is not safe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core.checks import run_checks
from django.test import Client

from meedoen.access.models import Account, JournalEntry, Organisation
from meedoen.project.command import main


def _begin(**changed: str) -> Result:
    given = {
        "region": "AM01",
        "organisation": "Werk in Zicht",
        "name": "Jan Jansen",
        "email": "jan@regio.example",
    }
    words = [word for name, value in (given | changed).items() for word in (f"--{name}", value)]
    return CliRunner().invoke(main, ["accounts", "begin", *words])


@pytest.mark.django_db
def test_the_first_administrator_comes_in_by_the_link() -> None:
    answer = _begin()
    assert answer.exit_code == 0, answer.output
    (path,) = re.findall(r"^(/toegang/\S+)$", answer.output, re.MULTILINE)
    assert Client().get(path, follow=True).context["form"] is not None
    account = Account.objects.get(email="jan@regio.example")
    assert account.organisation.kind == "region"
    assert list(account.assignments.values_list("role", flat=True)) == ["administrator"]
    assert Organisation.objects.filter(kind="municipality", region="AM01").count() > 14
    assert JournalEntry.objects.filter(deed="account.invite", actor=None).count() == 1


@pytest.mark.django_db
def test_there_is_one_first_administrator() -> None:
    _begin()
    again = _begin(name="Piet Pietersen", email="piet@regio.example")
    assert again.exit_code == 1
    assert "heeft al een beheerder" in again.output
    assert not Account.objects.filter(email="piet@regio.example").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"region": "AM99"}, {"email": "geen-adres"}, {"name": ""}])
def test_a_beginning_that_can_not_be_leaves_nothing(changed: dict[str, str]) -> None:
    answer = _begin(**changed)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
    assert not Organisation.objects.exists()
    assert not JournalEntry.objects.exists()


def _faults() -> set[str | None]:
    return {fault.id for fault in run_checks() if fault.level >= 40}


def test_an_installation_without_a_second_factor_is_only_for_a_demo(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR, settings.DEMO = False, False
    assert "meedoen.E002" in _faults()
    settings.DEMO = True
    assert "meedoen.E002" not in _faults()


def test_a_sign_in_service_is_reached_over_tls(settings: Any) -> None:
    settings.DEMO = False
    settings.SIGN_IN_SERVICES = [{"provider_id": "assen", "settings": {"server_url": "http://assen.example"}}]
    assert "meedoen.E003" in _faults()
    settings.SIGN_IN_SERVICES = [
        {"provider_id": "assen", "settings": {"server_url": "https://assen.example"}}
    ]
    assert "meedoen.E003" not in _faults()


def test_an_installation_says_that_its_mail_reaches_nobody(settings: Any) -> None:
    def warned() -> bool:
        return "meedoen.W002" in {fault.id for fault in run_checks()}

    settings.EMAIL_BACKEND, settings.DEMO = "django.core.mail.backends.filebased.EmailBackend", False
    assert warned()
    settings.DEMO = True
    assert not warned()
    settings.EMAIL_BACKEND, settings.DEMO = "django.core.mail.backends.smtp.EmailBackend", False
    assert not warned()


@pytest.mark.parametrize(
    ("mail", "known"),
    [
        ("", "filebased True None 0 False False"),
        ("smtp+tls://naam:geheim@post.example:587", "smtp False post.example 587 True False"),
        ("smtp+ssl://naam:geheim@post.example:465", "smtp False post.example 465 False True"),
        ("smtp://post.example", "smtp False post.example 0 False False"),
    ],
)
def test_mail_goes_where_the_environment_says(mail: str, known: str, tmp_path: Path) -> None:
    asked = (
        "from meedoen.project import settings as s; print(s.EMAIL_BACKEND.split('.')[-2], "
        "s.EMAIL_FILE_PATH == str(s.VAR / 'mail'), s.EMAIL_HOST, s.EMAIL_PORT, "
        "s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"
    )
    there = os.environ | {"MEEDOEN_VAR": str(tmp_path)} | ({"MEEDOEN_MAIL": mail} if mail else {})
    told = subprocess.run(
        [sys.executable, "-c", asked], env=there, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == known
