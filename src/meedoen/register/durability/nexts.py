"""What comes after work: back to look for work, straight on elsewhere, or not for now, and why."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

POOL, WORK, STOPS = "pool", "work", "stops"
NEXTS: Mapping[str, Promise] = {
    POOL: _("zoekt meteen weer werk"),
    WORK: _("gaat meteen ander werk doen"),
    STOPS: _("stopt voor nu"),
}
# Never what someone has: only what they are going to do, or that they are not there any more.
BECAUSE: Mapping[str, Promise] = {
    "own_choice": _("wil nu zelf niet werken"),
    "training": _("gaat eerst leren"),
    "care": _("zorgt voor iemand"),
    "not_now": _("kan nu niet werken"),
    "retired": _("met pensioen"),
    "moved": _("verhuisd uit de regio"),
    "deceased": _("overleden"),
    "unknown": _("onbekend"),
}
# Reasons of an end after which nobody looks for work, with why.
ALWAYS_STOPS = {"retired": "retired", "deceased": "deceased"}
