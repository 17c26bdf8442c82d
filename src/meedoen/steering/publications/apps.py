"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "meedoen.steering.publications"
    label = "publications"
