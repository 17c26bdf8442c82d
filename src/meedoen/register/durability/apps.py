"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class DurabilityConfig(AppConfig):
    name = "meedoen.register.durability"
    label = "durability"
