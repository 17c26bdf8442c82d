"""Publications: what others published, and reading in a file."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
