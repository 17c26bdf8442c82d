"""The addresses under which anyone may compute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path

from meedoen.portals.calculators import (
    beschut_werk,
    comparison,
    instruments,
    job,
    lks,
    lkv,
    municipalities,
    quotum,
)
from meedoen.portals.calculators.offered import OFFERED
from meedoen.portals.calculators.pages import calculator


@calculator("calculators/list.html")
def calculators(request: HttpRequest) -> Mapping[str, Any]:
    return {"offered": OFFERED}


urlpatterns = [
    path("rekenen/", calculators, name="calculators"),
    *job.urls,
    *lks.urls,
    *lkv.urls,
    *instruments.urls,
    *quotum.urls,
    *beschut_werk.urls,
    *municipalities.urls,
    *comparison.urls,
]
