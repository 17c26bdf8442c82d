"""The addresses of the desk, gathered from its pages."""

from __future__ import annotations

from meedoen.portals.desk import (
    access,
    duplicates,
    employers,
    people,
    periods,
    placements,
    privacy,
    publications,
    retention,
    rulebook,
    steering,
    targets,
    today,
)

urlpatterns = [
    *today.urls,
    # Before a candidate's number, which would take the word for one.
    *duplicates.urls,
    *people.urls,
    *employers.urls,
    *placements.urls,
    *steering.urls,
    *targets.urls,
    *publications.urls,
    *periods.urls,
    *privacy.urls,
    *retention.urls,
    *access.urls,
    *rulebook.urls,
]
