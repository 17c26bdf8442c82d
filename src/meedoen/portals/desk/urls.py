"""The addresses of the desk, gathered from its pages."""

from __future__ import annotations

from meedoen.portals.desk import (
    access,
    employers,
    findability,
    loonwaarden,
    people,
    periods,
    placements,
    plans,
    profiles,
    publications,
    reach,
    rulebook,
    steering,
    targets,
    today,
)

urlpatterns = [
    *today.urls,
    *findability.urls,
    *profiles.urls,
    *plans.urls,
    *reach.urls,
    *loonwaarden.urls,
    *people.urls,
    *employers.urls,
    *placements.urls,
    *steering.urls,
    *targets.urls,
    *publications.urls,
    *periods.urls,
    *access.urls,
    *rulebook.urls,
]
