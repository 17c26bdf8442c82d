"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "meedoen.steering.targets"
    label = "targets"
