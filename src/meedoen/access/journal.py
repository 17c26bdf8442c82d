"""The journal: one entry for every deed and every look, in the transaction of the deed, chained by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from meedoen.access.actors import Actor
from meedoen.access.models import JournalEntry
from meedoen.access.prepared import Prepared

GENESIS = "0" * 64
# Any fixed number does: it only has to be the same for everyone who appends to the chain.
_CHAIN_LOCK = 1_331_2015
# What is written down about these, or is one of these deeds or a deed of these nouns, changes no row that is
# counted or shown beside a figure. A deed that nobody put here is taken to change one.
_SILENT_SUBJECTS = frozenset(("account", "import", "organisation", "task"))
_SILENT_NOUNS = frozenset(
    {
        "agreement",
        "arrangement",
        "bsn",
        "choice",
        "circle",
        "coach_budget",
        "coaching",
        "comparison",
        "contact_person",
        "findability",
        "hand_over",
        "loonwaarde",
        "moment",
        "neighbourhood",
        "new_year",
        "owner",
        "payment",
        "plan",
        "privacy",
        "privacy_request",
        "profile",
        "proposal",
        "reach",
        "reminder",
        "restriction",
        "round",
        "scan",
        "share",
        "subsidy",
        "target_group",
        "task",
        "view",
    }
)
_SILENT_DEEDS = frozenset(
    {
        "duplicate.find",
        "duplicate.tell_apart",
        "employer.correct_payroll_year",
        "employer.end_pause",
        "employer.export",
        "employer.note_in_place",
        "employer.pause",
        "employer.record_headcount",
        "employer.record_payroll_year",
        "employer.set_limit",
        "import.drop",
        "import.mend",
        "import.offer",
        "import.try",
        "person.export",
        "person.name",
        "person.protect",
        "person.record_contact",
        "person.unname",
        "person.unprotect",
        "placement.export",
        "protected.let_in",
        "retention.announce",
        "retention.decide",
        "retention.pause",
    }
)


@dataclass(frozen=True)
class Note:
    """What is to be written down: the deed, its subject, and particulars (never a name or BSN)."""

    deed: str
    subject_kind: str
    subject_id: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    is_look: bool = False


def enter(
    actor: Actor,
    deed: str,
    subject_kind: str,
    subject_id: object,
    *,
    detail: Mapping[str, Any] | None = None,
    is_look: bool = False,
) -> None:
    """Write down one deed or look."""
    enter_many(actor, [Note(deed, subject_kind, str(subject_id), detail or {}, is_look)])


def enter_many(actor: Actor, notes: Iterable[Note]) -> None:
    """Write down many deeds at once, an entry each, in the order given; nothing where there are none."""
    notes = list(notes)
    if not notes:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # SQLite has one writer at a time; PostgreSQL needs a lock so that the chain cannot fork.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        cursor.execute(_LAST)
        last = (cursor.fetchone() or (GENESIS,))[0]
        # The real moment, never one that is passed in: a journal with another clock proves nothing.
        at = timezone.now()
        moment = connection.ops.adapt_datetimefield_value(at)
        who = (actor.account_id, actor.name, actor.organisation_id)
        rows = []
        for note in notes:
            detail = json.dumps(dict(note.detail), ensure_ascii=False)
            about = (note.subject_kind, note.subject_id)
            # Hashed as the database will give it back: a number that was a key is a text by then.
            fresh = _hash([last, at, note.deed, note.is_look, *who, *about, json.loads(detail)])
            silent = True if _is_silent(note) else None
            rows.append((last, moment, note.deed, note.is_look, *who, *about, detail, fresh, silent))
            last = fresh
        # Past the models, in half the time: a demo region writes a hundred thousand entries.
        cursor.executemany(_INSERT, rows)


_CONTENT = (
    "previous_hash",
    "at",
    "deed",
    "is_look",
    "actor_id",
    "actor_name",
    "organisation_id",
    "subject_kind",
    "subject_id",
    "detail",
)
# Written out, since each page with names on it asks this.
_LAST = f"SELECT hash FROM {JournalEntry._meta.db_table} ORDER BY id DESC LIMIT 1"  # noqa: S608  no value
_INSERT = (
    f"INSERT INTO {JournalEntry._meta.db_table} ({', '.join(_CONTENT)}, hash, is_silent) "  # noqa: S608  no value
    f"VALUES ({', '.join(['%s'] * (len(_CONTENT) + 2))})"
)


def _hash(content: list[Any]) -> str:
    at: datetime = content[1]
    written = [content[0], at.isoformat(), *content[2:]]
    return hashlib.sha256(json.dumps(written, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Chain:
    """How far each entry follows from the one before: the last that does, and the first that does not.

    A chain can't show that its own tail was cut off; for that its last hash must be kept somewhere else.
    """

    checked: int
    last_id: int | None
    last_at: datetime | None
    last_hash: str
    broken_id: int | None

    @property
    def holds(self) -> bool:
        return self.broken_id is None


def check_chain(*, latest: int | None = None) -> Chain:
    """Follow the journal from its first entry, or only its latest entries, until one does not fit."""
    rows = JournalEntry.objects.order_by("id").values_list("id", "hash", *_CONTENT)
    previous = GENESIS
    if latest is not None:
        begin = JournalEntry.objects.order_by("-id").values_list("id", flat=True)[latest : latest + 1]
        for before in begin:
            previous = JournalEntry.objects.values_list("hash", flat=True).get(pk=before)
            rows = rows.filter(pk__gt=before)
    checked, last_id, last_at = 0, None, None
    for pk, kept, *content in rows.iterator(chunk_size=2000):
        if content[0] != previous or kept != _hash(content):
            return Chain(checked, last_id, last_at, previous, pk)
        checked, last_id, last_at, previous = checked + 1, pk, content[1], kept
    return Chain(checked, last_id, last_at, previous, None)


def first_broken_entry() -> int | None:
    """Return the id of the first entry that does not follow from the one before, or None if all do."""
    return check_chain().broken_id


def has_entry(entry_id: int, kept_hash: str) -> bool:
    """True if and only if this entry still stands there with the hash that was noted elsewhere."""
    return JournalEntry.objects.filter(pk=entry_id, hash=kept_hash).exists()


def version() -> int:
    """Return a number that grows with every deed that what is counted or shown follows from: a count from
    before it may be stale."""
    return stamp()[0]


def stamp() -> tuple[int, str]:
    """Return the version with the hash of its entry: equal if and only if the same deeds were done here.

    The number alone comes back after a restore or in another database; the chain does not.
    """
    found = _LATEST.rows()
    return (found[0][0], found[0][1]) if found else (0, GENESIS)


def _is_silent(note: Note) -> bool:
    noun = note.deed.partition(".")[0]
    return note.subject_kind in _SILENT_SUBJECTS or noun in _SILENT_NOUNS or note.deed in _SILENT_DEEDS


def _telling() -> QuerySet[JournalEntry]:
    """The deeds that change a count or a page of figures, the latest first, by an index of their own."""
    return JournalEntry.objects.filter(is_look=False, is_silent__isnull=True).order_by("-id")


_LATEST = Prepared(lambda: _telling().values_list("id", "hash")[:1])
