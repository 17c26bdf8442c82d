"""What may be asked about files that were made to be taken out."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.exchange.exports.models import MadeFile


def made_by_task(actor: Actor, task_key: int, at: datetime) -> MadeFile:
    """Return the file that a task of the actor made."""
    made = MadeFile.objects.visible_to(actor, at).filter(task_key=task_key).exclude(content=b"").first()
    if made is None:
        raise NotFound(_("Dit bestand is er niet meer, of is niet van u. Maak het opnieuw."))
    return made


def is_there(actor: Actor, task_key: int, at: datetime) -> bool:
    """Whether a task of the actor made a file that can still be taken out."""
    made = MadeFile.objects.visible_to(actor, at).filter(task_key=task_key)
    return made.exclude(content=b"").exists()
