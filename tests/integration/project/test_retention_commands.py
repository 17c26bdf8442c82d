"""`meedoen retention`: the same as the pages, from a shell; a dry run writes nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from meedoen.access.models import JournalEntry
from meedoen.project.command import main
from meedoen.register.people.models import Person
from meedoen.register.privacy.models import RetentionNotice
from tests.factories import privacy, register

pytestmark = pytest.mark.django_db
OLD = date(2014, 1, 1)


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, ["retention", *words, "--region", "AM01"])


def test_from_plan_to_end() -> None:
    """Announced now, done when the notice has run out; by the installation itself."""
    privacy.term()
    person = register.person(registered_on=OLD, since=OLD, last_contact_on=OLD)
    for words in (("plan",), ("notify", "--dry-run"), ("run", "--dry-run")):
        shown = _run(*words)
        assert shown.exit_code == 0, shown.output
        assert "24 maanden" in shown.output
        assert "nog niet vastgesteld" in shown.output
        assert "kandidaten zonder plaatsing, Assen: 1, 0, 0, 0, 0" in shown.output
    assert not JournalEntry.objects.exists()
    assert not RetentionNotice.objects.exists()
    assert "Aangekondigd: 1" in _run("notify").output
    assert "Geanonimiseerd: 0. Vervallen: 0." in _run("run").output
    today = timezone.localdate()
    RetentionNotice.objects.update(noticed_on=today - timedelta(days=31), due_on=today)
    assert "Geanonimiseerd: 1. Vervallen: 0." in _run("run").output
    assert Person.objects.get(pk=person.pk).state == "anonymised"
    last = JournalEntry.objects.filter(deed="retention.run").latest("id")
    assert (last.actor_id, last.actor_name) == (None, "meedoen retention run")


def test_a_region_that_does_not_exist_is_refused_in_words() -> None:
    """Exit code 1, no trace."""
    refused = CliRunner().invoke(main, ["retention", "plan", "--region", "AM99"])
    assert refused.exit_code == 1
    assert "AM99" in refused.output
