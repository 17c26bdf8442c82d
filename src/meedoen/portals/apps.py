"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class PortalsConfig(AppConfig):
    name = "meedoen.portals"
    label = "portals"
