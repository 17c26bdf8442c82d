"""Waar staan we: targets, our own readings and what others published, side by side."""
