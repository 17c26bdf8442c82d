"""One row written anew, unless someone else did so first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.checks import NotPossible, refuse_changed
from meedoen.register.profiles.models import Goal, Loonwaarde, Reach, Representative, Step, TargetGroup
from meedoen.register.profiles.notes import New, tidied

Row = Reach | Representative | Loonwaarde | TargetGroup | Goal | Step


def rewrite(row: Row, new: New, version: int) -> list[str]:
    """Write what was typed on a row that is locked by its person; return the names of what changed."""
    typed = tidied(new)
    now = {name: getattr(row, name) for name in typed}
    refuse_changed(opened=version, version=row.version, now=now, typed=typed)
    changed = [name for name in typed if row.version == 0 or now[name] != typed[name]]
    if not changed:
        raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
    for name in changed:
        setattr(row, name, typed[name])
    row.version += 1
    row.save()
    return changed
