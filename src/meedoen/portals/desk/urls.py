"""The addresses of the desk, gathered from its pages."""

from __future__ import annotations

from meedoen.portals.desk import (
    access,
    employers,
    exports,
    imports,
    people,
    periods,
    placements,
    publications,
    rulebook,
    steering,
    targets,
    tasks,
    today,
)

urlpatterns = [
    *today.urls,
    *people.urls,
    *employers.urls,
    *placements.urls,
    *exports.urls,
    *imports.urls,
    *tasks.urls,
    *steering.urls,
    *targets.urls,
    *publications.urls,
    *periods.urls,
    *access.urls,
    *rulebook.urls,
]
