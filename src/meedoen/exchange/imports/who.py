"""Whom a line is about: by candidate number, or by name and birthday where only one fits."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.exchange.imports.values import Cells, day

# Never a birthday: it stands for a cell that could not be read.
from meedoen.register.checks import EARLIEST
from meedoen.register.people.alike import Candidate, possible_duplicates
from meedoen.register.people.selectors import clean


def numbers_of(actor: Actor, rows: Sequence[Cells]) -> dict[int, str]:
    """Return the candidate number for each line; a line where nobody or more than one fits is told so."""
    found: dict[int, str] = {}
    asked: list[tuple[Cells, Candidate]] = []
    for row in rows:
        given = clean(row.text("person_number"))
        if given:
            found[row.line] = given
            continue
        name = row.text("person_name")
        birth_on = row.read("birth_on", day, EARLIEST)
        if not name or not row.text("birth_on"):
            row.wrong.append(
                ("person_number", _("Vul het kandidaatnummer in, of de naam en de geboortedatum."))
            )
        elif birth_on != EARLIEST:
            asked.append((row, Candidate(name, birth_on)))
    alike = possible_duplicates(actor, [candidate for _row, candidate in asked])
    for position, (row, _candidate) in enumerate(asked):
        fits = sorted({one.number for one in alike.get(position, []) if one.number and one.is_same_name})
        if len(fits) == 1:
            found[row.line] = fits[0]
        elif fits:
            message = _(
                "Meer dan één kandidaat heeft deze naam en geboortedatum: %(numbers)s. Vul het nummer in."
            )
            row.wrong.append(("person_name", message % {"numbers": ", ".join(fits[:5])}))
        else:
            message = _("U ziet geen kandidaat met deze naam en geboortedatum. Schrijf die eerst in.")
            row.wrong.append(("person_name", message))
    return found
