"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "meedoen.register.people"
    label = "people"
