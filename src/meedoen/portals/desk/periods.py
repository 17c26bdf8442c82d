"""Periods: propose and confirm that a period is frozen, and what changed after."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
