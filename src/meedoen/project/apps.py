"""The project room as a Django app, for its commands and startup checks."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "meedoen.project"
    label = "project"

    def ready(self) -> None:
        from meedoen.project import checks  # noqa: F401  registers the startup checks
