"""The journal: chained, append-only, and honest about what was done to it."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from meedoen.access import journal
from meedoen.access.deeds import SUBJECTS
from meedoen.access.models import JournalEntry
from meedoen.project.command import main
from tests.factories import access
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db


@contextmanager
def _triggers_off() -> Iterator[None]:
    """As someone with the keys of the database would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal%'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


@pytest.fixture
def written(cast: Cast) -> list[JournalEntry]:
    """Ten entries, of one deed each."""
    for number in range(10):
        journal.enter(cast.alice.actor, "placement.register", "placement", number, detail={"uren": "25,5"})
    return list(JournalEntry.objects.order_by("pk"))


def test_a_chain_starts_at_the_beginning_and_holds(written: list[JournalEntry]) -> None:
    assert written[0].previous_hash == journal.GENESIS
    for before, after in itertools.pairwise(written):
        assert after.previous_hash == before.hash
    chain = journal.check_chain()
    assert chain.holds
    assert (chain.checked, chain.last_id, chain.last_hash) == (10, written[-1].pk, written[-1].hash)
    assert chain.last_at == written[-1].at


def test_many_at_once_make_the_same_chain(cast: Cast) -> None:
    journal.enter_many(
        cast.alice.actor,
        (
            journal.Note("person.register", "person", str(number), {1: "a", 10: "b", 2: "c"})
            for number in range(2100)
        ),  # type: ignore[dict-item]
    )
    journal.enter(cast.bob.actor, "person.see", "person", 7, is_look=True)
    assert journal.check_chain().checked == 2101
    assert journal.first_broken_entry() is None


def test_the_latest_entries_alone_can_be_followed(written: list[JournalEntry]) -> None:
    chain = journal.check_chain(latest=3)
    assert (chain.checked, chain.last_id, chain.holds) == (3, written[-1].pk, True)
    assert journal.check_chain(latest=500).checked == 10


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("deed", "placement.end"),
        ("actor_name", "Iemand Anders"),
        ("subject_id", "99"),
        ("is_look", True),
        ("detail", {"uren": "36"}),
        ("previous_hash", "f" * 64),
        ("hash", "f" * 64),
        ("organisation", None),
        ("actor", None),
    ],
)
def test_a_change_is_found_where_it_was_made(written: list[JournalEntry], column: str, value: object) -> None:
    changed = written[4].pk
    with _triggers_off():
        JournalEntry.objects.filter(pk=changed).update(**{column: value})
    chain = journal.check_chain()
    assert chain.broken_id == changed
    assert (chain.checked, chain.last_id) == (4, written[3].pk)


def test_a_changed_moment_is_found(written: list[JournalEntry]) -> None:
    with _triggers_off():
        JournalEntry.objects.filter(pk=written[4].pk).update(at=written[0].at)
    assert journal.first_broken_entry() == written[4].pk


def test_an_entry_that_was_taken_out_is_found(written: list[JournalEntry]) -> None:
    with _triggers_off():
        JournalEntry.objects.filter(pk=written[4].pk).delete()
    assert journal.first_broken_entry() == written[5].pk


def test_a_tail_that_was_cut_off_shows_only_by_what_was_noted_elsewhere(written: list[JournalEntry]) -> None:
    last = written[-1]
    assert journal.has_entry(last.pk, last.hash)
    with _triggers_off():
        JournalEntry.objects.filter(pk=last.pk).delete()
    assert journal.check_chain().holds
    assert not journal.has_entry(last.pk, last.hash)


