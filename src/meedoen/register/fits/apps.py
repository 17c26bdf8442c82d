"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class FitsConfig(AppConfig):
    name = "meedoen.register.fits"
    label = "fits"
