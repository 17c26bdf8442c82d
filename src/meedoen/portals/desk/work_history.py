"""The part of someone's file that shows their work over time, as a drawing and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path

from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_page
from meedoen.portals.layout import today
from meedoen.portals.timelines import time_lines
from meedoen.register.durability.history import STATES, work_over_time


@page(
    power="person.see",
    template="desk/durability/history.html",
    nav="people",
    methods=("GET", "HEAD"),
)
def person_history(request: HttpRequest, actor: Actor, number: str) -> Mapping[str, Any]:
    context, day = file_page(actor, number, "person-history"), today()
    stretches = work_over_time(actor, context["person"], day)
    states = {code: str(words) for code, words in STATES.items()}
    return {
        **context,
        "stretches": stretches[::-1],
        "states": states,
        "drawings": time_lines(stretches, states, day),
    }


urls = [path("kandidaten/<str:number>/werk-door-de-tijd/", person_history, name="person-history")]
