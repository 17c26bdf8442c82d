"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "meedoen.access.tasks"
    label = "tasks"
