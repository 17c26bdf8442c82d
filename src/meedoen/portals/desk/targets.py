"""The target book: what was promised, in versions."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
