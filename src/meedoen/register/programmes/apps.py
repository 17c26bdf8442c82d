"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "meedoen.register.programmes"
    label = "programmes"
