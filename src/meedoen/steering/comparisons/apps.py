"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "meedoen.steering.comparisons"
    label = "comparisons"
