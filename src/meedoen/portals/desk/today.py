"""Vandaag: what is due and who waits for whom."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
