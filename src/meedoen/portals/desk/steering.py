"""Sturing: the dashboard, one indicator, the rows behind a number, downloads."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
