"""Where rounds over the whole region would have had one person work: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept
from meedoen.register.rounds.models import RoundChoice


def what_is_kept(person_id: int) -> list[Kept]:
    """Return each choice: the round, its day, the job and the points."""
    rows = RoundChoice.objects.filter(person=person_id).select_related("round", "job")
    return [
        Kept(
            "round_choices",
            _("Banen die de zoekhulp bij u vond in een ronde over de regio"),
            (_("Ronde"), _("Dag"), _("Baannummer"), _("Punten")),
            tuple((one.round.number, one.round.day, one.job.number, one.points) for one in rows),
        )
    ]
