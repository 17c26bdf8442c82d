"""Pages about placements: list, one placement, register, hours, end, correct."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
