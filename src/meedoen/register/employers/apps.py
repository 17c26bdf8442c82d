"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "meedoen.register.employers"
    label = "employers"
