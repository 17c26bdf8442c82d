"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "meedoen.register.agreements"
    label = "agreements"
