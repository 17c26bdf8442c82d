"""Files on their way in, and long tasks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from meedoen.access.models import Account
from meedoen.access.tasks.models import LongTask
from meedoen.exchange.imports.models import ImportFile, Remark
from tests.factories import access

MOMENT = datetime(2018, 4, 30, 10, 0, tzinfo=UTC)


def _alice() -> Account:
    return Account.objects.filter(name="Alice Aalders").first() or access.account("Alice Aalders")


def import_file(*, by: Account | None = None, **more: Any) -> ImportFile:
    """A checked file with one mistake and one question; uploaded by Alice, where she is."""
    who = by or _alice()
    values = {
        "kind": "people",
        "name": "kandidaten.csv",
        "content": b"Naam;Geboortedatum;Woongemeente\r\nEls Edens;31-02-1990;Assen\r\n",
        "state": "tried",
        "header": ["Naam", "Geboortedatum", "Woongemeente"],
        "sample": [["Els Edens", "31-02-1990", "Assen"]],
        "rows": 1,
        "mapping": {"name": 0, "birth_on": 1, "municipality": 2},
        "counts": {"new": 0, "known": 0, "wrong": 1, "asked": 1, "skipped": 0},
        "uploaded_on": access.TODAY,
        "expires_on": date(2099, 1, 1),
    }
    made = ImportFile.objects.create(uploaded_by=who, organisation=who.organisation, **(values | more))
    Remark.objects.create(file=made, line=2, field="birth_on", message="Deze dag bestaat niet.")
    Remark.objects.create(file=made, line=2, field="name", message="Lijkt op iemand.", question="duplicate")
    return made


def long_task(*, by: Account | None = None, **more: Any) -> LongTask:
    """A task that waits; asked for by Alice, where she is."""
    who = by or _alice()
    values = {"kind": "person.export", "asked_at": MOMENT, **more}
    return LongTask.objects.create(asked_by=who, organisation=who.organisation, **values)
