"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class CarvingConfig(AppConfig):
    name = "meedoen.register.carving"
    label = "carving"
