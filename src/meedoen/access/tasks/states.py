"""The one way in which a task goes from state to state: only along the table, also with two at once."""

from __future__ import annotations

from typing import Any

from meedoen.access.tasks.models import MOVES, LongTask


def move(task_id: int, state: str, **more: Any) -> bool:
    """Bring a task into a state and write down more with it; False where that may not follow."""
    before = [one for one, following in MOVES.items() if state in following]
    return bool(LongTask.objects.filter(pk=task_id, state__in=before).update(state=state, **more))
