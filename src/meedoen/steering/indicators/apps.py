"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "meedoen.steering.indicators"
    label = "indicators"
