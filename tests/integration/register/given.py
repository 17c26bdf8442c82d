"""Persons, employers and placements as they are handed to the services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.access import models as access_models
from meedoen.access.actors import Actor
from meedoen.register.employers.services import NewBranch, NewEmployer
from meedoen.register.jobs.parts import PARTS, NewJob, TaskLine, Terms, What, Work
from meedoen.register.people.services import Lived, NewPerson, Registered
from meedoen.register.placements.services import NewPlacement

TODAY = date(2018, 4, 30)
ASSEN, VEENDAM, GRONINGEN = "GM0106", "GM0047", "GM0014"


def new_person(actor: Actor, **changes: Any) -> NewPerson:
    """An inhabitant of Assen with an entry since 2015."""
    values: dict[str, Any] = {
        "name": "Els Edens",
        "birth_on": date(1990, 6, 15),
        "residences": (Lived(ASSEN, date(2010, 1, 1)),),
        "registrations": (Registered("1a", date(2015, 5, 1)),),
        "responsible_id": actor.organisation_id,
        "last_contact_on": None,
        "registered_on": date(2015, 5, 1),
    }
    return NewPerson(**(values | changes))


def new_employer(**changes: Any) -> NewEmployer:
    """An employer in Assen since 2012."""
    values: dict[str, Any] = {
        "name": "Zorggroep Noord",
        "kvk": "12345678",
        "municipality": ASSEN,
        "is_overheid": False,
        "pays_sectorfonds": False,
        "share_under_sectorfonds": None,
        "branches": (NewBranch("Hoofdvestiging", ASSEN, "9401 AB"),),
        "active_since_year": 2012,
        "registered_on": date(2012, 1, 1),
    }
    return NewEmployer(**(values | changes))


def new_placement(person_number: str, kvk: str, **changes: Any) -> NewPlacement:
    """24 hours a week since 2016, without an end."""
    starts_on = changes.pop("starts_on", date(2016, 1, 1))
    hours_week = changes.pop("hours_week", "24")
    values: dict[str, Any] = {
        "person_number": person_number,
        "kind": "dienstverband",
        "employer_kvk": kvk,
        "workplace_kvk": kvk,
        "work_municipality": ASSEN,
        "starts_on": starts_on,
        "hours": ((starts_on, Decimal(hours_week)),),
    }
    return NewPlacement(**(values | changes))


def deeds() -> list[tuple[str, str, str]]:
    """What stands in the journal, from the first entry on: deed, kind of subject, subject."""
    rows = access_models.JournalEntry.objects.order_by("id")
    return list(rows.values_list("deed", "subject_kind", "subject_id"))


def new_job(**changes: Any) -> NewJob:
    """Twenty hours in the kitchen of a nursing home, complete enough to be open.

    A change is put in the part that has a field of that name.
    """
    parts: dict[str, dict[str, Any]] = {
        "what": {
            "kind": "vacature",
            "title": "Helpen in de keuken",
            "municipality": ASSEN,
            "seats": 2,
            "hours_min": Decimal(16),
            "hours_max": Decimal(20),
            "days": ("mon", "tue", "wed"),
            "times": ("morning",),
        },
        "work": {
            "tasks": (
                TaskLine("catering.dishes", "", Decimal(12)),
                TaskLine("", "Tafels dekken in de huiskamer", Decimal("7.5")),
            ),
            "demands": {"lift_kg": 10, "quiet_place": 1},
        },
        "terms": {"guide": "harrie", "guidance_minutes": 30, "wage": "wml", "wage_percentage": Decimal(100)},
    }
    for name, value in changes.items():
        home = next(part for part, kind in PARTS.items() if name in kind.__dataclass_fields__)
        parts[home][name] = value
    return NewJob(What(**parts["what"]), Work(**parts["work"]), Terms(**parts["terms"]))
