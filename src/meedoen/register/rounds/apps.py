"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "meedoen.register.rounds"
    label = "rounds"
