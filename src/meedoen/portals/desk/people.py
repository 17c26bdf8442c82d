"""Pages about people: list, one person, register, move, entries in the doelgroepregister."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
