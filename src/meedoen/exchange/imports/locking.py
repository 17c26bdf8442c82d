"""A file held while something is done with it, and what is refused meanwhile."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.exchange.imports.models import MOVES, ImportFile
from meedoen.exchange.imports.selectors import file_of, task_about


class NotReady(Refused):
    """The file can't be imported as it is now."""


class IsBusy(Refused):
    """Something works on this file already."""


def locked_file(actor: Actor, file_id: int, today: date, to: str, *, busy: bool = True) -> ImportFile:
    """Return a file that may go to this state, locked; `busy`: not while a task works on it."""
    file = file_of(actor, file_id, today)
    file = ImportFile.objects.select_for_update().get(pk=file.pk)
    refuse_imported(file)
    if to not in MOVES[file.state]:
        raise NotReady(_("Dit kan nu niet met dit bestand. Kijk eerst hoe ver het is."))
    if busy:
        refuse_busy(file)
    return file


def refuse_imported(file: ImportFile) -> None:
    if file.state == ImportFile.State.IMPORTED:
        raise NotReady(_("Dit bestand is al ingelezen. Lees zo nodig een nieuw bestand in."))


def refuse_busy(file: ImportFile) -> None:
    if task_about(file) is not None:
        raise IsBusy(_("Dit bestand wordt nu verwerkt. Wacht tot dat klaar is, of stop de taak."))
