"""All addresses: the desk at the root, sign-in under /toegang/."""

from __future__ import annotations

from django.urls import include, path

from meedoen.portals import answers, checks, matching_pages, public, signing

urlpatterns = [
    path("toegang/", include("meedoen.portals.entrance")),
    path("", include("meedoen.portals.desk.urls")),
    path("", include("meedoen.portals.calculators.urls")),
    path("", include("meedoen.portals.rulebook.pages")),
    *matching_pages.urls,
    *public.urls,
    *answers.urls,
    *signing.urls,
    *checks.urls,
]

handler400 = "meedoen.portals.errors.bad_request"
handler403 = "meedoen.portals.errors.forbidden"
handler404 = "meedoen.portals.errors.not_found"
handler500 = "meedoen.portals.errors.broken"
