"""This app under its own short label."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "meedoen.exchange"
    label = "exchange"
