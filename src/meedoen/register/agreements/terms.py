"""What an agreement says: its terms as they are filled in, frozen as JSON, and their digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Terms:
    """Tasks and hours, who guides, with which instruments, from when until when, and where."""

    tasks: str
    hours_week: Decimal
    days: tuple[str, ...]
    guidance: str
    instruments: tuple[str, ...]
    supervisor: str
    work_municipality: str
    starts_on: date
    ends_before: date | None = None
    # Of the advice of UWV for beschut werk.
    advice_on: date | None = None


@dataclass(frozen=True)
class Signer:
    """Who signs for a side, and where the link goes; the name of the candidate is known."""

    name: str = ""
    told_at: str = ""


@dataclass(frozen=True)
class NewAgreement:
    """An agreement to be made; `signers` by side, without those who do not take part.

    `proposal`, `placement`: the number of what it comes from, where it comes from one.
    """

    person_number: str
    kind: str
    employer_kvk: str
    workplace_kvk: str
    payer_id: int
    basis: str
    signers: Mapping[str, Signer]
    terms: Terms
    proposal: str = ""
    placement: str = ""


def as_json(terms: Terms) -> dict[str, Any]:
    """Return terms as they are kept."""
    return {
        "tasks": terms.tasks,
        "hours_week": str(terms.hours_week),
        "days": list(terms.days),
        "guidance": terms.guidance,
        "instruments": list(terms.instruments),
        "supervisor": terms.supervisor,
        "work_municipality": terms.work_municipality,
        "starts_on": terms.starts_on.isoformat(),
        "ends_before": terms.ends_before.isoformat() if terms.ends_before else None,
        "advice_on": terms.advice_on.isoformat() if terms.advice_on else None,
    }


def as_terms(kept: Mapping[str, Any]) -> Terms:
    """Return kept terms; of somebody who is nobody any more only days and hours are left."""
    return Terms(
        tasks=kept.get("tasks", ""),
        hours_week=Decimal(kept["hours_week"]),
        days=tuple(kept.get("days", ())),
        guidance=kept.get("guidance", ""),
        instruments=tuple(kept.get("instruments", ())),
        supervisor=kept.get("supervisor", ""),
        work_municipality=kept.get("work_municipality", ""),
        starts_on=date.fromisoformat(kept["starts_on"]),
        ends_before=_day(kept.get("ends_before")),
        advice_on=_day(kept.get("advice_on")),
    )


def digest_of(terms: Terms, kind: str, payer_id: int, parties: Iterable[tuple[str, str]]) -> str:
    """Return the digest of a text: of what was agreed and between whom, so that none can change unseen."""
    whole = [as_json(terms), kind, payer_id, sorted(parties)]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
