"""`meedoen employers` and `meedoen programmes`: the same services as the pages, done by the installation."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from meedoen.access.models import JournalEntry
from meedoen.project.command import main
from meedoen.register.employers.models import SectorYear
from meedoen.register.programmes.models import Programme
from tests.factories import register

pytestmark = pytest.mark.django_db


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_the_sectors_of_a_year_are_fixed_once() -> None:
    year = timezone.localdate().year
    employers = [register.employer(years=[2017]) for _turn in range(3)]
    done = _run("employers", "fix-sectors", "--year", str(year))
    assert done.exit_code == 0, done.output
    assert "3 werkgevers" in done.output
    fixed = SectorYear.objects.filter(year=year)
    assert set(fixed.values_list("employer_id", flat=True)) == {one.pk for one in employers}
    entries = JournalEntry.objects.filter(deed="employer.fix_sector")
    assert list(entries.values_list("actor_id", "actor_name").distinct()) == [
        (None, "meedoen employers fix-sectors")
    ]
    again = _run("employers", "fix-sectors", "--year", str(year))
    assert (again.exit_code, fixed.count()) == (0, 3)
    assert "geen werkgever zonder sector" in again.output


def test_a_year_that_has_not_begun_is_refused_in_words() -> None:
    register.employer(years=[2017])
    refused = _run("employers", "fix-sectors", "--year", str(timezone.localdate().year + 1))
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: Kies een jaar van ")
    assert SectorYear.objects.count() == 1


def test_a_programme_is_registered_through_its_last_day() -> None:
    asked = ("programmes", "register", "banenplan", "1000-banenplan", "--region", "AM01")
    done = _run(*asked, "--from", "2017-01-01", "--until", "2019-12-31")
    assert done.exit_code == 0, done.output
    made = Programme.objects.get(code="banenplan")
    assert (made.name, made.region) == ("1000-banenplan", "AM01")
    assert (made.starts_on, made.ends_before) == (date(2017, 1, 1), date(2020, 1, 1))
    entry = JournalEntry.objects.get(deed="programme.register")
    assert (entry.actor_id, entry.actor_name) == (None, "meedoen programmes register")
    again = _run(*asked, "--from", "2017-01-01")
    assert again.exit_code == 1
    assert "al een programma met deze code" in again.output


@pytest.mark.parametrize(
    ("code", "region", "more", "exit_code"),
    [
        ("Banen Plan", "AM01", (), 1),
        ("banenplan", "AM99", (), 1),
        ("banenplan", "AM01", ("--until", "2016-01-01"), 1),
        ("banenplan", "AM01", ("--until", "9999-12-31"), 2),
        ("banenplan", "AM01", ("--until", "morgen"), 2),
    ],
)
def test_a_programme_that_cannot_be_is_refused(
    code: str, region: str, more: tuple[str, ...], exit_code: int
) -> None:
    asked = ("programmes", "register", code, "Banenplan", "--region", region, "--from", "2017-01-01")
    assert _run(*asked, *more).exit_code == exit_code
    assert not Programme.objects.exists()
