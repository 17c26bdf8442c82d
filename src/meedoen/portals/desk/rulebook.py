"""The rule book: every parameter with its series, source and certainty."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
