"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "meedoen.register.reminders"
    label = "reminders"
