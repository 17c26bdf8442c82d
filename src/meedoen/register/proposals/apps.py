"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "meedoen.register.proposals"
    label = "proposals"
