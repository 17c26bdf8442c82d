"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "meedoen.exchange.exports"
    label = "exports"