def test_the_database_refuses_to_change_or_delete(written: list[JournalEntry]) -> None:
    before = list(JournalEntry.objects.order_by("pk").values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        JournalEntry.objects.filter(pk=written[0].pk).update(deed="iets anders")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        written[0].delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        JournalEntry.objects.all().delete()
    assert list(JournalEntry.objects.order_by("pk").values()) == before


def test_a_deed_that_fails_leaves_no_entry(cast: Cast) -> None:
    def fail() -> None:
        with transaction.atomic():
            journal.enter(cast.alice.actor, "placement.register", "placement", 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not JournalEntry.objects.exists()


def test_looks_do_not_make_counts_stale(cast: Cast) -> None:
    journal.enter(cast.alice.actor, "placement.register", "placement", 1)
    version = journal.version()
    journal.enter(cast.alice.actor, "person.see", "person", 1, is_look=True)
    assert journal.version() == version > 0


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("session.start", "account"),
        ("session.fail", "account"),
        ("second_factor.add", "account"),
        ("account.invite", "account"),
        ("password.change", "account"),
        ("own_access.manage", "account"),
        ("organisation.register", "organisation"),
    ],
)
def test_who_has_access_does_not_make_counts_stale(cast: Cast, deed: str, kind: str) -> None:
    journal.enter(cast.alice.actor, "placement.register", "placement", 1)
    stamp = journal.stamp()
    journal.enter(cast.alice.actor, deed, kind, 1)
    assert journal.stamp() == stamp
    assert journal.version() == stamp[0] > 0


@pytest.mark.parametrize("kind", sorted({*SUBJECTS} - {"account", "import", "organisation", "task"}))
def test_every_other_deed_makes_counts_stale(cast: Cast, kind: str) -> None:
    journal.enter(cast.alice.actor, "session.start", "account", 1)
    assert journal.stamp() == (0, journal.GENESIS)
    journal.enter(cast.alice.actor, "placement.register", kind, 1)
    assert journal.stamp()[0] == journal.version() > 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time by itself")
def test_two_writers_at_once_make_one_chain() -> None:
    cast = access.cast()
    ready = threading.Barrier(2)

    def write(member: access.Member) -> None:
        ready.wait()
        for number in range(10):
            journal.enter(member.actor, "placement.register", "placement", number)
        connection.close()

    writers = [threading.Thread(target=write, args=(member,)) for member in (cast.alice, cast.bob)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    chain = journal.check_chain()
    assert (chain.checked, chain.holds) == (20, True)


def test_the_command_says_how_far_the_chain_holds(written: list[JournalEntry]) -> None:
    answer = CliRunner().invoke(main, ["journal", "verify"])
    assert answer.exit_code == 0, answer.output
    last = written[-1]
    assert f"klopt t/m regel {last.pk} (10 regels)" in answer.output
    anchor = f"{last.pk}:{last.hash}"
    assert anchor in answer.output
    assert CliRunner().invoke(main, ["journal", "verify", "--anchor", anchor]).exit_code == 0
    assert CliRunner().invoke(main, ["journal", "verify", "--anchor", f"{last.pk}:{'f' * 64}"]).exit_code == 1
    assert CliRunner().invoke(main, ["journal", "verify", "--anchor", "onzin"]).exit_code == 2


def test_the_command_names_the_broken_entry(written: list[JournalEntry]) -> None:
    with _triggers_off():
        JournalEntry.objects.filter(pk=written[4].pk).update(actor_name="Iemand Anders")
    answer = CliRunner().invoke(main, ["journal", "verify"])
    assert answer.exit_code == 1
    assert f"verbroken bij regel {written[4].pk}" in answer.output


def test_an_empty_journal_is_no_fault(db: None) -> None:
    answer = CliRunner().invoke(main, ["journal", "verify"])
    assert (answer.exit_code, answer.output.strip()) == (0, "Het logboek is leeg.")


@pytest.mark.parametrize(
    ("deed", "kind", "tells"),
    [
        ("placement.register", "placement", True),
        ("registration.correct", "person", True),
        ("duplicate.merge", "person", True),
        ("retention.anonymise", "person", True),
        ("a.deed_nobody_classed", "person", True),
        ("person.record_contact", "person", False),
        ("profile.change", "person", False),
        ("moment.record", "employer", False),
        ("session.start", "account", False),
    ],
)
def test_only_a_deed_that_can_change_a_count_makes_counts_stale(
    cast: Cast, deed: str, kind: str, tells: bool
) -> None:
    before = journal.stamp()
    journal.enter(cast.alice.actor, deed, kind, "1")
    assert (journal.stamp() != before) is tells
    assert journal.check_chain().holds
