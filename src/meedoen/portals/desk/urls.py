"""The addresses of the desk, gathered from its pages."""

from __future__ import annotations

from meedoen.portals.desk import (
    access,
    circle,
    corrections,
    employers,
    hand_overs,
    people,
    periods,
    placements,
    protection,
    publications,
    rulebook,
    steering,
    targets,
    today,
)

urlpatterns = [
    *today.urls,
    *people.urls,
    *circle.urls,
    *corrections.urls,
    *hand_overs.urls,
    *protection.urls,
    *employers.urls,
    *placements.urls,
    *steering.urls,
    *targets.urls,
    *publications.urls,
    *periods.urls,
    *access.urls,
    *rulebook.urls,
]
