"""Beheer: organisations, people with access, and the journal."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
