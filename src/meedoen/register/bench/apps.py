"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "meedoen.register.bench"
    label = "bench"
