"""What hangs on a job that stood in both files of one person: it goes along to the row that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible
from meedoen.register.coaching.models import Coaching
from meedoen.register.durability.models import Check
from meedoen.register.placements.models import Placement
from meedoen.register.placements.moving import same_job, twins_of
from meedoen.register.subsidies.models import Subsidy

Hanging = type[Check] | type[Coaching] | type[Subsidy]


def move_hanging(model: Hanging, from_id: int, to_id: int) -> list[int]:
    """Let what hangs on a row that stays behind go to the same job in the other file; return the keys.

    What one voice said in both files at one moment stays where it is: only one of them can be shown.
    """
    twins, moved = twins_of(from_id, to_id), list[int]()
    rows = model._default_manager.filter(placement__in=list(twins)).order_by("pk")
    for key, placement in rows.values_list("pk", "placement_id"):
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=key).update(placement=twins[placement])
        except IntegrityError:
            continue
        moved.append(key)
    return moved


def move_hanging_back(model: Hanging, keys: Sequence[int], to_id: int) -> None:
    there = {same_job(one): one for one in Placement.objects.standing().filter(person=to_id)}
    for row in model._default_manager.filter(pk__in=list(keys)).select_related("placement"):
        before = there.get(same_job(row.placement))
        if before is not None:
            model._default_manager.filter(pk=row.pk).update(placement=before)


def wrong_twice(one_id: int, other_id: int, today: date) -> list[Refused]:
    """Give why two files cannot go together: for one job both have a subsidy, or coaching, that goes on."""
    twins = twins_of(one_id, other_id)
    message = _("In beide dossiers loopt voor dezelfde baan %(what)s. Stop er eerst een.")
    nouns: tuple[tuple[str, Hanging, dict[str, str]], ...] = (
        (_("een loonkostensubsidie"), Subsidy, {"state": "withdrawn"}),
        (_("begeleiding"), Coaching, {"ended_because": "wrong"}),
    )
    return [
        NotPossible(message % {"what": what})
        for what, model, undone in nouns
        if any(all(_goes_on(model, undone, one, today) for one in pair) for pair in twins.items())
    ]


def _goes_on(model: Hanging, undone: dict[str, str], placement: int, today: date) -> bool:
    running = Q(ends_before__isnull=True) | Q(ends_before__gt=today)
    return model._default_manager.exclude(**undone).filter(running, placement=placement).exists()
