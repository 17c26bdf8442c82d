"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "meedoen.register.subsidies"
    label = "subsidies"
