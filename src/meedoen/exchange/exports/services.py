"""What may be done to take rows out: at once, or as a task; always with a purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.tasks.services import ask_task
from meedoen.exchange.exports.files import to_file
from meedoen.exchange.exports.models import MadeFile
from meedoen.exchange.exports.purposes import EMPLOYERS, FORMS, NEW_YEAR, PEOPLE, PLACEMENTS, PURPOSES
from meedoen.exchange.exports.selectors import made_by_task
from meedoen.exchange.exports.tables import MOST, Wanted, header, how_many, rows
from meedoen.primitives.number import format_whole
from meedoen.register.checks import NotPossible, together

KEPT = timedelta(days=1)
# So many numbers in one entry of the journal.
_PART = 1000
POWERS = {
    PEOPLE: "person.export",
    EMPLOYERS: "employer.export",
    PLACEMENTS: "placement.export",
    NEW_YEAR: "new_year.export",
}


def take_out(actor: Actor, wanted: Wanted, *, today: date) -> bytes:
    """Return a list as a file, and write down who took out how much, why, and by which filters."""
    with transaction.atomic():
        _allowed(actor, wanted, today)
        taken: list[str] = []

        def counted() -> Any:
            for row in rows(actor, wanted.noun, wanted.chosen, today):
                taken.append(str(row[0]))
                yield row

        content = to_file(wanted.form, header(actor, wanted.noun), counted())
        _enter(actor, wanted, taken)
        return content


def ask_file(actor: Actor, wanted: Wanted, *, today: date, at: datetime) -> MadeFile:
    """Ask for a list as a file that a task makes; who asked finds it there for a day."""
    with transaction.atomic():
        _allowed(actor, wanted, today)
        task = ask_task(actor, POWERS[wanted.noun], at=at)
        return MadeFile.objects.create(
            task_key=task.pk,
            noun=wanted.noun,
            asked={**asdict(wanted), "chosen": dict(wanted.chosen)},
            asked_by_id=actor.account_id or 0,
            organisation_id=actor.organisation_id,
            expires_at=at + KEPT,
        )


def make_file(
    actor: Actor,
    task_key: int,
    *,
    today: date,
    tell: Callable[[int, int], None],
    finish: Callable[[Mapping[str, int]], None],
) -> None:
    """Make the file that was asked for."""
    made = MadeFile.objects.get(task_key=task_key, asked_by_id=actor.account_id or 0)
    wanted = Wanted(**made.asked)
    total = _allowed(actor, wanted, today)
    taken: list[str] = []

    def counted() -> Any:
        for row in rows(actor, wanted.noun, wanted.chosen, today):
            taken.append(str(row[0]))
            if len(taken) % 500 == 0:
                tell(len(taken), max(len(taken), total))
            yield row

    content = to_file(wanted.form, header(actor, wanted.noun), counted())
    with transaction.atomic():
        made.content = content
        made.save(update_fields=["content"])
        _enter(actor, wanted, taken)
        finish({"rows": len(taken)})


def fetch_file(actor: Actor, task_key: int, *, at: datetime) -> MadeFile:
    """Return a file that a task made; that it was fetched is written down too."""
    with transaction.atomic():
        require(actor, "task.see")
        made = made_by_task(actor, task_key, at)
        require(actor, POWERS[made.noun])
        detail = {"fetched": task_key, "purpose": made.asked.get("purpose", "")}
        journal.enter(actor, POWERS[made.noun], "export", made.noun, detail=detail, is_look=True)
        return made


def _allowed(actor: Actor, wanted: Wanted, today: date) -> int:
    """Refuse who may not, why not, or too much; return how many rows there are."""
    require(actor, POWERS[wanted.noun])
    wrong = []
    if wanted.purpose not in PURPOSES:
        wrong.append(NotPossible(_("Kies waarvoor u het bestand nodig hebt."), field="purpose"))
    if wanted.form not in FORMS:
        wrong.append(NotPossible(_("Kies een soort bestand."), field="form"))
    count = how_many(actor, wanted.noun, wanted.chosen, today)
    if count > MOST:
        message = _("Dit zijn meer dan %(most)s regels. Kies eerst minder in de lijst.")
        wrong.append(NotPossible(message % {"most": format_whole(MOST)}))
    together(wrong)
    return count


def _enter(actor: Actor, wanted: Wanted, taken: Sequence[str]) -> None:
    """Write down what was taken out and why, a part at a time, with the number that each row begins with.

    What was typed to search for may be a name, so only that there was something is kept.
    """
    filters = {name: value for name, value in wanted.chosen.items() if value and name != "zoek"}
    detail = {
        "purpose": wanted.purpose,
        "form": wanted.form,
        "rows": len(taken),
        "filters": filters,
        "searched": bool(wanted.chosen.get("zoek")),
    }
    parts = [list(taken[start : start + _PART]) for start in range(0, len(taken), _PART)] or [[]]
    journal.enter_many(
        actor,
        [
            journal.Note(
                POWERS[wanted.noun], "export", wanted.noun, {**detail, "numbers": part}, is_look=True
            )
            for part in parts
        ],
    )
