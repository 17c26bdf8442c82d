"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "meedoen.register.coaching"
    label = "coaching"
