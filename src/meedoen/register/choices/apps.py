"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ChoicesConfig(AppConfig):
    name = "meedoen.register.choices"
    label = "choices"
