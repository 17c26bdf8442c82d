"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "meedoen.register.placements"
    label = "placements"
