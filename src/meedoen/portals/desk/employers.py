"""Pages about employers: list, one employer, register, branches, sector per year."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
