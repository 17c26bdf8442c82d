"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "meedoen.register.jobs"
    label = "jobs"
