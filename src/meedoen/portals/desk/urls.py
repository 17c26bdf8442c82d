"""The addresses of the desk, gathered from its pages."""

from __future__ import annotations

from meedoen.portals.desk import (
    access,
    duplicates,
    employer_agreed,
    employer_contact,
    employer_particulars,
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
    # Before a candidate's number, which would take the word for one.
    *duplicates.urls,
    *findability.urls,
    *profiles.urls,
    *plans.urls,
    *reach.urls,
    *loonwaarden.urls,
    *people.urls,
    # Before the pages of one employer: a word is no KvK number.
    *employer_contact.urls,
    *employers.urls,
    *employer_particulars.urls,
    *employer_agreed.urls,
    *placements.urls,
    *steering.urls,
    *targets.urls,
    *publications.urls,
    *periods.urls,
    *access.urls,
    *rulebook.urls,
]
