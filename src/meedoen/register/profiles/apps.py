"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "meedoen.register.profiles"
    label = "profiles"
