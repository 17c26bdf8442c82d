"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "meedoen.exchange.imports"
    label = "imports"
