"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class BsnConfig(AppConfig):
    name = "meedoen.register.bsn"
    label = "bsn"
