"""Durability: whether work lasts, as three voices tell it, what warns early, and what comes after work."""
