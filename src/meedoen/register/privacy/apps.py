"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "meedoen.register.privacy"
    label = "privacy"
