"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "meedoen.register.searches"
    label = "searches"
