"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "meedoen.register.duplicates"
    label = "duplicates"
