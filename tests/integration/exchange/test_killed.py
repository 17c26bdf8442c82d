"""Imports by workers of their own, on a database of their own: killed halfway, begun again, two at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated
from tests.guards.tree import ROOT

BEGIN = """
import django; django.setup()
from datetime import date
from django.utils import timezone
from meedoen.access.actors import actor_for
from meedoen.access.models import Account, Assignment, Organisation
from meedoen.access.tasks.models import LongTask
from meedoen.exchange.imports import later, people, services
from meedoen.exchange.imports.models import ImportFile
from meedoen.register.people.models import Person
today = timezone.localdate()
def actor():
    return actor_for(Account.objects.select_related("organisation").get(), today)
def tried():
    content = "Naam;Geboortedatum;Woongemeente\\n" + "".join(
        f"Iemand Nummer{n};{1 + n % 28:02}-01-{1960 + n % 40};Assen\\n" for n in range(40)
    )
    file = services.offer_file(actor(), "people", "a.csv", content.encode(), today=today)
    services.map_columns(actor(), file.pk, file.mapping, is_read_well=True, today=today)
    services.try_file(actor(), file.pk, today=today)
    return file.pk
"""
FILL = """
made = Organisation.objects.create(
    name="Assen", kind="municipality", region="AM01", municipality="GM0106", starts_on=date(2010, 1, 1))
account = Account.objects.create(email="a@voorbeeld.example", name="A", organisation=made)
Assignment.objects.create(account=account, role="consulent", starts_on=date(2010, 1, 1))
"""
ASK = """
later.AT_ONCE = 0
print(later.begin_import(actor(), ImportFile.objects.get().pk, today=today, at=timezone.now()).pk)
"""
KILLED = """
import os, signal
from django.core.management import call_command
real = people.register_people
def killed(*arguments, **names):
    real(*arguments, **names)
    os.kill(os.getpid(), signal.SIGKILL)
people.register_people = killed
call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
"""
STATE = """
tasks = [(one.state, one.words) for one in LongTask.objects.order_by("pk")]
print(Person.objects.count(), [one.state for one in ImportFile.objects.order_by("pk")], tasks)
"""
AT_ONCE = """
import pathlib, sys, time
file = tried()
ready = pathlib.Path(sys.argv[1])
ready.with_name(f"{ready.name}-{file}").touch()
while len(list(ready.parent.glob(f"{ready.name}-*"))) < 2:
    time.sleep(0.01)
print(services.import_file(actor(), file, today=today)["new"])
"""


class Elsewhere:
    """A database in a folder, and processes that work on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'rows.sqlite3'}",
            "MEEDOEN_VAR": str(folder),
            "MEEDOEN_SECRET_KEY": "only-for-tests-" + "0" * 40,
            "DJANGO_SETTINGS_MODULE": "meedoen.project.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }

    def begin(self, script: str, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", BEGIN + script, *words]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def run(self, script: str) -> str:
        process = self.begin(script)
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return said.strip()

    def work(self) -> None:
        command = [sys.executable, "-m", "meedoen.project.command", "work", "--once"]
        subprocess.run(command, env=self.environment, check=True, timeout=120, cwd=ROOT)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database that each test begins with."""
    made = Elsewhere(tmp_path_factory.mktemp("filled"))
    shutil.copy(migrated.file(), made.folder / "rows.sqlite3")
    made.run(FILL)
    return made.folder


@pytest.fixture
def elsewhere(filled: Path, tmp_path: Path) -> Elsewhere:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    return Elsewhere(tmp_path)


def test_a_worker_that_is_killed_leaves_nothing_and_the_next_one_says_so(elsewhere: Elsewhere) -> None:
    elsewhere.run("tried()" + ASK)
    killed = elsewhere.begin(KILLED)
    killed.communicate(timeout=120)
    assert killed.returncode == -9
    assert elsewhere.run(STATE) == "0 ['tried'] [('running', '')]"
    elsewhere.work()
    people, words = elsewhere.run(STATE).split(" ", 1)
    assert people == "0"
    assert words.startswith("['tried'] [('failed', 'Het werk is afgebroken.")
    elsewhere.run(ASK)
    elsewhere.work()
    assert elsewhere.run(STATE).startswith("40 ['imported']")


def test_of_two_imports_at_once_the_second_finds_what_the_first_wrote(elsewhere: Elsewhere) -> None:
    ready = str(elsewhere.folder / "ready")
    both = [elsewhere.begin(AT_ONCE, ready) for _turn in range(2)]
    said = sorted(int(one.communicate(timeout=120)[0]) for one in both)
    assert said == [0, 40]
    assert elsewhere.run(STATE).startswith("40 ['imported', 'imported']")
